"""Lighthouse designations told of in English. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import pattern, words
from kg.model.evidence import Span
from kg.model.facts import Designation

if TYPE_CHECKING:
    from kg.extract.reading import Mention, Reading, Sentence

_MEMBERS: Final = (
    r"(?:(?:small|smaller|partner|local)\s)?(?:and\s(?:medium|mid)-sized\s)?"
    r"(?:firms|businesses|companies|suppliers|SMEs|partners|subcontractors)"
)
_ANCHOR: Final = (
    r"(?:[\w-]+\s)?(?:large (?:firm|company|enterprise)|conglomerate|anchor firm)"
    r"|[A-Z][\w&]+(?:\s[A-Z][\w&]+)*"
)
_CLUSTER: Final = re.compile(
    rf"\b((?:the\s)?{_MEMBERS}\s(?:that\s)?"
    rf"(?:work(?:ing)?\s|cooperat(?:e|ing)\s|partner(?:ing|ed)?\s)?(?:with|around|of)\s"
    rf"(a|the|one)?\s?({_ANCHOR}))"
)
_YEAR: Final = re.compile(r"\s?\((\d{4})\)")
_FIRMS: Final = frozenset({"LargeEnterprise", "MidSizedEnterprise", "SME", "OtherOrganization"})


def read(reading: Reading, sentence: Sentence) -> list[Designation]:
    """Return the designations one sentence tells of."""
    text = sentence.text
    if pattern("en", "designations", "proposed").search(text) and re.search(
        r"\b(?:designat|nam|recogni)", text
    ):
        proposal = _proposal(reading, sentence)
        return [proposal] if proposal else []
    scheme = pattern("en", "designations", "schemes").search(text)
    made = pattern("en", "designations", "made").search(text)
    listed = re.search(r"\bon the list after\b|\bsite on the list\b", text)
    if (scheme is None or made is None) and listed is None:
        return []
    if pattern("en", "designations", "never").search(text):
        return []
    return [_actual(reading, sentence, *site) for site in _sites(reading, sentence)]


def _sites(reading: Reading, sentence: Sentence) -> list[tuple[Span, str, str | None, str | None]]:
    """Return each site with its span, name, operator and date."""
    text = reading.document.text
    found: list[tuple[Span, str, str | None, str | None]] = []
    for mention in reading.mentions_in(sentence.span):
        if mention.type == "LighthouseFactory" and mention.kind != "anaphor":
            year = _YEAR.match(text, mention.span.end)
            owner = _owner(reading, mention)
            found.append((mention.span, mention.names[0], owner, year[1] if year else None))
    if found:
        return found
    kinds = "|".join(words("en", "designations")["sites"])
    for mention in reading.mentions_in(sentence.span):
        if mention.type not in _FIRMS:
            continue
        behind = re.match(
            rf"(?:'s|’s|'|’)?\s(?:[\w-]+\s){{0,3}}?(?:{kinds})\b(?:\sin\s[A-Z][\w-]+)?",
            text[mention.span.end : sentence.span.end],
        )
        if behind:
            span = Span(mention.span.start, mention.span.end + behind.end())
            year = _YEAR.match(text, span.end)
            found.append((span, span.of(text), mention.names[0], year[1] if year else None))
    return found


def _owner(reading: Reading, site: Mention) -> str | None:
    text = reading.document.text
    name = site.span.of(text)
    best = None
    for mention in reading.mentions:
        if mention.type not in _FIRMS:
            continue
        printed = mention.span.of(text)
        if (
            printed in name
            or mention.names[0] in name
            or 0 <= site.span.start - mention.span.end <= 3
        ):
            return mention.names[0]
        if mention.names[0].split()[0] == name.split()[0]:
            best = mention.names[0]
    return best


def _actual(
    reading: Reading,
    sentence: Sentence,
    span: Span,
    name: str,
    operator: str | None,
    year: str | None,
) -> Designation:
    known = set(words("en", "designations")["designators"])
    text = reading.document.text
    forum = [m for m in reading.mentions if m.span.of(text) in known or m.names[0] in known]
    date = year
    if date is None:
        times = [
            time
            for time in reading.times_in(sentence.span)
            if time.start and not _YEAR.match(text, time.span.start - 2)
        ]
        date = times[0].start if times else None
    return Designation(
        basis=reading.basis(sentence.span, "designation.en.made", 0.85, {"designee": span}),
        designee=name,
        scheme="GlobalLighthouseNetwork",
        status="actual",
        designator=forum[0].names[:1] if forum else (),
        operator=operator,
        date=date,
    )


def _proposal(reading: Reading, sentence: Sentence) -> Designation | None:
    text = sentence.text
    found = _CLUSTER.search(text)
    if found is None:
        return None
    span = Span(sentence.span.start + found.start(1), sentence.span.start + found.end(1))
    quote = next((q for q in sentence.quotes if q.meets(span)), None)
    said = quote.of(reading.document.text) if quote else None
    for statement in reading.facts.statements:
        if any(
            isinstance(e.place, Span) and e.place.meets(span) for e in statement.basis.of("quote")
        ):
            said = statement.quote
    members = re.split(r"\s(?:that|work|cooperat|partner|with|around|of)", found[1])[0]
    return Designation(
        basis=reading.basis(sentence.span, "designation.en.proposal", 0.8, {"designee": span}),
        designee=found[1],
        scheme="KoreanClusterLighthouse",
        status="proposed",
        anchor=found[3],
        members=(members,),
        proposed_in=said,
    )
