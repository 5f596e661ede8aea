"""What a release is sure to be asked is answered before its readers come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.query.cache import Kept, key_of
from kg.query.job import PAGE, Job
from kg.query.named import named_queries
from kg.web import assets
from kg.web.bundle import script_of
from kg.web.reconcile.things import things
from kg.web.site import EXTENSION, site

if TYPE_CHECKING:
    from flask import Flask

    from kg.web.site import Site

FORMS: Final = (("application/sparql-results+json", "text/turtle"), (PAGE, PAGE))
SECONDS: Final = 10.0  # for one question; one that takes longer is left to its first reader


def make_indexes(app: Flask) -> None:
    """Make the indexes of names and quotes and pack scripts and styles: else a reader waits.

    Called before the front is forked: it may take long (a quarter of a millisecond a name), and a
    front that is replaced has them too. Until it is done the generation before goes on serving.
    """
    assets.prepare()
    with app.test_request_context("/"):
        things()  # made of the search index
        site().passages  # noqa: B018 -- kept once made
        site().remembered.pop("gathered", None)


def warm(app: Flask) -> int:
    """Answer the kept questions in their usual forms and make the home page's counts.

    Returns:
        How many answers are kept now.
    """
    site: Site = app.extensions[EXTENSION]
    with app.test_client() as reader:
        for language in ("ko", "en"):
            reader.get("/", headers={"Accept": "text/html", "Accept-Language": language})
    if not site.kept.most:
        return 0
    count = 0
    for query in named_queries():
        for table, graph in FORMS:
            job = Job(text=query.text, table=table, graph=graph, most=site.limits.answer)
            count += _answered(site, job)
    return count


def prepare(app: Flask) -> None:
    """Make what the explorer shows, where there is one, so that its first reader need not wait."""
    if script_of("explore.explore"):
        with app.test_client() as reader:
            reader.get("/explore/graph.json")


def _answered(site: Site, job: Job) -> bool:
    try:
        reply = site.asked.ask(job, seconds=min(SECONDS, site.limits.seconds), client="warming")
    except KgError:
        return False
    if not reply.is_whole or not reply.head.is_lasting:
        reply.close()
        return False
    site.kept.put(key_of(site.digest, job), Kept(head=reply.head, body=reply.body))
    return True
