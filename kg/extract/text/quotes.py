"""Stretches between quotation marks, Korean and Latin. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK: Final = re.compile("[\"'“”‘’「」『』＂]")
_CLOSER: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "＂": "＂", "'": "'"}
_SINGLE: Final = "'‘’"


def find(text: str, within: Span) -> tuple[Span, ...]:
    """Return the outermost quoted stretches of `within`, marks excluded, in order.

    An apostrophe is no mark: a single quote opens only after a blank, a bracket or a
    Korean letter, and closes only where no Latin letter follows. A mark that is never
    closed quotes nothing.
    """
    found: list[Span] = []
    marks = list(_marks(text, within))
    # Where a mark may close, from the back, so that an unpaired one costs no second scan.
    at = 0
    later: dict[str, list[int]] = {}
    for place in marks:
        if _may_close(text, place, within):
            later.setdefault(text[place], []).append(place)
    taken: dict[str, int] = dict.fromkeys(later, 0)
    for place in marks:
        if place < at or not _may_open(text, place, within):
            continue
        mark = _CLOSER.get(text[place], "")
        end = _next(later.get(mark, []), taken, mark, place)
        if end > place + 1:
            found.append(Span(place + 1, end))
            at = end + 1
    return tuple(found)


def _marks(text: str, within: Span) -> Iterator[int]:
    for match in _MARK.finditer(text, within.start, within.end):
        yield match.start()


def _next(places: list[int], taken: dict[str, int], mark: str, after: int) -> int:
    """Return the first closing place behind `after`, or -1; each list is walked once."""
    index = taken.get(mark, 0)
    while index < len(places) and places[index] <= after:
        index += 1
    taken[mark] = index
    return places[index] if index < len(places) else -1


def _may_open(text: str, place: int, within: Span) -> bool:
    mark = text[place]
    if mark not in _CLOSER:
        return False
    before = text[place - 1] if place > within.start else " "
    after = text[place + 1] if place + 1 < within.end else " "
    if after.isspace():
        return False
    if mark == "'":
        return not before.isalnum() or "가" <= before <= "힣"
    # 24" and 6' are sizes.
    return not (mark == '"' and before.isdigit() and not after.isalnum())


def _may_close(text: str, place: int, within: Span) -> bool:
    if text[place] in _SINGLE:
        after = text[place + 1] if place + 1 < within.end else " "
        return not (after.isascii() and after.isalnum())
    return True
