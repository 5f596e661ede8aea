"""Who runs the only programme of an English text, told apart from its name. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import words
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.reading import Reading

BODIES: Final = {"Ministry", "PublicAgency", "IndustryAssociation", "ResearchInstitute"}


def keepers(reading: Reading) -> list[str]:
    """Return who runs the only scheme of a text: a field says so, or only one body is there."""
    for sentence in reading.sentences:
        label = _OPERATOR.match(sentence.text)
        if label is None:
            continue
        whole = Span(sentence.span.start + label.end(), sentence.span.end)
        named = [m for m in reading.mentions_in(whole) if m.type not in {"Person", None}]
        if named:
            return list(named[0].names)
    for sentence in reading.sentences:
        told = _issued().search(sentence.text)
        place = sentence.span.start + told.end() if told else 0
        named = [m for m in reading.mentions if m.span.start == place and m.type != "Person"]
        if told and named:
            return list(named[0].names)
    bodies = {actor.name for actor in reading.facts.actors if actor.type in BODIES}
    return list(bodies) if len(bodies) == 1 else []


@cache
def _issued() -> re.Pattern[str]:
    """Return the pattern of "The vouchers are issued by the …", up to who runs the scheme."""
    nouns = "|".join(words("en", "programmes")["nouns"])
    by = "|".join([*words("en", "programmes")["by"], "issued", "provided", "awarded", "offered"])
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hese)\s(?:[\w-]+\s){{0,3}}?(?:{nouns})s?,?\s(?:(?:is|are|was"
        rf"|were|has been"
        rf"|have been)\s(?:[a-z]+ly\s)?)?(?:{by})(?:\sand\s[a-z]+)?\sby\s(?:the\s)?"
    )


_OPERATOR: Final = re.compile(
    r"\s*(?:[-*•]\s)?(?:[Tt]he\s)?(?:(?:[Ss]cheme|[Pp]rogramme?|[Pp]roject|[Ff]und)\s)?"
    r"(?:[Oo]perator|[Oo]perated by|[Rr]un by|[Oo]rgani[sz]er|[Mm]anaged by|[Ll]ead agency"
    r"|[Ss]ecretariat)s?\s?[:：]\s"
)
