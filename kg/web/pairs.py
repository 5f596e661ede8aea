"""Links that a person should decide, in the order in which a word is of most use."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from flask import url_for
from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.link.decisions import Decided
from kg.link.outside import BY_HAND
from kg.web import lookup
from kg.web.evidence import quotes
from kg.web.justified import reasons
from kg.web.site import site, told
from kg.web.terms import badges, show, show_node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.link.decisions import Verdict
    from kg.web.evidence import Quote
    from kg.web.terms import Badge, Shown

PLACE: Final = "PROJECT"
PER_PAGE: Final = 20
SHOWN: Final = 3  # quotes of a side
VERDICTS: Final[dict[NamedNode, Verdict]] = {
    vocab.SKOS.exactMatch: "same",
    vocab.OWL.differentFrom: "different",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A link that the resolver drew but is not sure of.

    Attributes:
        key: Local name of the link.
        one: What it links, of this graph.
        other: What that may be: outside, or another thing of this graph.
        sources: How many sources name either of them.
    """

    key: str
    link: NamedNode
    one: NamedNode
    other: NamedNode
    confidence: float
    sources: int

    @property
    def names(self) -> tuple[str, str]:
        """Return both sides as decisions name them."""
        return local(self.one), local(self.other)

    @property
    def use(self) -> float:
        """Return doubt times how often the thing is named, as `kg review` orders pairs."""
        return (1 - abs(2 * self.confidence - 1)) * (1 + self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a pair.

    Attributes:
        local: Its local name, or its IRI where it is outside.
        quotes: Words of sources that name it.
        facts: What else is told of it that tells it from others: label and values.
        note: What the other graph says of it, where it is outside.
        is_ours: Whether this graph tells of it.
    """

    shown: Shown
    local: str
    kinds: tuple[Badge, ...]
    names: tuple[str, ...]
    quotes: tuple[Quote, ...]
    is_ours: bool
    facts: tuple[tuple[str, tuple[Shown, ...]], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A pair as it is shown.

    Attributes:
        reasons: What spoke for and against it, as the data have it.
        why: The same in the reader's words.
    """

    key: str
    one: Side
    other: Side
    confidence: float
    method: str
    reasons: str
    why: str
    sources: int

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the commands that decide the pair, by verdict."""
        pair = f"{shlex.quote(self.one.local)} {shlex.quote(self.other.local)}"
        verdicts = ("same", "different")
        return tuple((each, f"kg review {PLACE} --{each} {pair}") for each in verdicts)


def waiting() -> tuple[Waiting, ...]:
    """Return the links that say `skos:closeMatch`: where a person decided there is none left."""
    remembered: dict[str, Any] = site().remembered  # Any: of many kinds
    if "waiting" not in remembered:
        found = sorted(_waiting(), key=lambda each: (-each.use, *each.names))
        remembered["waiting"] = tuple(found)
    held: tuple[Waiting, ...] = remembered["waiting"]
    return held


def address_of(link: NamedNode) -> str:
    """Return where a person may decide about a link; empty where nothing waits for a word."""
    remembered: dict[str, Any] = site().remembered  # Any: of many kinds
    if "places" not in remembered:
        remembered["places"] = {each.key: place for place, each in enumerate(waiting())}
    place: int | None = remembered["places"].get(local(link))
    if place is None:
        return ""
    page = place // PER_PAGE + 1
    return url_for("review.review", page=page if page > 1 else None, _anchor=local(link))


def decided() -> tuple[Decided, ...]:
    """Return what people decided before this release, as it tells it."""
    found = []
    for link in lookup.subjects(vocab.justification, Literal(BY_HAND)):
        sides = [_one(link, each) for each in (vocab.RDF.subject, vocab.RDF.object)]
        relations = [each for each in lookup.nodes(link, vocab.RDF.predicate) if each in VERDICTS]
        if sides[0] is None or sides[1] is None or not relations:
            continue
        found.append(
            Decided(one=local(sides[0]), other=local(sides[1]), verdict=VERDICTS[relations[0]])
        )
    return tuple(found)


def pair_of(held: Waiting) -> Pair:
    """Return what a page shows of a link."""
    return Pair(
        key=held.key,
        one=_side(held.one),
        other=_named(_side(held.other), held.link),
        confidence=held.confidence,
        method=lookup.words(held.link, vocab.justification),
        reasons=lookup.words(held.link, vocab.reasons),
        why=reasons(lookup.words(held.link, vocab.reasons)),
        sources=held.sources,
    )


def local(node: NamedNode) -> str:
    """Return a thing as decisions name it: by its local name where it is of this graph."""
    return node.value.removeprefix(site().base)


def _waiting() -> Iterator[Waiting]:
    for link in lookup.subjects(vocab.RDF.type, vocab.IdentityLink):
        one, other = _one(link, vocab.RDF.subject), _one(link, vocab.RDF.object)
        is_near = vocab.SKOS.closeMatch in lookup.nodes(link, vocab.RDF.predicate)
        if is_near and one is not None and other is not None:
            yield Waiting(
                key=local(link),
                link=link,
                one=one,
                other=other,
                confidence=float(lookup.words(link, vocab.confidence) or 0),
                sources=len({source for each in (one, other) for source in _sources(each)}),
            )


def _one(link: NamedNode, predicate: NamedNode) -> NamedNode | None:
    return next(iter(lookup.nodes(link, predicate)), None)


def _side(node: NamedNode) -> Side:
    is_ours = node.value.startswith(site().base)
    return Side(
        shown=show_node(node),
        local=local(node),
        kinds=tuple(badges(node)),
        names=tuple(dict.fromkeys(name.value for name in lookup.names(node))),
        quotes=_telling(quotes(_naming(node))),
        is_ours=is_ours,
        facts=tuple(_facts(node)) if is_ours else (),
    )


def _facts(node: NamedNode) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    for predicate in map(NamedNode, told()["telling"]):
        values = lookup.values(node, predicate)
        if values:
            yield lookup.label(predicate).value, tuple(map(show, values[:SHOWN]))


def _named(side: Side, link: NamedNode) -> Side:
    """Return a side with what its own graph calls it and says of it, where ours does not tell."""
    name = lookup.words(link, vocab.targetName)
    if side.is_ours or not name:
        return side
    note = lookup.words(link, vocab.targetNote)
    return replace(side, shown=replace(side.shown, label=name), names=(name,), note=note)


def _telling(found: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return a few passages, of each source the one with most around it, sentences first."""
    best: dict[str, Quote] = {}
    for quote in found:
        before = best.get(quote.order[0])
        if before is None or _around(quote) > _around(before):
            best[quote.order[0]] = quote
    return tuple(sorted(best.values(), key=lambda each: (-bool(_around(each)), each.order)))[:SHOWN]


def _around(quote: Quote) -> int:
    return len(quote.prefix) + len(quote.suffix)


def _naming(node: NamedNode) -> list[NamedNode]:
    """Return the assertions that say of what kind a thing is: they rest on its name."""
    return [
        each
        for each in lookup.subjects(vocab.RDF.subject, node)
        if vocab.RDF.type in lookup.nodes(each, vocab.RDF.predicate)
    ]


def _sources(node: NamedNode) -> Iterator[NamedNode]:
    for assertion in _naming(node):
        for passage in lookup.nodes(assertion, vocab.evidence):
            yield from lookup.nodes(passage, vocab.OA.hasSource)
