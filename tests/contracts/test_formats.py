"""Each drawing format and each dump, against each promise."""

import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg import vocab
from kg.errors import ConfigError
from kg.viz import DUMPS, FORMATS, export
from tests.contracts.graphs import ID, graph

SHARED = Path(__file__).parents[2].parent / "shared"
XML = ["graphml", "gexf", "svg"]


HARD = [
    "별<빛>&\"산업'",
    "]]></title>",
    "탭\t줄\n바꿈",
    "이모지 🗼",
    "</script><!--",
    "\\역슬래시\\",
    "@@CSS@@",
]
STORE = graph(HARD, [(0, 1), (0, 1), (1, 0), (2, 2), (3, 4)])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    assert export(STORE, form) == export(
        graph(HARD, [(0, 1), (0, 1), (1, 0), (2, 2), (3, 4)]), form
    )


@pytest.mark.parametrize("form", [*FORMATS, *DUMPS])
def test_an_empty_graph_is_written(form: str) -> None:
    assert isinstance(export(Store(), form), bytes)


@pytest.mark.parametrize("form", XML)
@given(names=st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=4))
def test_any_name_gives_well_formed_xml(form: str, names: list[str]) -> None:
    ET.fromstring(export(graph(names, [(0, len(names) - 1)]), form))  # noqa: S314 - our own bytes


def test_graphml_reads_back_with_parallel_lines_and_names() -> None:
    read = nx.read_graphml(io.BytesIO(export(STORE, "graphml")), force_multigraph=True)

    assert read.number_of_nodes() == len(HARD)
    assert read.number_of_edges() == 5
    assert read.number_of_edges("n0", "n1") == 2
    assert read.nodes["n3"]["label"] == "이모지 🗼"
    assert read.nodes["n0"]["iri"] == ID + "org.000"


def test_gexf_is_valid_by_the_official_schema() -> None:
    schema = SHARED / "suites" / "gexf" / "gexf.xsd"
    if not schema.is_file():
        pytest.skip("../shared/suites/gexf is absent: no schema to check against")
    rules = etree.XMLSchema(etree.parse(str(schema)))
    document = etree.fromstring(export(STORE, "gexf"))

    assert rules.validate(document), rules.error_log
    assert len(document.findall(".//{*}node")) == len(HARD)
    assert len(document.findall(".//{*}edge")) == 5


def test_gexf_names_no_day_of_writing() -> None:
    assert b"lastmodified" not in export(STORE, "gexf")


def test_dot_keeps_iris_whole_and_quotes_every_string() -> None:
    text = export(STORE, "dot").decode()

    assert f'URL="{ID}org.000"' in text
    assert text.count(" -> ") == 5
    strings = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert '"' not in strings


def test_cytoscape_has_ids_and_ends_for_every_element() -> None:
    elements = json.loads(export(STORE, "cytoscape"))["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}

    assert len(ids) == len(HARD)
    assert len(elements["edges"]) == 5
    assert all(
        {edge["data"]["source"], edge["data"]["target"]} <= ids for edge in elements["edges"]
    )


def test_svg_links_and_titles_each_node_and_dashes_proposals() -> None:
    text = export(STORE, "svg").decode()
    assert text.count("<a href=") == len(HARD)
    assert "Noto Sans CJK KR" in text


def test_html_reaches_nothing_outside_and_data_cannot_end_the_script() -> None:
    text = export(STORE, "html").decode()
    body = text.split('<script type="application/json" id="data">')[1].split("</script>")[0]

    assert "<" not in body
    assert {node["labels"]["ko"] for node in json.loads(body)["nodes"]} == set(HARD)
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=[\"']?https?:|@import|fetch\(|XMLHttpRequest", text)
    assert text.count("</html>") == 1


def test_html_opens_in_the_language_asked_for() -> None:
    assert '<html lang="en">' in export(STORE, "html", lang="en").decode()


@pytest.mark.parametrize("form", DUMPS)
def test_a_dump_reads_back_to_the_same_statements(form: str) -> None:
    written = export(STORE, form)
    quads = parse(written, format=DUMPS[form])
    assert Dataset(quads) == Dataset(STORE)


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_named_graphs_are_kept(form: str) -> None:
    store = Store()
    quad = Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode("urn:g"))
    store.extend([quad, Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())])
    assert set(parse(export(store, form), format=DUMPS[form])) == {quad}


def test_a_dump_around_a_thing_leaves_the_rest_out() -> None:
    text = export(STORE, "ntriples", focus=ID + "support.004", depth=1).decode()
    assert "org.003" in text
    assert "org.000" not in text


def test_a_dump_of_an_unknown_thing_is_refused() -> None:
    with pytest.raises(ConfigError, match="nothing is said"):
        export(STORE, "turtle", focus=ID + "none")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="graphml"):
        export(STORE, "pptx")


def test_turtle_uses_readable_prefixes() -> None:
    assert b"dd:supporter" in export(STORE, "turtle")
    assert list(parse(export(STORE, "turtle"), format=RdfFormat.TURTLE))


@pytest.mark.slow
def test_ten_thousand_nodes_are_written_whole() -> None:
    many = [(i % 10_000, (i * 7 + 1) % 10_000) for i in range(50_000)]
    store = graph([f"기업 {i}" for i in range(10_000)], [])
    quads = []
    for place, (giver, taker) in enumerate(many):
        support = NamedNode(f"{ID}support.{place}")
        quads += [
            Quad(support, vocab.RDF.type, vocab.SupportActivity),
            Quad(support, vocab.supporter, NamedNode(f"{ID}org.{giver:03}")),
            Quad(support, vocab.recipient, NamedNode(f"{ID}org.{taker:03}")),
            Quad(support, vocab.supportKind, vocab.KIND["Funding"]),
        ]
    store.extend(quads)
    text = export(store, "graphml").decode()

    assert text.count("<node ") == 10_000
    assert text.count("<edge ") == 50_000
