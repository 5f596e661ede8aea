"""Wikidata as its JSON dumps tell it: one entity a line, or a map under `entities`. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceSyntax
from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]  # Any: JSON values

ENTITY: Final = "http://www.wikidata.org/entity/"
LANGUAGES: Final = ("ko", "en", "ko-kr", "en-gb", "mul", "zh-hant", "zh", "ja")
SINCE, UNTIL, REPLACED_BY, KIND = "P571", "P576", "P1366", "P31"
PARENTS: Final = ("P749", "P361")
PLACES: Final = ("P159", "P131", "P276")
NUMBERS: Final = {"P1278": "leiCode", "P6782": "ROR", "P213": "ISNI", "P2427": "GRID"}


def read_wikidata(body: bytes, where: str) -> Iterator[Known]:
    """Yield the entities of a dump that have a Korean, English or Chinese name.

    Raises:
        SourceSyntax: A line is no JSON.
    """
    if b'"entities"' in body[:200]:
        for entity in _json(body, where, 1).get("entities", {}).values():
            yield from _known(entity)
        return
    for number, line in enumerate(body.splitlines(), start=1):
        plain = line.strip().rstrip(b",")
        if plain not in (b"", b"[", b"]"):
            yield from _known(_json(plain, where, number))


def _json(body: bytes, where: str, line: int) -> Json:
    try:
        told = json.loads(body)
    except ValueError as error:
        raise SourceSyntax(f"this is no JSON: {error}", where=f"{where}:{line}") from error
    if not isinstance(told, dict):
        raise SourceSyntax("an entity is an object", where=f"{where}:{line}")
    return told


def _known(entity: Json) -> Iterator[Known]:
    names = tuple(_names(entity))
    claims = entity.get("claims", {})
    if not names or "id" not in entity:
        return
    notes = (entity.get("descriptions", {}).get(each, {}).get("value", "") for each in LANGUAGES)
    yield Known(
        iri=ENTITY + entity["id"],
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
    for lang in LANGUAGES:
        label = entity.get("labels", {}).get(lang, {}).get("value", "")
        others = [each["value"] for each in entity.get("aliases", {}).get(lang, [])]
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
