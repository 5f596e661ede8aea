"""Changes an English sentence tells: pairs of then and now, steps, and states. Pure.

Pairs are found first ("from 9 to 4", "7,200, up from 4,500", "used to take 40, now 12"); what
is left tells by how much or how things stand; then what tells of one change is put together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import english_order, english_shares, english_steps
from kg.extract.measurements.english_marks import fit
from kg.extract.measurements.english_steps import FAR, Role, Step
from kg.extract.measurements.verbs import Part, Verb, find_verbs, is_value
from kg.extract.values import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity

SIGN: Final = re.compile(r"(?:\bminus |[\s(:][-−–]|(?P<up>\bplus |[\s(:][+]))$")
PART_OF: Final = re.compile(r"\s(?:in|of)\s", re.IGNORECASE)  # "one in 25"
_GAP: Final = re.compile(
    r",?\s(?:and|but)\s(?:the|its|their|an?)\s(?:[a-z'’-]+\s){1,4}(?:to|by|from)\s(?:about\s"
    r"|just\s|only\s)?"
)


def find(text: str, quantities: Sequence[Quantity], cues: Sequence[Cue]) -> tuple[Step, ...]:
    """Return the changes and states of a sentence in order."""
    verbs = find_verbs(text, "en")
    steps: list[Step] = []
    taken: set[int] = set()
    for index in range(len(quantities) - 1):
        if index not in taken:
            pair = _pair(text, quantities, index, (verbs, cues), taken)
            if pair is not None:
                steps.append(pair)
    paired = tuple(steps)
    for index, quantity in enumerate(quantities):
        if index not in taken and not english_steps.is_between(quantity, paired):
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            part = _alone(text, quantity, verbs)
            if part is None or part.role == "absolute":
                part = _with_change(text, quantity, following) or part
            if part is not None:
                steps.append(Step({part.role: part.quantity}, part.verb))
    return _all_joined(text, steps, cues)


def _all_joined(text: str, steps: Sequence[Step], cues: Sequence[Cue]) -> tuple[Step, ...]:
    """Return the steps in order, those that tell of one change as one."""
    joined: list[Step] = []
    for step in sorted(steps, key=lambda step: step.start):
        if joined and english_steps.joins(joined[-1], step, cues, text):
            verb = joined[-1].verb if joined[-1].verb and joined[-1].verb.is_change else step.verb
            own = {} if english_steps.is_vague(text, joined[-1], step) else joined[-1].slots
            joined[-1] = Step({**own, **step.slots}, verb or joined[-1].verb)
        else:
            joined.append(step)
    return tuple(joined)


_NOUN: Final = re.compile(r"\s(?:in|of|to|from|over|on|year|for|since|at|by|per)\b|[.,;)]|$")
_TO: Final = re.compile(r"\s(?:down |up )?to\s(?:about |just |only )?[\d$€£₩]")


def _pair(
    text: str,
    quantities: Sequence[Quantity],
    index: int,
    around: tuple[Sequence[Verb], Sequence[Cue]],
    taken: set[int],
) -> Step | None:
    """Return the pair that a quantity begins, and take both."""
    verbs, cues = around
    for other in range(index + 1, min(index + 4, len(quantities))):
        one, then = quantities[index], quantities[other]
        if other in taken or not fit(one, then) or _is_signed(text, one) or _is_signed(text, then):
            continue
        verb = _verb(text, one, verbs)
        order = english_order.of(text, one, then, verb)
        if not order and english_order.beside(text, one, then, cues):
            order = "forward"
        is_nearer = any(
            fit(quantities[k], then) and (quantities[k].unit or quantities[k].value != 1)
            for k in range(index + 1, other)
        )
        if not order or (order == "back" and (is_nearer or _TO.match(text, then.span.end))):
            continue
        taken.update((index, other))
        first, last = _with_unit(one, then), _with_unit(then, one)
        if order == "forward":
            return Step({"before": first, "after": last}, verb)
        return Step({"after": first, "before": last}, verb)
    return None


def _is_signed(text: str, quantity: Quantity) -> bool:
    """Tell whether a share is a step by its sign: "(+11 percent)"."""
    start = quantity.span.start
    is_share = quantity.kind in ("percent", "points")
    return is_share and SIGN.search(text, max(0, start - 8), start) is not None


def _with_unit(one: Quantity, other: Quantity) -> Quantity:
    """Return a bare number with the unit and the period of its partner."""
    if one.unit:
        return one
    return replace(one, unit=other.unit, kind=other.kind, per=one.per or other.per)


def _verb(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Verb | None:
    """Return the word of change behind a number ("a 20% rise"), else the last one before it."""
    behind = pattern("en", "changes", "noun").match(text, quantity.span.end)
    if behind is not None and (quantity.kind != "count" or _NOUN.match(text, behind.end())):
        place = bisect_left(verbs, behind.start("word"), key=lambda verb: verb.start)
        found = verbs[place] if place < len(verbs) else None
        is_noun = found is not None and found.direction not in ("state", "turn")
        if found is not None and is_noun and found.start == behind.start("word"):
            return found
    start = quantity.span.start
    is_by = pattern("en", "changes", "by").search(text, max(0, start - 24), start)
    far = 2 * FAR if is_by else FAR
    low = bisect_left(verbs, start - far - 16, key=lambda verb: verb.start)
    high = bisect_left(verbs, start + 1, key=lambda verb: verb.start)
    ahead = [
        verb for verb in verbs[low:high] if start - far <= verb.end <= start or verb.start == start
    ]
    changes = [verb for verb in ahead if verb.is_change]
    for verb in (*reversed(changes), *reversed(ahead)):
        stop = pattern("en", "changes", "stop").search(text[verb.end : start])
        if stop is None or (verb.is_change and _is_gapped(text, verb.end + stop.start(), start)):
            return verb
    return None


def _is_gapped(text: str, start: int, end: int) -> bool:
    """Tell whether a verb is left out: "cut gas use by 18% and its breakage rate to 2%"."""
    return _GAP.fullmatch(text, start, end) is not None


def _alone(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Part | None:
    head = text[max(0, quantity.span.start - 60) : quantity.span.start]
    verb = _verb(text, quantity, verbs)
    if quantity.kind == "percent" and english_shares.is_asked(text, quantity, verb):
        return None
    if quantity.kind in ("multiple", "fraction"):
        return english_shares.times(text, quantity, verb, head)
    start = quantity.span.start
    sign = SIGN.search(text, max(0, start - 8), start)
    if sign is not None and _is_signed(text, quantity):
        role: Role = "percent" if quantity.kind == "percent" else "absolute"
        return Part(role, quantity, Verb(sign.start(), start, "up" if sign["up"] else "down"))
    more = pattern("en", "changes", "more_than").match(text, quantity.span.end)
    if more is not None and quantity.kind in ("count", "duration"):  # "90 more than before"
        way: Literal["up", "down"] = "up" if more["word"].lower() == "more" else "down"
        return Part("absolute", quantity, Verb(more.start("word"), more.end("word"), way))
    if verb is None or (units.role(quantity.unit) == "firms" and head.endswith("at ")):
        return None  # "defects at 22 companies" counts nothing
    if pattern("en", "changes", "after").search(head) and not pattern("en", "changes", "by").search(
        head
    ):
        return Part("after" if verb.is_change else "value", quantity, verb)
    if not verb.is_change:
        return Part("value", quantity, verb)
    return _moved(text, quantity, verb, head)


def _with_change(text: str, quantity: Quantity, following: Quantity | None) -> Part | None:
    """Read "revenue of 50 billion won this year, up 25 percent": a value, then its change."""
    if following is None:
        return None
    gap = text[quantity.span.end : following.span.start]
    if pattern("en", "changes", "more_than").match(text, following.span.end):
        is_share = following.kind == "percent" and quantity.kind in ("money", "count")
        is_same = (is_share or following.unit in ("", quantity.unit)) and gap.endswith(", ")
        return Part("value", quantity) if is_same and is_value(quantity) else None
    is_same = following.unit == quantity.unit or (quantity.kind == "count" and not following.unit)
    if following.kind not in ("percent", "multiple", "fraction", "points") and not is_same:
        return None
    is_former = any(
        pattern("en", "changes", key).match(text, following.span.end)
        for key in (("of_former", "as_much") if following.kind == "multiple" else ("of_former",))
    )
    is_up = pattern("en", "changes", "up_from").fullmatch(gap)
    is_next = is_up or (gap.endswith(", ") and is_former)
    return Part("value", quantity) if is_value(quantity) and is_next else None


def _moved(text: str, quantity: Quantity, verb: Verb, head: str) -> Part | None:
    """Return a number that says by how much: "by 3 days", "20 percent", "a cut of 5%"."""
    gap = text[verb.end : quantity.span.start] if verb.end <= quantity.span.start else ""
    is_by = bool(pattern("en", "changes", "by").search(head)) and (
        " of " not in gap or pattern("en", "changes", "of").fullmatch(gap) is not None
    )
    is_near = is_by or verb.start >= quantity.span.end
    is_turned = verb.direction == "turn" and not re.search(r"\bby\b", head[-20:])
    is_part = PART_OF.search(text, *_place(quantity)) or text.startswith(
        "every ", quantity.span.start
    )
    if quantity.kind == "percent" and not is_by and is_part:
        return Part("value", quantity, verb)  # "lost one bottle in 25"
    if is_turned or units.role(quantity.unit) == "firms":
        return None
    if quantity.kind == "percent":
        is_share = english_shares.SHARE.match(text, quantity.span.end) and verb.direction != "down"
        return None if is_share and not is_near else Part("percent", quantity, verb)
    if quantity.unit == "" and not is_by:
        return None
    if is_near or pattern("en", "changes", "only_hedge").fullmatch(gap):
        return Part("absolute", quantity, verb)
    return None


def _place(quantity: Quantity) -> tuple[int, int]:
    return quantity.span.start, quantity.span.end
