"""Ids that decisions merged: the one that is left answers for the others."""

from kg.link.decisions import Decided, Decisions
from kg.link.replaced import homes, replaced


def decisions(*told: tuple[str, str, str]) -> Decisions:
    made = [
        Decided(one=one, other=other, verdict="same" if verdict == "=" else "different")
        for one, verdict, other in told
    ]
    return Decisions({each.pair: each for each in made})


def test_the_one_that_is_left_answers() -> None:
    assert replaced(decisions(("org.b", "=", "org.a")), {"org.b"}) == {"org.a": "org.b"}


def test_what_follows_from_several_decisions_counts() -> None:
    chain = decisions(("org.c", "=", "org.b"), ("org.b", "=", "한들@0a1b2c3d4e5f"))
    joined = decisions(*[("org.c", "=", "org.b"), ("org.d", "=", "org.e"), ("org.e", "=", "org.b")])

    assert replaced(chain, {"org.c"}) == {"org.b": "org.c"}, "a name of a source has no address"
    assert replaced(joined, {"org.d"}) == dict.fromkeys(("org.b", "org.c", "org.e"), "org.d")


def test_nothing_answers_where_none_or_several_are_left() -> None:
    pair = decisions(("org.a", "=", "org.b"))

    assert replaced(pair, set()) == {}
    assert replaced(pair, {"org.a", "org.b"}) == {}


def test_different_things_answer_for_nobody() -> None:
    assert replaced(decisions(("org.a", "≠", "org.b")), {"org.a"}) == {}


def test_an_address_outside_binds_nothing() -> None:
    both = decisions(("org.a", "=", "https://q.example/1"), ("site.a", "=", "https://q.example/1"))

    assert replaced(both, {"org.a"}) == {}
    assert homes(both, {"org.a"}) == {}


def test_of_known_parties_that_are_one_the_first_keeps_its_address() -> None:
    told = decisions(("org.c", "=", "org.d"), ("org.b", "=", "org.d"), ("org.x", "=", "org.y"))

    assert homes(told, {"org.b", "org.c"}) == dict.fromkeys(("org.b", "org.c", "org.d"), "org.b")
