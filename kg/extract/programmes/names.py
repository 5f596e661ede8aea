"""The names of programmes in Korean sentences: quoted, well known, or bare. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import is_speech, phrase_start, words
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading, Sentence

_LONGEST: Final = 40  # code points of a quoted name
_AROUND: Final = 40  # code points beside a quotation that say what it is
_ENDS: Final = r"(?=[^가-힣]|[은는이가을를에의과와도로]|으로|에서|인|이다|입니다)"


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a programme's name is printed."""

    span: Span
    name: str
    sentence: Sentence


def find(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield where the names of programmes stand in a sentence."""
    text = reading.document.text
    taken: list[Span] = []
    labelled = _labelled(sentence)
    if labelled is not None:
        yield labelled
        return
    for quote in sentence.quotes:
        ahead = text[max(sentence.span.start, quote.start - _AROUND) : quote.start - 1]
        behind = text[quote.end + 1 : min(sentence.span.end, quote.end + _AROUND)]
        if _is_scheme(quote.of(text), ahead, behind):
            taken.append(quote)
            yield quote
    for known in _known():
        for match in known.finditer(sentence.text):
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            if not any(span.meets(other) for other in taken):
                taken.append(span)
                yield span
    for match in re.finditer(rf"[가-힣A-Za-z0-9·]*(?:{_listed('suffixes')}){_ENDS}", sentence.text):
        bare = _bare(sentence, match)
        if bare is not None and not any(bare.meets(other) for other in taken):
            taken.append(bare)
            yield bare


@cache
def _known() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile("|".join(re.escape(name) for name in (entry["name"], *entry["aliases"])))
        for entry in words("ko", "programmes")["known"]
    )


@cache
def _listed(key: str) -> str:
    return "|".join(sorted(words("ko", "programmes")[key], key=lambda word: (-len(word), word)))


@cache
def _quoted() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a scheme's own last word, of its neighbours, and of other titles."""
    return (
        re.compile(rf"(?:{_listed('suffixes')})$"),
        re.compile(rf"(?:{_listed('quoted_before')})\s?$"),
        re.compile(rf"(?:{_listed('quoted_behind')})"),
        re.compile(rf"(?:{_listed('quoted_not')})$"),
    )


def _labelled(sentence: Sentence) -> Span | None:
    """Return the name behind a label: "사업명: 2024 새빛 제조 동행사업"."""
    label = re.match(rf"^\W*(?:{_listed('labels')})\s?[:：]\s*", sentence.text)
    name = re.sub(r"\s?\([^)]*\)$", "", sentence.text[label.end() :].strip()) if label else ""
    name = name.strip("'\"‘’“”「」『』 ")
    if label is None or not 3 < len(name) <= _LONGEST or is_speech(name, "ko"):
        return None
    start = sentence.span.start + sentence.text.index(name, label.end())
    return Span(start, start + len(name))


def _is_scheme(said: str, ahead: str, behind: str) -> bool:
    """Tell whether quoted words name a scheme, by themselves or by the words beside them."""
    if is_speech(said, "ko") or not 2 < len(said) <= _LONGEST or said[-1] in ".!?,":
        return False
    own, before, after, other = _quoted()
    if own.search(said):
        return True
    if other.search(said):
        return False
    return bool(after.match(behind) or before.search(ahead))


def _bare(sentence: Sentence, match: re.Match[str]) -> Span | None:
    table = words("ko", "programmes")
    limit = 0
    for mark in re.finditer(r"[,.;:△→()]\s*|[\"'“”‘’]", sentence.text[: match.start()]):
        limit = mark.end()
    start = phrase_start(sentence.text, match.start(), limit)
    name = sentence.text[start : match.end()]
    while name.split(" ")[0] in table["not_first"] and " " in name:
        start += len(name.split(" ")[0]) + 1
        name = sentence.text[start : match.end()]
    themed = any(theme in name for theme in table["themes"])
    does = any(act in name for act in table["acts"])
    if re.match(r"(?:인)?\s[\"'“‘「『<〈]", sentence.text[match.end() :]):
        return None  # it only says what the quoted name behind it is
    if not (themed and does) or len(name.replace(" ", "")) < 8 or name.startswith(("·", "-")):
        return None
    return Span(sentence.span.start + start, sentence.span.start + match.end())
