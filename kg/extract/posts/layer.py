"""Who holds which post where. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.past import FIRMS
from kg.extract.grammar.words import words
from kg.extract.names import persons
from kg.extract.posts import english as english_posts
from kg.model.evidence import Span
from kg.model.facts import Affiliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading, Sentence

_COURTESIES: Final = frozenset({"씨", "여사", "선생"})  # no posts
_DRAWN: Final = 0.6  # confidence in a firm the text named before, not beside the person
_NEAR: Final = 400  # code points a bare title looks back for its firm


def read(reading: Reading) -> Reading:
    """Return the reading with the posts its persons hold.

    A post the text tells beside the name outweighs one drawn from what went before.
    """
    find = _korean if reading.lang == "ko" else english_posts.find
    posts: dict[str, dict[str | None, Affiliation]] = {}
    for sentence in reading.sentences:
        for post in (*find(reading, sentence), *_signed_off(reading, sentence)):
            posts.setdefault(post.person, {}).setdefault(post.organization, post)
    kept = tuple(post for own in posts.values() for post in _surest(tuple(own.values())))
    return replace(reading, facts=replace(reading.facts, affiliations=kept))


def _surest(posts: tuple[Affiliation, ...]) -> tuple[Affiliation, ...]:
    told = tuple(p for p in posts if p.organization and p.basis.confidence > _DRAWN)
    if told:
        return told
    drawn = tuple(p for p in posts if p.organization)
    return (drawn or posts)[:1]


def _signed_off(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    """`누리방송 나하늘입니다.`: a reporter and the outlet, at the end of a broadcast."""
    text = reading.document.text
    parties = reading.mentions_in(sentence.span) if reading.lang == "ko" else ()
    for outlet, person in pairwise(parties):
        if outlet.type != "Media" or person.type != "Person":
            continue
        gap = text[outlet.span.end : person.span.start]
        told = _SIGNED.match(text, person.span.end)
        if not told or not _OUTLET_GAP.fullmatch(gap):
            continue
        role = told["role"] or "기자"
        at = text.find(role) if not told["role"] else told.start("role")
        slots = {"person": person.span, "organization": outlet.span}
        if at >= 0:
            slots["role"] = Span(at, at + len(role))
        yield Affiliation(
            basis=reading.basis(
                Span(outlet.span.start, person.span.end), "affiliation.sign-off", 0.9, slots
            ),
            person=person.names[0],
            organization=outlet.names[0],
            role=role if at >= 0 else None,
        )


_SIGNED: Final = re.compile(
    r"\s?(?P<role>기자|앵커|리포터|특파원|아나운서|PD)?(?:입니다|이었습니다|였습니다)"
)
_OUTLET_GAP: Final = re.compile(r"(?:\s|에서|,|[가-힣]+에서\s){1,3}")


def _korean(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    text = reading.document.text
    for person in persons.find(sentence):
        if person.role is None or person.role.of(text) in _COURTESIES:
            continue
        body = _between(reading, person) or _in_title(reading, person)
        body = body or _beside(reading, sentence, person)
        is_told = body is not None
        body = body or _from_before(reading, sentence, person) or _of_institute(reading, person)
        role = _role(text, person, body)
        first = min(
            person.name.start, role.start, body.span.start if is_told and body else role.start
        )
        clause = Span(first, max(person.role.end, person.name.end))
        slots = {"person": person.name, "role": role}
        if body is not None:
            slots["organization"] = body.span
        is_byline = role.of(text) in words("ko/persons", "reporters")
        rule = "affiliation.byline" if is_byline else "affiliation.title"
        yield Affiliation(
            basis=reading.basis(clause, rule, 0.92 if is_told else _DRAWN, slots),
            person=person.name.of(text),
            organization=body.names[0] if body else None,
            role=role.of(text),
            representing=_represents(text, sentence, person),
        )


def _between(reading: Reading, person: persons.Found) -> Mention | None:
    """`나하늘 한들금속 대표`."""
    inside = reading.mentions_in(person.between) if person.between else ()
    return next((mention for mention in inside if mention.type != "Person"), None)


def _in_title(reading: Reading, person: persons.Found) -> Mention | None:
    """`나하늘 들빛진흥원장`."""
    if person.role is None:
        return None
    inside = reading.mentions_in(person.role)
    return inside[0] if inside and inside[0].span.start == person.role.start else None


def _beside(reading: Reading, sentence: Sentence, person: persons.Found) -> Mention | None:
    """`한들금속 나하늘 대표`, `한들금속의 나하늘 대표`, `한들금속(대표 나하늘)`."""
    text = reading.document.text
    start = person.name.start if person.leads or not person.role else person.role.start
    for mention in reversed(reading.mentions_in(Span(sentence.span.start, start + 1))):
        if mention.type == "Person" or mention.kind == "group":
            continue
        gap = text[mention.span.end : start]
        return mention if _BESIDE.fullmatch(gap) else None
    return None


_BESIDE: Final = re.compile(
    r"\s?(?:의\s)?(?:측\s)?(?:소속\s)?(?:전\s|현\s|신임\s)?(?:[가-힣A-Za-z0-9]+(?:팀|부|실|과|본부|센터|국|소|부문|사업부)(?:의)?\s){0,2}|\s?\((?:[가-힣]+\s){0,2}|\s?\([^()]{2,40}\)\s|\([^()]{2,30}[,·]\s?|\)\s"
)


def _from_before(reading: Reading, sentence: Sentence, person: persons.Found) -> Mention | None:
    """`나하늘 대표는`: the firm the text was about, when the title is that of a firm's head."""
    text = reading.document.text
    if person.role is None or person.role.of(text) not in words("ko/persons", "heads_of_firms"):
        return None
    before = reading.mentions_in(Span(max(0, sentence.span.start - _NEAR), person.name.start + 1))
    firms = [m for m in before if m.type in FIRMS and m.kind in {"name", "alias"}]
    cases = {a.name for a in reading.facts.actors if a.basis.rule == "name.case-head"}
    heading = [mention for mention in firms if mention.names[0] in cases]
    if heading:
        return heading[-1]
    small = [mention for mention in firms if mention.type != "LargeEnterprise"]
    return (small or firms)[-1] if firms else None


def _of_institute(reading: Reading, person: persons.Found) -> Mention | None:
    """`나하늘 연구위원은`: the only institute the text has, when the title is a researcher's."""
    if person.role is None or not _RESEARCHER.search(person.role.of(reading.document.text)):
        return None
    named = [m for m in reading.mentions if m.type == "ResearchInstitute" and m.kind == "name"]
    return named[0] if len({mention.names[0] for mention in named}) == 1 else None


_RESEARCHER: Final = re.compile(r"연구위원|연구원$|연구실장|연구본부장|연구센터장|분석관|조사역")


def _role(text: str, person: persons.Found, body: Mention | None) -> Span:
    """Return where the title stands, with a department before it and without the body."""
    if person.role is None:
        return person.name
    in_title = body is not None and body.span.start == person.role.start
    if in_title and body is not None and body.span.end < person.role.end:
        # The head's title shares the body's last letter: 진흥원 + 장 is 원장.
        start = body.span.end - (1 if len(person.role) - len(body.span) == 1 else 0)
        return Span(start, person.role.end)
    if person.between is None:
        return person.role
    start = person.between.start
    if body is not None and person.between.holds(body.span):
        start = body.span.end + len(body.particle)
    stretch = text[start : person.role.end]
    return Span(person.role.end - len(stretch.lstrip(" ,·()")), person.role.end)


def _represents(text: str, sentence: Sentence, person: persons.Found) -> str | None:
    """`한국대표로 참석한 나하늘`: what the person stood for, said just before the name."""
    before = text[sentence.span.start : person.name.start]
    found = _REPRESENTING.search(before)
    return found[1] if found else None


_REPRESENTING: Final = re.compile(r"([가-힣A-Za-z]{1,12})\s?(?:측\s)?대표로\s(?:[가-힣]+\s){0,3}$")
