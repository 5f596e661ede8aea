"""The words behind every field: what a layer left to its clause is pointed at here. Pure.

A layer gives slots to what it went by. A product, a programme or a purpose it merely took along
stands in the same clause; a party called back from earlier stands before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.extract.values import numbers
from kg.model.evidence import Slot, Span
from kg.model.facts import Facts
from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.model.document import Document
    from kg.model.facts import Fact

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": ("email",),
    "groups": ("name", "members", "product"),
    "affiliations": ("organization", "role", "representing"),
    "events": ("time_text", "organizer", "attendees", "topics", "place"),
    "programmes": ("operator", "participants"),
    "supports": (
        "supporter",
        "recipient",
        "recipient_group",
        "programme",
        "product",
        "partners",
        "purpose",
        "motivated_by",
        "heard",
        "yielded",
        "mentor_affiliation",
    ),
    "measurements": ("subject", "product", "group"),
    "statements": ("speaker", "announced_text", "made_at", "topics"),
    "designations": ("designee", "designator", "operator", "anchor", "members"),
    "circumstances": ("name", "caused_by", "product"),
}
"""Fields whose values are printed words."""
RECALLED: Final = frozenset(
    {
        "supporter",
        "recipient",
        "recipient_group",
        "partners",
        "mentor_affiliation",
        "programme",
        "operator",
        "subject",
        "speaker",
        "made_at",
        "organization",
    }
)
"""Fields that may be called back from outside the clause."""
ALIKE: Final[Mapping[str, str]] = {"end": "start", "announced": "announced_text"}
"""Fields told by the very words of another."""


def explained(facts: Facts, document: Document) -> Facts:
    """Return facts whose printed fields all have the words they were read from."""
    names = {actor.name: (actor.name, *actor.aliases) for actor in facts.actors}
    told: dict[str, Any] = {  # Any: tuples of each kind
        plural: tuple(_explained(fact, plural, document, names) for fact in getattr(facts, plural))
        for plural in KINDS
    }
    return Facts(**told)


def _explained(
    fact: Fact, plural: str, document: Document, names: Mapping[str, tuple[str, ...]]
) -> Fact:
    own = {slot.field for slot in fact.basis.slots}
    clause = fact.basis.evidence[0].place
    if not isinstance(clause, Span):
        return fact
    added = [
        Slot(field, document.evidence(span))
        for field in WORDS[plural]
        if field not in own
        for value in _values(getattr(fact, field))
        for span in _places(
            names.get(value, (value,)), clause, document.text, is_recalled=field in RECALLED
        )
    ]
    if plural == "groups" and "count" not in own:
        added += [
            Slot("count", document.evidence(span)) for span in _counts(fact, clause, document)
        ]
    slots = (*fact.basis.slots, *added)
    slots += tuple(
        Slot(field, slot.evidence)
        for field, other in ALIKE.items()
        if field not in own and getattr(fact, field, None)
        for slot in slots
        if slot.field == other
    )
    if len(slots) == len(fact.basis.slots):
        return fact
    return replace(fact, basis=replace(fact.basis, slots=slots))


def _values(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _places(
    names: tuple[str, ...], clause: Span, text: str, *, is_recalled: bool
) -> Iterator[Span]:
    """Yield the one place that tells best: in the clause, else last before it, else first behind.

    Args:
        names: What it may be called there, the fullest first.
        clause: Where to look.
        text: Of the document.
        is_recalled: Whether it may stand outside the clause.
    """
    finders: list[Callable[[str], int]] = [lambda name: text.find(name, clause.start, clause.end)]
    if is_recalled:
        finders.append(lambda name: text.rfind(name, 0, clause.start))
        finders.append(lambda name: text.find(name, clause.end))
    for find in finders:
        for name in names:
            at = find(name)
            if at >= 0:
                yield Span(at, at + len(name))
                return


def _counts(fact: Any, clause: Span, document: Document) -> Iterator[Span]:  # Any: a Group
    if fact.count is None:
        return
    words = clause.of(document.text)
    for match in numbers.DIGITS.finditer(words):
        if not numbers.is_start(words, match.start()):
            continue
        read = numbers.parse(words, match.start())
        if read and read.value == fact.count:
            yield Span(clause.start + read.start, clause.start + read.end)
            return
