"""The production server: gunicorn with threads in front of one application."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication

from kg.errors import ConfigError, ReleaseError
from kg.release import open_data, open_release
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask


SECONDS: Final = 60  # a worker that is silent for so long is replaced


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """Gunicorn told by values instead of a configuration file."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:  # Any: gunicorn's settings
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, loaded before the worker was forked."""
        return self.app


def application(*places: Path) -> Flask:
    """Return the application for a release, a project, or RDF files.

    Raises:
        ReleaseError: A folder holds neither, or the release is damaged.
        StoreError: A file cannot be read.
        SourceError: A file is no RDF, or broken.
    """
    if len(places) == 1 and places[0].is_dir():
        try:
            return create_app(open_release(places[0]))
        except ReleaseError:  # a folder of RDF files, or open_data says what is wrong
            return create_app(open_data(places[0]))
    return create_app(open_data(*places))


def from_environment() -> Flask:
    """Return the application for the places `DEUNGDAE_DATA` names, `:` between them.

    Raises:
        ConfigError: The variable is not set.
    """
    told = os.environ.get("DEUNGDAE_DATA", "")
    if not told:
        raise ConfigError(
            "nothing to serve is named",
            where="DEUNGDAE_DATA",
            hint="set it to a release, a built project or RDF files",
        )
    return application(*(Path(place) for place in told.split(os.pathsep)))


def run(places: Sequence[Path], *, host: str, port: int, threads: int) -> None:
    """Serve until stopped; says where on stdout when it is ready."""
    serve(application(*places), host=host, port=port, threads=threads)


def serve(app: Flask, *, host: str, port: int, threads: int) -> None:
    """Run the production server for an application; port 0 takes a free one."""
    options = {
        "bind": f"{host}:{port}",
        "workers": 1,  # one copy of the store; the threads share it
        "worker_class": "gthread",
        "threads": threads,
        "timeout": SECONDS,
        "graceful_timeout": 5,
        "preload_app": True,
        "loglevel": "warning",
        "when_ready": announce,
        "control_socket_disable": True,
    }
    Server(app, options).run()


def announce(arbiter: Any) -> None:  # Any: gunicorn's arbiter
    """Print the address and three things to try."""
    for listener in arbiter.LISTENERS:
        host, port = listener.sock.getsockname()[:2]
        address = f"http://{host}:{port}"
        print(address, flush=True)  # noqa: T201 -- what a person waits for
        for path in ("/", "/query/cq01", "/sparql"):
            print(f"  {address}{path}", flush=True)  # noqa: T201
