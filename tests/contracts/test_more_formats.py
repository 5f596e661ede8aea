"""What each further drawing format and table promises to the program that reads it."""

import csv
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from pyoxigraph import Literal as Text

from kg import vocab
from kg.cli.export import DRAWINGS as OF_CLI
from kg.cli.export import DUMPS as DUMPS_OF_CLI
from kg.query.drawing import DRAWINGS, draw, draw_chunks
from kg.viz import DUMPS, TABLES, export, flatten
from kg.viz.stream import count_ties, stream_graphml
from tests.contracts.graphs import ID, graph, say

SHARED = Path(__file__).parents[2].parent / "shared"
XSD = "http://www.w3.org/2001/XMLSchema#"
NAMES = ["별<빛>&\"산업'", "이모지 🗼", "\\역슬래시\\", '=HYPERLINK("x")', "줄\n바꿈"]
PAIRS = [(0, 1), (0, 1), (1, 0), (2, 3), (3, 4)]


def store_of(names: list[str], pairs: list[tuple[int, int]]) -> Store:
    """Return a graph of firms with an event, a day and a group beside them."""
    store = graph(names, pairs, "TechnologySupport")
    say(store, "event.1", vocab.RDF.type, vocab.Event)
    say(store, "event.1", vocab.SKOS.prefLabel, Text("성과공유회", language="ko"))
    say(store, "event.1", vocab.when, NamedNode(f"{ID}time.1"))
    say(store, "event.1", vocab.organizer, NamedNode(f"{ID}org.000"))
    say(store, "time.1", vocab.TIME.inXSDDate, Text("2024-05-14", datatype=NamedNode(f"{XSD}date")))
    kind = vocab.KIND["TechnologySupport"]
    store.add(Quad(kind, vocab.SKOS.notation, Text("TechnologySupport"), DefaultGraph()))
    say(store, "group.1", vocab.RDF.type, vocab.ActorGroup)
    return store


STORE = store_of(NAMES, PAIRS)


def test_the_command_line_offers_what_there_is() -> None:
    assert list(OF_CLI) == list(DRAWINGS)
    assert sorted(DUMPS_OF_CLI) == sorted([*DUMPS, TABLES])


def test_a_group_that_no_line_reaches_is_not_drawn() -> None:
    kinds = [node.kind for node in flatten(STORE).nodes]

    assert kinds.count("SME") == len(NAMES)
    assert "ActorGroup" not in kinds


def test_d3_links_name_nodes_that_are_there() -> None:
    read = json.loads(export(STORE, "d3"))
    ids = {node["id"] for node in read["nodes"]}

    assert len(read["links"]) == len(PAIRS) + 1
    assert {end for link in read["links"] for end in (link["source"], link["target"])} <= ids
    assert all(0 <= node[axis] <= 1 for node in read["nodes"] for axis in "xy")
    assert NAMES[1] in {node["label"] for node in read["nodes"]}


def test_cx2_declares_every_attribute_and_counts_every_aspect() -> None:
    head, meta, *aspects, status = json.loads(export(STORE, "cx2"))
    told = {name: own for aspect in aspects for name, own in aspect.items()}

    assert head == {"CXVersion": "2.0", "hasFragments": False}
    assert {each["name"]: each["elementCount"] for each in meta["metaData"]} == {
        name: len(own) for name, own in told.items()
    }
    for kind in ("nodes", "edges"):
        declared = set(told["attributeDeclarations"][0][kind])
        assert {name for one in told[kind] for name in one["v"]} <= declared
    nodes = {node["id"] for node in told["nodes"]}
    assert all({edge["s"], edge["t"]} <= nodes for edge in told["edges"])
    assert status == {"status": [{"success": True}]}


def tables(body: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(body)) as whole:
        return {
            name: list(csv.reader(io.StringIO(whole.read(name).decode("utf-8-sig"), newline="")))
            for name in whole.namelist()
            if name.endswith(".csv")
        }


def test_neo4j_tables_have_the_heads_its_importer_reads() -> None:
    read = tables(export(STORE, "neo4j"))
    nodes, lines = read["nodes.csv"], read["relationships.csv"]

    assert (nodes[0][0], nodes[0][-1]) == ("id:ID", ":LABEL")
    assert (lines[0][:2], lines[0][-1]) == ([":START_ID", ":END_ID"], ":TYPE")
    assert "degree:int" in nodes[0]
    ids = {row[0] for row in nodes[1:]}
    assert all({row[0], row[1]} <= ids for row in lines[1:])
    assert {row[-1] for row in lines[1:]} == {"TECHNOLOGY_SUPPORT", "ORGANIZER"}
    assert {len(row) for row in nodes} == {len(nodes[0])}


def test_a_cypher_script_quotes_every_string_and_ends_every_statement() -> None:
    script = export(STORE, "cypher").decode()
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', script)

    assert "줄\\n바꿈" in script
    assert all(line.endswith(";") for line in script.strip().splitlines())
    assert not re.search("[가-힣🗼<>&'\\\\]", bare.replace("->", ""))
    assert bare.count("{") == bare.count("}")


def test_yed_keeps_the_graph_and_adds_its_own_shapes() -> None:
    body = export(STORE, "yed")
    read = nx.read_graphml(io.BytesIO(body), force_multigraph=True)
    shapes = etree.fromstring(body).findall(".//{http://www.yworks.com/xml/graphml}ShapeNode")

    assert read.number_of_edges("n1", "n2") == 2
    assert read.number_of_nodes() == len(shapes) == len(NAMES) + 1


def test_gexf_with_days_is_dynamic_and_valid() -> None:
    body = export(STORE, "gexf")

    assert b'mode="dynamic" timeformat="date"' in body
    assert b'start="2024-05-14" end="2024-05-14"' in body
    schema = SHARED / "suites" / "gexf" / "gexf.xsd"
    if not schema.is_file():
        pytest.skip("../shared/suites/gexf is absent: no schema to check against")
    rules = etree.XMLSchema(etree.parse(str(schema)))
    assert rules.validate(etree.fromstring(body)), rules.error_log


def test_tables_open_in_a_spreadsheet_with_korean_and_without_formulas() -> None:
    body = export(STORE, "csv")
    with zipfile.ZipFile(io.BytesIO(body)) as whole:
        first = whole.read("organisations.csv")
    read = tables(body)

    assert first.startswith(b"\xef\xbb\xbf")
    names = [row[1] for row in read["organisations.csv"][1:]]
    assert sorted(names) == sorted("'" + n if n.startswith("=") else n for n in NAMES)
    heads, *rows = read["supports.csv"]
    assert len(rows) == len(PAIRS)
    assert rows[0][heads.index("supporter_iri")] == f"{ID}org.000"


def test_the_stream_says_what_the_drawing_says_but_for_betweenness() -> None:
    whole = nx.read_graphml(io.BytesIO(export(STORE, "graphml")), force_multigraph=True)
    streamed = nx.read_graphml(
        io.BytesIO(b"".join(stream_graphml(STORE, "ko"))), force_multigraph=True
    )

    def told(graph: nx.MultiDiGraph) -> dict[str, object]:
        iris = nx.get_node_attributes(graph, "iri")
        keep = ("label_ko", "label_en", "kind", "start", "degree")
        nodes = {
            iris[node]: {key: values.get(key) for key in keep}
            for node, values in graph.nodes(data=True)
            if values["kind"] != "ActorGroup"
        }
        lines = sorted(
            (iris[a], iris[b], values["kind"], values["iri"])
            for a, b, values in graph.edges(data=True)
        )
        return {"nodes": nodes, "lines": lines}

    assert told(streamed) == told(whole)
    assert count_ties(STORE) == whole.number_of_edges()


def test_a_large_graph_is_streamed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.drawing.LARGE", 3)
    monkeypatch.setattr("kg.viz.graphml.CHUNK", 2)

    assert len(list(draw_chunks(STORE, "graphml"))) > 5
    assert len(list(draw_chunks(STORE, "graphml", focus=f"{ID}org.000"))) == 1


@pytest.mark.slow
def test_png_is_a_picture_of_some_size() -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed: no picture is drawn")
    body = draw(STORE, "png")

    assert body.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(body[16:20]) > 300


def test_without_graphviz_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.errors import ConfigError

    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(ConfigError, match="install Graphviz"):
        draw(STORE, "png")
