"""English names of programmes and who runs them. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.clauses import is_speech, words
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading, Sentence


@cache
def _name() -> re.Pattern[str]:
    suffix = "|".join(words("en", "programmes")["suffixes"])
    word = r"(?:[A-Z][\w&/’'-]*|\d{4}|of|for|and|in)"
    return re.compile(rf"\b((?:[A-Z0-9][\w&/-]*)\s(?:{word}\s){{0,6}}?(?:{suffix}))\b(?!\s[A-Z])")


def namings(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield where the names of programmes stand in an English sentence."""
    text = reading.document.text
    suffix = "|".join(words("en", "programmes")["suffixes"])
    taken: list[Span] = []
    for quote in sentence.quotes:
        said = quote.of(text)
        behind = text[quote.end : quote.end + 14]
        named = re.search(rf"(?:{suffix})$", said) or re.match(
            rf"\W{{1,2}}(?:{suffix})\b", behind, re.IGNORECASE
        )
        if named and not is_speech(said, "en"):
            taken.append(quote)
            yield quote
    for match in _name().finditer(sentence.text):
        start = match.start()
        name = match[0]
        while re.match(r"(?:The|An?|Under|In|Through|Its|This|That|As|At|For|And)\s", name):
            start += name.index(" ") + 1
            name = sentence.text[start : match.end()]
        owner = re.search(r"(?:'s|’s|s'|s’)\s(?=[A-Z])", name)
        if owner:
            start += owner.end()
            name = sentence.text[start : match.end()]
        if " " not in name:
            continue
        span = Span(sentence.span.start + start, sentence.span.start + match.end())
        if not any(span.meets(other) for other in taken):
            taken.append(span)
            yield span


def operators(reading: Reading, span: Span, sentence: Sentence) -> list[str]:
    """Return who runs an English programme, as the sentence of one naming tells."""
    text = reading.document.text
    runs = "|".join(words("en", "programmes")["runs"])
    by = "|".join(words("en", "programmes")["by"])
    found: list[str] = []
    for mention in reading.mentions_in(sentence.span):
        if mention.type in {"Person", "SME", "LighthouseFactory", None}:
            continue
        if mention.span.end <= span.start:
            gap = text[mention.span.end : span.start]
            if re.fullmatch(r"(?:'s|’s|'|’)\s[\"“‘']?(?:[a-z-]+\s){0,3}[\"“‘']?", gap) or re.search(
                rf"^[^.;]*\b(?:{runs})\s(?:[a-z-]+\s){{0,4}}[\"“‘']?$", gap
            ):
                found.extend(mention.names)
        elif mention.span.start >= span.end:
            gap = text[span.end : mention.span.start]
            if (
                re.search(rf"\b(?:{by})\s(?:jointly\s)?by\s(?:the\s)?$", gap)
                or re.fullmatch(r"[\"”’']?\s(?:of|by)\s(?:the\s)?", gap)
                or (
                    found
                    and re.search(rf"\b(?:{by})\s(?:jointly\s)?by\b[^.;]*\band\s(?:the\s)?$", gap)
                )
            ):
                found.extend(mention.names)
    return found
