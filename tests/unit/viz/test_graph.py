"""Looking up a store thing by thing, and predicate by predicate."""

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg import vocab
from kg.viz.graph import Graph, WholeGraph

A, B = NamedNode("https://e.example/a"), NamedNode("https://e.example/b")
ELSEWHERE = NamedNode("https://e.example/graph")


def a_store() -> Store:
    store = Store()
    store.extend(
        [
            Quad(A, vocab.SKOS.prefLabel, Literal("가상정밀", language="ko")),
            Quad(A, vocab.SKOS.prefLabel, Literal("Virtual", language="en")),
            Quad(A, vocab.supportKind, B),
            Quad(A, vocab.supportKind, A),
            Quad(B, vocab.SKOS.notation, Literal("b")),
            Quad(B, vocab.SKOS.prefLabel, Literal("elsewhere"), ELSEWHERE),
            Quad(BlankNode("x"), vocab.SKOS.prefLabel, Literal("nobody")),
        ]
    )
    return store


def test_both_ways_of_looking_up_find_the_same() -> None:
    one, whole = Graph(a_store()), WholeGraph(a_store())

    for subject in (A, B, NamedNode("https://e.example/none")):
        for predicate in (vocab.SKOS.prefLabel, vocab.supportKind, vocab.SKOS.notation):
            assert whole.objects(subject, predicate) == one.objects(subject, predicate)
        assert whole.labels(subject) == one.labels(subject)
        assert whole.nodes(subject, ["supportKind"]) == one.nodes(subject, ["supportKind"])
        assert whole.notation(subject, "supportKind") == one.notation(subject, "supportKind")
    assert whole.labels(A) == {"ko": "가상정밀", "en": "Virtual"}
    assert whole.labels(B) == {"ko": "b", "en": "b"}, "what another graph says is not asked"
    assert whole.nodes(A, ["supportKind"]) == [A, B]
    assert whole.notation(A, "supportKind") == "b"


def test_what_is_handed_out_may_be_changed() -> None:
    whole = WholeGraph(a_store())
    whole.objects(A, vocab.supportKind).clear()

    assert len(whole.objects(A, vocab.supportKind)) == 2
