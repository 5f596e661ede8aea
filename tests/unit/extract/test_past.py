"""What a word that points back sees: the parties before it, their order, and who is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.discourse.past import ORDERED, Past
from kg.extract.reading import Mention
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.model.facts import ActorType

TYPES: dict[str, ActorType] = {
    "가람정밀": "SME",
    "누리기계": "SME",
    "다솔전자": "LargeEnterprise",
    "누리시": "PublicAgency",
    "한결": "Person",
}


def past(text: str, previous: str | None = None) -> Past:
    """Return what stands before the end of a text; a particle is the letter behind a name."""
    mentions = [
        Mention(
            span=Span(at, at + len(name)),
            names=(name,),
            type=kind,
            kind="name",
            particle=text[at + len(name) : at + len(name) + 1].strip(" .,"),
        )
        for name, kind in TYPES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    start = text.index(previous) if previous else 0
    return Past(
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        previous=Span(start, start + len(previous)) if previous else None,
        types=dict(TYPES),
        text=text,
        at=len(text),
    )


def test_the_nearest_name_is_the_last_and_each_stands_once() -> None:
    seen = past("가람정밀은 누리시와 누리기계를 찾았다. 한결은 가람정밀에서 일한다.")

    assert seen.firms() == ["누리기계", "가람정밀"]
    assert seen.people() == ["한결"]


def test_the_parties_before_are_those_of_the_last_sentence_without_persons() -> None:
    last = "누리시와 다솔전자는 한결에게 물었다."
    seen = past(f"가람정밀은 작다. {last}", last)

    assert seen.parties_before() == ["누리시", "다솔전자"]
    assert past("가람정밀은 작다.").parties_before() == []


@pytest.mark.parametrize(
    ("last", "kind", "names"),
    [
        ("가람정밀과 누리기계가 만났다.", "former", ("가람정밀",)),
        ("가람정밀과 누리기계가 만났다.", "latter", ("누리기계",)),
        ("가람정밀과 누리기계, 누리시가 만났다.", "former", ()),
        ("가람정밀이 왔다.", "latter", ()),
        ("가람정밀과 누리기계, 누리시가 만났다.", "several", ("가람정밀", "누리기계", "누리시")),
        ("가람정밀이 왔다.", "several", ()),
    ],
)
def test_former_and_latter_need_two_and_several_more_than_one(
    last: str, kind: str, names: tuple[str, ...]
) -> None:
    assert kind in ORDERED
    assert past(last, last).ordered(kind) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("가람정밀, 누리기계, 다솔전자가 왔다. 가람정밀은 갔다.", ["누리기계", "다솔전자"]),
        ("가람정밀과 누리기계가 왔다.", ["가람정밀", "누리기계"]),
        ("가람정밀이 왔다. 그리고 누리기계도 왔다.", []),
        ("누리시와 한결이 왔다.", []),
    ],
)
def test_the_rest_are_those_of_the_last_list_not_named_again(text: str, names: list[str]) -> None:
    assert past(text).rest() == names


def test_the_topic_is_the_firm_with_a_mark_of_topic_or_subject() -> None:
    assert past("다솔전자를 가람정밀이 도왔다.").topic() == ["가람정밀"]
    assert past("다솔전자와 함께했다.").topic() == []
