"""What a release is linked to is not proposed again, nor what people told apart from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.ids.names import BASE
from kg.link.match.index import build_index
from kg.link.match.known import Known, Name
from kg.pipeline.proposing import mentions_of, propose, told_of
from kg.store import from_quads
from kg.vocab import OWL, RDF, SKOS, SME

if TYPE_CHECKING:
    from pyoxigraph import Store

FIRM = NamedNode(f"{BASE}org.haedam")
TARGET = "https://example.org/register/haedam"


def release(relation: NamedNode | None) -> Store:
    graph = NamedNode(f"{BASE}graph.1")
    told: list[tuple[NamedNode, NamedNode | Literal]] = [(RDF.type, SME)]
    told += [(SKOS.prefLabel, Literal("해담정공", language="ko"))]
    told += [(relation, NamedNode(TARGET))] if relation else []
    return from_quads([Quad(FIRM, each, value, graph) for each, value in told])


@pytest.mark.parametrize(
    ("relation", "count"),
    [(None, 1), (SKOS.exactMatch, 0), (SKOS.closeMatch, 0), (OWL.differentFrom, 0)],
)
def test_only_what_is_new_is_proposed(relation: NamedNode | None, count: int) -> None:
    known = Known(iri=TARGET, names=(Name("해담정공", "ko", is_preferred=True),))
    store = release(relation)

    rows = list(propose(mentions_of(store), build_index([known]), {}, told_of(store)))
    assert [row.target for row in rows] == [TARGET] * count
