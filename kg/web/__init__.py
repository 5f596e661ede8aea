"""The web face: pages, linked data and SPARQL over one frozen release, read only."""

from __future__ import annotations

from typing import Final

from flask import Flask

from kg.web import (
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
from kg.web.site import EXTENSION, Site

__all__ = ["Site", "create_app"]

LARGEST_REQUEST: Final = 1_000_000  # bytes; a query longer than this is a mistake


def create_app(site: Site) -> Flask:
    """Return the application that serves one release.

    Args:
        site: The opened release and where its IRIs begin. It is only read.
    """
    app = Flask(__name__)
    app.extensions[EXTENSION] = site
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for room in (home, sparql, linked, sources, search, ontology, downloads):
        app.register_blueprint(room.routes)
    problems.register(app)
    headers.register(app)
    frame.register(app)
    return app
