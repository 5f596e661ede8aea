"""What a quantity does in an English sentence, from the words around it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kg.extract import units
from kg.extract.patterns import pattern
from kg.extract.verbs import ARROW, Part, Verb, compatible, is_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.reading import Quantity

UP: Final = re.compile(r"\b(?:up|down|compared|versus|against)\b")
FAR: Final = 60  # code points between a verb and its number


def parts(text: str, quantities: Sequence[Quantity], verbs: Sequence[Verb]) -> list[Part]:
    """Return what each quantity that tells a change or a value does."""
    found: dict[int, Part] = {}
    for index in range(len(quantities) - 1):
        if index not in found:
            found |= _pair(text, quantities, index, verbs)
    for index, quantity in enumerate(quantities):
        if index not in found:
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            part = _alone(text, quantity, verbs)
            if part is None or part.role == "absolute":
                part = _with_change(text, quantity, following) or part
            if part is not None:
                found[index] = part
    return list(found.values())


def _pair(
    text: str, quantities: Sequence[Quantity], index: int, verbs: Sequence[Verb]
) -> dict[int, Part]:
    for other in range(index + 1, min(index + 3, len(quantities))):
        one, then = quantities[index], quantities[other]
        if not (is_value(one) and compatible(one, then)):
            continue
        between = text[one.span.end : then.span.start]
        verb = _verb(text, one, verbs)
        head = text[max(0, one.span.start - 60) : one.span.start]
        if ARROW.fullmatch(between) or (
            pattern("en", "changes", "from").search(head)
            and pattern("en", "changes", "to").fullmatch(between)
        ):
            return {index: Part("before", one, verb), other: Part("after", then, verb)}
        if pattern("en", "changes", "back_from").fullmatch(between) and (
            verb or UP.search(between) or pattern("en", "changes", "after").search(head)
        ):
            return {index: Part("after", one, verb), other: Part("before", then, verb)}
    return {}


def _verb(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Verb | None:
    """Return the word of change behind a number ("a 20% rise"), else the last one before it."""
    behind = pattern("en", "changes", "noun").match(text, quantity.span.end)
    if behind is not None:
        place = bisect_left(verbs, behind.start("word"), key=lambda verb: verb.start)
        found = verbs[place] if place < len(verbs) else None
        if found is not None and found.is_change and found.start == behind.start("word"):
            return found
    start = quantity.span.start
    low = bisect_left(verbs, start - FAR - 16, key=lambda verb: verb.start)
    high = bisect_left(verbs, start + 1, key=lambda verb: verb.start)
    ahead = [
        verb for verb in verbs[low:high] if start - FAR <= verb.end <= start or verb.start == start
    ]
    changes = [verb for verb in ahead if verb.is_change]
    for verb in reversed(changes or ahead):
        if not pattern("en", "changes", "stop").search(text[verb.end : start]):
            return verb
    return None


def _alone(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Part | None:
    if quantity.kind == "percent" and pattern("en", "changes", "asked").match(
        text, quantity.span.end
    ):
        return None
    verb = _verb(text, quantity, verbs)
    head = text[max(0, quantity.span.start - 60) : quantity.span.start]
    if quantity.kind == "multiple" and verb is None:
        return Part("percent", quantity, Verb(quantity.span.start, quantity.span.end, "up"))
    if verb is None:
        return None
    if quantity.kind in ("multiple", "fraction"):
        if quantity.span.start == verb.start:
            return Part("percent", quantity, verb)
        return Part("percent", quantity, verb) if verb.is_change else None
    if pattern("en", "changes", "after").search(head) and not pattern("en", "changes", "by").search(
        head
    ):
        return Part("after" if verb.is_change else "value", quantity, verb)
    if not verb.is_change:
        return Part("value", quantity, verb)
    return _moved(text, quantity, verb, head)


def _with_change(text: str, quantity: Quantity, following: Quantity | None) -> Part | None:
    """Read "revenue of 50 billion won this year, up 25 percent": a value, then its change."""
    if following is None or following.kind not in ("percent", "multiple", "fraction"):
        return None
    gap = text[quantity.span.end : following.span.start]
    return (
        Part("value", quantity)
        if is_value(quantity) and pattern("en", "changes", "up_from").fullmatch(gap)
        else None
    )


def _moved(text: str, quantity: Quantity, verb: Verb, head: str) -> Part | None:
    """Return a number that says by how much: "by 3 days", "20 percent", "a cut of 5%"."""
    is_near = bool(pattern("en", "changes", "by").search(head)) or verb.start >= quantity.span.end
    gap = text[verb.end : quantity.span.start] if verb.end <= quantity.span.start else ""
    if quantity.kind == "percent":
        is_share = re.match(r"\s(?:of|share)\b", text[quantity.span.end : quantity.span.end + 8])
        return None if is_share and not is_near else Part("percent", quantity, verb)
    if units.role(quantity.unit) == "firms":
        return None
    if is_near or pattern("en", "changes", "only_hedge").fullmatch(gap):
        return Part("absolute", quantity, verb)
    return None
