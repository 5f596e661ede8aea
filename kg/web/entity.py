"""An entity's page as values: groups of statements, each with the words that say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg import vocab
from kg.web import lookup
from kg.web.evidence import Quote, assertions_of, assertions_to, quotes
from kg.web.site import told
from kg.web.terms import STATUSES, Badge, Shown, badges, link, show, show_node, status
from kg.web.wording import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.web.lookup import Term

MOST_INCOMING: Final = 50
WARNINGS: Final = ("proposed", "planned", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a row, with the passages that say it."""

    shown: Shown
    quotes: tuple[Quote, ...] = ()
    status: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One predicate and its values; `more` counts those not shown."""

    label: str
    href: str = ""
    values: tuple[Value, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that answer one question of a reader."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Everything its page shows.

    Attributes:
        names: Its other names and languages.
        warning: `proposed`, `planned` or `target`: said at the top; empty for what is actual.
        incoming: What others say of it, read from its end.
    """

    iri: str
    title: str
    names: tuple[Shown, ...] = ()
    badges: tuple[Badge, ...] = ()
    warning: str = ""
    groups: tuple[Group, ...] = ()
    incoming: tuple[Row, ...] = field(default=())


def entity_of(node: NamedNode) -> Entity:
    """Return the page of a thing that exists."""
    title = lookup.label(node)
    others = [name for name in lookup.names(node) if name.value != title.value]
    others += [
        name
        for name in lookup.values(node, vocab.SKOS.altLabel)
        if not isinstance(name, NamedNode) and name.value != title.value
    ]
    romanised = {term.value for term in lookup.values(node, vocab.romanizedLabel)}
    return Entity(
        iri=node.value,
        title=title.value,
        names=tuple(
            Shown(
                label=name.value,
                lang=name.language or "",
                note=text("page.romanised") if name.value in romanised else "",
            )
            for name in dict.fromkeys(others)
        ),
        badges=tuple(badges(node)),
        warning=_warning(node),
        groups=tuple(_groups(node)),
        incoming=tuple(_incoming(node)),
    )


def row_of(node: NamedNode, predicate: NamedNode) -> Row:
    """Return one predicate's values without their evidence; for short tables."""
    found = [Value(shown=show(term)) for term in lookup.values(node, predicate)]
    return Row(label=lookup.label(predicate).value, values=tuple(found))


def _groups(node: NamedNode) -> list[Group]:
    said: dict[str, list[Term]] = defaultdict(list)
    for _, predicate, term in lookup.triples(node):
        if predicate != vocab.RDF.type and predicate.value not in told()["hidden"]["predicates"]:
            said[predicate.value].append(term)
    assertions = assertions_of(node)
    groups: list[Group] = []
    for group in told()["group"]:
        order = [predicate for predicate in group["predicates"] if predicate in said]
        rows = tuple(_row(predicate, said.pop(predicate), assertions) for predicate in order)
        if rows:
            groups.append(Group(id=group["id"], title=group[language()], rows=rows))
    if said:
        rows = tuple(_row(predicate, said[predicate], assertions) for predicate in sorted(said))
        groups.append(Group(id="other", title=text("page.other"), rows=rows))
    return groups


def _row(
    predicate: str, terms: Sequence[Term], assertions: Mapping[tuple[str, str], list[NamedNode]]
) -> Row:
    node = NamedNode(predicate)
    return Row(
        label=lookup.label(node).value,
        href=link(predicate)[0] if predicate.startswith(vocab.DD) else "",
        values=tuple(
            Value(
                shown=show(term),
                quotes=tuple(quotes(assertions.get((str(node), str(term)), ()))),
            )
            for term in sorted(terms, key=str)
        ),
    )


def _incoming(node: NamedNode) -> list[Row]:
    pointing: dict[str, list[NamedNode]] = defaultdict(list)
    hidden = told()["hidden"]
    for subject, predicate, _ in lookup.triples(value=node):
        is_machinery = predicate.value in hidden["predicates"] or any(
            kind.value in hidden["types"] for kind in lookup.types(subject)
        )
        if not is_machinery:
            pointing[predicate.value].append(subject)
    order = {predicate: place for place, predicate in enumerate(told()["incoming"])}
    assertions = assertions_to(node)
    return [
        _row_back(predicate, pointing[predicate], assertions)
        for predicate in sorted(pointing, key=lambda each: (order.get(each, len(order)), each))
    ]


def _row_back(
    predicate: str,
    subjects: Sequence[NamedNode],
    assertions: Mapping[tuple[str, str], list[NamedNode]],
) -> Row:
    words = told()["incoming"].get(predicate)
    node = NamedNode(predicate)
    ordered = sorted(set(subjects), key=str)
    return Row(
        label=words[language()] if words else f"← {lookup.label(node).value}",
        values=tuple(
            Value(
                shown=show_node(subject),
                quotes=tuple(quotes(assertions.get((str(node), str(subject)), ()))),
                status=status(subject),
            )
            for subject in ordered[:MOST_INCOMING]
        ),
        more=max(len(ordered) - MOST_INCOMING, 0),
    )


def _warning(node: NamedNode) -> str:
    """Return the status that must not be overlooked; a proposed thing warns for its designee."""
    near = [node, *lookup.subjects(vocab.designee, node)]
    codes = {STATUSES.get(term.value) for each in near for term in lookup.nodes(each, vocab.status)}
    own = {STATUSES.get(term.value) for term in lookup.nodes(node, vocab.status)}
    if "actual" in codes:
        codes = own
    return next((code for code in WARNINGS if code in codes), "")
