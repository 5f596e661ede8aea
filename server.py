"""The service: `DEUNGDAE_DATA=PLACE python server.py`, or `server:app` for any WSGI server."""

from kg.web.server import app_from_environment, run
from kg.web.settings import from_environment

if __name__ == "__main__":
    run(from_environment())
else:
    app = app_from_environment()
