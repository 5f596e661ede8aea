"""Whether persons of different sources are one: by name, organisation, post and company."""

import pytest

from kg.link.acquainted import Person, borne_out, compared, grade, pairs

FIRM, OTHER = "https://data.example/id/org.gaon", "https://data.example/id/org.nuri"


def person(name: str, source: str, *organizations: str, post: str = "", around: str = "") -> Person:
    return Person(
        local=f"person.{name}@{source}",
        names=frozenset((name,)),
        organizations=frozenset(organizations),
        posts=frozenset(filter(None, (post,))),
        around=frozenset(around.split()),
        sources=frozenset((source,)),
    )


KOREAN = person("윤서래", "a", FIRM, post="상생협력실장")


def test_the_same_post_at_the_same_organisation_bears_a_pair_out() -> None:
    english = person("Yun Seo-rae", "b", FIRM, post="head of its win-win cooperation office")

    (pair,) = borne_out([KOREAN, english])

    assert [each.name for each in pair.features] == ["romanised", "same_organization", "same_post"]
    assert pair.score > 0.98


@pytest.mark.parametrize(
    ("english", "likely"),
    [
        (person("Yun Seo-rae", "b", post="head"), True),
        (person("Yun Seo-rae", "b", FIRM, post="engineer"), True),
        (person("Yun Seo-rae", "b", OTHER, post="head"), False),
        (person("Yoon Suh-rae", "b", FIRM, post="head"), True),
        (person("Yun Seo-rae", "b", FIRM, post="reporter"), True),
        (person("Yun Seo-rae", "b"), True),
        (person("Yoon Suh-rae", "b"), False),
    ],
)
def test_what_lacks_a_leg_is_at_most_proposed(english: Person, likely: bool) -> None:
    assert list(borne_out([KOREAN, english])) == []
    (pair,) = pairs([KOREAN, english])
    assert (pair.score >= 0.5) is likely


def test_two_of_whom_one_source_tells_are_two() -> None:
    assert list(pairs([KOREAN, person("Yun Seo-rae", "a", FIRM, post="head")])) == []


def test_two_namesakes_at_one_organisation_are_put_together_with_nobody() -> None:
    english = person("Yun Seo-rae", "b", FIRM, post="head of quality")
    namesake = Person(
        local="person.other",
        names=frozenset(("윤서래",)),
        organizations=frozenset((FIRM,)),
        posts=frozenset(("품질실장",)),
        sources=frozenset("a"),
    )

    assert list(borne_out([KOREAN, english, namesake])) == []


def test_three_sources_of_one_person_are_one_circle() -> None:
    told = [
        KOREAN,
        person("Yun Seo-rae", "b", FIRM, post="head of quality"),
        person("Yun Seorae", "c", FIRM, post="director"),
    ]

    joined = {frozenset((each.one.local, each.other.local)) for each in borne_out(told)}

    assert len(joined) == 3


def test_company_speaks_for_two_being_one() -> None:
    near = compared(
        person("윤서래", "a", around=f"{FIRM} {OTHER}"),
        person("Yun Seo-rae", "b", around=f"{FIRM} {OTHER}"),
    )
    far = compared(person("윤서래", "a"), person("Yun Seo-rae", "b"))

    assert near is not None
    assert far is not None
    assert near.score > far.score
    assert near.features[-1].told == "org.gaon·org.nuri"


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("대표", "chief executive of Gaon"),
        ("부사장", "vice president"),
        ("차관", "Vice Minister"),
        ("장관", "minister"),
        ("이사장", "chairwoman"),
        ("생산기술연구소장", "director of the lab"),
        ("선임연구원", "senior researcher"),
    ],
)
def test_posts_are_the_same_in_both_languages(korean: str, english: str) -> None:
    assert grade(korean) == grade(english) != ""


def test_an_unknown_post_says_nothing() -> None:
    assert grade("누리꾼") == grade("") == ""
