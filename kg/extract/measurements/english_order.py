"""Which of two values of an English sentence was before and which is after. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.english_marks import mark, segment
from kg.extract.measurements.verbs import ARROW, words
from kg.extract.values import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.indicators import Cue
    from kg.extract.measurements.verbs import Verb
    from kg.extract.reading import Quantity

UP: Final = re.compile(r"\b(?:up|down|compared|versus|against)\b")
STEP: Final = re.compile(
    r"\s(?:[a-z]+ )?"
    r"(?:more|less|fewer|higher|lower|above|below|better|worse|faster|longer|shorter)\b"
)
YEAR: Final = re.compile(r"[^.;,\d]{0,24}\bin (?P<year>(?:19|20)\d\d)\b")
PARTED: Final = re.compile(r"[;.]\s|,\s(?:but|while|whereas)\s")
Order = Literal["forward", "back", ""]


def beside(text: str, one: Quantity, then: Quantity, cues: Sequence[Cue]) -> bool:
    """Tell whether an indicator and its commas or colon alone say that one became the other."""
    return _is_labelled(text, one, then, cues) or _is_appositive(text, one, then, cues)


def of(text: str, one: Quantity, then: Quantity, verb: Verb | None) -> Order:
    """Return how two values follow each other in time, nothing when they do not."""
    between = text[one.span.end : then.span.start]
    head = text[max(0, one.span.start - 60) : one.span.start]
    is_from = bool(pattern("en", "changes", "from").search(head))
    is_to = is_from and pattern("en", "changes", "to").fullmatch(between) is not None
    is_past = pattern("en", "changes", "past_clause").search(head) is not None
    if ARROW.fullmatch(between) or is_to:
        return "forward"
    if is_from:
        return ""
    if is_past and pattern("en", "changes", "present_clause").search(between):
        return "forward"
    if any(
        pattern("en", "changes", key).fullmatch(between)
        for key in ("back_sure", "in_brackets", "then_it")
    ) or (
        pattern("en", "changes", "back_from").fullmatch(between)
        and (verb or UP.search(between) or pattern("en", "changes", "after").search(head))
    ):
        return "back"
    tail = text[then.span.end : then.span.end + 30].split(")", maxsplit=1)[0]
    if pattern("en", "changes", "bracketed").fullmatch(between) and words(
        "en", "before", "then"
    ).search(tail):
        return "back"
    return _by_marks(text, one, then)


def _by_marks(text: str, one: Quantity, then: Quantity) -> Order:
    """Read "it baked 300 before and now bakes 420" by the words for then and now."""
    if segment(text, one)[0] == segment(text, then)[0] or one.unit == "":
        return ""
    years = (_year(text, one), _year(text, then))
    if years[0] and years[1] and years[0] != years[1]:
        return "forward" if years[0] < years[1] else "back"
    first, last = mark(text, one), mark(text, then)
    if any(STEP.match(text, quantity.span.end) for quantity in (one, then)):
        return ""  # "60 percent more than before"
    if "money" in (one.kind, then.kind):
        return ""  # sums of one sentence are seldom of one thing
    is_same = then.unit in (one.unit, "") or one.kind == then.kind == "duration"
    if not is_same or first == last or (units.role(one.unit) and not then.unit):
        return ""
    if first == "then":
        return "forward"
    is_parted = PARTED.search(text, one.span.end, then.span.start) is not None
    if last == "now":
        return "forward" if is_parted else ""
    return "back" if last == "then" and (first == "now" or is_parted) else ""


def _year(text: str, quantity: Quantity) -> str:
    """Return the year told right behind a value: "220 fans in 2022"."""
    found = YEAR.match(text, quantity.span.end)
    return found["year"] if found else ""


def _is_labelled(text: str, one: Quantity, then: Quantity, cues: Sequence[Cue]) -> bool:
    """Tell whether two values stand behind their indicator: "throughput: 620 to 880 trays"."""
    if not pattern("en", "changes", "straight_to").fullmatch(text[one.span.end : then.span.start]):
        return False
    return any(not cue.is_weak and 0 <= one.span.start - cue.end <= 3 for cue in cues)


def _is_appositive(text: str, one: Quantity, then: Quantity, cues: Sequence[Cue]) -> bool:
    """Tell whether what was stands in commas: "scrap, at 4 percent then, stands at 1 percent"."""
    between = text[one.span.end : then.span.start]
    if not pattern("en", "changes", "appositive_to").fullmatch(between):
        return False
    return any(
        pattern("en", "changes", "appositive").fullmatch(text[cue.end : one.span.start])
        for cue in cues
        if not cue.is_weak and cue.end <= one.span.start
    )
