"""The Research Organization Registry as its dumps tell it, schema 1 to 2.1. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.link.authorities.pieces import records, shaped
from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Json = dict[str, Any]  # Any: JSON values


def read_ror(pieces: Iterable[bytes], where: str) -> Iterator[Known]:
    """Yield the organisations of a dump.

    Raises:
        SourceSyntax: It is no whole JSON list of records as one of the schemas has them.
    """
    for number, record in records(pieces, where):
        yield from shaped(_organisation, record, f"{where}: record {number}")


def _organisation(record: Json) -> Iterator[Known]:
    if "id" not in record:
        raise KeyError("id")
    names = tuple(_second(record) if isinstance(record.get("names"), list) else _first(record))
    if names:
        yield _known(record, names)


def _known(record: Json, names: tuple[Name, ...]) -> Known:
    ties = record.get("relationships") or []
    return Known(
        iri=record["id"],
        names=names,
        kinds=tuple(str(each).capitalize() for each in record.get("types") or []),
        numbers=tuple(_numbers(record)),
        since=str(record.get("established") or ""),
        is_gone=record.get("status", "active") != "active",
        replaced_by=_tied(ties, "successor"),
        parents=_tied(ties, "parent"),
        places=tuple(_places(record)),
    )


def _second(record: Json) -> Iterator[Name]:
    """Yield the names of schema 2: each has types; labels and the one shown are preferred."""
    for each in record["names"]:
        types = set(each.get("types") or [])
        yield Name(each["value"], each.get("lang") or "", bool(types & {"label", "ror_display"}))


def _first(record: Json) -> Iterator[Name]:
    """Yield the names of schema 1: one name, labels by language, aliases and acronyms."""
    if record.get("name"):
        yield Name(record["name"], "", is_preferred=True)
    for each in record.get("labels") or []:
        yield Name(each["label"], each.get("iso639") or "", is_preferred=True)
    for text in (*(record.get("aliases") or []), *(record.get("acronyms") or [])):
        yield Name(text)


def _numbers(record: Json) -> Iterator[tuple[str, str]]:
    ids = record.get("external_ids") or []
    told = ids if isinstance(ids, list) else [{"type": kind, **each} for kind, each in ids.items()]
    for each in told:
        every = each.get("all") or []
        for number in every if isinstance(every, list) else [every]:
            kind = str(each.get("type", "")).upper()
            same = f"http://www.wikidata.org/entity/{number}"
            yield ("same", same) if kind == "WIKIDATA" else (kind, str(number))


def _places(record: Json) -> Iterator[str]:
    for each in record.get("locations") or []:
        yield f"https://sws.geonames.org/{each['geonames_id']}/"
        yield from filter(None, [(each.get("geonames_details") or {}).get("name")])
    for each in record.get("addresses") or []:
        number = (each.get("geonames_city") or {}).get("id")
        if number:
            yield f"https://sws.geonames.org/{number}/"
        yield from filter(None, [each.get("city")])


def _tied(ties: list[Json], kind: str) -> tuple[str, ...]:
    return tuple(each["id"] for each in ties if str(each.get("type", "")).lower() == kind)
