"""An entity's page as values: groups of statements, each with the words that say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.web import lookup
from kg.web.chart import Chart, chart_of
from kg.web.evidence import Quote, assertions_of, assertions_to, quotes, with_clauses
from kg.web.justified import judged
from kg.web.pairs import address_of
from kg.web.site import told
from kg.web.terms import STATUSES, Badge, Shown, badges, link, show, status
from kg.web.times import day_of
from kg.web.wording import language, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.web.lookup import Term

    Twins = Mapping[tuple[str, str], list[NamedNode]]

MOST_INCOMING: Final = 50
IDENTITY: Final = frozenset(  # what a `dd:IdentityLink` may say
    each.value for each in (vocab.SKOS.exactMatch, vocab.SKOS.closeMatch, vocab.OWL.differentFrom)
)
WARNINGS: Final = ("proposed", "planned", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a row, with the passages that say it.

    Attributes:
        chart: Before and after, where the value is a change.
        decide: Where a person may decide whether it is so; empty where nothing is open.
    """

    shown: Shown
    quotes: tuple[Quote, ...] = ()
    status: Badge | None = None
    chart: Chart | None = None
    decide: str = ""

    @property
    def model(self) -> str:
        """Name of the language model that alone says so; empty when a rule read it too."""
        models = {quote.model for quote in self.quotes}
        return "" if "" in models else ", ".join(sorted(models))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One predicate and its values.

    Attributes:
        blocks: Values in order; those that rest on the very same words stand together.
        more: How many are not shown.
    """

    label: str
    href: str = ""
    blocks: tuple[tuple[Value, ...], ...] = ()
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
        groups: What is said of it, what others say with it, then its names and the rest.
    """

    iri: str
    title: str
    names: tuple[Shown, ...] = ()
    badges: tuple[Badge, ...] = ()
    warning: str = ""
    groups: tuple[Group, ...] = ()


def entity_of(node: NamedNode, *, told_apart: frozenset[str] = frozenset()) -> Entity:
    """Return the page of a thing that exists.

    Args:
        node: The thing.
        told_apart: Predicates and subjects of statements about it that stand elsewhere on its page.
    """
    title = lookup.label(node).value
    return Entity(
        iri=node.value,
        title=title,
        names=_other_names(node, title),
        badges=tuple(badges(node)),
        warning=_warning(node),
        groups=tuple(_groups(node, told_apart)),
    )


def row_of(node: NamedNode, predicate: NamedNode) -> Row:
    """Return one predicate's values without their evidence; for short tables."""
    found = [Value(shown=show(term)) for term in lookup.values(node, predicate)]
    return Row(label=lookup.label(predicate).value, blocks=(tuple(found),) if found else ())


def _other_names(node: NamedNode, title: str) -> tuple[Shown, ...]:
    others = [*lookup.names(node), *lookup.values(node, vocab.SKOS.altLabel)]
    romanised = {term.value for term in lookup.values(node, vocab.romanizedLabel)}
    return tuple(
        Shown(
            label=name.value,
            lang=name.language or "",
            note=text("page.romanised") if name.value in romanised else "",
        )
        for name in dict.fromkeys(others)
        if isinstance(name, Literal) and name.value != title
    )


def _groups(node: NamedNode, told_apart: frozenset[str]) -> list[Group]:
    """Return the groups in telling order; what others say stands before names and numbers."""
    said: dict[str, list[Term]] = defaultdict(list)
    hidden = told()["hidden"]
    is_machinery = any(kind.value in hidden["types"] for kind in lookup.types(node))
    passed_over = {vocab.RDF.type.value} | (set() if is_machinery else hidden["predicates"])
    for _, predicate, term in lookup.triples(node):
        if predicate.value not in passed_over:
            said[predicate.value].append(term)
    twins = assertions_of(node)
    groups: list[Group] = []
    for group in told()["group"]:
        if group["id"] == "names":
            groups += _incoming(node, told_apart)
        order = [predicate for predicate in group["predicates"] if predicate in said]
        rows = tuple(_row(predicate, said.pop(predicate), twins) for predicate in order)
        if rows:
            groups.append(Group(id=group["id"], title=group[language()], rows=rows))
    if said:
        rows = tuple(_row(predicate, said[predicate], twins) for predicate in sorted(said))
        groups.append(Group(id="other", title=text("page.other"), rows=rows))
    return groups


def _row(predicate: str, terms: Sequence[Term], twins: Twins) -> Row:
    node = NamedNode(predicate)
    found = []
    for term in sorted(terms, key=str):
        behind = twins.get((str(node), str(term)), ())
        note = "%" if predicate == vocab.reportedChangePercent.value else _judged(behind)
        shown = show(term, note=note)
        found.append(
            Value(shown=shown, quotes=tuple(quotes(behind)), decide=_open(predicate, behind))
        )
    return Row(
        label=lookup.label(node).value,
        href=link(predicate)[0] if predicate.startswith(vocab.DD) else "",
        blocks=_together(found),
    )


def _together(found: Iterable[Value]) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(block) for _, block in groupby(found, key=lambda value: value.quotes))


def _judged(twins: Sequence[NamedNode]) -> str:
    """Return how an identity link was judged; empty for ordinary statements."""
    links = (twin for twin in twins if vocab.IdentityLink in lookup.types(twin))
    return next(map(judged, links), "")


def _open(predicate: str, twins: Sequence[NamedNode]) -> str:
    """Return where a person may decide about a link that is not sure."""
    if predicate != vocab.SKOS.closeMatch.value:
        return ""
    return next(filter(None, map(address_of, twins)), "")


def _incoming(node: NamedNode, told_apart: frozenset[str]) -> list[Group]:
    pointing: dict[str, list[NamedNode]] = defaultdict(list)
    hidden = told()["hidden"]
    for subject, predicate, _ in lookup.triples(value=node):
        if predicate.value in hidden["predicates"]:
            continue
        if predicate.value in told_apart or subject.value in told_apart:
            continue
        if not any(kind.value in hidden["types"] for kind in lookup.types(subject)):
            pointing[predicate.value].append(subject)
    if not pointing:
        return []
    order = {predicate: place for place, predicate in enumerate(told()["incoming"])}
    twins = assertions_to(node)
    rows = [
        _row_back(predicate, pointing[predicate], twins)
        for predicate in sorted(pointing, key=lambda each: (order.get(each, len(order)), each))
    ]
    return [Group(id="incoming", title=text("page.incoming"), rows=tuple(rows))]


def _row_back(predicate: str, subjects: Sequence[NamedNode], twins: Twins) -> Row:
    words = told()["incoming"].get(predicate)
    node = NamedNode(predicate)
    shown = sorted(sorted(set(subjects), key=str)[:MOST_INCOMING], key=_in_telling_order)
    return Row(
        label=words[language()] if words else f"← {lookup.label(node).value}",
        blocks=_together(
            _value_back(predicate, subject, twins.get((str(node), str(subject)), ()))
            for subject in shown
        ),
        more=max(len(set(subjects)) - MOST_INCOMING, 0),
    )


def _value_back(predicate: str, subject: NamedNode, behind: Sequence[NamedNode]) -> Value:
    return Value(
        shown=show(subject, note=_judged(behind) if predicate in IDENTITY else ""),
        quotes=_words(subject, behind),
        status=status(subject),
        chart=chart_of(subject),
        decide=_open(predicate, behind),
    )


def _words(subject: NamedNode, behind: Sequence[NamedNode]) -> tuple[Quote, ...]:
    """Return the passages behind a statement, the clause around them first."""
    return with_clauses(assertions_of(subject), quotes(behind))


def _in_telling_order(subject: NamedNode) -> tuple[str, str]:
    """Return what puts facts in order: their day, where it is known, then their name."""
    day = day_of(subject)
    return (day.iso if day else "~", lookup.label(subject).value)


def _warning(node: NamedNode) -> str:
    """Return the status that must not be overlooked; a proposed thing warns for its designee."""
    own = _codes(node)
    near = {code for each in lookup.subjects(vocab.designee, node) for code in _codes(each)}
    codes = own if own or "actual" in near else near
    return next((code for code in WARNINGS if code in codes), "")


def _codes(node: NamedNode) -> set[str]:
    codes = (STATUSES.get(term.value, "") for term in lookup.nodes(node, vocab.status))
    return {code for code in codes if code}
