"""From a model's words to values of the right types; nothing is believed yet. Pure."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

from kg.extract.by_model.refusals import Refused
from kg.extract.by_model.schema import fields_of, quote_field
from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from kg.extract.by_model.schema import Field

    Json = dict[str, Any]  # Any: JSON values, checked here

FENCE: Final = re.compile(r"```[a-zA-Z]*\s*\n(.*?)\n?\s*```", re.DOTALL)
MOST_ITEMS: Final = 400  # of one kind in one answer: more is a model that runs in circles
MOST_WORDS: Final = 100  # in one list of an item


def items(content: str) -> tuple[list[tuple[str, object]], list[Refused]]:
    """Return kind and value of all that an answer lists, by kind, and what is wrong with it.

    Raises:
        Refused: It is no JSON object at all.
    """
    told = _object(content)
    found: list[tuple[str, object]] = []
    wrong: list[Refused] = []
    for plural in KINDS:
        listed = told.get(plural) or []
        if not isinstance(listed, list):
            wrong.append(Refused("not-the-schema", plural, listed))
            continue
        if len(listed) > MOST_ITEMS:
            wrong.append(Refused("too-many", plural, len(listed)))
        found += [(plural, item) for item in listed[:MOST_ITEMS]]
    foreign = sorted(set(told) - set(KINDS))
    if foreign:
        wrong.append(Refused("foreign", value=", ".join(foreign)))
    return found, wrong


def quote_of(plural: str, item: object) -> str:
    """Return the words an item gives as its evidence.

    Raises:
        Refused: It gives none.
    """
    if not isinstance(item, dict):
        raise Refused("not-the-schema", plural, item)
    quote = item.get(quote_field(plural))
    if not isinstance(quote, str) or not quote.strip():
        raise Refused("no-quote")
    return quote.strip()


def values(plural: str, item: Json) -> Json:
    """Return the fields of an item with values of their types.

    Raises:
        Refused: A value is of another type, a code unknown, a needed field missing or a field
            foreign to the kind.
    """
    known = {field.name for field in fields_of(plural)} | {quote_field(plural)}
    foreign = sorted(set(map(str, item)) - known)
    if foreign:
        raise Refused("foreign", value=", ".join(foreign))
    return {field.name: _value(field, item.get(field.name)) for field in fields_of(plural)}


def _object(content: str) -> Json:
    told = content.strip()
    fenced = FENCE.search(told)
    if fenced and not told.startswith("{"):
        told = fenced[1]
    try:
        read = json.loads(told, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused("no-json", value=told[-80:]) from error
    if not isinstance(read, dict):
        raise Refused("no-json", value=told)
    return read


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _value(field: Field, value: object) -> object:
    if value is None or value == "":
        if field.is_needed:
            raise Refused("missing", field.name)
        return field.default
    if field.form == "texts":
        return _texts(field, value)
    if field.form in ("number", "count"):
        return _number(field, value)
    if field.form == "flag":
        if not isinstance(value, bool):
            raise Refused("wrong-type", field.name, value)
        return value
    if not isinstance(value, str):
        raise Refused("wrong-type", field.name, value)
    if field.codes and value not in field.codes:
        raise Refused("no-code", field.name, value)
    return value.strip()


def _texts(field: Field, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        raise Refused("wrong-type", field.name, value)
    if not all(isinstance(each, str) and each.strip() for each in value):
        raise Refused("wrong-type", field.name, value)
    return tuple(dict.fromkeys(each.strip() for each in value))


def _number(field: Field, value: object) -> float | int:
    # Not isinstance(): True is an int to Python and no number to a reader.
    if type(value) is int and field.form == "count":
        return value
    if type(value) not in (int, float) or field.form == "count":
        raise Refused("wrong-type", field.name, value)
    try:
        number = float(value)  # type: ignore[arg-type]  # int or float, by the line above
    except OverflowError as error:
        raise Refused("wrong-type", field.name, "…") from error
    if not math.isfinite(number):
        raise Refused("wrong-type", field.name, value)
    return number
