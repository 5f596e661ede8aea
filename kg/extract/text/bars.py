"""Lines of tables in running text, cut into cells at bars, tabs or wide gaps. Pure."""

from __future__ import annotations

import re
from typing import Final

BAR: Final = re.compile(r"[|\t│¦]")
BAR_OR_GAP: Final = re.compile(r"[|\t│¦]|(?<=\S) {3,}(?=\S)")
LINE: Final = re.compile(r"[^\n\r]+")
RULE: Final = re.compile(r"[\s|:+─━=-]+")  # a line that only parts others
_OPENS: Final = re.compile(r" *[|│¦]")
_SHUTS: Final = re.compile(r"[|│¦] *$")


def cut(text: str, start: int, end: int, bar: re.Pattern[str]) -> list[tuple[int, str]]:
    """Return the cells of a line: where each begins, and its words without blanks around them.

    A line may be set between bars: the one at each end holds nothing then. Other empty cells
    count, or what stands behind them would come under the heading before its own.
    """
    opened = _OPENS.match(text, start, end)
    low = opened.end() if opened else start
    shut = _SHUTS.search(text[low:end]) if opened else None
    high = low + shut.start() if shut else end
    cells: list[tuple[int, str]] = []
    at = low
    for stop, behind in [*(found.span() for found in bar.finditer(text, low, high)), (high, high)]:
        words = text[at:stop]
        cells.append((at + len(words) - len(words.lstrip()), words.strip()))
        at = behind
    return cells
