"""Who stands in a cell or behind a label, and what a note of help tells. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from kg.extract.discourse.parties import Party
from kg.extract.grammar.clauses import words
from kg.extract.grammar.frames import kind_of, objects
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading
    from kg.model.facts import ActorType, KindCode, StatusCode

_LEGAL: Final = re.compile(r"^\s*(?:㈜|\((?:주|유|재|사)\)|주식회사|유한회사|농업회사법인)\s*")
_CUT: Final = re.compile(r"\s?[(（\[,/·ㆍ:].*$|\s(?:등|외)\s?\d*.*$", re.DOTALL)
_SEGMENT: Final = re.compile(
    r"(?:[^,;/+()·ㆍ\n]|(?<=\d),(?=\d)|(?<=[가-힣A-Za-z])[·ㆍ](?=[가-힣A-Z㈜])|\([^)]*\))+"
)
_LONGEST: Final = 20


def casts(reading: Reading, place: Span) -> Iterator[tuple[Party, str]]:
    """Yield those a cell or field says help, each with the note beside its name.

    "가온진흥원(사업비 60%), 두리중공업 기술 인력 파견": two parties, two notes.
    """
    text = place.of(reading.document.text)
    for segment in _SEGMENT.finditer(text):
        here = Span(place.start + segment.start(), place.start + segment.end())
        party = party_of(reading, here, "supporter")
        if party is not None:
            note = text[party.span.end - place.start : segment.end()].strip(" ()")
            yield party, note


def party_of(reading: Reading, place: Span, side: str) -> Party | None:
    """Return who is named at a place: a party known by name, else the words as a name.

    Args:
        reading: With mentions.
        place: The cell, or what stands behind a label.
        side: `recipient` or `supporter`: tells the type of a name nobody knows.
    """
    text = place.of(reading.document.text)
    named = [m for m in reading.mentions_in(place) if m.type and m.type != "Person"]
    if named:
        names = tuple(dict.fromkeys(name for mention in named for name in mention.names))
        span = Span(named[0].span.start, named[-1].span.end)
        many = len(named) > 1
        return Party(span=span, names=names, type=named[0].type, kind="name", is_list=many)
    lead = _LEGAL.match(text)
    start = lead.end() if lead else 0
    name = _CUT.sub("", text[start:]).strip()
    if side == "supporter":
        name = _without_note(name)
    if not 2 <= len(name) <= _LONGEST or not re.match(r"[가-힣A-Za-z&]", name) or _is_plain(name):
        return None
    at = place.start + text.index(name, start)
    kind = _type_of(name, side)
    return Party(span=Span(at, at + len(name)), names=(name,), type=kind, kind="name")


def _without_note(name: str) -> str:
    """Return the name in front of what was given ("가온도 4천만 원"), if it can be one."""
    first, *rest = name.split(" ")
    if kind_of(first, "ko") is not None or _money().search(first):
        return ""
    note = " ".join(rest)
    return first if rest and (kind_of(note, "ko") or _money().search(note)) else name


def _is_plain(name: str) -> bool:
    """Tell whether words are a phrase or a number, not a name."""
    if re.search(r"\d\s?(?:원|%|명|개|건|회|차|곳)", name) or name.count(" ") > 2:
        return True
    return bool(_none().fullmatch(name))


def _type_of(name: str, side: str) -> ActorType:
    if side == "recipient":
        return "SME"
    return next((kind for kind, body in _bodies() if body.fullmatch(name)), "LargeEnterprise")


@cache
def _bodies() -> tuple[tuple[ActorType, re.Pattern[str]], ...]:
    own = words("ko", "forms")["bodies"]
    return tuple((cast("ActorType", kind), re.compile("|".join(own[kind]))) for kind in own)


@cache
def _none() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words("ko", "forms")["none"]))


@cache
def _money() -> re.Pattern[str]:
    return re.compile("|".join(words("ko", "forms")["money"]))


def is_none(text: str) -> bool:
    """Tell whether a cell says that nobody helped: "-", "없음", "신청 후 포기"."""
    return not text or bool(_none().fullmatch(text))


def told_kinds(note: str) -> tuple[KindCode, ...]:
    """Return the kinds a note of help tells, each once: "현장 지도(3개월)", "센서, 자금 2억 원"."""
    bare = re.sub(r"\([^)]*\)", "", note)
    found = [kind_of(part, "ko") for part in objects(bare) or (bare,)]
    if not any(found):
        found = [kind_of(note, "ko")]
    kinds = tuple(dict.fromkeys(kind for kind in found if kind is not None))
    return kinds or (("Funding",) if _money().search(note) else ())


def status_of_note(note: str) -> StatusCode:
    """Return whether a note tells of help given, or only meant."""
    return "planned" if re.search("|".join(words("ko", "forms")["planned"]), note) else "actual"
