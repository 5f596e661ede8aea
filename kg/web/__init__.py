"""The web face: pages, linked data and SPARQL over one frozen release, read only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from flask import Flask

from kg.query.cache import AnswerCache
from kg.web import (
    assets,
    briefs,
    catalog,
    clusters,
    completion,
    crawling,
    downloads,
    explore,
    frame,
    graphs,
    headers,
    home,
    linked,
    ontology,
    operation,
    problems,
    reconcile,
    releases,
    review,
    search,
    signs,
    sources,
    sparql,
    trying,
)
from kg.web.quick import Quick
from kg.web.record import Log, Recorder
from kg.web.site import EXTENSION, Site, site_of

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.query.limits import Limits
    from kg.query.reply import Desk
    from kg.release import Release

__all__ = ["create_app"]

LARGEST_REQUEST: Final = 1_000_000  # bytes; a query longer than this is a mistake


def create_app(
    served: Release | Store | Site,
    *,
    desk: Desk | None = None,
    limits: Limits | None = None,
    cache: int = 0,
    log: Log | None = None,
) -> Flask:
    """Return the application that serves one release, or a store of bare RDF, read only.

    The data are loaded here, once; what is built later is served by a new application.

    Args:
        served: What is served.
        desk: Where questions are asked; without one they run in this process, where nothing can
            stop them: for tests and notebooks only.
        limits: What a question may take.
        cache: Bytes of answers that are kept.
        log: Where and what is written of every request; nothing by default.
    """
    site = served if isinstance(served, Site) else site_of(served)
    site = replace(site, desk=desk, limits=limits or site.limits, kept=AnswerCache(cache // 2))
    app = Flask(__name__, static_folder=None)  # `assets` serves them
    app.extensions[EXTENSION] = site
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for room in (
        home,
        sparql,
        linked,
        sources,
        search,
        ontology,
        downloads,
        clusters,
        explore,
        completion,
        graphs,
        catalog,
        crawling,
        operation,
        reconcile,
        briefs,
        trying,
        releases,
        review,
    ):
        app.register_blueprint(room.routes)
    problems.register(app)
    headers.register(app)
    assets.register(app)
    signs.register(app)  # runs before the headers, which name the contents
    frame.register(app)
    trying.register(app)
    if cache:
        app.wsgi_app = Quick(app.wsgi_app, cache // 2)  # type: ignore[method-assign]  # Flask's own way
    known = {rule.rule.strip("/").partition("/")[0] for rule in app.url_map.iter_rules()}
    routes = frozenset(name for name in known if "<" not in name)
    recorder = Recorder(app.wsgi_app, routes, site.digest, log or Log())
    app.wsgi_app = recorder  # type: ignore[method-assign]
    return app
