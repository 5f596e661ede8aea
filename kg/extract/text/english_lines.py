"""Lines of English tables and lists of fields: where rows, cells and labels stand. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.reading import Reading, Sentence

_BAR: Final = re.compile(r"\s*(?:\||\t)\s*")
_SEMI: Final = re.compile(r"\s*;\s*")
FIELD: Final = re.compile(r"\s*(?:[-*•·]\s*)?([A-Z][A-Za-z' /-]{2,28}?)\s*[:：]\s+(?=\S)")
FEWEST: Final = 3  # cells of a row


def lines(reading: Reading) -> Iterator[Sentence]:
    """Yield the sentences of a document, the cells of one line of a table together."""
    row: list[Sentence] = []
    for sentence in _split(reading.sentences):
        if row and not _goes_on(reading, row[-1], sentence):
            yield _joined(reading, row)
            row = []
        if sentence.block == "table_cell":
            row.append(sentence)
        else:
            yield sentence
    if row:
        yield _joined(reading, row)


def _split(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield sentences, the lines of a table with semicolons one by one."""
    for sentence in sentences:
        lines = sentence.text.split("\n")
        counts = {line.count(";") for line in lines}
        if len(lines) == 1 or len(counts) > 1 or max(counts) < FEWEST - 1:
            yield sentence
            continue
        start = sentence.span.start
        for line in lines:
            if line.strip():
                yield replace(sentence, span=Span(start, start + len(line)), text=line)
            start += len(line) + 1


def _goes_on(reading: Reading, last: Sentence, sentence: Sentence) -> bool:
    between = reading.document.text[last.span.end : sentence.span.start]
    return sentence.block == "table_cell" and "\n" not in between


def _joined(reading: Reading, row: list[Sentence]) -> Sentence:
    whole = Span(row[0].span.start, row[-1].span.end)
    return replace(row[0], span=whole, text=whole.of(reading.document.text))


def cells(sentence: Sentence) -> list[Span]:
    """Return where the cells of a row stand, in the document."""
    start = 0
    found = []
    is_bare = "|" not in sentence.text and "\t" not in sentence.text
    is_bare = is_bare and not FIELD.match(sentence.text)
    bars = _SEMI if is_bare and sentence.text.count(";") >= FEWEST - 1 else _BAR
    for bar in [*bars.finditer(sentence.text), None]:
        end = bar.start() if bar else len(sentence.text)
        if end > start:
            found.append(Span(sentence.span.start + start, sentence.span.start + end))
        start = bar.end() if bar else end
    return found
