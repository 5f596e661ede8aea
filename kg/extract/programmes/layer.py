"""Programmes: named support schemes, who runs them, who takes part. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.parties import in_role, parties
from kg.extract.discourse.roles import is_agent, is_partner, is_subject, may_give
from kg.extract.grammar.clauses import Stretch, pattern, words
from kg.extract.programmes import english as programmes_en
from kg.extract.programmes import english_keepers
from kg.extract.programmes import names as programme_names
from kg.extract.programmes import runners as programme_runners
from kg.extract.programmes.names import Naming
from kg.model.evidence import Span
from kg.model.facts import Programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.reading import Reading, Sentence

_QUOTE: Final = re.compile(r"[\"'“”‘’「」『』<>〈〉《》]")
_OWNED: Final = re.compile(r"의\s(?:[가-힣]+\s){0,3}[\"'“‘「『<〈]?")  # "한울의 상생 사업 '…'"
_YEAR: Final = re.compile(r"^(?:19|20)\d\d년(?:도)?\s")
_BODIES: Final = {
    "Ministry",
    "PublicAgency",
    "IndustryAssociation",
    "InternationalOrganization",
    "ResearchInstitute",
}


def read(reading: Reading) -> Reading:
    """Add the programmes of a document."""
    find = programme_names.find if reading.lang == "ko" else programmes_en.namings
    namings = [
        Naming(span, span.of(reading.document.text), sentence)
        for sentence in reading.sentences
        for span in find(reading, sentence)
    ]
    if reading.lang == "en":
        kept = programmes_en.in_body([(naming.name, naming.sentence.text) for naming in namings])
        namings = [naming for naming, keep in zip(namings, kept, strict=True) if keep]
    found = _with_keepers(reading, [_programme(reading, group) for group in _same(namings)])
    if reading.lang == "en" and len(found) == 1 and not found[0].operator:
        found = [replace(found[0], operator=tuple(english_keepers.keepers(reading)))]
    return replace(reading, facts=replace(reading.facts, programmes=tuple(found)))


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
    if not operators and reading.lang == "ko":
        operators.extend(
            next((told for one in group if (told := programme_runners.implied(reading, one))), ())
        )
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
    if naming.span in naming.sentence.quotes:
        return naming.name, []
    for mention in reading.mentions_in(naming.span):
        rest = naming.span.of(reading.document.text)[len(mention.span) :]
        if mention.kind == "group":
            continue
        if mention.span.start == naming.span.start and rest.startswith(" ") and len(rest) > 8:
            return rest.strip(), list(mention.names)
    return naming.name, []


def _people(reading: Reading, naming: Naming) -> tuple[list[str], list[str]]:
    """Return who runs a programme and who takes part, as the sentence of one naming tells."""
    if reading.lang == "en":
        return programmes_en.operators(reading, naming.span, naming.sentence), []
    sentence = naming.sentence
    view = programme_runners.scene_of(reading, naming)
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
    if party.particle == "의" and _OWNED.fullmatch(gap):
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
        keeps = _THIS.match(sentence.text) or pattern("ko", "programmes", "keeps").search(
            sentence.text
        )
        told = sentence.text[keeps.end() :] if keeps else ""
        if not keeps or not re.search(r"맡|담당|주관|책임|총괄|운영", told):
            continue
        stretch = Stretch(sentence.span.start, sentence.text, sentence)
        names = [
            name
            for party in parties(reading, stretch)
            if party.span.start >= sentence.span.start + keeps.start()
            and in_role(party, "subject")
            and party.type in _BODIES
            and (keeps.re is not _THIS or _RUNS_IT.match(_behind(sentence, party)))
            for name in party.names
        ]
        before = [item for item in found if _start(item) <= sentence.span.start]
        if names and before:
            target = before[-1]
            joined = tuple(dict.fromkeys((*target.operator, *names)))
            found = [replace(item, operator=joined) if item is target else item for item in found]
    return found


# "이번 사업은 가람협회가 주관하고 나래은행이 참여한다": of several, who runs it
_THIS: Final = re.compile(r"^\W*(?:이번|이|해당|본|동)\s?(?:사업|프로그램|프로젝트)(?:은|는)\s")
_RUNS_IT: Final = re.compile(r"[이가]\s(?:함께\s|공동으로\s)?(?:주관|총괄|운영|시행|수행|전담|맡)")


def _behind(sentence: Sentence, party: Party) -> str:
    return sentence.text[party.span.end - sentence.span.start :]


def _start(item: Programme) -> int:
    place = item.basis.evidence[0].place
    return place.start if isinstance(place, Span) else 0
