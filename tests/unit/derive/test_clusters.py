"""Clusters: computed from what was done, comparable only, never a designation."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.derive import GRAPH, derived
from kg.derive.clusters import Cluster, clusters
from kg.derive.network import network
from kg.link.wording import wording
from kg.validate.gate import validate

BASE = "https://example.org/id/"
SKOS = vocab.SKOS


def iri(name: str) -> NamedNode:
    return NamedNode(BASE + name)


class Graph:
    """A small graph, written a statement at a time."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []

    def say(self, subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(iri(subject), predicate, value, iri("graph.a")))

    def party(self, name: str, kind: NamedNode) -> None:
        self.say(name, vocab.RDF.type, kind)
        self.say(name, SKOS.prefLabel, Literal(f"이름 {name}", language="ko"))
        self.say(name, SKOS.prefLabel, Literal(f"Name {name}", language="en"))

    def help(
        self,
        name: str,
        giver: str,
        *takers: str,
        kind: vocab.KindCode = "Mentoring",
        status: vocab.StatusCode = "actual",
        product: str = "",
    ) -> None:
        self.say(name, vocab.RDF.type, vocab.SupportActivity)
        self.say(name, vocab.supportKind, vocab.KIND[kind])
        self.say(name, vocab.status, vocab.STATUS[status])
        self.say(name, vocab.supporter, iri(giver))
        for taker in takers:
            self.say(name, vocab.recipient, iri(taker))
        if product:
            self.say(name, vocab.product, iri(product))

    def change(
        self,
        name: str,
        subject: str,
        before: float,
        after: float,
        *,
        indicator: vocab.IndicatorCode = "DefectRate",
        unit: vocab.UnitCode = "percent",
    ) -> None:
        self.say(name, vocab.RDF.type, vocab.ChangeMeasurement)
        self.say(name, vocab.indicator, vocab.INDICATOR[indicator])
        self.say(name, vocab.status, vocab.STATUS["actual"])
        self.say(name, vocab.subject, iri(subject))
        self.say(name, vocab.unit, vocab.UNIT[unit])
        for predicate, value in ((vocab.baseline, before), (vocab.followUp, after)):
            own = f"{name}-{value}"
            self.say(name, predicate, iri(own))
            self.say(own, vocab.numericValue, Literal(value))

    def clusters(self) -> tuple[Cluster, ...]:
        return clusters(network(quad.triple for quad in self.quads))


@pytest.fixture
def graph() -> Graph:
    graph = Graph()
    graph.party("org.big", vocab.LargeEnterprise)
    for name in ("org.one", "org.two", "org.three"):
        graph.party(name, vocab.SME)
    graph.party("org.agency", vocab.PublicAgency)
    return graph


def test_a_large_firm_and_the_smes_it_supported_are_a_cluster(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one", "org.two")
    graph.help("support.2", "org.big", "org.two", kind="Funding")

    (cluster,) = graph.clusters()

    assert cluster.anchor == BASE + "org.big"
    assert cluster.members == (BASE + "org.one", BASE + "org.two")
    assert cluster.kinds == ("Funding", "Mentoring")
    assert [each.iri for each in cluster.helps] == [BASE + "support.1", BASE + "support.2"]
    assert cluster.density == pytest.approx(2 / 3, abs=1e-4)


def test_agencies_and_plans_make_no_cluster(graph: Graph) -> None:
    graph.help("support.1", "org.agency", "org.one")
    graph.help("support.2", "org.big", "org.one", status="planned")

    assert graph.clusters() == ()


def test_the_named_members_of_a_group_are_members_of_the_cluster(graph: Graph) -> None:
    graph.party("group.four", vocab.ActorGroup)
    graph.say("group.four", vocab.FOAF.member, iri("org.one"))
    graph.say("group.four", vocab.FOAF.member, iri("org.three"))
    graph.help("support.1", "org.big", "group.four")

    (cluster,) = graph.clusters()

    assert cluster.members == (BASE + "org.one", BASE + "org.three")


def test_changes_are_summed_up_by_unit_and_never_across(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one", "org.two", "org.three")
    graph.change("change.1", "org.one", 4, 2)
    graph.change("change.2", "org.two", 5, 4)
    graph.change("change.3", "org.three", 900, 300, unit="ppm")

    (cluster,) = graph.clusters()

    assert [(one.unit.rpartition(".")[2], one.median) for one in cluster.outcomes] == [
        ("percent", -35.0),
        ("ppm", -66.67),
    ]
    assert [len(one.members) for one in cluster.outcomes] == [2, 1]


def test_who_does_better_in_the_same_unit_could_teach(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one", "org.two", "org.three")
    graph.change("change.1", "org.one", 4, 1)
    graph.change("change.2", "org.two", 5, 3)
    graph.change("change.3", "org.three", 900, 300, unit="ppm")

    (cluster,) = graph.clusters()

    pairs = [(one.giver, one.taker, one.indicator) for one in cluster.opportunities]
    assert pairs == [(BASE + "org.one", BASE + "org.two", "DefectRate")]


def test_who_was_taught_could_teach_a_maker_of_the_same_product(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one", kind="KnowHowTransfer", product="product.valve")
    graph.help("support.2", "org.big", "org.two", kind="Funding", product="product.valve")
    graph.help("support.3", "org.big", "org.three", kind="Funding", product="product.glove")

    (cluster,) = graph.clusters()

    (chance,) = cluster.opportunities
    assert (chance.giver, chance.taker) == (BASE + "org.one", BASE + "org.two")
    assert (chance.kind, chance.product) == ("KnowHowTransfer", BASE + "product.valve")
    assert chance.because == (BASE + "support.1", BASE + "support.2")


def test_clusters_are_written_apart_with_their_derivation_and_conform(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one", "org.two")
    graph.change("change.1", "org.one", 4, 1)
    graph.change("change.2", "org.two", 5, 3)
    quads = derived(graph.quads, wording(), BASE)

    assert {quad.graph_name for quad in quads} == {iri(GRAPH)}
    (cluster,) = {q.subject for q in quads if q.object == vocab.DerivedCluster}
    because = {q.object for q in quads if q.subject == cluster and _derives(q)}
    assert because == {iri("support.1")}
    nodes = {q.subject for q in quads if q.predicate == vocab.RDF.type}
    assert all(any(q.subject == node and _derives(q) for q in quads) for node in nodes)
    own = {node.value for node in nodes if isinstance(node, NamedNode)}
    report = validate([*graph.quads, *quads])
    assert [one for one in report.findings if one.focus in own] == []
    assert sum(count for shape, count in report.counts.items() if "DerivedCluster" in shape) == 1


def _derives(quad: Quad) -> bool:
    return quad.predicate == vocab.PROV.wasDerivedFrom


def test_no_name_of_a_cluster_calls_it_designated(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one")
    names = [
        quad.object.value
        for quad in derived(graph.quads, wording(), BASE)
        if quad.predicate == SKOS.prefLabel and isinstance(quad.object, Literal)
    ]

    assert len(names) == 2
    assert not any(re.search("지정|등대|lighthouse|designat", name) for name in names)


def test_the_order_of_statements_changes_nothing(graph: Graph) -> None:
    graph.help("support.1", "org.big", "org.one", "org.two")
    graph.change("change.1", "org.one", 4, 1)

    assert derived(graph.quads[::-1], wording(), BASE) == derived(graph.quads, wording(), BASE)
