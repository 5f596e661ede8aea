"""In which ways a Korean sentence says that help was given, and with what. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import roles
from kg.extract.grammar.clauses import boundaries, phrase_start
from kg.extract.grammar.frames import kind_of, objects
from kg.extract.supports import adnominals
from kg.extract.supports import objects as given

if TYPE_CHECKING:
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.frames import Trigger
    from kg.model.evidence import Span
    from kg.model.facts import KindCode

_TAUGHT_ABOUT: Final = frozenset({"FacilityInvestment", "TechnologySupport"})
_PUT_UP: Final = re.compile(r"구축|설치|지원|제공|도입|보급|무상|대여|기증|교체|기술")
_GUIDED: Final = re.compile(r"멘토|지도|자문|코칭|상주|파견|전문가|명장")
_PLAIN: Final = re.compile(r"지원|도움|후원|협력|투자|돕|도와|뒷받침")


def is_plain(view: Scene, trigger: Trigger, kinds: tuple[KindCode, ...]) -> bool:
    """Tell whether the words say no more than that help was given, for what is told elsewhere.

    "가람의 도움으로 스마트공장을 구축했다", "나래와 가람이 협력사의 디지털 전환을 돕는다".
    """
    text = view.stretch.text
    own = text[trigger.start : trigger.end]
    if trigger.frame.voice == "noun" and _PLAIN.match(own):
        behind = re.split(r"[,→.]", text[trigger.end :], maxsplit=1)[0]
        return "FacilityInvestment" not in kinds or bool(_BROAD.search(behind))
    low = view.clause(trigger.start)
    return trigger.frame.id == "돕다" and bool(_BROAD.search(text, low, trigger.start))


_BROAD: Final = re.compile(
    r"스마트\s?(?:공장|팩토리|화|제조)|디지털|전환|혁신|체질|경쟁력|고도화|선진화|현대화|상생|동반\s?성장"
)
_TOLD: Final = re.compile(r"애로사항|애로|어려움|고충|개선\s?(?:과제|방안|사항)|과제|개선점")


def kinds(view: Scene, trigger: Trigger, span: Span | None) -> tuple[KindCode, ...]:
    """Return the kinds the words tell, none when they tell of support only."""
    frame = trigger.frame
    if frame.kind is not None:
        return (frame.kind,)
    text = view.stretch.text
    own = text[trigger.start : trigger.end]
    phrase = given.told_object(view, trigger, span)
    if frame.voice == "noun":
        return _noun_kinds(text, trigger, phrase)
    if re.search(r"[을를도]\s", own) or "cue" in trigger.frame.needs:
        phrase = f"{phrase} {own}"
    kinds = _each(phrase)
    if not kinds and adnominals.is_adnominal(view, trigger):
        # "가람이 지원한 검사 장비": what was given stands behind the verb.
        behind = re.match(r"\S*\s([^,.]*?)(?:[을를은는이가의]|으?로)\s", text[trigger.end :])
        kinds = _each(behind[1]) if behind else ()
    if frame.default == "KnowHowTransfer" and not _PUT_UP.search(phrase):
        kinds = tuple(kind for kind in kinds if kind not in _TAUGHT_ABOUT)
    if kinds == ("Mentoring",) and frame.default == "KnowHowTransfer":
        kinds = kinds if _GUIDED.search(phrase) else ()  # "운영 인력 교육": whom, not by whom
    return kinds or (_topic_kinds(view, trigger) if frame.takes or frame.voice == "give" else ())


def _topic_kinds(view: Scene, trigger: Trigger) -> tuple[KindCode, ...]:
    """Return the kind of what the clause is about, before its doer: "지원금은 도가 냈다"."""
    low = view.clause(trigger.start)
    found = given.TOPIC.match(view.stretch.text[low : trigger.start])
    inside = view.between(low, trigger.start)
    doers = [view.at(party)[0] for party in inside if roles.is_subject(view, party)]
    if found is None or not doers or low + found.end() > doers[-1]:
        return ()
    if any(view.at(party)[1] == low + found.end(1) for party in inside):
        return ()  # the topic is a party itself
    return _each(found[1])[-1:]


def topic_thing(view: Scene, trigger: Trigger, kind: KindCode) -> str | None:
    """Return what a clause is about, given by those it then names: "로봇은 나래가 놓아 줬다"."""
    if kind not in _topic_kinds(view, trigger):
        return None
    low = view.clause(trigger.start)
    found = given.TOPIC.match(view.stretch.text[low : trigger.start])
    return thing_in(found[1], kind) if found else None


def _each(phrase: str) -> tuple[KindCode, ...]:
    kinds = [kind_of(part, "ko") for part in objects(phrase)]
    return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))


def _noun_kinds(text: str, trigger: Trigger, phrase: str) -> tuple[KindCode, ...]:
    """Return the kind of "X 멘토링으로", or of "X 지원으로 공정 자동화"."""
    own = text[trigger.start : trigger.end]
    if not _PLAIN.match(own):
        return _each(own)
    tail = text[trigger.end :]
    end = next((at for at in boundaries(tail) if at > 0), len(tail))
    behind = re.split(r"[,→.]", tail[:end], maxsplit=1)[0]
    return _each(phrase) or _each(behind)


def thing(view: Scene, span: Span | None, kind: KindCode) -> str | None:
    """Return the equipment given, as printed: "자동화 설비"."""
    return thing_in(view.stretch.text[span.start : span.end], kind) if span else None


_COST: Final = re.compile(
    r"\s?(?:구축|설치|구입|도입|교체|제작|개선|설비)?\s?(?:비용|(?<![장설정경준])비|값|자금|대금)(?:의|을|를|은|는|\s|$)"
)
_MANY: Final = re.compile(
    r"\s?(?:약\s)?(?:\d[\d,.]*|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|여러)(?:여)?\s?"
    r"(?:대|개|건|기|종|세트|벌|식|점|곳|억|만|천|백|%)[^가-힣]*.*$"
)
_THINGS: Final = frozenset(
    {"FacilityInvestment", "TechnologySupport", "KnowHowTransfer", "Funding"}
)


def thing_in(phrase: str, kind: KindCode) -> str | None:
    """Return what an object phrase says was given or paid for, without its number.

    >>> thing_in("금형 온도 센서 2대를", "FacilityInvestment")
    '금형 온도 센서'
    >>> thing_in("검사 장비 구입비 2억 원", "Funding")
    '검사 장비'
    """
    if kind not in _THINGS:
        return None
    if kind == "Funding":
        head = _COST.split(phrase)
        thing = head[0] if len(head) > 1 and kind_of(head[0], "ko") else ""
    else:
        parts = [part for part in objects(phrase) if kind_of(part, "ko") == kind]
        thing = _head(parts[-1], kind) if parts else ""
        if kind == "KnowHowTransfer" or (
            kind == "TechnologySupport" and not _IS_THING.search(thing)
        ):
            return None
    short = re.split(r"(?:[을를은는이가에]|에게|으로|동안)\s", thing)[-1]
    # "온도를 원격으로 보는 장치": a word as short tells nothing without what it does
    thing = short if len(short) > _SHORT or not re.search(r"는\s\S+$", thing) else thing
    thing = _VERB_AHEAD.sub("", thing)
    thing = _MANY.sub("", re.sub(r"\([^)]*\)$", "", thing)).strip(" ,·")
    thing = re.sub(r"(?:을|를|도|까지)$", "", thing)
    return (
        re.sub(r"\s?(?:구축\s?지원|구축|설치|지원|무상\s?제공|제공|대여|보급|교체).*$", "", thing)
        or None
    )


def _head(part: str, kind: KindCode) -> str:
    """Return the words up to the last noun under a particle that tells the kind.

    "코팅 두께를 재는 측정기가 무상으로": the gauge, not the thickness.
    """
    marks = list(re.finditer(r"(?<=[가-힣A-Z\d)])(?:[을를도이가]|까지)(?=\s|$)", part))
    for mark in reversed(marks):
        phrase = part[: mark.start()]
        if kind_of(phrase.rsplit(" ", 1)[-1], "ko") == kind:
            return phrase
    return re.split(r"[을를](?:\s|$)", part)[0]


_SHORT: Final = 2
_VERB_AHEAD: Final = re.compile(r"^\S+(?:해|하여|어서|아서|하고|려고|으며|하며)\s(?=\S)")
_IS_THING: Final = re.compile(r"(?:기술|특허|프로그램|소프트웨어|솔루션|MES|ERP|시제품)")


def told_words(view: Scene, trigger: Trigger, span: Span | None) -> tuple[str, ...]:
    """Return the noun phrase a hearing or a task was about, as printed."""
    text = view.stretch.text
    low = span.start if span else trigger.start
    nouns = list(_TOLD.finditer(text, low, trigger.end))
    if not nouns:
        return ()
    start = phrase_start(text, nouns[-1].start(), low)
    return (text[start : nouns[-1].end()].strip(),)
