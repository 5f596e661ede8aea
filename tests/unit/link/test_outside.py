"""Links from our entities to authorities outside: how sure, why, and what people said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kg.link.decisions import Decided, Decisions
from kg.link.match.index import Index, build_index
from kg.link.match.known import Known, Name
from kg.link.outside import Outside, Proposal, proposals, undecided, with_links
from kg.model.entities import Entity, Label, Link, Resolution
from kg.model.evidence import Basis
from kg.model.facts import Actor, Facts
from kg.model.source import Meta

BASE = "https://data.example/id/"
OUT = "https://example.org/register/"
SOURCE = "a" * 64
FIRM = Entity(iri=f"{BASE}org.handeul", type="SME", labels=(Label("한들정공", "ko"),))
NUMBERED = replace(FIRM, identifiers={"businessRegistrationNumber": "124-81-00998"})


def known(local: str, *names: str, numbers: tuple[tuple[str, str], ...] = ()) -> Known:
    told = tuple(Name(text, "ko", is_preferred=at == 0) for at, text in enumerate(names))
    return Known(iri=OUT + local, names=told, numbers=numbers)


INDEX = build_index(
    [
        known("handeul", "한들정공"),
        known("near", "한들정궁"),
        known("number", "이름이 바뀐 곳", numbers=(("businessRegistrationNumber", "1248100998"),)),
    ]
)


def found(
    *entities: Entity,
    index: Index = INDEX,
    decided: tuple[Decided, ...] = (),
    facts: dict[str, Facts] | None = None,
    metas: dict[str, Meta] | None = None,
) -> tuple[Proposal, ...]:
    resolution = Resolution(
        entities={each.iri: each for each in entities},
        names={SOURCE: {"한들정공": FIRM.iri}},
    )
    outside = Outside(
        index=index,
        learnt={},
        base=BASE,
        decisions=Decisions({each.pair: each for each in decided}),
    )
    return proposals(resolution, facts or {}, metas or {}, outside)


def links(*proposed: Proposal) -> list[tuple[str, str, str]]:
    return [
        (link.target.removeprefix(OUT), link.relation, link.justification)
        for each in proposed
        for link in each.links
    ]


def test_a_name_that_fits_whole_is_an_exact_match_with_its_reasons() -> None:
    (proposal,) = found(FIRM)

    assert links(proposal) == [("handeul", "exactMatch", "LexicalMatching")]
    assert "whole '한들정공' +5.0" in proposal.links[0].reasons
    assert proposal.links[0].label == "한들정공"


def test_a_number_says_how_it_was_found() -> None:
    assert links(*found(NUMBERED)) == [("number", "exactMatch", "DatabaseCrossReference")]


def test_a_name_that_only_nearly_fits_is_close_and_left_to_a_person() -> None:
    (proposal,) = found(replace(FIRM, labels=(Label("한들전공", "ko"),)))

    assert links(proposal) == [("handeul", "closeMatch", "CompositeMatching")]
    assert [each.known.iri for each in proposal.doubts] == [f"{OUT}handeul"]
    assert undecided((proposal,)) == (proposal,)


def test_persons_and_sites_are_no_organisations() -> None:
    assert found(replace(FIRM, type="Person")) == ()
    assert found(replace(FIRM, type="LighthouseFactory")) == ()


def test_a_person_s_word_outweighs_the_resolver() -> None:
    no = Decided(one="org.handeul", other=f"{OUT}handeul", verdict="different")
    yes = Decided(one="org.handeul", other=f"{OUT}near", verdict="same")

    assert links(*found(FIRM, decided=(no,))) == []
    assert links(*found(FIRM, decided=(yes,))) == [("near", "exactMatch", "ManualMappingCuration")]
    assert undecided(found(FIRM, decided=(yes,))) == ()


def test_what_is_linked_there_already_gets_no_second_link() -> None:
    link = Link(target=f"{OUT}handeul", relation="exactMatch", justification="x", confidence=1.0)
    linked = replace(FIRM, links=(link,))

    assert links(*found(linked)) == []
    resolution = with_links(Resolution(entities={FIRM.iri: FIRM}, names={}), found(FIRM))
    assert len(resolution.entities[FIRM.iri].links) == 1


@pytest.fixture
def told(because: Callable[..., Basis]) -> dict[str, Facts]:
    actor = Actor(basis=because(), name="한들정공", type="SME", place="대전", products=("기어",))
    return {SOURCE: Facts(actors=(actor,))}


def test_place_and_products_of_sources_are_context(told: dict[str, Facts]) -> None:
    two = build_index(
        [
            replace(known("there", "한들정공"), places=("대전",)),
            replace(known("elsewhere", "한들정공"), places=("부산",)),
        ]
    )

    assert links(*found(FIRM, index=two)) == []
    assert [each[0] for each in links(*found(FIRM, index=two, facts=told))] == ["there"]


def test_a_body_that_began_after_the_sources_is_not_meant(told: dict[str, Facts]) -> None:
    later = build_index([replace(known("later", "한들정공"), since="2021-05-01")])
    metas = {SOURCE: Meta(published=date(2019, 1, 2))}

    assert links(*found(FIRM, index=later, facts=told, metas=metas)) == []
    assert links(*found(FIRM, index=later)) != []


def test_what_many_sources_tell_of_comes_first(told: dict[str, Facts]) -> None:
    doubtful = replace(FIRM, labels=(Label("한들전공", "ko"),))
    other = replace(doubtful, iri=f"{BASE}org.a-other")
    first, second = undecided(found(doubtful, other, facts=told))

    assert first.entity.iri == FIRM.iri
    assert (first.sources, second.sources) == (1, 0)
