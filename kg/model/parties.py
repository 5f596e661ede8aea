"""Parties of a case as its source tells of them: actors, groups, posts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kg.model.evidence import Basis

ActorType = Literal[
    "Ministry",
    "PublicAgency",
    "LargeEnterprise",
    "MidSizedEnterprise",
    "SME",
    "LighthouseFactory",
    "IndustryAssociation",
    "InternationalOrganization",
    "ResearchInstitute",
    "Person",
    "Media",
    "OtherOrganization",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A named organisation, person, or lighthouse plant.

    Attributes:
        name: Canonical name in this document, as printed.
        aliases: Other names the document uses, longest first; anaphors ("이 회사") are not names.
        products: What it makes, as printed.
        place: Where it stands, as printed.
        email: As printed.
        identifiers: Local name of the property (`businessRegistrationNumber`) and the number.
    """

    basis: Basis
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    place: str | None = None
    email: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parties told of together: a list with names, or a number of firms without.

    Attributes:
        name: The noun phrase, such as `4개 마스크 생산업체`.
        members: The named ones, in the text's order.
        count: How many the text says there are.
        is_complete: Whether the named ones are all of them.
    """

    basis: Basis
    name: str
    members: tuple[str, ...] = ()
    count: int | None = None
    is_complete: bool = False
    product: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A person's post in an organisation.

    Attributes:
        organization: None when the text names the role only.
        role: As printed.
        representing: What the person stands for there, such as `한국`; None when not said.
    """

    basis: Basis
    person: str
    organization: str | None = None
    role: str | None = None
    representing: str | None = None
