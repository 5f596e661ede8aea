"""English firms of one word, in brackets of a heading, and in the columns of a table. Pure.

"Garam used to": at the head of a sentence any word is capitalised, so a lone one is a firm's
only when the text uses it again, never in lower case, and as firms are used.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.extract.names.candidates import Candidate
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading

_LONE: Final = re.compile(r"(?<![\w&'’/.-])(?<![A-Z][a-z]\s)[A-Z][a-z]{3,}(?![\w-])(?!\s[A-Z])")
# Endings of common words that a sentence may open with
_COMMON: Final = re.compile(
    r"(?:ing|tion|sion|ment|ness|ity|ers|ors|s|ed|ly|age|ance|ence|al|ive|ous|ful|less|able|ic|ish)$"
)
_OWNS: Final = re.compile(r"['’]s\s")
_BEHIND: Final = re.compile(r"\b(?:at|by|from|with|to|for|lent|gave|sent|helped|told|let|paid)\s$")
_ENOUGH: Final = 2
_CELLS: Final = re.compile(r"\s*(?:\||\t|;)\s*")
_FEWEST: Final = 3  # cells of a row
_NAME: Final = re.compile(r"[A-Z][\w&'’.-]*(?:\s(?:&\s|of\s(?:the\s)?)?[A-Z0-9][\w&'’.-]*){0,4}")
_BRACKET: Final = re.compile(
    r"\s*(?:case|no\.?|example|profile|story|best practice)\s?\d+\b[^()\n]{3,80}\("
    r"(?P<name>[^()\n]{3,40})\)\s*$",
    re.IGNORECASE,
)


def find(reading: Reading, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield lone names, names in a heading's brackets and names in the columns of firms."""
    used = [one.span for one in taken]
    for span, rule in (*_in_brackets(reading), *_in_columns(reading), *_alone(reading, taken)):
        if not any(span.meets(other) for other in used):
            name = span.of(reading.document.text)
            yield Candidate(span=span, name=name, type=None, rule=rule, confidence=0.7)


def _in_brackets(reading: Reading) -> Iterator[tuple[Span, str]]:
    for sentence in reading.sentences:
        found = _BRACKET.match(sentence.text)
        if found is not None and _NAME.fullmatch(found["name"]):
            start = sentence.span.start + found.start("name")
            yield Span(start, start + len(found["name"])), "name.case-head"


def _in_columns(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Yield the cells under a heading such as "Supplier", "Mentor company"."""
    columns: tuple[int, ...] = ()
    width = 0
    for sentence in reading.sentences:
        row = list(_cells(sentence.text))
        if len(row) < _FEWEST:
            columns = ()
            continue
        told = tuple(at for at, (_, _, cell) in enumerate(row) if _heading().fullmatch(cell))
        if len(told) > 1:
            columns, width = told, len(row)
            continue
        for at in columns if len(row) == width else ():
            start, end, cell = row[at]
            if _NAME.fullmatch(cell):
                place = sentence.span.start
                yield Span(place + start, place + end), "name.column"


def _cells(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for bar in [*_CELLS.finditer(text), None]:
        end = bar.start() if bar else len(text)
        if end > start:
            yield start, end, text[start:end]
        start = bar.end() if bar else end


@cache
def _heading() -> re.Pattern[str]:
    roles = table("en/rows")["roles"]
    listed = [*roles["recipient"], *roles["supporter"]]
    return re.compile(rf"(?:{'|'.join(listed)})", re.IGNORECASE)


def _alone(reading: Reading, taken: Sequence[Candidate]) -> Iterator[tuple[Span, str]]:
    text = reading.document.text
    parts = {part for one in taken for part in one.name.split()}
    places: dict[str, list[Span]] = {}
    for sentence in reading.sentences:
        for found in _LONE.finditer(sentence.text):
            start = sentence.span.start + found.start()
            places.setdefault(found[0], []).append(Span(start, start + len(found[0])))
    for name, spans in places.items():
        if name in parts or not _may_name(text, name):
            continue
        score = sum(_shows(text, span) for span in spans) + (name.upper() in text)
        if score >= _ENOUGH and (len(spans) > 1 or name.upper() in text):
            yield from ((span, "name.lone") for span in spans)


def _may_name(text: str, name: str) -> bool:
    """Tell whether a lone capitalised word is no common one: no list has it, nor the text."""
    common = table("en/names")["common"]
    lists = (*common["words"], *common["never"], *common["places"], *common["openers"])
    roles = words("en/persons", "capital_roles") | words("en/persons", "honorifics")
    people = words("en/persons", "surnames") | words("en/persons", "given")
    trades = words("en/names", "firms", "cues")
    if name in lists or name in roles or name in people or name.casefold() in trades:
        return False
    if _COMMON.search(name) or name in words("en/names", "firms", "suffixes"):
        return False
    return re.search(rf"\b{name.lower()}\b", text) is None


def _shows(text: str, span: Span) -> bool:
    return bool(
        _acts().match(text, span.end)
        or _OWNS.match(text, span.end)
        or _BEHIND.search(text[max(0, span.start - 12) : span.start])
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either(table('en/names')['firms']['verbs'])})\b")
