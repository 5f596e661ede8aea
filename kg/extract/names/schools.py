"""Korean universities and schools by short names: `달빛대 재료공학과`, `물안개해양고`. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table
from kg.extract.names.candidates import Candidate
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Sentence
    from kg.model.facts import ActorType


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield universities told by a department or a professor, and schools told by their ending."""
    for found in _university().finditer(sentence.text):
        if not _is_word(found["name"]):
            yield _candidate(sentence, found, "ResearchInstitute")
    for found in _FOUNDATION.finditer(sentence.text):
        yield _candidate(sentence, found, "ResearchInstitute")
    for found in _school().finditer(sentence.text):
        head = found["name"].removesuffix(found["ending"])
        if len(head) > 1 and not head.endswith(tuple(table("ko/names")["schools"]["notices"])):
            yield _candidate(sentence, found, "OtherOrganization")


_FOUNDATION: Final = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Z]{2,8}대(?:학교)?\s(?:산학협력단|기술지주|공동기기원))"
)


def _is_word(name: str) -> bool:
    """Tell whether a name is one word of the dictionary, not merely made of its endings."""
    return len(morphology.tokens(name)) == 1 and morphology.is_listed(name)


def is_university(name: str) -> bool:
    """Tell whether a word may be a university's short name: `확대` and `세대` are words."""
    return len(name) > 2 and name.endswith("대") and not morphology.is_listed(name)


def _candidate(sentence: Sentence, found: re.Match[str], kind: ActorType) -> Candidate:
    place = sentence.span.start
    return Candidate(
        span=Span(place + found.start("name"), place + found.end("name")),
        name=found["name"],
        type=kind,
        rule="name.school",
        confidence=0.9,
    )


@cache
def _university() -> re.Pattern[str]:
    behind = either(table("ko/names")["schools"]["behind"])
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Z]{{2,8}}대)(?:\([^()]*\))?\s"
        rf"(?:[가-힣]{{2,10}}(?:과|부|원)\s)?[가-힣]*{behind}{particles.behind().pattern}"
    )


@cache
def _school() -> re.Pattern[str]:
    endings = either(table("ko/names")["schools"]["endings"])
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣]{{2,8}}?(?P<ending>{endings})){particles.behind().pattern}"
    )
