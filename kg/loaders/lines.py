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
MARKED: Final = 200  # a longer line is no byline, caption or notice, whatever it holds
WRAPPED: Final = 110  # a text with a longer line has one line for each paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A line's words without blanks around them.

    Attributes:
        after_gap: Whether a blank line stands before.
        is_indented: Whether two blanks or more stand in front.
    """

    span: Span
    text: str
    after_gap: bool
    is_indented: bool


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
    longest = max((len(line.text) for line in lines), default=0)
    found: list[Block] = []
    for at, line in enumerate(lines):
        row = cells[at]
        if row is not None:
            found.extend(_table_row(line, row))
        elif found and cells[at - 1] is None and _goes_on(lines, at, found[-1], longest):
            found[-1] = Block(found[-1].kind, Span(found[-1].span.start, line.span.end))
        else:
            found.append(_block(lines, at, longest))
    return tuple(found)


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    breaks = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words)
            found.append(
                Line(Span(start, start + len(words)), words, breaks > 1, start - match.start() > 1)
            )
            breaks = 0
        elif match[0][0] in "\r\n":
            breaks += 1
    return found


def _table_row(line: Line, cells: Sequence[Span]) -> Iterator[Block]:
    for cell in cells:
        yield Block("table_cell", Span(line.span.start + cell.start, line.span.start + cell.end))


def _goes_on(lines: Sequence[Line], at: int, before: Block, longest: int) -> bool:
    """Tell whether a line only continues the paragraph or item of the line before."""
    line, last = lines[at], lines[at - 1]
    if longest > WRAPPED or line.after_gap or kind_of(line.text) or _ends(last.text):
        return False
    if before.kind == "list_item" and line.is_indented:
        return True
    # a line cut short on purpose does not go on
    return before.kind in {"paragraph", "list_item"} and len(last.text) * 5 >= longest * 3


def _block(lines: Sequence[Line], at: int, longest: int) -> Block:
    line = lines[at]
    kind = kind_of(line.text)
    if kind == "list_item":
        return Block(kind, Span(line.span.start + bullet_length(line.text), line.span.end))
    if kind is None:
        kind = "title" if _is_title(lines, at, longest) else "paragraph"
    return Block(kind, line.span)


def kind_of(words: str) -> BlockKind | None:
    """Return what one line without surrounding blanks shows itself to be.

    None where nothing marks it: it is a title or a paragraph, which only its neighbours tell.
    """
    cues = _cues()
    if len(words) > MARKED:
        return "list_item" if bullet_length(words) else None
    if cues["titles"].fullmatch(words):
        return "title"
    if cues["boilerplate"].fullmatch(words):
        return "boilerplate"
    if cues["bylines"].fullmatch(words):
        return "byline"
    if cues["captions"].fullmatch(words):
        return "caption"
    if cues["quotes"].fullmatch(words):
        return "quote"
    return "list_item" if bullet_length(words) else None


def bullet_length(words: str) -> int:
    """Return how many code points the bullet in front takes; 0 where there is none.

    >>> bullet_length("○ 추진 배경"), bullet_length("1.5배 증가")
    (2, 0)
    """
    bullet = _cues()["bullets"].match(words)
    return bullet.end() if bullet and bullet.end() < len(words) else 0


def _is_title(lines: Sequence[Line], at: int, longest: int) -> bool:
    """Tell a headline or heading: short, no end of a sentence, and apart from what follows."""
    words = lines[at].text
    if at + 1 == len(lines) or _ends(words) or len(words) > TITLE:
        return False
    follower = lines[at + 1]
    if follower.after_gap:
        return at == 0 or len(words) <= HEADING or not lines[at].after_gap
    # In a wrapped text the first line may as well be the beginning of a paragraph.
    is_apart = kind_of(follower.text) is not None or len(follower.text) * 2 >= len(words) * 3
    return at == 0 and (is_apart or longest > WRAPPED)


def _ends(words: str) -> bool:
    return re.search(f"(?:{_cues()['ends'].pattern})$", words) is not None
