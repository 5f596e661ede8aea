"""`/review`: what is undecided, the most useful first, and nothing that is decided."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import vocab
from kg.store import from_quads
from kg.web import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ID = "https://w3id.org/deungdae/id/"
OUT = "https://example.org/register/"


def store(*links: tuple[str, str, NamedNode, float, int]) -> Store:
    """Return links of name, number, relation and confidence, named by so many sources."""
    quads: list[tuple[str, NamedNode, NamedNode | Literal]] = []
    for name, number, relation, confidence, sources in links:
        party, link = f"org.{name}", f"link.{name}-{number}"
        quads += [
            (party, vocab.RDF.type, vocab.SME),
            (party, vocab.SKOS.prefLabel, Literal(f"{name} <i>", language="en")),
            (link, vocab.RDF.type, vocab.IdentityLink),
            (link, vocab.RDF.subject, NamedNode(ID + party)),
            (link, vocab.RDF.predicate, relation),
            (link, vocab.RDF.object, NamedNode(OUT + number)),
            (link, vocab.confidence, Literal(confidence)),
            (link, vocab.justification, Literal("CompositeMatching")),
            (link, vocab.reasons, Literal("sound 'x' +2.1")),
        ]
        for place in range(sources):
            twin, words = f"as.{name}-{place}", f"doc.{place}-char-1-{name}"
            quads += [
                (twin, vocab.RDF.subject, NamedNode(ID + party)),
                (twin, vocab.RDF.predicate, vocab.RDF.type),
                (twin, vocab.RDF.object, vocab.SME),
                (twin, vocab.evidence, NamedNode(ID + words)),
                (words, vocab.RDF.type, vocab.OA.SpecificResource),
                (words, vocab.OA.hasSource, NamedNode(f"{ID}doc.{place}")),
                (words, vocab.OA.hasSelector, NamedNode(f"{ID}{words}-quote")),
                (f"{words}-quote", vocab.OA.exact, Literal(f"{name} in {place}")),
            ]
    graph = NamedNode(f"{ID}graph.1")
    return from_quads([Quad(NamedNode(ID + s), p, o, graph) for s, p, o in quads])


@pytest.fixture
def web() -> FlaskClient:
    close, exact = vocab.SKOS.closeMatch, vocab.SKOS.exactMatch
    held = store(
        ("surer", "1", close, 0.75, 1),
        ("doubted", "2", close, 0.6, 1),
        ("told", "3", close, 0.75, 3),
        ("decided", "4", exact, 1.0, 3),
    )
    return create_app(held).test_client()


def test_undecided_pairs_come_with_the_most_useful_first(web: FlaskClient) -> None:
    pairs = web.get("/review?format=json").get_json()["pairs"]

    assert [each["ours"] for each in pairs] == ["org.told", "org.doubted", "org.surer"]
    assert pairs[0]["sources"] == 3
    assert pairs[0]["quotes"] == ["told in 0", "told in 1", "told in 2"]


def test_the_lines_are_such_as_the_program_takes(web: FlaskClient) -> None:
    from kg.cli.review import review

    for verdict, line in web.get("/review?format=json").get_json()["pairs"][0]["commands"].items():
        words = shlex.split(line)
        assert words == ["kg", "review", "PROJECT", f"--{verdict}", "org.told", f"{OUT}3"]
        told = CliRunner().invoke(review, words[2:])
        assert "PROJECT" in told.output, "only the folder is to be put in"
        assert "no such option" not in told.output.lower()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_page_shows_both_sides_and_escapes_names(web: FlaskClient, lang: str) -> None:
    page = web.get(f"/review?lang={lang}", headers={"Accept": "text/html"}).text

    assert page.index("org.told") < page.index("org.doubted") < page.index("org.surer")
    assert f"{OUT}3" in page
    assert {"ko": "소리가 비슷함", "en": "sounds alike"}[lang] + " &#39;x&#39; +2.1" in page
    assert "told in 1" in page
    assert "kg review PROJECT --same org.told" in page
    assert "<i>" not in page
    assert "org.decided" not in page


def test_a_thing_of_this_graph_is_told_by_its_local_name_and_leads_to_its_page() -> None:
    link, one, other = (NamedNode(f"{ID}{name}") for name in ("link.1", "person.a", "person.b"))
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (link, vocab.RDF.type, vocab.IdentityLink),
        (link, vocab.RDF.subject, one),
        (link, vocab.RDF.predicate, vocab.SKOS.closeMatch),
        (link, vocab.RDF.object, other),
        (link, vocab.confidence, Literal(0.7)),
        (one, vocab.RDF.type, vocab.Person),
        (other, vocab.RDF.type, vocab.Person),
    ]
    held = from_quads([Quad(*each, NamedNode(f"{ID}graph.1")) for each in said])
    web = create_app(held).test_client()
    (pair,) = web.get("/review?format=json").get_json()["pairs"]
    page = web.get("/review?lang=en", headers={"Accept": "text/html"}).text

    assert (pair["ours"], pair["theirs"]) == ("person.a", "person.b")
    assert pair["commands"]["same"] == "kg review PROJECT --same person.a person.b"
    assert "<code>person.b</code>" in page
    assert 'href="/doc/person.b?lang=en"' in page
    assert ID not in page.partition("<main")[2]


def test_nothing_undecided_is_said() -> None:
    web = create_app(store()).test_client()

    assert "No link waits" in web.get("/review?lang=en").text
