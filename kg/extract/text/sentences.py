"""Sentences, list items and title lines of a document, with exact offsets. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from kg.extract.reading import Sentence
from kg.extract.text import english_voices, quotes
from kg.files import resource_toml
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model.document import BlockKind, Document
    from kg.model.source import Language

LONGEST: Final = 2000  # code points; a "sentence" beyond it is data, and is cut at a blank

_BULLET: Final = r"[△▲▷▶■□◆◇●•‣▪◦※☞→①-⑳]|[-–*·○ㅇ](?=\s)|\(?\d{1,2}[.)](?=\s)|[가-하][.)](?=\s)"
_LINE_BULLET: Final = re.compile(rf"\s*(?:{_BULLET})")
_INLINE_BULLET: Final = re.compile(r"(?<=\s)[△▲▷▶■□◆◇](?=\s?[^\s△▲▷▶■□◆◇])")
_END: Final = re.compile(
    r"[.!?。．！？…]+[\"'”’」』)\]]*(?=\s|$)|(?<=[다요죠])[.!?]+(?=[가-힣A-Z“‘\"'])"
)
_LINE: Final = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
_GLUED: Final = re.compile(r"\s*(?:이?라[고며는]|[고며]\b|고\s|며\s|면서|하[고며는])")
_WORD: Final = re.compile(r"(\S+)$")
_ROW: Final = re.compile(r"\s\|\s|\t")
_FIELD: Final = re.compile(r"\s*[A-Z가-힣][\w'’ /-]{1,24}[:：]\s")
_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_MONTH: Final = re.compile(r"\s?\d{1,2}(?:월|\.)")
_WRAPPED: Final = 30  # code points; a line this long without an end may go on in the next


def split(document: Document, lang: Language) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order, without those of repeated passages.

    The same marks end a sentence in both languages. A full stop inside quotation marks,
    brackets or the words behind a speaker's label ends nothing. Boilerplate is left out.
    A document without blocks is read line by line.
    """
    abbreviations = frozenset(resource_toml("words/en/speech.toml")["abbreviations"])
    found: list[Sentence] = []
    voices = english_voices.heads(document) if lang == "en" else frozenset()
    for paragraph, (kind, block) in enumerate(_blocks(document)):
        if kind == "boilerplate":
            continue
        for part in _without_repeats(document, block):
            for passage in _passages(document.text, part):
                inner = quotes.find(document.text, passage)
                inner = inner or english_voices.words(document.text, passage, voices)
                found.extend(
                    _sentence(document.text, span, kind, paragraph, inner)
                    for span in _sentences(document.text, passage, inner, abbreviations)
                )
    return tuple(found)


def _blocks(document: Document) -> Iterator[tuple[BlockKind, Span]]:
    if document.blocks:
        for block in document.blocks:
            yield block.kind, block.span
        return
    for line in _LINE.finditer(document.text):
        if line[0].strip():
            kind: BlockKind = "list_item" if _LINE_BULLET.match(line[0]) else "paragraph"
            yield kind, Span(line.start(), line.end())


def _without_repeats(document: Document, block: Span) -> Iterator[Span]:
    start = block.start
    for repeat in document.repeats:
        if not repeat.span.meets(block):
            continue
        if repeat.span.start > start:
            yield Span(start, repeat.span.start)
        start = max(start, repeat.span.end)
    if start < block.end:
        yield Span(start, block.end)


def _passages(text: str, part: Span) -> Iterator[Span]:
    """Yield stretches no sentence crosses: lines, unless a line is only wrapped, and bullets."""
    start = -1
    end = -1
    for line in _LINE.finditer(text, part.start, part.end):
        if not line[0].strip():
            if start >= 0:
                yield from _at_bullets(text, Span(start, end))
            start = -1
            continue
        if start >= 0 and not _goes_on(text, Span(start, end), line):
            yield from _at_bullets(text, Span(start, end))
            start = -1
        if start < 0:
            start = line.start()
        end = line.end()
    if start >= 0:
        yield from _at_bullets(text, Span(start, end))


def _goes_on(text: str, before: Span, line: re.Match[str]) -> bool:
    if (
        "\n" not in text[before.end : line.start()]
        or text[before.end : line.start()].count("\n") > 1
    ):
        return False
    tail = text[max(before.start, before.end - 200) : before.end]
    last = tail.rsplit("\n", 1)[-1].rstrip()
    if len(last) < _WRAPPED or last[-1:] in '.!?。:："”)]':
        return False
    if _ROW.search(last) or _ROW.search(line[0]) or _FIELD.match(line[0]):
        return False  # the rows of a table, "Support: …"
    return not _LINE_BULLET.match(line[0])


def _at_bullets(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for bullet in _INLINE_BULLET.finditer(text, span.start, span.end):
        if bullet.start() > start:
            yield Span(start, bullet.start())
        start = bullet.start()
    if start < span.end:
        yield Span(start, span.end)


def _sentences(
    text: str, passage: Span, inner: Sequence[Span], abbreviations: frozenset[str]
) -> Iterator[Span]:
    starts = [quote.start for quote in inner]
    start = passage.start
    for end in _END.finditer(text, passage.start, passage.end):
        if end.end() < passage.end and not _ends(text, end, inner, starts, abbreviations):
            continue
        yield from _cut(text, start, end.end())
        start = end.end()
    if start < passage.end:
        yield from _cut(text, start, passage.end)


def _ends(
    text: str,
    end: re.Match[str],
    inner: Sequence[Span],
    starts: Sequence[int],
    abbreviations: frozenset[str],
) -> bool:
    """Tell whether a terminator ends its sentence."""
    index = bisect_right(starts, end.start()) - 1
    if index >= 0 and end.start() < inner[index].end:
        quote = inner[index]
        if end.end() <= quote.end:
            return False
        # The quote ends with its own stop: the sentence goes on with "라고", "said", a comma.
        after = text[end.end() : end.end() + 12]
        return not (_GLUED.match(after) or after.lstrip()[:1].islower()) and end[0][0] in ".。"
    word = _WORD.search(text[max(0, end.start() - 20) : end.start()])
    last = word[1].lstrip("(“‘\"'") if word else ""
    if end[0].startswith(".") and last:
        if last.lower() in abbreviations or (len(last) == 1 and last.isascii() and last.isalpha()):
            return False
        if last.isdigit() and len(last) <= 2:
            return False
        if _YEAR.match(last) and _MONTH.match(text, end.end()):
            return False  # "(2024. 3월~5월)"
        if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
            return not text[end.end() : end.end() + 2].strip()[:1].isupper()
    return not text[end.end() : end.end() + 3].lstrip()[:1].islower()


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield `[start, end)` without surrounding blanks, in pieces of bearable length."""
    while start < end:
        stop = end
        if end - start > LONGEST:
            blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = blank if blank > 0 else start + LONGEST
        piece = text[start:stop]
        lead = len(piece) - len(piece.lstrip())
        words = piece.strip()
        if words:
            yield Span(start + lead, start + lead + len(words))
        start = stop


def _sentence(
    text: str, span: Span, kind: BlockKind, paragraph: int, inner: Sequence[Span]
) -> Sentence:
    # By bisection: a document on one line may hold a million quotes.
    low = bisect_left(inner, span.start, key=lambda quote: quote.start)
    high = bisect_left(inner, span.end, low, key=lambda quote: quote.start)
    own = tuple(quote for quote in inner[low:high] if quote.end <= span.end)
    return Sentence(span=span, text=span.of(text), block=kind, paragraph=paragraph, quotes=own)
