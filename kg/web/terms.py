"""How a term is shown: its words, its language, and where a reader may safely go from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import url_for
from pyoxigraph import BlankNode, Literal, NamedNode

from kg import vocab
from kg.query.prefixes import PREFIXES
from kg.web import lookup
from kg.web.site import site
from kg.web.wording import language

if TYPE_CHECKING:
    from pyoxigraph import Triple

NUMBERS: Final = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")
)
STATUSES: Final = {term.value: code for code, term in vocab.STATUS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One term on a page; the template escapes every part.

    Attributes:
        href: Where it leads; empty when it leads nowhere.
        lang: Language of the label; empty when it has none.
        note: A few words beside it, such as a unit or "romanised".
        is_outside: Whether `href` leaves this service.
        status: Code of a status, which is shown as a badge; empty for anything else.
        iri: Of a thing; empty for a value.
        raw: A number as it is stored; empty for anything else.
    """

    label: str
    href: str = ""
    lang: str = ""
    note: str = ""
    is_outside: bool = False
    is_number: bool = False
    status: str = ""
    iri: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A type or a status; `kind` is its style class."""

    label: str
    kind: str = ""


def show(term: NamedNode | Literal | BlankNode | Triple, *, note: str = "") -> Shown:
    """Return how any term is shown, with a few words beside it."""
    if isinstance(term, NamedNode):
        return replace(show_node(term), note=note)
    if isinstance(term, Literal):
        return show_literal(term)
    return Shown(label=str(term))


def show_node(node: NamedNode) -> Shown:
    """Return a thing by its name, with a link where one is safe."""
    address, is_outside = source_link(node) or link(node.value)
    found = lookup.label(node)
    return Shown(
        label=found.value,
        lang=found.language or "",
        href=address,
        is_outside=is_outside,
        status=STATUSES.get(node.value, ""),
        iri=node.value,
    )


def show_literal(literal: Literal) -> Shown:
    """Return a value as a reader writes it: numbers grouped, others as they stand."""
    is_number = literal.datatype.value in NUMBERS
    return Shown(
        label=number(literal.value) if is_number else literal.value,
        lang=literal.language or "",
        is_number=is_number,
        raw=literal.value if is_number else "",
    )


def number(digits: str) -> str:
    """Return digits grouped by thousands, with as many decimals as a reader needs.

    >>> number("1390000.0"), number("0.97"), number("51.086957"), number("NaN")
    ('1,390,000', '0.97', '51.09', 'NaN')
    """
    try:
        amount = float(digits)
    except ValueError:
        return digits
    if not abs(amount) < 1e15:  # also NaN and infinity: shown as they stand
        return digits
    decimals = 0 if amount.is_integer() else 2 if abs(amount) >= 10 else 4
    rounded = f"{amount:,.{decimals}f}"
    return rounded.rstrip("0").rstrip(".") if decimals else rounded


def link(iri: str) -> tuple[str, bool]:
    """Return where an IRI leads on this service or outside; empty when it must not be a link."""
    base = site().base
    if iri.startswith(base):
        name, hash_, _ = iri.removeprefix(base).partition("#")
        if name and "/" not in name and not hash_:
            return url_for("linked.doc", name=name), False
        return "", False
    for space, mark in ((vocab.DD, ""), (vocab.CODE, "code.")):
        if iri.startswith(space) and re.fullmatch(r"[\w.-]+", iri.removeprefix(space)):
            return url_for("ontology.ontology", _anchor=mark + iri.removeprefix(space)), False
    is_web = re.match(r"https?://[^/\s\\]", iri, re.IGNORECASE) is not None
    return (iri, True) if is_web else ("", False)


def source_link(node: NamedNode) -> tuple[str, bool] | None:
    """Return where a source or a passage of one is shown; None for anything else."""
    kinds = lookup.types(node)
    if vocab.SourceDocument in kinds:
        name = node.value.removeprefix(site().base)
        return url_for("sources.source", name=name), False
    sources = lookup.nodes(node, vocab.OA.hasSource) if vocab.OA.SpecificResource in kinds else []
    for source in sources:
        name = source.value.removeprefix(site().base)
        return url_for("sources.source", name=name, _anchor=f"p-{anchor(node.value)}"), False
    return None


def anchor(passage: str) -> str:
    """Return the id of a passage on its source's page."""
    return passage.removeprefix(site().base).partition("-char-")[2] or passage[-24:]


def badges(node: NamedNode) -> list[Badge]:
    """Return the types of a thing and its status."""
    found = [Badge(lookup.label(kind).value) for kind in lookup.types(node)]
    return found + [badge for badge in [status(node)] if badge]


def status(node: NamedNode) -> Badge | None:
    """Return the status of a thing as a badge; None when none is recorded."""
    for term in lookup.nodes(node, vocab.status):
        return Badge(lookup.label(term).value, STATUSES.get(term.value, ""))
    return None


def other_language() -> str:
    """Return the language the reader did not choose."""
    return "en" if language() == "ko" else "ko"
