"""Persons of two languages: one where post and organisation say so, and as people decided."""

import pytest

from kg.link.decisions import Decided, Decisions
from kg.link.resolve import Resolved, resolve
from kg.model.entities import Entity, Label
from kg.model.evidence import Basis, Evidence, Span
from kg.model.facts import Actor, Affiliation, Facts

BASE = "https://w3id.org/deungdae/id/"
ONE, TWO = "a" * 64, "b" * 64


def who(resolved: Resolved, source: str, name: str) -> Entity:
    resolution = resolved.resolution
    return resolution.entities[resolution.names[source][name]]


GAON = Entity(
    iri=BASE + "org.gaon",
    type="LargeEnterprise",
    labels=(Label("가온전자", "ko"), Label("Gaon Electronics", "en")),
    is_authority=True,
)


def posted(name: str, organization: str, role: str) -> Facts:
    """Return one person with a post, and the organisation."""
    basis = Basis(
        evidence=(Evidence(source=ONE, place=Span(0, len(name)), quote=name),),
        rule="r",
        confidence=0.9,
    )
    return Facts(
        actors=(
            Actor(basis=basis, name=name, type="Person"),
            Actor(basis=basis, name=organization, type="LargeEnterprise"),
        ),
        affiliations=(Affiliation(basis=basis, person=name, organization=organization, role=role),),
    )


def across(*decided: Decided, role: str = "head of quality") -> Resolved:
    told = {
        ONE: posted("윤서래", "가온전자", "품질실장"),
        TWO: posted("Yun Seo-rae", "Gaon Electronics", role),
    }
    decisions = Decisions({each.pair: each for each in decided})
    return resolve(told, (GAON,), metas={}, decisions=decisions)


def linked(entity: Entity) -> list[tuple[str, str, str]]:
    return [
        (each.relation, each.target.removeprefix(BASE), each.justification) for each in entity.links
    ]


def test_a_person_of_two_languages_is_one_where_post_and_organisation_say_so() -> None:
    resolved = across()

    one = who(resolved, ONE, "윤서래")
    assert one == who(resolved, TWO, "Yun Seo-rae")
    assert {(each.text, each.lang) for each in one.labels} == {
        ("윤서래", "ko"),
        ("Yun Seo-rae", "en"),
    }
    assert linked(one) == [("exactMatch", "person.yun-seorae", "CompositeMatching")]
    assert "same_organization org.gaon" in one.links[0].reasons


def test_another_post_keeps_two_persons() -> None:
    resolved = across(role="reporter")

    assert who(resolved, ONE, "윤서래").iri != who(resolved, TWO, "Yun Seo-rae").iri


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("person.yun-seo-rae", "person.yun-seorae"),
        ("person.yun-seo-rae", f"윤서래@{ONE[:12]}"),
    ],
)
def test_one_decision_takes_a_pair_of_the_rules_apart(one: str, other: str) -> None:
    word = Decided(one=one, other=other, verdict="different", by="한이슬", because="동명이인")
    resolved = across(word)

    korean, english = who(resolved, ONE, "윤서래"), who(resolved, TWO, "Yun Seo-rae")
    assert korean.iri.endswith("person.yun-seorae")
    assert english.iri.endswith("person.yun-seo-rae")
    assert linked(korean) == [("differentFrom", "person.yun-seo-rae", "ManualMappingCuration")]
    assert linked(english) == [("differentFrom", "person.yun-seorae", "ManualMappingCuration")]
    assert korean.links[0].reasons == "한이슬: 동명이인"


def test_a_person_s_word_puts_two_together_and_says_so() -> None:
    word = Decided(
        one="person.yun-seo-rae", other="person.yun-seorae", verdict="same", because="같은 사람"
    )
    resolved = across(word, role="reporter")

    one = who(resolved, ONE, "윤서래")
    assert one.iri == who(resolved, TWO, "Yun Seo-rae").iri
    assert linked(one) == [("exactMatch", "person.yun-seorae", "ManualMappingCuration")]
    assert one.links[0].reasons == "같은 사람"
