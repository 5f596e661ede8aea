"""The parties a figure belongs to. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from kg.model.evidence import Span

Side = Literal["firm", "payer"]


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


WEIGHT: Final[dict[Side, dict[str, float]]] = {
    "firm": {
        "SME": 3,
        "MidSizedEnterprise": 3,
        "LighthouseFactory": 3,
        "LargeEnterprise": 1,
        "OtherOrganization": 1,
    },
    "payer": {
        "Ministry": 3,
        "PublicAgency": 3,
        "LargeEnterprise": 2,
        "IndustryAssociation": 1.5,
        "OtherOrganization": 1,
        "SME": 0.5,
        "MidSizedEnterprise": 1,
        "ResearchInstitute": 1,
        "InternationalOrganization": 1,
    },
}
STRONG: Final[dict[Side, tuple[str, ...]]] = {
    "firm": ("SME", "MidSizedEnterprise", "LighthouseFactory"),
    "payer": ("Ministry", "PublicAgency"),
}
