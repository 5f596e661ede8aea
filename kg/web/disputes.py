"""Values on which the sources disagree, as a page shows them: side by side, each with its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.web import lookup
from kg.web.evidence import Quote, assertions_of, distinct, longest, quotes, with_clauses
from kg.web.site import told
from kg.web.terms import STATUSES, Shown, number, show, show_node
from kg.web.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.web.lookup import Term

    Key = tuple[str, ...]

MOST_MEASURED: Final = 200
# What two reports must have in common before their values can contradict each other.
SAME: Final = (
    vocab.subject,
    vocab.subjectGroup,
    vocab.indicator,
    vocab.product,
    vocab.unit,
    vocab.perPeriod,
    vocab.aggregation,
    vocab.status,
    vocab.when,
)
ENDS: Final = (("before", vocab.baseline), ("after", vocab.followUp))
TOLERATED: Final = 0.5  # points of per cent: rounding in the report, as in competency question 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value, the facts that hold it and the words that say it."""

    value: str
    things: tuple[Shown, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A question and its answers, each other than the rest."""

    title: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    value: str
    source: str
    fact: NamedNode


def disputes_of(node: NamedNode) -> tuple[Dispute, ...]:
    """Return what sources say differently of a thing: its figures, and what can be only once."""
    return (*_figures(_measured(node)), *_single(node))


def is_off(change: NamedNode) -> tuple[str, str] | None:
    """Return the reported and the computed change in per cent where they disagree, else None."""
    said = _literal(change, vocab.reportedChangePercent)
    ends = [_value(change, predicate) for _, predicate in ENDS]
    if not said or not all(ends) or not float(ends[0]):
        return None
    computed = (float(ends[1]) - float(ends[0])) / float(ends[0]) * 100
    if abs(computed - float(said)) <= TOLERATED:
        return None
    return number(said), number(f"{computed:.1f}")


def _measured(node: NamedNode) -> list[NamedNode]:
    """Return the changes of a firm, or those of the firm that a change is about."""
    about = [*lookup.nodes(node, vocab.subject), node]
    found = [each for one in about for each, _, _ in lookup.triples(None, vocab.subject, one)]
    changes = [
        each for each in dict.fromkeys(found) if vocab.ChangeMeasurement in lookup.types(each)
    ]
    if vocab.ChangeMeasurement in lookup.types(node):
        key = _key(node)
        changes = [each for each in changes if _key(each) == key]
    return changes[:MOST_MEASURED]


def _figures(changes: Iterable[NamedNode]) -> Iterator[Dispute]:
    given: dict[tuple[Key, str], list[_Answer]] = defaultdict(list)
    for change in changes:
        key = _key(change)
        for name, predicate in ENDS:
            if value := _value(change, predicate):
                given[key, name] += [_Answer(value, source, change) for source in _sources(change)]
    for (_, name), answers in given.items():
        if _disagree(answers):
            first = answers[0].fact
            yield Dispute(title=_title(first, name), sides=tuple(_sides(answers)))


def _key(change: NamedNode) -> Key:
    return tuple(" ".join(map(str, lookup.values(change, predicate))) for predicate in SAME)


def _sources(fact: NamedNode) -> set[str]:
    return {
        source.value
        for twin in lookup.subjects(vocab.RDF.subject, fact)
        for source in lookup.nodes(twin, vocab.PROV.hadPrimarySource)
    }


def _disagree(answers: Iterable[_Answer]) -> bool:
    """Tell whether two sources have no value in common; one source may tell of two lines."""
    by_source: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        by_source[answer.source].add(answer.value)
    said = list(by_source.values())
    return any(not one & other for one in said for other in said)


def _sides(answers: Iterable[_Answer]) -> Iterator[Side]:
    by_value: dict[str, dict[NamedNode, None]] = defaultdict(dict)
    for answer in answers:
        by_value[answer.value][answer.fact] = None
    for value, facts in sorted(by_value.items(), key=lambda item: float(item[0])):
        found = [quote for fact in facts for quote in _words(fact)]
        yield Side(
            value=number(value),
            things=tuple(show_node(fact) for fact in facts),
            quotes=distinct(found),
        )


def _words(fact: NamedNode) -> tuple[Quote, ...]:
    twins = assertions_of(fact)
    own = [twin for behind in twins.values() for twin in behind]
    return longest(with_clauses(twins, quotes(own)))


def _title(change: NamedNode, name: str) -> str:
    indicator = ", ".join(
        lookup.label(term).value for term in lookup.nodes(change, vocab.indicator)
    )
    units = ", ".join(lookup.label(term).value for term in lookup.nodes(change, vocab.unit))
    end = text(f"bars.{name}")
    return f"{indicator} · {end} ({units})" if units else f"{indicator} · {end}"


def _single(node: NamedNode) -> Iterator[Dispute]:
    """Yield the predicates that can hold one value only, where sources give several."""
    twins: Mapping[tuple[str, str], Sequence[NamedNode]] | None = None
    for name in told()["single"]:
        predicate = NamedNode(name)
        values = _distinct(lookup.values(node, predicate))
        if len(values) < 2:
            continue
        twins = assertions_of(node) if twins is None else twins
        yield Dispute(
            title=lookup.label(predicate).value,
            sides=tuple(
                Side(
                    value=show(value).label,
                    things=(),
                    quotes=tuple(quotes(twins.get((str(predicate), str(value)), ()))),
                )
                for value in values
            ),
        )


def _distinct(values: Iterable[Term]) -> list[Term]:
    """Return values, those apart only by their language once."""
    seen: dict[str, Term] = {}
    for value in values:
        words = value.value if isinstance(value, Literal) and not value.language else str(value)
        seen.setdefault(words, value)
    return list(seen.values())


def _value(change: NamedNode, end: NamedNode) -> str:
    return next(
        (
            value
            for measured in lookup.nodes(change, end)
            if "target"
            not in {STATUSES.get(one.value) for one in lookup.nodes(measured, vocab.status)}
            and (value := _literal(measured, vocab.numericValue))
        ),
        "",
    )


def _literal(node: NamedNode, predicate: NamedNode) -> str:
    """Return a number in one form, so that 5 and 5.0 are equal; empty where there is none."""
    words = lookup.words(node, predicate)
    try:
        return repr(float(words)) if words else ""
    except ValueError:
        return ""
