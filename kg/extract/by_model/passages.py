"""The words a model quotes, where they stand, and what numbers and times are read in them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.by_model.refusals import Refused
from kg.extract.grammar.particles import behind
from kg.extract.measurements import changes
from kg.extract.text import sentences
from kg.extract.values import dates, numbers, quantities
from kg.model.document import Document
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kg.extract.measurements.verbs import Direction
    from kg.extract.reading import Quantity, When
    from kg.model.source import Language

SHORTEST: Final = 4  # code points: less shows nothing
LONGEST: Final = 600  # code points: in a longer quote any name and number can be found
AROUND: Final = 300  # code points read beside a quote, so that no number is cut
MOST_PLACES: Final = 200  # of one quote that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number in a quote.

    Attributes:
        unit: As the number grammar reads it; empty for a bare number.
        kind: Of the quantity; empty for a bare number.
        role: What it does in a change (`before`, `after`, `percent`, `absolute`), if that is read.
        direction: Which way that change went, if that is read.
    """

    span: Span
    value: float
    unit: str = ""
    kind: str = ""
    per: str | None = None
    role: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote in its document, with what the rules' own grammars read inside it."""

    document: Document
    span: Span
    numbers: tuple[Told, ...]
    times: tuple[When, ...]

    def find(self, words: str, *, is_name: bool) -> Span | None:
        """Return where words stand in the quote, not in the midst of another word.

        Args:
            words: Word for word.
            is_name: Whether a Korean particle at most may be glued behind them.
        """
        text, start = self.document.text, self.span.start
        while (at := text.find(words, start, self.span.end)) >= 0:
            end = at + len(words)
            if begins_word(text, at) and (not is_name or _ends_name(text, end)):
                return Span(at, end)
            start = at + 1
        return None


def locate(document: Document, quote: str, within: Span, taken: set[Span]) -> Span:
    """Return where a quote stands: the first place not taken, outside repeated passages.

    Raises:
        Refused: It stands nowhere, is too short or too long, or begins inside a word.
    """
    if not SHORTEST <= len(quote) <= LONGEST:
        raise Refused("quote-length", value=quote)
    found = [*_places(document, quote, within)]
    if not found:
        raise Refused("no-such-quote", value=quote)
    whole = [span for span in found if begins_word(document.text, span.start)]
    if not whole:
        raise Refused("cut-quote", value=quote)
    return next((span for span in whole if span not in taken), whole[0])


def passage(document: Document, span: Span, lang: Language, published: date | None) -> Passage:
    """Return a quote with the numbers and times that stand wholly inside it."""
    text = document.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end = text.find("\n", span.end)
    window = Span(start, min(end if end >= 0 else len(text), span.end + AROUND))
    around = Document(source=document.source, name=document.name, text=window.of(text))
    told: list[Told] = []
    times: list[When] = []
    for sentence in sentences.split(around, lang):
        at = window.start + sentence.span.start
        when = dates.find(sentence.text, lang, published)
        times += (_moved(each, at) for each in when)
        told += _numbers(sentence.text, at, when, lang)
    return Passage(
        document=document,
        span=span,
        numbers=tuple(each for each in told if span.holds(each.span)),
        times=tuple(each for each in times if span.holds(each.span)),
    )


def begins_word(text: str, at: int) -> bool:
    """Tell whether a word may begin at `at`: no letter or digit stands glued before it."""
    return at == 0 or not (text[at - 1].isalnum() and text[at].isalnum())


def _ends_name(text: str, end: int) -> bool:
    if not text[end - 1].isalnum():
        return True
    return behind().match(text, end) is not None


def _places(document: Document, quote: str, within: Span) -> Iterator[Span]:
    start = within.start
    for _ in range(MOST_PLACES):
        at = document.text.find(quote, start, within.end)
        if at < 0:
            return
        span = Span(at, at + len(quote))
        if not any(each.span.meets(span) for each in document.repeats):
            yield span
        start = at + 1


def _numbers(text: str, at: int, when: Sequence[When], lang: Language) -> Iterator[Told]:
    found = quantities.find(text, lang)
    roles: dict[Span, tuple[str, Direction | None]] = {}
    for change in changes.find(text, found, (), lang):
        direction = change.verb.direction if change.verb else None
        roles |= {each.span: (role, direction) for role, each in change.slots.items()}
    for each in found:
        role, direction = roles.get(each.span, ("", None))
        yield _told(each, at, role, direction)
    taken = [*(each.span for each in found), *(each.span for each in when)]
    for match in numbers.DIGITS.finditer(text):
        span = Span(match.start(), match.end())
        bare = numbers.parse(text, span.start) if numbers.is_start(text, span.start) else None
        if bare and not any(other.meets(span) for other in taken):
            yield Told(span=Span(at + bare.start, at + bare.end), value=bare.value)


def _told(each: Quantity, at: int, role: str, direction: Direction | None) -> Told:
    return Told(
        span=Span(at + each.span.start, at + each.span.end),
        value=each.value,
        unit=each.unit,
        kind=each.kind,
        per=each.per,
        role=role,
        direction=direction,
    )


def _moved(when: When, at: int) -> When:
    return replace(when, span=Span(at + when.span.start, at + when.span.end))
