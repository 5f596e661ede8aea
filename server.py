"""The service for any WSGI server: `DEUNGDAE_DATA=PLACE python server.py`, or `server:app`."""

import os

from kg.web.server import from_environment, serve

app = from_environment()

if __name__ == "__main__":
    serve(
        app,
        host=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        threads=int(os.environ.get("THREADS", "8")),
    )
