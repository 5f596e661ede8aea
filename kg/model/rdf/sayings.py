"""Statements and designations: what was said, what was named a lighthouse or proposed so. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.model.evidence import Span
from kg.model.rdf.activities import event_node
from kg.model.rdf.concepts import say_concept
from kg.model.rdf.parties import say_party
from kg.model.rdf.said import Teller
from kg.model.rdf.times import say_time, time_node
from kg.model.rdf.titles import designation_title, statement_title
from kg.vocab import RDF, SCHEME, STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.evidence import Basis
    from kg.model.facts import Designation, Statement
    from kg.model.rdf.page import Page
    from kg.model.rdf.said import Said

CLASS_OF: Final[Mapping[str, NamedNode]] = {
    "Claim": vocab.Claim,
    "Proposal": vocab.Proposal,
    "Plan": vocab.Plan,
    "Policy": vocab.PolicyStatement,
}


def statement_node(page: Page, fact: Statement) -> NamedNode:
    """Return the IRI of a saying: who, what kind, which words."""
    return page.node("statement", fact.speaker or "", fact.kind, fact.quote)


def say_statement(page: Page, fact: Statement) -> Iterator[Said]:
    """Yield who said what, where and when."""
    teller = Teller(statement_node(page, fact), fact.basis)
    yield teller.say(RDF.type, CLASS_OF[fact.kind], "kind")
    yield from teller.name(statement_title(page, fact))
    yield teller.say(vocab.quoteText, page.literal(fact.quote), "quote")
    yield teller.say(vocab.isDirect, Literal(fact.is_direct), "quote")
    if fact.speaker:
        names = page.other_names(fact.speaker)
        yield teller.say(vocab.speaker, page.party(fact.speaker), "speaker", names)
        yield from say_party(page, fact.basis, fact.speaker, "speaker")
    if fact.made_at and _is_event(page, fact.made_at):
        yield teller.say(vocab.madeAt, event_node(page, fact.made_at), "made_at")
    if fact.announced or fact.announced_text:
        when = time_node(page, fact.announced, None, fact.announced_text)
        yield teller.say(vocab.announcedOn, when, "announced")
        yield from say_time(
            page,
            fact.basis,
            "announced",
            start=fact.announced,
            end=None,
            text=fact.announced_text,
        )
    if fact.reports_to and fact.kind == "Plan" and _is_event(page, fact.reports_to):
        yield teller.say(vocab.reportsTo, event_node(page, fact.reports_to), "reports_to")
    for topic in fact.topics:
        yield teller.say(vocab.topic, page.concept("topic", topic), "topics", (topic,))
        yield from say_concept(page, fact.basis, "topic", topic, "topics")
    if fact.kind in ("Proposal", "Plan"):
        for designation in page.facts.designations:
            if _proposes(fact, designation):
                yield teller.say(vocab.proposes, designation_node(page, designation), "quote")


def _is_event(page: Page, name: str) -> bool:
    return any(name in (event.name, *event.aliases) for event in page.facts.events)


def _proposes(fact: Statement, designation: Designation) -> bool:
    """Tell whether a saying is where a designation is proposed: by its quote, or its place."""
    if designation.status == "actual":
        return False
    if designation.proposed_in:
        return designation.proposed_in == fact.quote
    said, proposed = fact.basis.evidence[0].place, designation.basis.evidence[0].place
    return isinstance(said, Span) and isinstance(proposed, Span) and said.meets(proposed)


def designation_node(page: Page, fact: Designation) -> NamedNode:
    """Return the IRI of a designation."""
    parts = (fact.designee, fact.scheme, fact.status, "|".join(sorted(fact.designator)))
    return page.node("designation", *parts, fact.date or "")


def is_lighthouse(page: Page, fact: Designation) -> bool:
    """Tell whether an organisation has actually named the site a lighthouse."""
    return fact.status == "actual" and any(map(page.organization, fact.designator))


def say_designation(page: Page, fact: Designation) -> Iterator[Said]:
    """Yield an actual designation of a site, or a proposed one of a cluster."""
    teller = Teller(designation_node(page, fact), fact.basis)
    yield teller.say(RDF.type, vocab.LighthouseDesignation)
    yield from teller.name(designation_title(page, fact))
    yield teller.say(vocab.designationScheme, SCHEME[fact.scheme], "scheme")
    yield teller.say(vocab.status, STATUS[fact.status], "status")
    if fact.date:
        yield teller.say(vocab.when, time_node(page, fact.date, None, None), "date")
        yield from say_time(page, fact.basis, "date", start=fact.date, end=None, text=None)
    if fact.status == "proposed":
        cluster = page.node("cluster", fact.designee)
        yield teller.say(vocab.designee, cluster, "designee")
        yield from _cluster(page, Teller(cluster, fact.basis), fact)
        return
    for name in fact.designator:
        designator = page.organization(name)
        if designator:
            names = page.other_names(name)
            yield teller.say(vocab.designator, designator, "designator", names)
    site = _site(page, fact.designee)
    yield teller.say(vocab.designee, site, "designee")
    yield from _say_site(page, Teller(site, fact.basis), fact)


def _site(page: Page, name: str) -> NamedNode:
    """Return the site of that name; a firm's name stands for a plant of the firm, not for it."""
    entity = page.entity(name)
    if entity and entity.type == "LighthouseFactory":
        return NamedNode(entity.iri)
    return page.node("site", name)


def _say_site(page: Page, teller: Teller, fact: Designation) -> Iterator[Said]:
    kind = vocab.LighthouseFactory if is_lighthouse(page, fact) else vocab.ManufacturingSite
    yield teller.say(RDF.type, kind, "designee")
    entity = page.entity(fact.designee)
    if entity is None or entity.type != "LighthouseFactory":
        yield from teller.name(page.called(fact.designee), "designee")
    operator = page.organization(fact.operator) or page.organization(fact.designee)
    if operator:
        yield teller.say(vocab.siteOf, operator, "operator")


def _cluster(page: Page, teller: Teller, fact: Designation) -> Iterator[Said]:
    yield teller.say(RDF.type, vocab.PartnershipCluster, "designee")
    yield from teller.name(page.both(fact.designee), "designee")
    if fact.anchor:
        yield from _cluster_party(page, teller, (vocab.anchor, "anchor", "large"), fact.anchor)
    for name in fact.members:
        yield from _cluster_party(page, teller, (vocab.clusterMember, "members", "sme"), name)


def _cluster_party(
    page: Page, teller: Teller, part: tuple[NamedNode, str, str], name: str
) -> Iterator[Said]:
    predicate, field, size = part
    basis: Basis = teller.basis
    party = page.party(name)
    yield teller.say(predicate, party, field, page.other_names(name))
    if page.entity(name) is None:
        yield from say_party(page, basis, name, field)
        code = vocab.SIZE["large"] if size == "large" else vocab.SIZE["sme"]
        yield Teller(party, basis).say(vocab.sizeClass, code, field)
