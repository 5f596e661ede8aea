"""One question of a client, in the terms of the resolver; both versions are put into these."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode

from kg.link.match.decide import decide
from kg.link.match.evidence import Feature, weights
from kg.link.match.known import Mention
from kg.link.match.spelling import tight
from kg.link.numbers import CHECKS
from kg.web import lookup
from kg.web.reconcile.things import id_of, node_of, settings, things

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Quantifier = Literal["any", "all", "none"]
Strict = Literal["any", "all", "should"]

SAME, OTHER, BEGINS, LONE = 2.0, -1.0, 0.5, 3.0
OTHER_TYPE: Final = -1.5
FULL: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A property that the thing meant should have.

    Attributes:
        values: Texts, numbers as texts, or ids of things.
        is_required: Whether a thing without it is no candidate.
        how: Which of the values it must have.
    """

    property: str
    values: tuple[str, ...]
    is_required: bool = False
    how: Quantifier = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a client asks.

    Attributes:
        name: The name; empty where only properties are told.
        types: Ids of classes.
        strict: What the types must be: one of them, all, or only better where they are.
        limit: Candidates wanted.
    """

    name: str
    types: tuple[str, ...] = ()
    strict: Strict = "should"
    limit: int = 10
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One candidate; `score` is 0 to 100."""

    thing: str
    score: float
    is_match: bool
    features: tuple[Feature, ...]


def answers(question: Question) -> list[Answer]:
    """Return the candidates of a question, the best first."""
    name = question.name.strip()[: settings()["longest"]]
    exact = id_of(name)
    if name and exact in things().kinds:
        told = Feature("id", FULL, exact)
        return [Answer(thing=exact, score=FULL, is_match=True, features=(told,))]
    found = _found(name, question)
    rated = [
        (thing, (*features, *more))
        for thing, features in found.items()
        if (more := _more(thing, question)) is not None
    ]
    nil = weights("nil")["base"]
    total = math.exp(nil) + sum(math.exp(_sum(features)) for _, features in rated)
    ranked = sorted(rated, key=lambda each: (-_sum(each[1]), each[0]))[: max(question.limit, 0)]
    scores = [FULL * math.exp(_sum(features)) / total for _, features in ranked]
    return [
        Answer(
            thing=thing,
            score=round(score, 2),
            is_match=place == 0 and bool(name) and score >= settings()["certain"],
            features=features,
        )
        for place, ((thing, features), score) in enumerate(zip(ranked, scores, strict=True))
    ]


def _found(name: str, question: Question) -> dict[str, tuple[Feature, ...]]:
    """Return candidates by name, by the beginning of a name, or by properties alone."""
    if not name:
        return _by_properties(question)
    mention = Mention(
        text=name,
        context=" ".join(value for each in question.conditions for value in each.values),
        numbers=tuple(
            (each.property, value)
            for each in question.conditions
            for value in each.values
            if each.property in CHECKS and CHECKS[each.property](value)
        ),
    )
    decided = decide(mention, things().index, {})
    found = {id_of(each.known.iri): each.features for each in decided.candidates}
    for each in decided.candidates:
        found |= {id_of(twin): each.features for twin in each.twins}
    if len(tight(name)) > 1:
        for thing in things().beginning(name, settings()["limit"]):
            found.setdefault(thing, (Feature("begins", BEGINS, name),))
    return found


def _by_properties(question: Question) -> dict[str, tuple[Feature, ...]]:
    found: dict[str, tuple[Feature, ...]] = {}
    for condition in question.conditions:
        iri = things().properties.get(condition.property, "")
        for value in condition.values if iri else ():
            for term in _terms(value):
                for subject in lookup.subjects(NamedNode(iri), term):
                    if id_of(subject.value) in things().kinds:
                        found[id_of(subject.value)] = (Feature("property", LONE, value),)
    return found


def _terms(value: str) -> Iterator[NamedNode | Value]:
    yield Value(value)
    yield Value(value, language="ko")
    yield Value(value, language="en")
    thing = value if "://" in value else id_of(value)
    if "://" in value or thing in things().kinds:
        yield node_of(thing)


def _more(thing: str, question: Question) -> tuple[Feature, ...] | None:
    """Return what types and properties say of a candidate; None when they rule it out."""
    features: list[Feature] = []
    kinds = things().kinds[thing]
    if question.types:
        fits = [each in kinds for each in question.types]
        if question.strict == "all" and not all(fits):
            return None
        if not any(fits):
            if question.strict == "any":
                return None
            features.append(Feature("type", OTHER_TYPE, "·".join(question.types)))
    for condition in question.conditions:
        if condition.property not in things().properties:
            continue
        holds = _holds(thing, condition)
        if condition.is_required and not holds:
            return None
        if holds is not None:
            weight = SAME if holds else OTHER
            features.append(Feature(condition.property, weight, "·".join(condition.values)))
    return tuple(features)


def _holds(thing: str, condition: Condition) -> bool | None:
    """Tell whether a thing has the values of a condition; None when it has no such property."""
    iri = things().properties[condition.property]
    had = {text for term in lookup.values(node_of(thing), NamedNode(iri)) for text in _texts(term)}
    if not had:
        return None if condition.how != "none" else True
    fits = [tight(value) in had or value in had for value in condition.values]
    if condition.how == "none":
        return not any(fits)
    return all(fits) if condition.how == "all" else any(fits)


def _texts(term: NamedNode | Value) -> Iterator[str]:
    if isinstance(term, Value):
        yield tight(term.value)
        yield from _number(term.value)
        return
    yield term.value
    yield id_of(term.value)
    yield from (tight(name.value) for name in lookup.names(term))


def _number(text: str) -> Iterator[str]:
    """Yield a whole number as clients write it, `7` for `7.0E0`."""
    try:
        number = float(text)
    except ValueError:
        return
    yield str(int(number)) if number.is_integer() else str(number)


def _sum(features: Sequence[Feature]) -> float:
    return sum(each.weight for each in features)
