"""English firms whose plain names only their use in the whole text tells. Pure.

"First Harvest", "Clear Day": each word may be any word. A name is used again, without an
article, as the subject of what firms do, before "'s", behind "by" or "from".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.extract.names import english_listed, english_persons, english_runs
from kg.extract.names.candidates import Candidate
from kg.extract.names.english_listed import CAP
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading, Sentence

_RUN: Final = re.compile(rf"(?<![\w&'’/-])(?:{CAP}\s){{1,2}}{CAP}(?![\w-])")
_ENOUGH: Final = 2
_ARTICLE: Final = re.compile(
    r"\b(?:the|an?|this|that|its|their|his|her|our|my|no|any|each|every|in|near|outside|on|last|next)\s$"
    r"|['’]s\s$",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(
    r"\b(?:by|from|at|with|to|for|of|like|as|and|including|than|called|that|when|because|while)\s$"
)
_OWNS: Final = re.compile(r"(?:'s|’s|(?<=s)['’])\s")
_ASIDE: Final = re.compile(
    r",\s(?:an?|the|one of|which|whose|based)\s|\s\([^)]*(?:staff|employees)"
)
_AND: Final = re.compile(r"(?:,\s|\s(?:and|or)\s)(?=[A-Z])")
_CONFIDENCE: Final = 0.6
_WEAK: Final = frozenset({"name.subject", "name.run", "name.firm-ending", "name.apposition"})


def find(reading: Reading, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the names that their use shows, wherever they stand clear of what is taken."""
    used = [one.span for one in taken if one.rule not in _WEAK]
    starts = {one.span.start for one in taken if one.type != "Person"}
    places: dict[str, list[tuple[Sentence, int]]] = {}
    for sentence in reading.sentences:
        if sentence.block == "title" or english_runs.is_headline(sentence.text):
            continue
        for run in _RUN.finditer(sentence.text):
            span = Span(sentence.span.start + run.start(), sentence.span.start + run.end())
            if not any(span.meets(other) for other in used) and _may_name(sentence, span, run[0]):
                places.setdefault(run[0], []).append((sentence, run.start()))
    yield from _case(reading, used)
    for name, told in places.items():
        shown = sum(_shows(sentence, at, name) for sentence, at in told)
        shown += _short_shows(reading, name)
        shown += 2 * any(_is_beside(sentence, at + len(name), starts) for sentence, at in told)
        if shown < _ENOUGH:
            continue
        for sentence, at in told:
            start = sentence.span.start + at
            yield Candidate(
                span=Span(start, start + len(name)),
                name=name,
                type=None,
                rule="name.stranger",
                confidence=_CONFIDENCE,
            )


def _short_shows(reading: Reading, name: str) -> int:
    """Return how often the first or last word of a name acts alone: "Garam's chemists"."""
    bad = words("en/names", "common", "words") | words("en/names", "common", "never")
    score, text = 0, reading.document.text
    for part in {name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]}:
        if len(part) < _SHORTEST or part in bad:
            continue
        alone = rf"(?<![\w-])(?<![A-Z][a-z]\s){re.escape(part)}(?!\w)(?!\s[A-Z])"
        for found in re.finditer(alone, text):
            score += bool(_OWNS.match(text, found.end()) or _acts().match(text, found.end()))
    return min(score, _ENOUGH)


_SHORTEST: Final = 4  # letters
_HEADING: Final = re.compile(
    r"\s*(?:(?:case|no\.?|example|profile|story|firm)\s?\d+\s?[|:.)–—-]?|\d{1,3}[.)])\s+"
    r"|\s*(?:company|firm|supplier|recipient|plant|business|maker|name|borrower|beneficiary)\s?[:|]\s+",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    rf"(?:[A-Z]{{2,}}|{CAP})(?:\s(?:&\s)?(?:[A-Z]{{2,}}|{CAP})){{0,3}}(?=\s?(?:[(,:–—|/-]|$))"
)


def _case(reading: Reading, used: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the firm that the heading of a case names: "CASE 6: GARAM SEAWEED"."""
    for sentence in reading.sentences:
        lead = _HEADING.match(sentence.text)
        named = _TITLE.match(sentence.text, lead.end()) if lead else None
        if named is None:
            continue
        span = Span(sentence.span.start + named.start(), sentence.span.start + named.end())
        is_told = named[0].isupper() or reading.document.text.count(named[0]) > 1
        if is_told and not any(span.meets(other) for other in used):
            yield Candidate(
                span=span, name=named[0], type=None, rule="name.case-head", confidence=0.9
            )


def whole(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without parts of longer names and words of headlines."""
    heads = [
        one.span
        for one in reading.sentences
        if one.block == "title" or english_runs.is_headline(one.text)
    ]
    body = "\n".join(one.text for one in reading.sentences if one.span not in heads)
    longer = [one for one in found if one.rule in {"name.stranger", "name.case-head"}]
    tails = {one.name.partition(" ")[2]: one.name for one in longer}
    parts = {one.name.rsplit(" ", n)[0] for one in longer for n in range(one.name.count(" "))}
    kept = []
    for one in found:
        if one.rule in _WEAK and (one.name in tails or _is_part(reading, one, parts)):
            continue
        is_head = one.type != "Person" and any(head.holds(one.span) for head in heads)
        if is_head and one.name not in body and one.name.lower() in body:
            continue
        if one.rule in _WEAK and any(one.span.meets(other.span) for other in longer):
            continue
        kept.append(one)
    return kept


def _is_part(reading: Reading, one: Candidate, parts: set[str]) -> bool:
    """Tell whether the words right before a weak name make it one of `parts`."""
    text = reading.document.text
    return any(
        part.endswith(f" {one.name}") and text.endswith(part, 0, one.span.end) for part in parts
    )


def _may_name(sentence: Sentence, span: Span, name: str) -> bool:
    parts = name.split()
    start = span.start - sentence.span.start
    is_head = english_runs.is_head(sentence.text, start)
    never = words("en/names", "common", "never") | words("en/names", "common", "places")
    roles = words("en/persons", "capital_roles") | words("en/persons", "honorifics")
    if any(part in never or part in roles or part.isupper() or "-based" in part for part in parts):
        return False
    trades = words("en/names", "firms", "cues")
    if is_head and (
        parts[0] in words("en/names", "common", "openers") or parts[0].casefold() in trades
    ):
        return False
    if english_runs.is_scheme(sentence.text, start, start + len(name)):
        return False
    if english_persons.has_surname(name) and not _OWNS.match(sentence.text, start + len(name)):
        return False
    people = (person.name for person in english_persons.find(sentence))
    return not any(span.meets(person) for person in people) and not _ARTICLE.search(
        sentence.text[:start]
    )


def _shows(sentence: Sentence, at: int, name: str) -> int:
    """Return how far one place shows a name to be a firm's."""
    text, end = sentence.text, at + len(name)
    score = bool(_acts().match(text, end)) + bool(_OWNS.match(text, end))
    score += bool(_ASIDE.match(text, end)) + 2 * english_listed.is_cued(text, at, end)
    if not english_runs.is_head(text, at):
        score += bool(_PLACED.search(text[:at])) + bool(_AND.match(text, end))
    return int(score)


def _is_beside(sentence: Sentence, end: int, starts: set[int]) -> bool:
    """Tell whether a known name follows in the same list: "Clear Day, Garam and Bada Foods"."""
    joint = _AND.match(sentence.text, end)
    return joint is not None and sentence.span.start + joint.end() in starts


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either(table('en/names')['firms']['verbs'])})\b")
