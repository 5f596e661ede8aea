"""Data extension: values of properties of things, and which properties a class has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.query.prefixes import PREFIXES
from kg.web import lookup
from kg.web.problems import Problem
from kg.web.reconcile.things import id_of, name_of, node_of, settings, things, type_of
from kg.web.site import ontology
from kg.web.terms import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Json = dict[str, Any]  # Any: JSON values

INTEGERS: Final = re.compile(r"[+-]?\d+")
DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
RANGES: Final = (
    NamedNode(PREFIXES["rdfs"] + "range"),
    NamedNode(PREFIXES["schema"] + "rangeIncludes"),
)
FRACTIONS: Final = frozenset(("double", "float", "decimal"))
DATES: Final = frozenset(("date", "dateTime"))


def extended(asked: object, *, by_row: bool) -> Json:
    """Return the values a client asks for.

    Args:
        asked: `{"ids": […], "properties": [{"id": …, "settings": …}]}`.
        by_row: Rows as the list of 1.0-draft; else the map of 0.2.

    Raises:
        Problem: It is not of that form, or asks for too much.
    """
    ids, properties = _asked(asked)
    values = {thing: {each["id"]: _values(thing, each) for each in properties} for thing in ids}
    rows: object = values
    if by_row:
        rows = [
            {
                "id": thing,
                "properties": [{"id": pid, "values": found} for pid, found in told.items()],
            }
            for thing, told in values.items()
        ]
    return {"meta": [_meta(each["id"]) for each in properties], "rows": rows}


def proposed(kind: str, limit: int) -> Json:
    """Return the properties that things of a class have, the usual first; all for no class."""
    usual: list[str] = settings()["properties"]
    had = [pid for pid, kinds in things().had.items() if not kind or kind in kinds]
    had.sort(key=lambda pid: usual.index(pid) if pid in usual else len(usual))
    shown = had[:limit] if limit else had
    told: Json = {"properties": [{"id": each, "name": property_name(each)} for each in shown]}
    return told | ({"type": kind} if kind else {}) | ({"limit": limit} if limit else {})


def property_name(pid: str) -> str:
    """Return what a property is called in the reader's language; its id for an unknown one."""
    iri = things().properties.get(pid)
    return name_of(NamedNode(iri)) if iri else pid


def _asked(asked: object) -> tuple[list[str], list[Json]]:
    form = '{"ids": ["…"], "properties": [{"id": "…"}]}'
    ids = asked.get("ids") if isinstance(asked, dict) else None
    properties = asked.get("properties") if isinstance(asked, dict) else None
    is_right = (
        isinstance(ids, list)
        and isinstance(properties, list)
        and all(isinstance(each, str) for each in ids)
        and all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in properties)
    )
    if not is_right or ids is None or properties is None:
        raise Problem(400, "reconcile-query", where="extend", values={"form": form})
    most = settings()["ids"]
    if len(ids) > most:
        raise Problem(413, "reconcile-batch", where="ids", values={"most": str(most)})
    return ids, properties


def _values(thing: str, asked: Mapping[str, Any]) -> list[Json]:  # Any: JSON values
    iri = things().properties.get(asked["id"])
    if iri is None or id_of(thing) not in things().kinds:
        return []
    found = [_value(term) for term in lookup.values(node_of(id_of(thing)), NamedNode(iri))]
    limit = _limit(asked.get("settings"))
    return found[:limit] if limit else found


def _limit(told: object) -> int:
    text = str(told.get("limit", 0)) if isinstance(told, dict) else "0"
    return int(text) if text.isascii() and text.isdecimal() else 0


def _value(term: NamedNode | Literal) -> Json:
    if isinstance(term, NamedNode):
        if id_of(term.value) in things().kinds:
            return {"id": id_of(term.value), "name": name_of(term)}
        named = bool(lookup.names(term))
        return {"str": name_of(term) if named else term.value}
    kind = term.datatype.value.rpartition("#")[2]
    if term.datatype.value in NUMBERS:
        is_whole = kind not in FRACTIONS and INTEGERS.fullmatch(term.value) is not None
        return {"int": int(term.value)} if is_whole else _finite(float(term.value), term.value)
    day = DAY.fullmatch(term.value) if kind in DATES else None
    if day:  # clients want a time and a zone
        return {"date": f"{day[1]}{day[2] or 'T00:00:00'}{day[3] or 'Z'}"}
    return {"str": term.value}


def _finite(number: float, text: str) -> Json:
    """Return a number; JSON has none that is infinite."""
    return {"float": number} if abs(number) < float("inf") else {"str": text}


def _meta(pid: str) -> Json:
    """Return a property with the class its values are of; of several that of most things."""
    told: Json = {"id": pid, "name": property_name(pid)}
    iri = things().properties.get(pid, "")
    found = [each for each in _ranges(iri) if each in things().counts] if iri else []
    if found:
        told["type"] = type_of(max(found, key=lambda each: (things().counts[each], each)))
    return told


def _ranges(iri: str) -> Iterable[str]:
    for predicate in RANGES:
        for quad in ontology().quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value.removeprefix(vocab.DD)
