"""Whether a fact says what is known already. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.model.wording import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.model.facts import (
        Affiliation,
        Designation,
        Fact,
        Facts,
        Measurement,
        Statement,
        Support,
    )

FIGURES: Final = ("before", "after", "change_percent", "change_abs")


def is_known(plural: str, fact: Fact, facts: Facts) -> bool:
    """Tell whether one of `facts` says what `fact` says; details it alone has do not count."""
    return any(SAME[plural](fact, each) for each in getattr(facts, plural))


def _same_names(one: Any, other: Any) -> bool:  # Any: the kinds with names
    mine, theirs = (
        {fold(name) for name in (each.name, *getattr(each, "aliases", ()))} for each in (one, other)
    )
    return bool(mine & theirs)


def _same_post(one: Affiliation, other: Affiliation) -> bool:
    is_role = one.role == other.role or one.role is None
    is_place = one.organization == other.organization or one.organization is None
    return one.person == other.person and is_role and is_place


def _same_support(one: Support, other: Support) -> bool:
    if (one.kind, one.status, set(one.supporter)) != (
        other.kind,
        other.status,
        set(other.supporter),
    ):
        return False
    if one.recipient or other.recipient:
        return set(one.recipient) == set(other.recipient)
    return one.recipient_group == other.recipient_group


def _same_measurement(one: Measurement, other: Measurement) -> bool:
    """Tell whether every number of `one` is one of `other`, about the same."""
    if one.indicator != other.indicator or one.status != other.status:
        return False
    if one.subject and set(one.subject) != set(other.subject):
        return False
    if one.product and other.product and fold(one.product) != fold(other.product):
        return False
    figures = [(getattr(one, name), getattr(other, name)) for name in FIGURES]
    return all(mine is None or mine == theirs for mine, theirs in figures)


def _same_words(one: Statement, other: Statement) -> bool:
    return one.quote in other.quote or other.quote in one.quote


def _same_designation(one: Designation, other: Designation) -> bool:
    mine, theirs = ((each.designee, each.scheme, each.status) for each in (one, other))
    return mine == theirs


SAME: Final[Mapping[str, Callable[[Any, Any], bool]]] = {  # Any: two facts of that kind
    "actors": _same_names,
    "groups": _same_names,
    "affiliations": _same_post,
    "events": _same_names,
    "programmes": _same_names,
    "supports": _same_support,
    "measurements": _same_measurement,
    "statements": _same_words,
    "designations": _same_designation,
    "circumstances": _same_names,
}
