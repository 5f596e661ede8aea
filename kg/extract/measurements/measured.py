"""Which indicator a Korean change belongs to: the noun phrase it is said of. Pure.

Words are walked leftward from the numbers: adverbs, times and means are stepped over, and the
first word left is what rose or fell ("두께 편차가 평균 12%에서 5%로"). Which words are
stepped over is data (`words/ko/measured.toml`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology
from kg.extract.measurements.indicators import Cue
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.changes import Change
    from kg.extract.measurements.figures import Line

TOKEN: Final = re.compile(r"\S+")
REACH: Final = 60  # code points from the numbers to the noun
FAR: Final = 120  # code points from an indicator to its change
BEHIND: Final = 16  # code points from the change to an indicator behind it
PHRASE: Final = 4  # words of a noun phrase looked at


def pick(line: Line, change: Change, start: int) -> Cue | None:
    """Return what a change is said of; a cue of code Other for words no list knows.

    `start` is where the change before it ends.
    """
    cues = [cue for cue in line.cues if cue.fits(change.first)]
    begin = max(start, _bound(line.text, change.start), change.start - FAR)
    noun = _noun(line, begin, change.start)
    owned = _owned(line, change, cues)
    if owned is not None:
        return owned
    own = _inside(change, cues) or (_of_noun(noun, cues) if noun else None)
    if own is not None:
        return own
    ahead = [cue for cue in cues if begin <= cue.start < change.start]
    told = _last(line, change, [cue for cue in ahead if not cue.is_weak])
    told = told or _behind(line, change, cues)
    if told is not None:
        return told
    if noun is not None and _table()["extents"].fullmatch(line.text[noun[0] : noun[1]]):
        wide = [cue for cue in cues if cue.end <= change.start and not cue.is_weak]
        if wide:
            return wide[-1]  # "생산성이 올랐다고 했으며, 평균 상승폭은": how far it went
    if noun is not None and _is_noun(line.text[noun[0] : noun[1]]):
        return Cue(start=noun[0], end=noun[1], code="Other", better="up", is_weak=True)
    weak = [cue for cue in ahead if cue.is_weak]
    # "불량이 … 짐작했지만 실제로는 5.2%에서": the clause itself says of nothing.
    wide = [cue for cue in cues if cue.end <= change.start and not cue.is_weak]
    last = (weak or (wide if noun is None else []))[-1:]
    return last[0] if last else None


@cache
def _table() -> dict[str, re.Pattern[str]]:
    return {
        key: re.compile("|".join(f"(?:{word})" for word in listed))
        for key, listed in resource_toml("words/ko/measured.toml")["words"].items()
    }


def _bound(text: str, end: int) -> int:
    """Return where the clause of a change starts."""
    found = [match.end() for match in _table()["clause"].finditer(text, 0, end)]
    return found[-1] if found else 0


def _noun(line: Line, low: int, end: int) -> tuple[int, int] | None:
    """Return where the noun phrase ahead of `end` stands, its particle left out."""
    text, table = line.text, _table()
    low = max(low, end - REACH)
    tokens = list(TOKEN.finditer(text, low, end))
    if low and text[low - 1].isalnum():
        tokens = tokens[1:]  # the rest of a word, such as the particle behind "3명"
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if _holds_number(line, token):
            if table["per"].search(token[0]):
                continue
            return None
        pair = f"{tokens[place - 1][0]} {token[0]}" if place else ""
        if table["skipped"].fullmatch(token[0]) or table["skipped_pairs"].fullmatch(pair):
            continue
        head = table["marked"].fullmatch(token[0])
        if head is None or _is_named(line, token.start(), token.end()):
            continue
        first = place
        while first and place - first < PHRASE and _goes_on(line, tokens[first - 1]):
            first -= 1
        return tokens[first].start(), token.start() + len(head["noun"])
    return None


def _holds_number(line: Line, token: re.Match[str]) -> bool:
    start, end = token.span()
    return any(start < one.span.end and one.span.start < end for one in line.quantities)


def _goes_on(line: Line, token: re.Match[str]) -> bool:
    """Tell whether a word belongs to the noun phrase that goes on behind it."""
    return not (_table()["parted"].search(token[0]) or _is_named(line, token.start(), token.end()))


def _is_named(line: Line, start: int, end: int) -> bool:
    base = line.sentence.span.start
    return any(
        mention.kind in ("name", "alias", "anaphor", "group")
        and mention.span.start - base < end
        and start < mention.span.end - base
        for mention in line.mentions
    )


def _inside(change: Change, cues: Sequence[Cue]) -> Cue | None:
    """Return the indicator between before and after: "6천 병이던 출하량이 9천 병으로"."""
    last = max(quantity.span.start for quantity in change.slots.values())
    between = [cue for cue in cues if change.start <= cue.start < last]
    if not between or "before" not in change.slots:
        return None
    strong = [cue for cue in between if not cue.is_weak]
    return (strong or between)[-1]


def _owned(line: Line, change: Change, cues: Sequence[Cue]) -> Cue | None:
    """Return the indicator of "1,480억 원의 비용을 아꼈다", which stands behind its number."""
    end = max(quantity.span.end for quantity in change.slots.values())
    for cue in cues:
        gap = line.text[end : cue.start] if cue.start >= end else ""
        if re.fullmatch(r"(?:어치)?의\s(?:[가-힣]{1,6}\s)?", gap):
            return cue
    return None


def _of_noun(noun: tuple[int, int], cues: Sequence[Cue]) -> Cue | None:
    """Return the indicator a noun phrase names: at its end, else within it."""
    within = [cue for cue in cues if noun[0] <= cue.start and cue.end <= noun[1] + 1]
    for fitting in ([one for one in within if not one.is_weak], within):
        if fitting:
            return fitting[-1]
    return None


def _last(line: Line, change: Change, cues: Sequence[Cue]) -> Cue | None:
    """Return the last indicator ahead that no other word of change has used up."""
    for cue in reversed(cues):
        used = re.search(_table()["used"], line.text[cue.end : change.start])
        if used is None:
            return cue
    return None


def _behind(line: Line, change: Change, cues: Sequence[Cue]) -> Cue | None:
    inside = [cue for cue in cues if change.start <= cue.start < change.end]
    behind = [cue for cue in cues if 0 <= cue.start - change.end < BEHIND]
    behind = [one for one in behind if not re.search(r"[.,]", line.text[change.end : one.start])]
    for found in (inside, behind):
        strong = [cue for cue in found if not cue.is_weak]
        if strong:
            return strong[0]
    return None


def _is_noun(words: str) -> bool:
    """Tell whether a phrase ends in a noun that can be counted, as Kiwi cuts it."""
    last = words.rsplit(maxsplit=1)[-1]
    if _table()["uncounted"].search(last):
        return False
    pieces = morphology.tokens(last)
    return bool(pieces) and pieces[-1].tag in {"NNG", "NNP", "NNB", "XSN", "SL", "ETN", "XR"}
