"""What each line of a plain text is: title, paragraph, list item, table cell, byline. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.loaders.cells import cells_of
from kg.model.document import Block
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model.document import BlockKind

# Not splitlines(): that also breaks at U+2028 and U+0085, which are text here.
_LINE: Final = re.compile(r"[^\r\n]+|(?:\r\n|\n|\r)")
TITLE: Final = 80  # code points: a longer first line is a paragraph
HEADING: Final = 40  # the same further down, where only short lines stand alone
WRAPPED: Final = 110  # a text with a longer line has one line for each paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A line's words without blanks around them, and whether a blank line stands before."""

    span: Span
    text: str
    after_gap: bool


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    told = resource_toml("loaders/lines.toml")
    joined = {kind: "|".join(told[kind]) for kind in told if isinstance(told[kind], list)} | {
        "ends": told["ends"]
    }
    return {kind: re.compile(pattern) for kind, pattern in joined.items()}


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in order and without overlap.

    A paragraph that is wrapped over several lines is one block; a bullet stands outside its
    item's span; every cell of a table is a block of its own.
    """
    lines = _lines(text)
    cells = cells_of([line.text for line in lines])
    is_wrapped = max((len(line.text) for line in lines), default=0) <= WRAPPED
    found: list[Block] = []
    for at, line in enumerate(lines):
        if cells[at]:
            found.extend(_table_row(line, cells[at]))
        elif found and is_wrapped and not cells[at - 1] and _goes_on(lines, at, found[-1]):
            found[-1] = Block(found[-1].kind, Span(found[-1].span.start, line.span.end))
        else:
            found.append(_block(lines, at))
    return tuple(found)


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    breaks = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words)
            found.append(Line(Span(start, start + len(words)), words, breaks > 1))
            breaks = 0
        elif match[0][0] in "\r\n":
            breaks += 1
    return found


def _table_row(line: Line, cells: Sequence[Span]) -> Iterator[Block]:
    for cell in cells:
        yield Block("table_cell", Span(line.span.start + cell.start, line.span.start + cell.end))


def _goes_on(lines: Sequence[Line], at: int, before: Block) -> bool:
    """Tell whether a line only continues the paragraph or item of the line before."""
    line, last = lines[at], lines[at - 1]
    longest = max(len(other.text) for other in lines)
    return (
        before.kind in {"paragraph", "list_item"}
        and not line.after_gap
        and kind_of(line.text) is None
        and not _ends(last.text)
        and len(last.text) * 5 >= longest * 3  # a line cut short on purpose does not go on
    )


def _block(lines: Sequence[Line], at: int) -> Block:
    line = lines[at]
    kind = kind_of(line.text)
    if kind == "list_item":
        bullet = _cues()["bullets"].match(line.text)
        start = line.span.start + (bullet.end() if bullet else 0)
        return Block(kind, Span(start, line.span.end))
    if kind is None:
        kind = "title" if _is_title(lines, at) else "paragraph"
    return Block(kind, line.span)


def kind_of(words: str) -> BlockKind | None:
    """Return what one line without surrounding blanks shows itself to be.

    None where nothing marks it: it is a title or a paragraph, which only its neighbours tell.
    """
    cues = _cues()
    if cues["boilerplate"].fullmatch(words):
        return "boilerplate"
    if cues["bylines"].fullmatch(words):
        return "byline"
    if cues["captions"].fullmatch(words):
        return "caption"
    if cues["quotes"].fullmatch(words):
        return "quote"
    bullet = cues["bullets"].match(words)
    return "list_item" if bullet and bullet.end() < len(words) else None


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Tell a headline or heading: short, no end of a sentence, and something follows it."""
    words = lines[at].text
    if at + 1 == len(lines) or _ends(words):
        return False
    if at == 0 or (at == 1 and len(words) <= TITLE and not _ends(lines[0].text)):
        return len(words) <= TITLE
    return len(words) <= HEADING and (lines[at].after_gap or lines[at + 1].after_gap)


def _ends(words: str) -> bool:
    return re.search(f"(?:{_cues()['ends'].pattern})$", words) is not None
