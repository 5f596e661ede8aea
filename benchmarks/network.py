"""A made-up network for the explorer: firms of every kind, who helped whom, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.serving.data import DCT, DD, FIRST, ID, RDF, SECOND, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES: Final = 2_000
DATE: Final = "http://www.w3.org/2001/XMLSchema#date"
HELP: Final = "https://w3id.org/deungdae/code/kind"
KIND: Final = ("Mentoring", "Funding", "Training", "TechnologyTransfer", "Consulting")
# Every so many nodes one of another kind than an SME.
KINDS: Final = (
    (25, "LargeEnterprise"), (11, "MidSizedEnterprise"), (53, "PublicAgency"), (7, "Person"),
    (101, "Ministry"), (13, "ManufacturingSite"), (67, "ResearchInstitute"),
)  # fmt: skip


def network(nodes: int, lines: int) -> Iterator[str]:
    """Yield N-Quads of a network: who is large helps those nearby, now and then someone far away.

    Every node is tied to something, every source tells of some twenty of these.
    """
    for number in range(SOURCES):
        document = f"<{ID}doc.{number}>"
        graph = f"<{ID}graph.{number}>"
        yield f"{document} <{RDF}type> <{DD}SourceDocument> {graph} .\n"
        yield f'{document} <{DCT}title> "지어낸 보도 {number}"@ko {graph} .\n'
        yield f'{document} <{DCT}issued> "{_day(number)}"^^<{DATE}> {graph} .\n'
    for number in range(nodes):
        graph = f"<{ID}graph.{number % SOURCES}>"
        name = f"{FIRST[number % 10]}{SECOND[number // 10 % 10]} {number}"
        yield f"<{ID}org.f{number}> <{RDF}type> <{DD}{_kind(number)}> {graph} .\n"
        yield f'<{ID}org.f{number}> <{SKOS}prefLabel> "{name}"@ko {graph} .\n'
        yield f'<{ID}org.f{number}> <{SKOS}prefLabel> "Firm {number}"@en {graph} .\n'
    givers = max(1, nodes // 25)
    for number in range(lines):
        giver = number * 7919 % givers * 25
        near = 1 + number * 25 // nodes * 7 % 250
        taker = number % nodes if number < nodes else (giver + near) % nodes
        if taker == giver:
            taker = (giver + 1) % nodes
        support = f"<{ID}support.{number}>"
        graph = f"<{ID}graph.{number % SOURCES}>"
        yield f"{support} <{RDF}type> <{DD}SupportActivity> {graph} .\n"
        yield f"{support} <{DD}supporter> <{ID}org.f{giver}> {graph} .\n"
        yield f"{support} <{DD}recipient> <{ID}org.f{taker}> {graph} .\n"
        yield f"{support} <{DD}supportKind> <{HELP}.{KIND[number % len(KIND)]}> {graph} .\n"


def _kind(number: int) -> str:
    return next((kind for every, kind in KINDS if number % every == 0), "SME")


def _day(number: int) -> str:
    return f"{2015 + number % 10}-{1 + number // 10 % 12:02d}-{1 + number % 28:02d}"
