"""Persons who may be one are shown to people, and never linked surely by name alone."""

from kg.link.decisions import Decided, Decisions
from kg.link.outside import Proposal, undecided, with_links
from kg.link.persons_proposed import proposed_persons
from kg.link.resolve import resolve
from kg.model.evidence import Basis, Evidence, Span
from kg.model.facts import Actor, Affiliation, Facts

BASE = "https://w3id.org/deungdae/id/"
ONE, TWO = "a" * 64, "b" * 64


def person(name: str, role: str = "") -> Facts:
    basis = Basis(
        evidence=(Evidence(source=ONE, place=Span(0, len(name)), quote=name),),
        rule="r",
        confidence=0.9,
    )
    posts = (Affiliation(basis=basis, person=name, role=role),) if role else ()
    return Facts(actors=(Actor(basis=basis, name=name, type="Person"),), affiliations=posts)


def proposed(*decided: Decided) -> tuple[Proposal, ...]:
    told = {ONE: person("윤서래", "실장"), TWO: person("Yun Seo-rae", "head")}
    decisions = Decisions({each.pair: each for each in decided})
    resolution = resolve(told, (), metas={}, decisions=decisions).resolution
    found = proposed_persons(resolution, told, decisions, BASE)
    assert set(with_links(resolution, found).entities) == set(resolution.entities)
    return found


def test_persons_of_two_languages_are_proposed_with_reasons() -> None:
    (pair,) = proposed()

    assert pair.entity.iri == f"{BASE}person.yun-seo-rae"
    assert [each.known.iri for each in pair.doubts] == [f"{BASE}person.yun-seorae"]
    (link,) = pair.links
    assert (link.relation, link.justification) == ("closeMatch", "CompositeMatching")
    assert link.confidence < 0.8
    assert link.reasons == "romanised 'Yun Seo-rae' = '윤서래' +2.4, same_post head +1.5"
    assert undecided((pair,)) == (pair,)


def test_what_people_decided_is_not_asked_again() -> None:
    for other in ("person.yun-seorae", f"윤서래@{ONE[:12]}"):
        word = Decided(one="person.yun-seo-rae", other=other, verdict="different")
        assert proposed(word) == ()


def test_a_project_without_namesakes_has_nothing_to_ask() -> None:
    told = {ONE: person("윤서래"), TWO: person("Han Iseul")}
    resolution = resolve(told, (), metas={}).resolution

    assert proposed_persons(resolution, told, Decisions(), BASE) == ()
