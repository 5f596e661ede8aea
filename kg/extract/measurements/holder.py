"""The parties a figure belongs to. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model.evidence import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The parties a figure belongs to; no names for a survey or a group without names.

    Attributes:
        names: Canonical names.
        group: The noun phrase that stands for them, or None.
        span: Where they are named, or None when nothing named them.
    """

    names: tuple[str, ...] = ()
    group: str | None = None
    span: Span | None = None


NOBODY: Final = Holder()
