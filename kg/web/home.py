"""The first page, the kept questions, and what operators look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, render_template, url_for
from pyoxigraph import NamedNode

from kg.query.drawing import DRAWINGS
from kg.query.named import named_queries, named_query
from kg.web import asking
from kg.web.answers import for_readers, forms, table_of
from kg.web.chart import chart_of
from kg.web.inside import change, counts, glance, release_facts, starts
from kg.web.problems import STATUS, Problem
from kg.web.site import site
from kg.web.terms import number, other_language
from kg.web.wording import catalogue, language, text

if TYPE_CHECKING:
    from kg.query.named import NamedQuery

CHARTS: Final = 12
routes: Final = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A kept question in the reader's language and in the other one."""

    name: str
    title: str
    other: str
    other_lang: str
    text: str


@routes.get("/")
def home() -> str:
    """Show what is inside and where to begin."""
    return render_template(
        "home.html",
        counts=[
            {"label": text(f"count.{name}"), "number": number(str(count))}
            for name, count in counts().items()
        ],
        questions=[card(query) for query in named_queries()],
        starts=starts(),
        glance=glance(),
        change=change(),
        files=site().files(),
        drawings=list(DRAWINGS),
        release_facts=release_facts(),
    )


@routes.get("/query")
def questions() -> str:
    """List the kept questions."""
    return render_template("questions.html", questions=[card(each) for each in named_queries()])


@routes.get("/query/<name>")
def question(name: str) -> Response | str:
    """Answer one kept question as a page or in any form an answer has."""
    known = {query.name for query in named_queries()}
    known |= {f"cq{query.number:02}" for query in named_queries() if query.number}
    if name.lower() not in known:
        meant = [(url_for("home.questions"), text("query.all"))]
        raise Problem(404, "unknown", where=name, values={"name": name}, suggestions=meant)
    query = named_query(name)
    found = asking.question(query.text)
    if not asking.is_page(found):
        return asking.respond(found)
    result = for_readers(table_of(asking.rows(found)))
    first = dict.fromkeys(row[0].iri for row in result.rows if row[0] and row[0].iri)
    charts = [chart_of(NamedNode(iri)) for iri in list(first)[:CHARTS]]
    return render_template(
        "question.html",
        question=card(query),
        result=result,
        charts=[chart for chart in charts if chart],
        forms=forms(found.head.kind),
    )


@routes.get("/problems")
def problems() -> str:
    """List the kinds of problem this service answers with."""
    of_web = {
        name: message
        for name, message in catalogue(language())["problem"].items()
        if f"{name}-hint" in catalogue("en")["problem"] or name.startswith("http-")
    }
    kinds = [
        {"name": kind.__name__, "status": status, "meaning": text(f"error.{kind.__name__}")}
        for kind, status in STATUS.items()
    ]
    kinds += [{"name": name, "status": "", "meaning": message} for name, message in of_web.items()]
    return render_template("problems.html", kinds=kinds)


def card(query: NamedQuery) -> Card:
    """Return a kept question for a page."""
    titles = {"ko": query.ko, "en": query.en}
    return Card(
        name=f"cq{query.number:02}" if query.number else query.name,
        title=titles[language()],
        other=titles[other_language()],
        other_lang=other_language(),
        text=query.text,
    )
