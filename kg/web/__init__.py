"""The web face: pages, linked data and SPARQL over one frozen release, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Flask

from kg.web import (
    clusters,
    downloads,
    frame,
    headers,
    home,
    linked,
    ontology,
    problems,
    search,
    sources,
    sparql,
)
from kg.web.site import EXTENSION, site_of

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.release import Release

__all__ = ["create_app"]

LARGEST_REQUEST: Final = 1_000_000  # bytes; a query longer than this is a mistake


def create_app(served: Release | Store) -> Flask:
    """Return the application that serves one release, or a store of bare RDF, read only.

    The data are loaded here, once; what is built later is served by a new application.
    """
    app = Flask(__name__)
    app.extensions[EXTENSION] = site_of(served)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for room in (home, sparql, linked, sources, search, ontology, downloads, clusters):
        app.register_blueprint(room.routes)
    problems.register(app)
    headers.register(app)
    frame.register(app)
    return app
