"""Korean parties that only the deed told of them shows: who lent what to whom. Pure.

"… 협력사 새움캔에 검사 장비를 대여했다": a word nobody knew, where the one helped or the helper
must stand, names a firm. What is found in one sentence is found in all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.clauses import words
from kg.extract.grammar.frames import kind_of, triggers
from kg.extract.names import gazetteer, organisations, person_names
from kg.extract.names.gazetteer import Known
from kg.extract.names.naming import is_common, may_name
from kg.extract.names.places import is_local_government, is_place
from kg.extract.reading import Mention
from kg.model.evidence import Span
from kg.model.facts import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.grammar.frames import Trigger
    from kg.extract.reading import Reading, Sentence

_WORD: Final = re.compile(rf"(?<![가-힣A-Za-z0-9]){organisations.NAME}")
_ACTS: Final = frozenset({"이", "가", "은", "는"})
_TAKES: Final = frozenset({"에", "에게", "에는", "에도", "에게는"})
_FROM: Final = frozenset({"로부터", "으로부터", "에서", "에게서", "로부터는", "으로부터는"})
_BEFORE_NOUNS: Final = frozenset({"는", "은"})
_NEXT: Final = 4  # letters between "이어받" and the name it describes
_SHORT: Final = 3  # letters of a name that nothing but its place shows
_MAKES: Final = re.compile(
    r"[가-힣][을를]\s(?:[가-힣]+\s)?[가-힣]{0,3}(?:는|던|온|해)\s(?P<name>[가-힣A-Za-z0-9&]{2,12}?)(?:은|는|이|가|의)\s"
)
_CUED: Final = re.compile(
    r"(?:업체|기업|공장|회사|공방|농장|제조사|협력사|가공사|스타트업|양조장)\s(?:㈜|\(주\)\s?)?"
    r"(?P<name>[가-힣A-Za-z0-9&]{3,12}?)(?:은|는|이|가|의|에|에는|에서는|입니다|이다)(?=[\s.])"
)
_STAFFED: Final = re.compile(
    r"(?:직원|종업원|임직원|사원)(?:이|은)?\s?(?:\d[\d,]*|[가-힣]{1,4}(?:\s[가-힣]{1,2})?)\s?(?:여\s?)?명(?:인|의|뿐인|남짓한|규모의|이\s일하는|을\s둔)\s"
    r"(?P<name>[가-힣A-Za-z0-9&]{3,12}?)(?:은|는|이|가|의|에|에는|에서는)(?=[\s.])"
)
_CRAFTS: Final = re.compile(
    r"(?:만드는|생산하는|제조하는|가공하는|굽는|찍는|깎는|짜는|꿰매는|빚는|담그는|볶는|짓는|뽑는|말리는|절이는"
    r"|도금하는|염색하는|인쇄하는|조립하는|납품하는|박는|두드리는|엮는|벼리는|찧는|빻는|튀기는|찌는)\s"
)
_SUBJECT: Final = re.compile(r"(?P<name>[가-힣A-Za-z0-9&]{2,12}?)(?:은|는|이|가)\s")
_POINTS: Final = re.compile(
    r"(?:이|같은|해당)\s(?:회사|업체|기업|공장|그룹|중소기업)(?:은|는|가|이|의|도)\s"
)
_CONFIDENCE: Final = 0.6


def read(reading: Reading) -> Reading:
    """Return the reading with the firms that deeds of help show, wherever they stand."""
    if reading.lang != "ko":
        return reading
    found: dict[str, Span] = {}
    for sentence in reading.sentences:
        if sentence.block == "byline":
            continue
        deeds = triggers(sentence.text, "ko")
        if deeds:
            for name, span in _named(reading, sentence, deeds):
                found.setdefault(name, span)
    if any(triggers(sentence.text, "ko") for sentence in reading.sentences):
        for name, span in _told_of(reading):
            found.setdefault(name, span)
    return _with(reading, found) if found else reading


def _named(
    reading: Reading, sentence: Sentence, deeds: Sequence[Trigger]
) -> Iterator[tuple[str, Span]]:
    own = reading.mentions_in(sentence.span)
    for word in _WORD.finditer(sentence.text):
        start = sentence.span.start + word.start()
        place = Span(start, start + len(word[0]))
        if any(place.meets(mention.span) for mention in own):
            continue
        for stem in organisations.stems(word[0]):
            particle = word[0][len(stem) :]
            if particle in _BEFORE_NOUNS and morphology.is_verb(word[0]):
                continue  # "관리하는 법을": a verb
            if particle and _fits(sentence, (word.start(), stem, particle), own, deeds):
                yield stem, Span(start, start + len(stem))
                break


def _told_of(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield strange subjects that make something, or that "이 회사는" points back to."""
    for sentence, after in pairwise((*reading.sentences, None)):
        if sentence is None or sentence.block == "byline":
            continue
        found = [
            _MAKES.search(sentence.text),
            *_CUED.finditer(sentence.text),
            *_STAFFED.finditer(sentence.text),
        ]
        if after is not None and _POINTS.match(after.text):
            found.append(_SUBJECT.match(sentence.text))
        for match in found:
            if match is None or not _may(
                match, cued=match.re is not _MAKES and match.re is not _SUBJECT
            ):
                continue
            start = sentence.span.start + match.start("name")
            span = Span(start, start + len(match["name"]))
            taken = any(span.meets(one.span) for one in reading.mentions_in(sentence.span))
            if not taken:
                yield match["name"], span


def _may(match: re.Match[str], *, cued: bool) -> bool:
    """Tell whether a subject may name a firm; behind "업체" a word like a phrase may, too."""
    name, word = match["name"], match[0].split(" ")[-1]
    if len(name) < _SHORT or is_common(name):
        return False
    if cued and not morphology.is_nominal(name):
        return not morphology.is_verb(word) and not morphology.is_listed(name)
    is_strange = morphology.is_strange(name)
    told = cued or bool(_CRAFTS.search(match[0]))
    if told and may_name(name) and kind_of(name, "ko") is None:
        return True
    if cued and is_strange:
        return not (is_place(name) or morphology.is_proper(name))
    return may_name(name) and is_strange and not person_names.is_name(name)


def _fits(
    sentence: Sentence,
    told: tuple[int, str, str],
    own: Sequence[Mention],
    deeds: Sequence[Trigger],
) -> bool:
    """Tell whether a word may be a name and stands where a deed wants a party."""
    at, stem, particle = told
    later = [deed.frame.voice for deed in deeds if deed.start > at]
    if particle in _FROM and is_local_government(stem) and "receive" in later:
        return True
    takes_over = any(d.frame.voice == "receive" and 0 <= at - d.end < _NEXT for d in deeds)
    cued = _is_cued(sentence.text[:at])
    may = may_name(stem) or (cued and not morphology.is_nominal(stem) and not is_common(stem))
    may = may or (at == 0 and _opens(stem, particle) and any(one.type == "SME" for one in own))
    did = may and _did(sentence, told, deeds)
    if did or not (later or takes_over) or not may or not particles.agrees(stem[-1], particle):
        return did
    strange = takes_over or _is_strange(stem, particle)
    if not cued and (len(stem) < _SHORT or person_names.is_name(stem) or not strange):
        return False
    helped = bool(re.search(_helped(), sentence.text)) or any(m.type == "SME" for m in own)
    helps = any(m.type and _gives(m) for m in own)
    if takes_over or not later:
        return takes_over
    if particle in _TAKES:
        return later[0] == "give" and (cued or helps)
    if particle in _FROM:
        return "receive" in later
    if particle in _ACTS:
        return cued or (later[0] == "give" and helped) or (later[0] == "receive" and helps)
    return False


def _did(sentence: Sentence, told: tuple[int, str, str], deeds: Sequence[Trigger]) -> bool:
    """Tell whether a strange word is who did what stands before it: "전문가를 보낸 가람에"."""
    at, stem, particle = told
    if len(stem) <= _SHORT or particle not in _ANY or not _is_strange(stem, particle):
        return False
    return any(d.frame.voice == "give" and _describes(sentence.text, d, at) for d in deeds)


def _describes(text: str, deed: Trigger, at: int) -> bool:
    """Tell whether a deed stands right before a name and has no other doer: "보낸 가람에"."""
    between = text[deed.end : at]
    if not re.fullmatch(r"(?:[가-힣]{0,2}|\s?(?:준|드린))\s", between):
        return False
    if not re.search(r"[은는한던온준운낸댄친긴킨린]\s$", text[deed.end - 1 : at]):
        return False
    clause = re.split(r"[,.]\s", text[: deed.start])[-1]
    return not re.search(r"[가-힣](?:이|가)\s", clause)


_ANY: Final = frozenset({"은", "는", "이", "가", "에", "의", "을", "를", "과", "와", "도", "에게"})


def _opens(stem: str, particle: str) -> bool:
    """Tell whether a strange word opens a sentence as its subject: "다움전력이 협력사 …"."""
    plain = is_common(stem) or is_place(stem) or morphology.is_proper(stem)
    return particle in _ACTS and len(stem) > _SHORT and morphology.is_strange(stem) and not plain


def _is_strange(stem: str, particle: str) -> bool:
    return morphology.is_strange(stem) and particles.agrees(stem[-1], particle)


def _gives(mention: Mention) -> bool:
    """Tell whether a mention is of a body or firm that helps others."""
    return mention.type in {"LargeEnterprise", "PublicAgency", "Ministry", "IndustryAssociation"}


def _helped() -> str:
    heads = "|".join(words("ko", "parties")["heads"])
    return rf"(?:{heads})(?:들)?(?:\s?\d[\d,]*\s?(?:여\s?)?(?:곳|개사))?(?:에|에게|의)\s"


def _is_cued(ahead: str) -> bool:
    """Tell whether the words before say that a firm's name follows: "협력사 …", "㈜…"."""
    heads = "|".join([*words("ko", "parties")["heads"], "회사", "그룹", "대기업", "재단"])
    return bool(re.search(rf"(?:(?:{heads})(?:인)?\s|㈜|\(주\)\s?)$", ahead))


def _with(reading: Reading, found: dict[str, Span]) -> Reading:
    names = {name: Known(key=name, type=organisations.type_of(name) or "SME") for name in found}
    listed = gazetteer.of_names(names)
    text = reading.document.text
    more = []
    for sentence in reading.sentences:
        for hit in listed.find(text, sentence.span):
            if not any(hit.span.meets(m.span) for m in reading.mentions_in(sentence.span)):
                glued = particles.behind().match(text, hit.span.end)
                more.append(
                    Mention(
                        span=hit.span,
                        names=(hit.name,),
                        type=hit.type,
                        kind="name",
                        particle=glued[0] if glued else "",
                    )
                )
    actors = tuple(
        Actor(basis=reading.basis(span, "name.deed", _CONFIDENCE), name=name, type=names[name].type)
        for name, span in found.items()
    )
    return replace(
        reading,
        mentions=tuple(sorted((*reading.mentions, *more), key=lambda mention: mention.span)),
        facts=replace(reading.facts, actors=(*reading.facts.actors, *actors)),
    )
