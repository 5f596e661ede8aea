"""Wikidata as its JSON dumps tell it: one entity a line, or a map under `entities`. Pure."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceSyntax
from kg.link.authorities.pieces import AGAIN, cut, lines, records, shaped
from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Json = dict[str, Any]  # Any: JSON values

HEAD: Final = 200  # bytes by which an answer of the API is told from a dump
ENTITY: Final = "http://www.wikidata.org/entity/"
LANGUAGES: Final = ("ko", "en", "ko-kr", "en-gb", "mul", "zh-hant", "zh", "ja")
SINCE, UNTIL, REPLACED_BY, KIND = "P571", "P576", "P1366", "P31"
PARENTS: Final = ("P749", "P361")
PLACES: Final = ("P159", "P131", "P276")
NUMBERS: Final = {"P1278": "leiCode", "P6782": "ROR", "P213": "ISNI", "P2427": "GRID"}


def read_wikidata(pieces: Iterable[bytes], where: str) -> Iterator[Known]:
    """Yield the items of a dump that have a Korean, English or Chinese name.

    Raises:
        SourceSyntax: A line is no JSON or no entity, or the list has no end.
    """
    source = iter(pieces)
    head = b""
    while len(head) < HEAD and (piece := next(source, b"")):
        head += piece
    if b'"entities"' in head[:HEAD]:
        for _, answer in records(chain([head], source), where):
            yield from shaped(_answered, answer, where)
        return
    first = last = ""
    number = 0
    for number, line in lines(chain([head], source), where):
        plain = line.strip().rstrip(",")
        if plain:
            first, last = first or plain, plain
        if plain not in ("", "[", "]"):
            place = f"{where}:{number}"
            yield from shaped(_known, _json(plain, place), place)
    if first == "[" and last != "]":
        raise cut(f"the list ends in line {number} without a ]", where)


def _answered(answer: Json) -> Iterator[Known]:
    """Yield the entities of an answer of the API, a map by id."""
    for entity in _map(answer["entities"]).values():
        yield from _known(entity)


def _json(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except ValueError as error:
        raise SourceSyntax(f"this is no JSON: {error}", where=where, hint=AGAIN) from error


def _map(told: object) -> Json:
    """Return a map; an empty one is written as an empty list."""
    if told == []:
        return {}
    if not isinstance(told, dict):
        raise TypeError(f"{str(told)[:40]!r} is no map")
    return told


def _known(entity: Json) -> Iterator[Known]:
    if entity.get("type", "item") != "item" or "missing" in entity:
        return
    iri = ENTITY + entity["id"]
    names = tuple(_names(entity))
    claims = _map(entity.get("claims", {}))
    if not names:
        return
    descriptions = _map(entity.get("descriptions", {}))
    notes = (descriptions.get(each, {}).get("value", "") for each in LANGUAGES)
    yield Known(
        iri=iri,
        names=names,
        kinds=tuple(_items(claims, KIND)),
        numbers=tuple(
            (kind, str(value))
            for claim, kind in NUMBERS.items()
            for value in _values(claims, claim)
        ),
        since=_day(claims, SINCE),
        until=_day(claims, UNTIL),
        is_gone=bool(_values(claims, UNTIL) or _values(claims, REPLACED_BY)),
        replaced_by=tuple(ENTITY + each for each in _items(claims, REPLACED_BY)),
        parents=tuple(ENTITY + each for claim in PARENTS for each in _items(claims, claim)),
        places=tuple(ENTITY + each for claim in PLACES for each in _items(claims, claim)),
        notes=tuple(filter(None, notes)),
    )


def _names(entity: Json) -> Iterator[Name]:
    seen: set[str] = set()
    labels, aliases = _map(entity.get("labels", {})), _map(entity.get("aliases", {}))
    for lang in LANGUAGES:
        label = labels.get(lang, {}).get("value", "")
        others = [each["value"] for each in aliases.get(lang, [])]
        for text, is_preferred in ((label, True), *((each, False) for each in others)):
            if text and text not in seen:
                seen.add(text)
                yield Name(text, lang, is_preferred)


def _values(claims: Json, claim: str) -> list[Any]:  # Any: a value's form follows its property
    found = []
    for each in claims.get(claim, []):
        snak = each.get("mainsnak", {})
        if each.get("rank") != "deprecated" and snak.get("snaktype") == "value":
            found.append(snak["datavalue"]["value"])
    return found


def _items(claims: Json, claim: str) -> list[str]:
    return [
        each["id"] for each in _values(claims, claim) if isinstance(each, dict) and "id" in each
    ]


def _day(claims: Json, claim: str) -> str:
    """Return a day or year as ISO 8601: precision 11 is a day, 9 a year; empty below that."""
    for each in _values(claims, claim):
        time, precision = str(each.get("time", "")).lstrip("+"), each.get("precision", 0)
        if precision >= 9 and time[:4].isdecimal():
            return time[:10] if precision >= 11 else time[:7] if precision == 10 else time[:4]
    return ""
