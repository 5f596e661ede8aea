"""Which indicator a change belongs to, when one sentence tells several. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.measurements import measured
from kg.extract.measurements.verbs import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.changes import Change
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.model.source import Language

TOGETHER: Final[dict[Language, re.Pattern[str]]] = {
    "ko": re.compile(r"(?:\s?(?:과|와|및|,|·)\s?)(?:[가-힣]{1,6}\s)?"),
    "en": re.compile(r",? and (?:the |its |their )?"),
}
FAR: Final = 120  # code points from a cue to its change


def cues_of(line: Line) -> list[tuple[Cue, ...]]:
    """Return the cues of each change, in order; an empty tuple where none is told."""
    found: list[tuple[Cue, ...]] = []
    start = 0
    for number, change in enumerate(line.changes):
        picked = _pick(line, change, start)
        if not picked and number and _same_thing(line.changes[number - 1], change):
            picked = found[-1]
        found.append(picked)
        # Not the verb's end: "생산성은 30%, 매출은 15% 늘었다" shares one verb.
        start = max(quantity.span.end for quantity in change.slots.values())
        start = max([start, *(cue.end for cue in picked if cue.start < change.end)])
    for number in range(len(found) - 2, -1, -1):
        # "가람은 8만 장에서 16만 장으로, 나래는 3만 장에서 7만 장으로 생산을 늘렸다"
        one, other = line.changes[number], line.changes[number + 1]
        if not found[number] and one.verb is None and _same_thing(one, other):
            found[number] = found[number + 1]
    return _spread(line, found)


def _pick(line: Line, change: Change, start: int) -> tuple[Cue, ...]:
    fitting = [cue for cue in line.cues if cue.fits(change.first)]
    if line.reading.lang == "ko":
        picked = measured.pick(line, change, start)
        return _together(line, picked, [picked, *fitting], start) if picked else ()
    for cues in (
        [cue for cue in fitting if not cue.is_weak],
        [cue for cue in fitting if cue.is_weak],
    ):
        picked = _english(line, change, start, cues)
        if picked is not None:
            return _together(line, picked, cues, start)
    return ()


def _english(line: Line, change: Change, start: int, cues: Sequence[Cue]) -> Cue | None:
    begin = change.start
    first = change.first.span.end
    direct = [cue for cue in cues if 0 <= cue.start - first <= 2]
    if direct and "after" in change.slots:  # "with 99 percent accuracy, up from 85"
        return direct[0]
    before = [cue for cue in cues if start <= cue.start < begin and begin - cue.end < FAR]
    end = max(quantity.span.end for quantity in change.slots.values())
    behind = [cue for cue in cues if end <= cue.start < end + 45]
    behind = [cue for cue in behind if not re.search(r"[.;,]| and ", line.text[end : cue.start])]
    is_noun = change.verb is not None and change.verb.start >= change.first.span.end
    is_own = change.verb is not None and change.verb.start == change.first.span.start
    if behind and (is_noun or (is_own and behind[0].start - end < 20) or not before):
        return behind[0]
    return before[-1] if before else None


def _together(line: Line, picked: Cue, cues: Sequence[Cue], start: int) -> tuple[Cue, ...]:
    """Return a cue with those joined to it: "품질과 생산성이 30%"."""
    chain = [picked]
    for cue in reversed([cue for cue in cues if start <= cue.start < picked.start]):
        gap = line.text[cue.end : chain[0].start]
        is_list = len(chain) > 1 and gap == ", "  # "output, quality and safety"
        if not is_list and not TOGETHER[line.reading.lang].fullmatch(gap):
            break
        chain.insert(0, cue)
    return tuple(chain)


def _same_thing(one: Change, other: Change) -> bool:
    first, then = one.first, other.first
    is_next = then.span.start - first.span.end <= 5  # "각각 12%, 9% 줄였다"
    if not is_next and not {"before", "after"} & set(other.slots):
        return False
    return first.kind == then.kind and first.unit == then.unit


def _spread(line: Line, found: list[tuple[Cue, ...]]) -> list[tuple[Cue, ...]]:
    """Deal "생산성과 품질이 각각 30%, 20%" out, one cue to one change."""
    for index, cues in enumerate(found):
        count = len(cues)
        same = [other for other in found[index : index + count] if other == cues]
        if count < 2 or len(same) < count:
            continue
        first, last = line.changes[index], line.changes[index + count - 1]
        if words(line.reading.lang, "spread", "each").search(
            line.text, cues[0].start, last.end + 20
        ):
            found[index : index + count] = [(cue,) for cue in cues]
        del first
    return found
