"""The arrangement pySHACL is quicker with finds what the written one finds."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.validate.findings import findings_of
from kg.validate.graphs import to_rdflib
from kg.validate.lifting import PROPERTY, lifted
from kg.validate.shacl import check
from kg.validate.shapes import SH, packaged_shapes

EXAMPLES = Path(__file__).parents[2] / "shapes"
HEAD = f"@prefix sh: <{SH}> . @prefix ex: <https://example.org/> .\n"


def triples(text: str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE))


def links(shapes: tuple[Triple, ...]) -> int:
    return sum(triple.predicate == PROPERTY for triple in lifted(shapes))


def test_a_property_shape_takes_over_the_targets() -> None:
    shapes = triples("ex:S sh:targetClass ex:C ; sh:property ex:S-p . ex:S-p sh:path ex:p .")
    aims = {
        triple.subject for triple in lifted(shapes) if triple.predicate.value == f"{SH}targetClass"
    }

    assert aims == {NamedNode("https://example.org/S"), NamedNode("https://example.org/S-p")}
    assert links(shapes) == 0


@pytest.mark.parametrize(
    "more",
    [
        "ex:S sh:closed true .",
        "ex:S sh:deactivated true .",
        "ex:S sh:target ex:t .",
        "ex:Other sh:node ex:S .",
        "ex:S-p sh:qualifiedValueShapesDisjoint true .",
    ],
)
def test_a_shape_that_means_more_than_its_parts_stays(more: str) -> None:
    shapes = triples(f"ex:S sh:targetClass ex:C ; sh:property ex:S-p . {more}")

    assert links(shapes) == 1


def test_a_shape_without_targets_stays() -> None:
    assert links(triples("ex:S sh:property ex:S-p .")) == 1


@pytest.mark.slow
def test_both_arrangements_find_the_same_in_the_examples() -> None:
    import pyshacl

    shapes = packaged_shapes()
    data = [
        quad.triple
        for file in sorted(EXAMPLES.glob("*/*.ttl"))
        for quad in parse(
            file.read_text("utf-8").replace(
                "<https://example.org/>", f"<https://example.org/{file.parent.name}/{file.stem}/>"
            ),
            format=RdfFormat.TURTLE,
        )
    ]
    written = to_rdflib(shapes.triples)
    _, results, _ = pyshacl.validate(
        to_rdflib((*data, *shapes.background)), shacl_graph=written, inplace=True
    )
    slow = findings_of(results, data, shapes.messages())
    quick = check(data, shapes)

    assert len(slow) >= 300
    assert {repr(one) for one in quick} == {repr(one) for one in slow}
