"""`/review`: links a person should decide, the most useful first, with the line that decides."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, jsonify, render_template, request

from kg import vocab
from kg.web import lookup
from kg.web.evidence import quotes
from kg.web.site import site
from kg.web.terms import badges, show_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from kg.web.evidence import Quote
    from kg.web.terms import Badge, Shown

routes: Final = Blueprint("review", __name__)
MOST: Final = 50  # pairs on the page; JSON has all
SHOWN: Final = 3  # quotes of a pair
PLACE: Final = "PROJECT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A link that the resolver drew but is not sure of.

    Attributes:
        ours: The thing of this graph.
        local: Its local name.
        theirs: What it may be: outside, or another thing of this graph.
        other: Its local name, or its IRI where it is outside.
        quotes: Words that name ours.
        sources: How many sources name it.
        use: How useful a person's word would be, as `kg review` orders pairs.
    """

    ours: Shown
    local: str
    kinds: tuple[Badge, ...]
    names: tuple[str, ...]
    theirs: Shown
    other: str
    confidence: float
    method: str
    reasons: str
    quotes: tuple[Quote, ...]
    sources: int

    @property
    def use(self) -> float:
        """Return doubt times how often the thing is named."""
        return (1 - abs(2 * self.confidence - 1)) * (1 + self.sources)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the commands that decide the pair, by verdict."""
        pair = f"{shlex.quote(self.local)} {shlex.quote(self.other)}"
        verdicts = ("same", "different")
        return tuple((each, f"kg review {PLACE} --{each} {pair}") for each in verdicts)


@routes.get("/review")
def review() -> Response | str:
    """Show the undecided pairs side by side; nothing is written here."""
    pairs = sorted(_pairs(), key=lambda each: (-each.use, each.local, each.other))
    if request.args.get("format") == "json":
        return jsonify(pairs=[_as_json(each) for each in pairs])
    return render_template("review.html", pairs=pairs[:MOST], count=len(pairs))


def _pairs() -> Iterator[Pair]:
    """Yield the links that say `skos:closeMatch`: where a person decided there is none left."""
    for link in lookup.subjects(vocab.RDF.type, vocab.IdentityLink):
        ours, theirs = _one(link, vocab.RDF.subject), _one(link, vocab.RDF.object)
        is_near = vocab.SKOS.closeMatch in lookup.nodes(link, vocab.RDF.predicate)
        if not is_near or ours is None or theirs is None:
            continue
        found = quotes(_naming(ours))
        yield Pair(
            ours=show_node(ours),
            local=_local(ours),
            kinds=tuple(badges(ours)),
            names=tuple(dict.fromkeys(name.value for name in lookup.names(ours))),
            theirs=show_node(theirs),
            other=_local(theirs),
            confidence=float(lookup.words(link, vocab.confidence) or 0),
            method=lookup.words(link, vocab.justification),
            reasons=lookup.words(link, vocab.reasons),
            quotes=tuple(found[:SHOWN]),
            sources=len({quote.order[0] for quote in found}),
        )


def _one(link: NamedNode, predicate: NamedNode) -> NamedNode | None:
    return next(iter(lookup.nodes(link, predicate)), None)


def _local(node: NamedNode) -> str:
    """Return a thing as decisions name it: by its local name where it is of this graph."""
    return node.value.removeprefix(site().base)


def _naming(node: NamedNode) -> list[NamedNode]:
    """Return the assertions that say of what kind a thing is: they rest on its name."""
    return [
        each
        for each in lookup.subjects(vocab.RDF.subject, node)
        if vocab.RDF.type in lookup.nodes(each, vocab.RDF.predicate)
    ]


def _as_json(pair: Pair) -> dict[str, object]:
    return {
        "ours": pair.local,
        "names": pair.names,
        "theirs": pair.other,
        "confidence": pair.confidence,
        "method": pair.method,
        "reasons": pair.reasons,
        "sources": pair.sources,
        "quotes": [quote.exact for quote in pair.quotes],
        "commands": dict(pair.lines),
    }
