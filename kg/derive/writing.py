"""Clusters as quads, in one graph of their own, each with what it was derived from. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.derive.clusters import PLAN, RULE, clusters
from kg.derive.network import network
from kg.files import resource_toml
from kg.ids.names import minted
from kg.model.report import Text
from kg.vocab import INDICATOR, KIND, PROV, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.derive.clusters import Cluster, Opportunity, Outcome
    from kg.derive.network import Network
    from kg.model.wording import Wording

GRAPH: Final = "graph.derived-clusters"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def derived(quads: Iterable[Quad], wording: Wording, base: str) -> tuple[Quad, ...]:
    """Return the clusters that follow from quads; nothing where no large firm helped an SME.

    Args:
        quads: What the sources say.
        wording: Names of codes, for labels.
        base: IRI in front of every local name.
    """
    whole = network(quad.triple for quad in quads)
    pen = _Pen(whole, wording, base)
    found = [quad for cluster in clusters(whole) for quad in pen.cluster(cluster)]
    return tuple(dict.fromkeys(found))


class _Pen:
    """Writes clusters with names in both languages."""

    def __init__(self, whole: Network, wording: Wording, base: str) -> None:
        self.whole = whole
        self.wording = wording
        self.base = base
        self.graph = NamedNode(base + GRAPH)
        self.words: dict[str, dict[str, str]] = resource_toml(PLAN)["words"]

    def cluster(self, cluster: Cluster) -> Iterator[Quad]:
        """Yield one cluster, its outcomes and its opportunities."""
        anchor = cluster.anchor.removeprefix(self.base).replace("/", "-")
        node = NamedNode(f"{self.base}cluster.{anchor.partition('.')[2] or anchor}-supported")
        name = self._fill("cluster", anchor=self.name(cluster.anchor), count=len(cluster.members))
        yield from self._named(node, vocab.DerivedCluster, name)
        yield self._say(node, vocab.anchor, NamedNode(cluster.anchor))
        for member in cluster.members:
            yield self._say(node, vocab.clusterMember, NamedNode(member))
        yield self._say(node, vocab.rule, Literal(RULE))
        yield self._say(node, vocab.memberCount, Literal(len(cluster.members)))
        yield self._say(node, vocab.supportCount, Literal(len(cluster.helps)))
        yield self._say(node, vocab.density, Literal(cluster.density))
        yield self._say(node, vocab.betweenness, Literal(cluster.betweenness))
        for help_ in cluster.helps:
            yield self._say(node, PROV.wasDerivedFrom, NamedNode(help_.iri))
        for outcome in cluster.outcomes:
            yield from self._outcome(node, outcome, name)
        for opportunity in cluster.opportunities:
            yield from self._opportunity(node, opportunity)

    def _outcome(self, cluster: NamedNode, outcome: Outcome, name: Text) -> Iterator[Quad]:
        parts = (cluster.value, outcome.indicator, outcome.unit, outcome.per)
        node = NamedNode(self.base + minted("outcome", *parts))
        indicator = INDICATOR[outcome.indicator]  # type: ignore[index] # a code's name
        yield self._say(cluster, vocab.hasOutcome, node)
        named = self._fill("outcome", cluster=name, indicator=self.wording.code(indicator.value))
        yield from self._named(node, vocab.ClusterOutcome, named)
        yield self._say(node, vocab.matter, indicator)
        if outcome.unit:
            yield self._say(node, vocab.comparedIn, NamedNode(outcome.unit))
        if outcome.per:
            per = Literal(outcome.per, datatype=NamedNode(f"{XSD}duration"))
            yield self._say(node, vocab.comparedPer, per)
        yield self._say(node, vocab.memberCount, Literal(len(outcome.members)))
        yield self._say(node, vocab.medianChangePercent, Literal(outcome.median))
        for change in outcome.changes:
            yield self._say(node, PROV.wasDerivedFrom, NamedNode(change))

    def _opportunity(self, cluster: NamedNode, chance: Opportunity) -> Iterator[Quad]:
        parts = (chance.giver, chance.taker, chance.kind, chance.indicator, chance.product)
        node = NamedNode(self.base + minted("opportunity", cluster.value, *parts))
        yield self._say(cluster, vocab.hasOpportunity, node)
        matter = [self.wording.code(vocab.CODE + f"kind.{chance.kind}")] if chance.kind else []
        if chance.indicator:
            matter.append(self.wording.code(vocab.CODE + f"indicator.{chance.indicator}"))
        if chance.product:
            matter.append(self.name(chance.product))
        named = self._fill(
            "opportunity",
            giver=self.name(chance.giver),
            taker=self.name(chance.taker),
            matter=Text(", ".join(m.ko for m in matter), ", ".join(m.en for m in matter)),
        )
        yield from self._named(node, vocab.KnowHowOpportunity, named)
        yield self._say(node, vocab.fromMember, NamedNode(chance.giver))
        yield self._say(node, vocab.toMember, NamedNode(chance.taker))
        if chance.kind:
            yield self._say(node, vocab.matter, KIND[chance.kind])  # type: ignore[index]
        if chance.indicator:
            yield self._say(node, vocab.matter, INDICATOR[chance.indicator])  # type: ignore[index]
        if chance.product:
            yield self._say(node, vocab.matter, NamedNode(chance.product))
        for reason in chance.because:
            yield self._say(node, PROV.wasDerivedFrom, NamedNode(reason))

    def name(self, iri: str) -> Text:
        """Return a thing's name in both languages; one stands in for the other."""
        told = self.whole.names.get(iri, {})
        either = next((told[lang] for lang in sorted(told)), iri.rpartition("/")[2])
        if iri.startswith(vocab.CODE):
            return self.wording.code(iri)
        return Text(told.get("ko", either), told.get("en", either))

    def _fill(self, pattern: str, **slots: Any) -> Text:  # Any: names or numbers
        shape = self.words[pattern]
        ko = {slot: text.ko if isinstance(text, Text) else text for slot, text in slots.items()}
        en = {slot: text.en if isinstance(text, Text) else text for slot, text in slots.items()}
        return Text(shape["ko"].format(**ko), shape["en"].format(**en))

    def _named(self, node: NamedNode, kind: NamedNode, name: Text) -> Iterator[Quad]:
        yield self._say(node, RDF.type, kind)
        if kind == vocab.DerivedCluster:
            yield self._say(node, RDF.type, vocab.PartnershipCluster)
        yield self._say(node, SKOS.prefLabel, Literal(name.ko, language="ko"))
        yield self._say(node, SKOS.prefLabel, Literal(name.en, language="en"))

    def _say(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, self.graph)
