"""Passages of a text that are copies of earlier ones: each is to be read once. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.document import Repeat
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST: Final = 40  # code points; shorter lines ("사진=가람정밀") recur without being copies
PASSAGE: Final = 3  # lines from which on a copied run is one passage, not single lines
# Not splitlines(): that also breaks at U+2028 and U+0085, which are text here.
_LINE: Final = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str


def repeats(text: str) -> tuple[Repeat, ...]:
    """Return the passages that say again, character for character, what stood before, in order.

    A line of at least 40 code points that stood before is a repeat of its first occurrence,
    and so are the shorter lines beside it when they too stand beside the original. A run of
    three or more such lines is one passage; one or two are told line by line.
    """
    lines = [line for line in map(_line, _LINE.finditer(text)) if line is not None]
    originals = _originals(lines)
    found: list[Repeat] = []
    for run in _runs(originals):
        whole = Repeat(_stretch(lines, run), _stretch(lines, [originals[at] for at in run]))
        if len(run) >= PASSAGE and whole.span.of(text) == whole.of.of(text):
            found.append(whole)
        else:
            found.extend(Repeat(lines[at].span, lines[originals[at]].span) for at in run)
    return tuple(found)


def _line(match: re.Match[str]) -> _Line | None:
    words = match[0].strip()
    if not words:
        return None
    start = match.start() + match[0].index(words)
    return _Line(Span(start, start + len(words)), words)


def _originals(lines: Sequence[_Line]) -> dict[int, int]:
    """Map the index of each repeated line to the index of its original."""
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for at, line in enumerate(lines):
        if len(line.text) < SHORTEST:
            continue
        if line.text in first:
            found[at] = first[line.text]
        first.setdefault(line.text, at)
    firsts = set(found.values())
    for step in (1, -1):
        for at in sorted(found, reverse=step < 0):
            for beside, of in _neighbours(lines, found, at, step):
                if beside in firsts:  # "A B A B A" is A B, copied once, and one A more
                    break
                found[beside] = of
                firsts.add(of)
    return found


def _neighbours(
    lines: Sequence[_Line], found: dict[int, int], at: int, step: int
) -> Iterator[tuple[int, int]]:
    """Yield the shorter lines beside a repeated one that stand beside its original too."""
    of = found[at]
    low, high = of, at
    while True:
        at, of = at + step, of + step
        inside = of >= 0 and at < len(lines) and (of < high if step > 0 else at > low)
        if not inside or at in found or of in found or lines[at].text != lines[of].text:
            return
        yield at, of


def _runs(originals: dict[int, int]) -> Iterator[list[int]]:
    """Group repeated lines that follow each other and whose originals do as well."""
    run: list[int] = []
    for at in sorted(originals):
        if run and (at != run[-1] + 1 or originals[at] != originals[run[-1]] + 1):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _stretch(lines: Sequence[_Line], run: Sequence[int]) -> Span:
    return Span(lines[run[0]].span.start, lines[run[-1]].span.end)
