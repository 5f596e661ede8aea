"""What differs between the programs that serve SPARQL; a new one is a row of `STORES`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Scheme = Literal["", "basic", "digest", "bearer"]
JSON: Final = "application/sparql-results+json"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One program, as its own documentation describes it.

    Attributes:
        query: Behind the address that a person names: where questions go.
        update: Where SPARQL Update goes; None where it has none.
        graphs: Where the Graph Store Protocol is spoken; None where it is not.
        graph_key: Parameter that names a graph there.
        scheme: How it wants a login; empty tells one from the refusal.
        server: How its `Server` header begins; empty where it has none of its own.
        piece: Most triples sent at once.
        insert: Most triples in one INSERT DATA.
        opaque: Datatypes whose values it changes or loses; they are kept under names of ours.
        keeps_doubles: Whether it writes doubles with all their digits; else they are decimals.
        seconds: Parameter of its own for the longest time, in milliseconds; empty for none.
        asks_in_rows: Whether yes or no comes as a row.
        cuts_graphs: Whether it cuts what a CONSTRUCT gives at a limit of rows, without a word.
    """

    query: str = ""
    update: str | None = ""
    graphs: str | None = None
    graph_key: str = "graph"
    scheme: Scheme = ""
    server: str = ""
    piece: int = 20_000
    insert: int = 1_000
    opaque: frozenset[str] = frozenset()
    keeps_doubles: bool = True
    seconds: str = ""
    asks_in_rows: bool = False
    cuts_graphs: bool = False


VIRTUOSO: Final = Engine(
    query="/sparql",
    update="/sparql-auth",
    graphs="/sparql-graph-crud-auth",
    graph_key="graph-uri",
    scheme="digest",
    server="Virtuoso",
    insert=500,
    # It makes dates of years and months, and numbers of durations.
    opaque=frozenset(
        XSD + name
        for name in (
            "gYear",
            "gYearMonth",
            "gMonth",
            "gMonthDay",
            "gDay",
            "duration",
            "yearMonthDuration",
            "dayTimeDuration",
            "time",
        )
    ),
    # It writes doubles with six digits, decimals with all.
    keeps_doubles=False,
    seconds="timeout",
    asks_in_rows=True,
    cuts_graphs=True,
)
STORES: Final[Mapping[str, Engine]] = {
    "sparql": Engine(),
    "oxigraph": Engine(query="/query", update="/update", graphs="/store", server="Oxigraph"),
    "virtuoso": VIRTUOSO,
    "fuseki": Engine(query="/query", update="/update", graphs="/data", scheme="basic"),
    "graphdb": Engine(update="/statements", graphs="/rdf-graphs/service", scheme="basic"),
    "neptune": Engine(query="/sparql", update="/sparql", graphs="/sparql/gsp/"),
    "stardog": Engine(query="/query", update="/update", graphs="", scheme="basic"),
    "qlever": Engine(update="", scheme="bearer"),
}
