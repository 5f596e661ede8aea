"""Persons in English text: a name beside a title or a verb of saying. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.extract.names import english_first_names, english_labels
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Sentence

_WORD: Final = r"(?:[A-Z][a-z]+(?:[-‑][A-Za-z][a-z]*)?|[A-Z][-‑][a-z]+)"
_NAME: Final = rf"{_WORD}(?:\s(?:[A-Z]\.\s)?{_WORD}){{1,2}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person where the text gives a title or lets them speak.

    Attributes:
        name: Where the name stands, without honorific.
        post: Where the words for the post stand, organisation included
            (`senior vice president of …`), or None.
        leads: Whether the name stands before the post.
    """

    name: Span
    post: Span | None
    leads: bool = True


@lru_cache(maxsize=1 << 14)  # names, posts and speech ask for the same sentences
def find(sentence: Sentence) -> tuple[Found, ...]:
    """Return the persons of a sentence in the order the patterns find them, each place once."""
    return tuple(_find(sentence))


def _find(sentence: Sentence) -> Iterator[Found]:
    seen: set[tuple[Span, Span | None]] = set()
    named: set[Span] = set()
    for found in (
        *_labelled(sentence),
        *_with_deed(sentence),
        *_with_post(sentence),
        *_with_title(sentence),
        *_speaking(sentence),
        *_given(sentence),
        *_korean(sentence),
        *_romanised(sentence),
    ):
        if (found.post is None and found.name in named) or (found.name, found.post) in seen:
            continue
        if is_name(found.name, sentence):
            seen.add((found.name, found.post))
            named.add(found.name)
            yield found


def is_name(span: Span, sentence: Sentence) -> bool:
    """Tell whether the words at a span may name a person: no place, firm or common word."""
    if span == english_labels.person(sentence):
        return True
    parts = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start].split()
    names = table("en/names")
    bad = words("en/names", "common", "words") | words("en/names", "common", "places")
    ends = set(names["firms"]["suffixes"]) | {
        word for own in names["suffixes"].values() for name in own for word in name.split()
    }
    groups = set(names["firms"]["groups"])
    roles = words("en/persons", "capital_roles")
    surnames = words("en/persons", "surnames")
    if _THINGS.search(parts[-1]) and parts[0] not in surnames:
        return False
    if len(parts) > 2 and parts[-1] in words("en/names", "common", "things"):
        return False
    return not any(
        part in bad or part in roles or (part in ends and part not in surnames) or part in groups
        for part in parts
    )


# Things in the plural end firms' names: "Mirae Zippers, Sanul Buttons and a planner"
_THINGS: Final = re.compile(r"[a-z]{2}(?:ers|ors|ings|tons|ches|ies|oes|ets|ons)$")


def has_surname(name: str) -> bool:
    """Tell whether a name has a Korean surname first or last, as romanised."""
    parts = name.split()
    surnames = words("en/persons", "surnames")
    return parts[0] in surnames or parts[-1] in surnames


def _labelled(sentence: Sentence) -> Iterator[Found]:
    """`HAN JI-WOO, PRODUCTION HEAD:` in front of what is said."""
    name = english_labels.person(sentence)
    if name is not None:
        yield Found(name=name, post=None)


@cache
def _deed_pattern() -> re.Pattern[str]:
    deeds = "|".join(table("en/persons")["deeds"])
    return re.compile(
        rf"(?<![\w-]){_no_role()}({_NAME})(?:,\s\d\d)?(?:,\swho\s(?:[a-z]+\s)?((?:{deeds})\b[^.;\"“]{{3,60}}?)(?=,|[.;]|$)"
        rf"|\s(?:is|was|became|serves as|acts as)\s(?:now\s|the\s|an?\s)*"
        rf"([^,.;\"“]{{0,50}}?\b(?i:{_heads()})\s(?:of|at|for)\s[^,.;\"“]{{3,60}}))"
    )


@cache
def _lead_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[.\"”]\s)(?:The|Our)\s(?:writer|author|columnist|interviewee),?\s({_NAME}),?\s"
        rf"((?:is|was|teaches|works|heads|runs|leads|lectures|directs|chairs)\s[^.;\"“]{{3,80}})"
    )


def _with_deed(sentence: Sentence) -> Iterator[Found]:
    """`Han Ji-woo, who founded the firm`, `Han Ji-woo is head of Hanul Precision`."""
    place = sentence.span.start
    for found in (
        *_deed_pattern().finditer(sentence.text),
        *_lead_pattern().finditer(sentence.text),
    ):
        group = next(number for number in (2, 3) if found.re.groups >= number and found[number])
        yield Found(
            name=Span(place + found.start(1), place + found.end(1)),
            post=Span(place + found.start(group), place + found.end(group)),
        )


@cache
def _no_role() -> str:
    roles = {*table("en/persons")["capital_roles"], *table("en/persons")["honorifics"]}
    return rf"(?!{either(roles)}\b)"


@cache
def _heads() -> str:
    return either(table("en/persons")["heads"])


@cache
def _post_pattern() -> re.Pattern[str]:
    no_post = rf"(?!(?!the|an?|its|their){_FUNCTION})(?!(?:which|whose|whom)\b)"
    lead = r"(?:(?!\bsaid\b)[^,.;\"“”()\[\]]){0,90}?"
    rest = r"(?:(?!\b(?:said|who|told)\b)[^,.;\"“”()\[\]]){0,90}"
    return re.compile(
        rf"(?<![\w-]){_no_role()}({_NAME}),\s{no_post}({lead}\b(?i:{_heads()})\b{rest})"
    )


def _with_post(sentence: Sentence) -> Iterator[Found]:
    """`Han Ji-woo, chief engineer of Hanul Precision`."""
    place = sentence.span.start
    for found in _post_pattern().finditer(sentence.text):
        end = found.end(2)
        # "Han Ji-woo, CEO, Hanul Precision" names the organisation after one more comma.
        more = re.match(r",\s(?:[A-Z][\w&.-]*\s?)+(?=[,.;]|$)", sentence.text[end:])
        if more and not re.search(r"\b(?:of|at|for)\b", found[2]):
            end += more.end()
        yield Found(
            name=Span(place + found.start(1), place + found.end(1)),
            post=Span(place + found.start(2), place + end),
        )


def _given(sentence: Sentence) -> Iterator[Found]:
    """Yield a first name of another country with its surname: `Helen Garam`."""
    place = sentence.span.start
    for start, end in english_first_names.find(sentence.text):
        yield Found(name=Span(place + start, place + end), post=None)


@cache
def _title_pattern() -> re.Pattern[str]:
    honorifics = either(table("en/persons")["honorifics"])
    return re.compile(
        rf"(?<![\w'’-])((?:[A-Za-z-]+\s){{0,4}}?(?i:{_heads()})|{honorifics}\.?)[,:]?\s({_NAME}|(?<=r\.\s)[A-Z][a-z]+|(?<=Mr\s)[A-Z][a-z]+|(?<=Ms\s)[A-Z][a-z]+|(?<=Mrs\s)[A-Z][a-z]+)"
    )


def _with_title(sentence: Sentence) -> Iterator[Found]:
    """`plant manager Han Ji-woo`, `Minister Han Ji-woo`."""
    place = sentence.span.start
    for found in _title_pattern().finditer(sentence.text):
        title = found[1]
        start = found.start(1)
        is_trade = title.split()[-1].casefold() in words("en/names", "firms", "cues")
        if is_trade and not has_surname(found[2]) and "-" not in found[2]:
            continue  # "ferry operator Garam Line" is a firm
        own = re.search(
            rf"(?<![A-Za-z])(?:(?!{_FUNCTION})(?:[a-z-]+|[A-Z][a-z]+)\s){{0,3}}(?i:{_heads()})$",
            title,
        )
        if own:
            lead = _said_word().match(own[0])
            start += own.start() + (lead.end() if lead else 0)
        yield Found(
            name=Span(place + found.start(2), place + found.end(2)),
            post=Span(place + start, place + found.end(1)),
            leads=False,
        )


# Words that are no part of a post: "was attended by Governor Han Ji-woo"
_FUNCTION: Final = (
    r"(?:by|was|were|is|are|and|or|with|to|from|for|as|of|the|an?|in|at|on|when|where|who|that|while"
    r"|including|attended|joined|its|their|then|but|which|has|had)\b"
)


@cache
def _said_word() -> re.Pattern[str]:
    return re.compile(rf"{either(table('en/persons')['said'])}\s")


@cache
def _said_pattern() -> re.Pattern[str]:
    said = either(table("en/persons")["said"])
    return re.compile(rf"\b{said}\s({_NAME})\b|(?<![\w-])({_NAME})\s{said}\b")


def _speaking(sentence: Sentence) -> Iterator[Found]:
    """`said Han Ji-woo`, `Han Ji-woo added`."""
    place = sentence.span.start
    for found in _said_pattern().finditer(sentence.text):
        group = 1 if found[1] else 2
        if has_surname(found[group]) or sentence.quotes:
            yield Found(name=Span(place + found.start(group), place + found.end(group)), post=None)


_HYPHENED: Final = re.compile(
    r"(?<![\w-])([A-Z][a-z]+\s[A-Z][a-z]*-[a-z]+|[A-Z][a-z]*-[a-z]+\s[A-Z][a-z]+)(?![\w-])"
)


_SYLLABLE: Final = (
    r"(?:kk|tt|pp|ss|jj|ch|[gkndtrlmbpsjhy])?(?:y?[aeo]o?|yeo|yu|w[aeio]|ae|eo|eu|oe|ui|oo|ee|i|u)"
    r"(?:ng|[nmlkp])?"
)
_GIVEN: Final = re.compile(rf"{_SYLLABLE}{_SYLLABLE}", re.IGNORECASE)
_TWO: Final = re.compile(r"(?<![\w-])([A-Z][a-z]+)\s([A-Z][a-z]+)(?=,|\s[a-z]|[’']s\s|\.|$)")


def _romanised(sentence: Sentence) -> Iterator[Found]:
    """`Minsu Kim`, `Kim Minsu`: a surname and a given name of two Korean syllables."""
    surnames = words("en/persons", "surnames")
    for found in _TWO.finditer(sentence.text):
        given = found[1] if found[2] in surnames else found[2] if found[1] in surnames else ""
        deed = _leads().match(sentence.text, found.end())
        is_long = len(given) > _SHORTEST or deed
        if given and given not in surnames and is_long and _GIVEN.fullmatch(given):
            place = sentence.span.start
            name = Span(place + found.start(), place + found.end())
            yield Found(
                name=name, post=Span(place + deed.start(1), place + deed.end(1)) if deed else None
            )


@cache
def _leads() -> re.Pattern[str]:
    """Return the pattern of what a person does at a firm: "runs purchasing at"."""
    deeds = "|".join(table("en/persons")["deeds"])
    return re.compile(
        rf"\s((?:{deeds})\s(?:[a-z-]+\s){{0,4}}?(?:at|for|of|in)\s(?:the\s)?[A-Z][^,.;\"“]{{2,60}})"
    )


_SHORTEST: Final = 4  # letters of a given name of two syllables, less one
_KOREAN: Final = re.compile(r"[A-Z][a-z]{1,6}\s[A-Z][a-z]{0,5}-[a-z]{1,5}")


def _korean(sentence: Sentence) -> Iterator[Found]:
    """`Han Ji-woo`: the hyphen and the surname are enough."""
    place = sentence.span.start
    for found in _HYPHENED.finditer(sentence.text):
        if has_surname(found[1]) or _KOREAN.fullmatch(found[1]):
            yield Found(name=Span(place + found.start(1), place + found.end(1)), post=None)
