"""What a model may answer: a JSON schema made from the fact types themselves. Pure."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.facts import Fact

    Json = dict[str, Any]  # Any: JSON values

Form = Literal["text", "texts", "number", "count", "flag", "code"]

# What the text tells better than a model: numbers of registers, and figures as printed.
OMITTED: Final[Mapping[str, frozenset[str]]] = {
    "actors": frozenset({"identifiers"}),
    "measurements": frozenset({"before_text", "after_text"}),
}
PLAIN: Final[Mapping[object, Form]] = {str: "text", float: "number", int: "count", bool: "flag"}
TYPES: Final[Mapping[Form, str]] = {
    "text": "string",
    "number": "number",
    "count": "integer",
    "flag": "boolean",
    "code": "string",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a kind of fact, as a model fills it.

    Attributes:
        codes: What a field of form `code` may hold.
        is_optional: Whether `null` is a legal value.
        default: What stands where the model says nothing.
        is_needed: Whether there is no such value.
    """

    name: str
    form: Form
    codes: tuple[str, ...] = ()
    is_optional: bool = False
    default: object = None
    is_needed: bool = False


@cache
def fields_of(plural: str) -> tuple[Field, ...]:
    """Return the fields of a kind of fact (`supports`), without its evidence, in their order."""
    kind: type[Fact] = KINDS[plural]
    # The basis is ours to write: its type is never looked at.
    hints = get_type_hints(kind, localns={"Basis": object})
    left_out = {"basis", *OMITTED.get(plural, ())}
    return tuple(
        _field(each.name, hints[each.name], each.default)
        for each in fields(kind)
        if each.name not in left_out
    )


def schema() -> Json:
    """Return the JSON schema of an answer; every property is required, as strict servers want."""
    return _object({plural: _array(_item(plural)) for plural in KINDS})


def quote_field(plural: str) -> str:
    """Return the property that holds a fact's evidence; a statement's `quote` is what was said."""
    return "evidence" if plural == "statements" else "quote"


def _item(plural: str) -> Json:
    own = {field.name: _property(field) for field in fields_of(plural)}
    return _object({quote_field(plural): {"type": "string"}, **own})


def _property(field: Field) -> Json:
    if field.form == "texts":
        return _array({"type": "string"})
    kind = TYPES[field.form]
    told: Json = {"type": [kind, "null"] if field.is_optional else kind}
    if field.codes:
        told["enum"] = [*field.codes, *([None] if field.is_optional else [])]
    return told


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field(name: str, hint: object, default: object) -> Field:
    # `str | None` is one kind of union, `Literal[...] | None` another.
    is_optional = get_origin(hint) in (Union, UnionType)
    inner = next(each for each in get_args(hint) if each is not type(None)) if is_optional else hint
    is_list = get_origin(inner) is tuple
    is_code = get_origin(inner) is Literal
    form: Form = "texts" if is_list else "code" if is_code else PLAIN[inner]
    otherwise = () if is_list else None
    has_default = default is not MISSING
    return Field(
        name=name,
        form=form,
        codes=tuple(map(str, get_args(inner))) if is_code else (),
        is_optional=is_optional,
        default=default if has_default else otherwise,
        is_needed=not (has_default or is_optional or is_list),
    )
