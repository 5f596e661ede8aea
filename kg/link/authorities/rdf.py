"""An authority told in RDF: any file with names of things. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

# Local names of the predicates that authorities use, whatever vocabulary they take them from.
PREFERRED: Final = frozenset(("prefLabel", "label", "name", "legalName", "title", "officialName"))
OTHER: Final = frozenset(
    ("altLabel", "hiddenLabel", "alternateName", "acronym", "altName", "notation", "skosAltLabel")
)
SINCE: Final = frozenset(("foundingDate", "startDate", "inception", "validFrom", "issued"))
UNTIL: Final = frozenset(("dissolutionDate", "endDate", "validTo", "validUntil"))
PLACE: Final = frozenset(
    ("spatial", "location", "address", "addressLocality", "hasSite", "basedNear", "locatedIn")
)
PARENT: Final = frozenset(("subOrganizationOf", "parentOrganization", "unitOf", "isPartOf"))
NOTE: Final = frozenset(("scopeNote", "note", "description", "definition", "comment"))
NUMBER: Final = {
    "leiCode": "leiCode",
    "businessRegistrationNumber": "businessRegistrationNumber",
    "corporateRegistrationNumber": "corporateRegistrationNumber",
    "taxID": "businessRegistrationNumber",
}
SAME: Final = frozenset(("sameAs", "exactMatch"))
GONE: Final = frozenset(("inactive", "withdrawn", "dissolved", "retired", "deprecated"))
READ: Final = frozenset(("type", "status", "identifier", "isReplacedBy")).union(
    PREFERRED, OTHER, SINCE, UNTIL, PLACE, PARENT, NOTE, NUMBER, SAME
)
_LOCAL: Final = re.compile(r"[^/#:]+$")


def read_rdf(quads: Iterable[Quad | Triple]) -> Iterator[Known]:
    """Yield every named thing that RDF names, in the order of its IRI.

    A thing without a name is no entity. Numbers told as `dct:identifier "LEI:..."` count too.
    """
    told: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for quad in quads:
        local = _local(quad.predicate.value)
        if local not in READ:
            continue  # a dump says much else, and all that is kept stays until the end
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told.setdefault(quad.subject.value, {}).setdefault(local, []).append(quad.object)
    for iri in sorted(told):
        known = _known(iri, told[iri])
        if known:
            yield known


def _known(iri: str, told: dict[str, list[NamedNode | Literal]]) -> Known | None:
    names = tuple(
        sorted(_names(told), key=lambda each: (not each.is_preferred, each.lang, each.text))
    )
    if not names:
        return None
    states = {_local(each.value).casefold() for each in told.get("status", [])}
    return Known(
        iri=iri,
        names=names,
        kinds=tuple(sorted({_local(each.value) for each in told.get("type", [])})),
        numbers=tuple(sorted(_numbers(told))),
        since=_first(told, SINCE),
        until=_first(told, UNTIL),
        is_gone=bool(states & GONE) or ("isReplacedBy" in told and not states),
        replaced_by=_values(told, frozenset(("isReplacedBy",))),
        parents=_values(told, PARENT),
        places=_values(told, PLACE),
        notes=_values(told, NOTE),
    )


def _names(told: dict[str, list[NamedNode | Literal]]) -> set[Name]:
    found: dict[str, Name] = {}
    for local, values in told.items():
        if local not in PREFERRED and local not in OTHER:
            continue
        for each in values:
            if isinstance(each, Literal) and each.value.strip():
                name = Name(each.value.strip(), each.language or "", local in PREFERRED)
                before = found.get(name.text)
                if before is None or (name.is_preferred and not before.is_preferred):
                    found[name.text] = name
    return set(found.values())


def _numbers(told: dict[str, list[NamedNode | Literal]]) -> set[tuple[str, str]]:
    found = {(NUMBER[local], each.value) for local in NUMBER for each in told.get(local, [])}
    for each in told.get("identifier", []):
        kind, _, number = each.value.partition(":")
        if number and not number.startswith("//"):
            found.add(("leiCode" if kind.upper() == "LEI" else kind, number.strip()))
    found |= {("same", each.value) for local in SAME for each in told.get(local, [])}
    return found


def _values(told: dict[str, list[NamedNode | Literal]], locals_: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({each.value for local in locals_ for each in told.get(local, [])}))


def _first(told: dict[str, list[NamedNode | Literal]], locals_: frozenset[str]) -> str:
    return next(iter(_values(told, locals_)), "")


@lru_cache(maxsize=1 << 14)
def _local(iri: str) -> str:
    found = _LOCAL.search(iri.rstrip("/#"))
    return found[0] if found else iri
