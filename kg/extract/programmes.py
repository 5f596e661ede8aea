"""Programmes: named support schemes, who runs them, who takes part. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract import programmes_en
from kg.extract.clauses import Stretch, is_speech, pattern, phrase_start, words
from kg.extract.parties import in_role, parties
from kg.extract.roles import is_agent, is_partner, is_subject, may_give
from kg.extract.scene import Scene
from kg.model.evidence import Span
from kg.model.facts import Programme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.parties import Party
    from kg.extract.reading import Reading, Sentence

_QUOTE: Final = re.compile(r"[\"'“”‘’「」『』<>〈〉《》]")
_YEAR: Final = re.compile(r"^(?:19|20)\d\d년(?:도)?\s")
_BODIES: Final = {
    "Ministry",
    "PublicAgency",
    "IndustryAssociation",
    "InternationalOrganization",
    "ResearchInstitute",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a programme's name is printed."""

    span: Span
    name: str
    sentence: Sentence


def read(reading: Reading) -> Reading:
    """Add the programmes of a document."""
    find = _korean if reading.lang == "ko" else programmes_en.namings
    namings = [
        Naming(span, span.of(reading.document.text), sentence)
        for sentence in reading.sentences
        for span in find(reading, sentence)
    ]
    found = _with_keepers(reading, [_programme(reading, group) for group in _same(namings)])
    return replace(reading, facts=replace(reading.facts, programmes=tuple(found)))


def _korean(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield where the names of programmes stand in a sentence."""
    text = reading.document.text
    taken: list[Span] = []
    suffix = "|".join(words("ko", "programmes")["suffixes"])
    for quote in sentence.quotes:
        said = quote.of(text)
        if (re.search(rf"(?:{suffix})$", said) and not is_speech(said, "ko")) or _is_scheme(
            said, text[quote.end : quote.end + 12], suffix
        ):
            taken.append(quote)
            yield quote
    for known in _known():
        for match in known.finditer(sentence.text):
            taken.append(
                Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            )
            yield taken[-1]
    for match in re.finditer(
        rf"[가-힣A-Za-z0-9·]*(?:{suffix})(?=[^가-힣]|[은는이가을를에의과와도로]|으로|에서|인|이다|입니다)",
        sentence.text,
    ):
        span = _bare(sentence, match)
        if span is not None and not any(span.meets(other) for other in taken):
            taken.append(span)
            yield span


@cache
def _known() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile("|".join(re.escape(name) for name in (entry["name"], *entry["aliases"])))
        for entry in words("ko", "programmes")["known"]
    )


def _is_scheme(said: str, behind: str, suffix: str) -> bool:
    """Tell whether "'…' 사업" follows a quoted name that has no such word itself."""
    return (
        bool(re.match(rf"[”’'\"」』]?\s?(?:{suffix})", behind))
        and len(said) < 40
        and not is_speech(said, "ko")
    )


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
    if not (themed and does) or len(name.replace(" ", "")) < 8 or name.startswith(("·", "-")):
        return None
    return Span(sentence.span.start + start, sentence.span.start + match.end())


def _plain(name: str) -> str:
    return re.sub(r"\s", "", _YEAR.sub("", _QUOTE.sub("", name))).lower()


def _same(namings: Sequence[Naming]) -> list[list[Naming]]:
    """Group namings of one programme: one name holds the other, years and blanks aside."""
    groups: list[list[Naming]] = []
    for naming in namings:
        for group in groups:
            one, other = _plain(group[0].name), _plain(naming.name)
            if one.endswith(other) or other.endswith(one) or other in one:
                group.append(naming)
                break
        else:
            groups.append([naming])
    return groups


def _programme(reading: Reading, group: list[Naming]) -> Programme:
    longest = max(group, key=lambda naming: len(naming.name))
    name, operators = _without_party(reading, longest)
    aliases = {naming.name for naming in group} | {_YEAR.sub("", name)}
    joined: list[str] = []
    for naming in group:
        run, join = _people(reading, naming)
        operators.extend(run)
        joined.extend(join)
    operators.extend(_known_operators(reading, name))
    if not operators:
        operators.extend(_hosts(reading, name))
    slots = {"name": longest.span}
    return Programme(
        basis=reading.basis(longest.sentence.span, f"programme.{reading.lang}.name", 0.85, slots),
        name=name,
        aliases=tuple(sorted(aliases - {name, longest.name}, key=len, reverse=True)),
        operator=tuple(dict.fromkeys(operators)),
        participants=tuple(n for n in dict.fromkeys(joined) if n not in operators),
    )


def _without_party(reading: Reading, naming: Naming) -> tuple[str, list[str]]:
    """Cut a body in front of a bare name: "중기부 스마트공장 보급사업" is run by it."""
    for mention in reading.mentions_in(naming.span):
        rest = naming.span.of(reading.document.text)[len(mention.span) :]
        if mention.span.start == naming.span.start and rest.startswith(" ") and len(rest) > 8:
            return rest.strip(), list(mention.names)
    return naming.name, []


def _people(reading: Reading, naming: Naming) -> tuple[list[str], list[str]]:
    """Return who runs a programme and who takes part, as the sentence of one naming tells."""
    if reading.lang == "en":
        return programmes_en.operators(reading, naming.span, naming.sentence), []
    sentence = naming.sentence
    view = Scene(
        stretch=Stretch(sentence.span.start, sentence.text, sentence),
        parties=parties(reading, Stretch(sentence.span.start, sentence.text, sentence)),
        triggers=(),
        bounds=(0,),
    )
    low, high = naming.span.start - sentence.span.start, naming.span.end - sentence.span.start
    behind = re.split(r"다[.\s]", sentence.text[high:], maxsplit=1)[0]
    ahead = sentence.text[max(0, low - 30) : low]
    runs = pattern("ko", "programmes", "runs")
    run_before = re.search(rf"(?:{runs.pattern})\S{{0,3}}[은는한인던온]\s[\"'“‘「『]?$", ahead)
    joins = pattern("ko", "programmes", "joins").search(behind[:30])
    does_run = bool(run_before or runs.search(behind[:25]))
    run: list[str] = []
    join: list[str] = []
    for party in view.parties:
        if not party.is_named or party.type == "Person":
            continue
        is_ahead = view.at(party)[1] <= low
        if joins and not is_ahead and high <= view.at(party)[0] < high + joins.start():
            join.extend(party.names if is_subject(view, party) else ())
        if not is_ahead:
            continue
        gap = sentence.text[view.at(party)[1] : low]
        if _does_run(view, party, gap, does_run=does_run and not (joins and not run_before)) or (
            joins and is_partner(view, party) and party.type in _BODIES
        ):
            run.extend(party.names)
        elif joins and is_subject(view, party):
            join.extend(party.names)
    return run, join


def _does_run(view: Scene, party: Party, gap: str, *, does_run: bool) -> bool:
    """Tell whether a party in front of a programme's name runs it."""
    if party.particle == "의" and len(gap) <= 3:
        return True
    has_role = is_subject(view, party) or is_agent(view, party) or is_partner(view, party)
    return does_run and may_give(party) and has_role


def _known_operators(reading: Reading, name: str) -> list[str]:
    for entry in words(reading.lang, "programmes")["known"]:
        if name in (entry["name"], *entry["aliases"]):
            for mention in reading.mentions:
                if mention.names[0] in entry["operators"]:
                    return [mention.names[0]]
    return []


def _hosts(reading: Reading, name: str) -> list[str]:
    """Return who holds the gathering that carries the programme's name."""
    for event in reading.facts.events:
        if _plain(name) in _plain(event.name):
            return list(event.organizer)
    return []


def _with_keepers(reading: Reading, found: list[Programme]) -> list[Programme]:
    """Add those of whom a later sentence says that they run "the programme"."""
    if not found or reading.lang == "en":
        return found
    for sentence in reading.sentences:
        if not re.search(r"사업|프로젝트|프로그램", sentence.text):
            continue
        keeps = pattern("ko", "programmes", "keeps").search(sentence.text)
        if not keeps or not re.search(r"맡|담당|주관|책임", sentence.text[keeps.end() :]):
            continue
        stretch = Stretch(sentence.span.start, sentence.text, sentence)
        names = [
            name
            for party in parties(reading, stretch)
            if party.span.start >= sentence.span.start + keeps.start()
            and in_role(party, "subject")
            and party.type in _BODIES
            for name in party.names
        ]
        before = [item for item in found if _start(item) <= sentence.span.start]
        if names and before:
            target = before[-1]
            joined = tuple(dict.fromkeys((*target.operator, *names)))
            found = [replace(item, operator=joined) if item is target else item for item in found]
    return found


def _start(item: Programme) -> int:
    place = item.basis.evidence[0].place
    return place.start if isinstance(place, Span) else 0
