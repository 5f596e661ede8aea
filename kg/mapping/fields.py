"""What the fields of facts hold, read off the facts themselves. Pure."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, get_args

from kg.model import facts as model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.facts import Fact

Shape = Literal["word", "words", "number", "whole", "truth", "date", "code", "identifiers"]

KINDS: Final[Mapping[str, type[Fact]]] = {kind.__name__: kind for kind in get_args(model.Fact)}
PLURALS: Final = {kind: field.name for kind, field in zip(KINDS, fields(model.Facts), strict=True)}
DATES: Final = frozenset({"start", "end", "date", "announced", "period"})
_SHAPES: Final[Mapping[str, Shape]] = {
    "str": "word",
    "tuple[str, ...]": "words",
    "float": "number",
    "int": "whole",
    "bool": "truth",
    "tuple[tuple[str, str], ...]": "identifiers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a fact kind.

    Attributes:
        codes: What a `code` may be; empty for other shapes.
        is_needed: Whether the fact cannot be told without it.
    """

    name: str
    shape: Shape
    codes: tuple[str, ...] = ()
    is_needed: bool = False


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """Return the fields of a fact kind by name, its basis left out."""
    return {
        entry.name: _field(entry.name, str(entry.type), is_needed=entry.default is MISSING)
        for entry in fields(KINDS[kind])
        if entry.name != "basis"
    }


def _field(name: str, annotation: str, *, is_needed: bool) -> Field:
    plain = annotation.removesuffix(" | None")
    # "str | None" without a default (a statement's speaker) may still be left untold
    needed = is_needed and plain == annotation
    if name in DATES:
        return Field(name=name, shape="date", is_needed=needed)
    shape = _SHAPES.get(plain)
    if shape:
        return Field(name=name, shape=shape, is_needed=needed)
    return Field(name=name, shape="code", codes=get_args(getattr(model, plain)), is_needed=needed)
