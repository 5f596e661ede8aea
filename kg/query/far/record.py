"""Which release a service serves, and what it keeps the release's graphs as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import RemoteError
from kg.remote.stores import Service, naming
from kg.remote.stores.writing import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.remote.stores import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One release as a store says it holds it.

    Attributes:
        digest: Of the release.
        union: Graph that holds its union.
        index: Graph that says what its graphs are kept as.
        names: Its graphs, and what each is kept as.
    """

    digest: str
    union: str
    index: str
    names: Mapping[str, str]

    def kept(self, graph: str) -> str:
        """Return what a graph is kept as; one the release has not is an empty one."""
        return self.names.get(graph, naming.NOTHING)


def read_record(service: Service) -> tuple[Record, str]:
    """Return the release that a service serves, and what it says of itself.

    Raises:
        RemoteError: The service does not answer, or no release was loaded into it.
    """
    asked = (
        f"SELECT ?d ?u ?i ?a {{ GRAPH <{naming.CURRENT}> {{"
        f" <{naming.CURRENT}> <{naming.SERVES}> ?r . ?r <{naming.DIGEST}> ?d ;"
        f" <{naming.UNION}> ?u ; <{naming.INDEX}> ?i ; <{naming.ABOUT}> ?a }} }}"
    )
    found = next(rows(service, asked), None)
    if found is None:
        raise RemoteError(
            "no release has been loaded into this store",
            where=service.place.address,
            hint="load one: kg load RELEASE --to ADDRESS",
        )
    listed = f"SELECT ?g ?k {{ GRAPH <{found['i']}> {{ ?g <{naming.KEPT_AS}> ?k }} }} ORDER BY ?g"
    names = {row["g"]: row["k"] for row in rows(service, listed)}
    record = Record(digest=found["d"], union=found["u"], index=found["i"], names=names)
    return record, found["a"]


def recorded(service: Service) -> set[str]:
    """Return the digests of the releases that a service says it holds."""
    asked = f"SELECT ?d {{ GRAPH <{naming.CURRENT}> {{ ?r <{naming.DIGEST}> ?d }} }}"
    return {row["d"] for row in rows(service, asked)}


def serving(place: Place, *, seconds: float = 1.0) -> str:
    """Return the digest of the release that a store serves; empty where it serves none.

    Raises:
        RemoteError: It does not answer within the time.
    """
    asked = (
        f"SELECT ?d {{ GRAPH <{naming.CURRENT}> {{"
        f" <{naming.CURRENT}> <{naming.SERVES}> ?r . ?r <{naming.DIGEST}> ?d }} }}"
    )
    service = Service(place, seconds=seconds, retries=0)
    try:
        return next((row["d"] for row in rows(service, asked)), "")
    finally:
        service.close()
