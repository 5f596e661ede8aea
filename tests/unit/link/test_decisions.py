"""What people decided: read, written, contradicted, and heard by the next build."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LinkError
from kg.link.authority import built_in
from kg.link.clashes import clash_of
from kg.link.decisions import Decided, Decisions, mention_of
from kg.link.lines import amended, read_decisions, written
from kg.link.resolve import resolve
from kg.model.evidence import Basis
from kg.model.facts import Actor, ActorType, Facts

ONE, TWO, THREE = "a" * 64, "b" * 64, "c" * 64
Because = Callable[..., Basis]


def line(one: str, other: str, verdict: str) -> str:
    return f'{{"one": "{one}", "other": "{other}", "verdict": "{verdict}"}}\n'


def test_a_decision_holds_in_both_directions() -> None:
    told = read_decisions(line("org.a", "https://example.org/a", "different"))

    assert told.verdict("https://example.org/a", "org.a") == "different"
    assert told.verdict("org.a", "org.b") is None
    assert told.of("org.a", "different") == ("https://example.org/a",)
    assert told.of("org.a", "same") == ()


def test_lines_are_sorted_by_pair_so_that_two_people_change_two_places() -> None:
    many = [Decided(one=f"org.{n}", other="org.z", verdict="same") for n in "cab"]

    assert written(many) == "".join(line(f"org.{n}", "org.z", "same") for n in "abc")


def test_what_is_written_is_read_again() -> None:
    decided = Decided(one="org.a", other="새봄@0a", verdict="different", by="나", because="다른 곳")
    back = read_decisions(written([decided])).pairs[decided.pair]

    assert (back.by, back.because, back.verdict) == ("나", "다른 곳", "different")


def test_the_later_decision_about_a_pair_counts_when_it_is_written() -> None:
    first = Decided(one="org.a", other="org.b", verdict="same")
    second = Decided(one="org.b", other="org.a", verdict="different")

    assert read_decisions(written([first, second])).verdict("org.a", "org.b") == "different"


def test_comments_and_blank_lines_are_no_decisions() -> None:
    assert read_decisions("# 우리 결정\n\n") == Decisions()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (line("a", "b", "same") + line("b", "a", "different"), "decisions.jsonl:2"),
        (
            line("a", "b", "same") + line("b", "c", "same") + line("a", "c", "different"),
            "decisions.jsonl:3",
        ),
        (line("a", "a", "same"), "decisions.jsonl:1"),
        (line("a", "b", "maybe"), "decisions.jsonl:1"),
        ("[]\n", "decisions.jsonl:1"),
        ("{\n", "decisions.jsonl:1"),
        ('{"one": "a", "other": "b", "verdict": "same", "mood": "x"}', "decisions.jsonl:1"),
        ('{"one": "a", "other": 2, "verdict": "same"}', "decisions.jsonl:1"),
    ],
)
def test_contradictions_and_broken_lines_say_where(text: str, where: str) -> None:
    with pytest.raises(LinkError) as told:
        read_decisions(text)
    assert told.value.where == where
    assert told.value.hint


def test_a_contradiction_names_the_lines_that_lead_to_it() -> None:
    text = (line("a", "c", "different") + line("x", "y", "same") + line("a", "b", "same")) + line(
        "b", "c", "same"
    )
    with pytest.raises(LinkError) as told:
        read_decisions(text)

    assert told.value.where == "decisions.jsonl:4", "before it was told all was well"
    assert told.value.message.endswith(
        "in decisions.jsonl:1, but these make them one: "
        "a = b in decisions.jsonl:3, b = c in decisions.jsonl:4"
    )


def test_a_side_of_ours_may_be_written_as_an_iri() -> None:
    base = "https://w3id.org/deungdae/id/"
    told = read_decisions(line(f"{base}org.a", f"{base}org.b", "same"), base=base)

    assert told.verdict("org.a", "org.b") == "same"


def test_brackets_without_end_are_no_decision() -> None:
    with pytest.raises(LinkError):
        read_decisions("[" * 100_000)


def test_a_decision_is_put_in_where_it_sorts_and_no_other_line_moves() -> None:
    text = "# head\n" + line("b", "z", "same") + "# why\n" + line("d", "z", "same") + "# end\n"
    new = [Decided(one=one, other="z", verdict="same") for one in "eca"]

    assert amended(text, new).splitlines() == [
        "# head",
        *(line(one, "z", "same").rstrip() for one in "abc"),
        "# why",
        line("d", "z", "same").rstrip(),
        "# end",
        line("e", "z", "same").rstrip(),
    ]


def test_a_decision_takes_the_place_of_an_older_one_whatever_its_side() -> None:
    text = line("a", "b", "same") + line("c", "d", "same") + line("b", "a", "same")

    new = Decided(one="b", other="a", verdict="different", by="나")
    assert read_decisions(amended(text, [new])).verdict("a", "b") == "different"
    assert len(amended(text, [new]).splitlines()) == 2
    assert amended("", []) == ""


PAIRS = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("hijklmn"))


@given(st.lists(PAIRS, unique=True), st.lists(PAIRS, unique=True))
def test_what_two_people_add_merges_line_by_line(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    def decided(pairs: list[tuple[str, str]]) -> list[Decided]:
        return [Decided(one=one, other=other, verdict="different") for one, other in pairs]

    text = amended(written(decided(before)), decided(after))

    assert text == written(decided([*before, *after])), "of a sorted file a sorted one is made"


SIDES = st.sampled_from("abcde")
TOLD = st.builds(
    lambda one, other, verdict: Decided(one=one, other=other, verdict=verdict),
    SIDES,
    SIDES,
    st.sampled_from(["same", "different"]),
).filter(lambda each: each.one != each.other)


@given(st.lists(TOLD, max_size=9))
def test_decisions_clash_exactly_where_nobody_could_heed_them_all(told: list[Decided]) -> None:
    def heeds(groups: tuple[int, ...]) -> bool:
        at = dict(zip("abcde", groups, strict=True))
        return all((at[each.one] == at[each.other]) == (each.verdict == "same") for each in told)

    clash = clash_of(told)
    can_be = any(heeds(groups) for groups in itertools.product(range(5), repeat=5))

    assert (clash is None) == can_be
    if clash:
        assert clash_of([clash.decided, *clash.against]), "what is named is enough to clash"


@pytest.fixture
def facts(because: Because) -> Callable[..., Facts]:
    def make(*parties: tuple[str, ActorType]) -> Facts:
        return Facts(
            actors=tuple(Actor(basis=because(), name=name, type=kind) for name, kind in parties)
        )

    return make


Make = Callable[..., Facts]


def locals_of(facts: dict[str, Facts], *decided: tuple[str, str, str]) -> dict[str, dict[str, str]]:
    """Return the local names that each source's names stand for."""
    decisions = read_decisions("".join(line(*each) for each in decided))
    told = resolve(facts, built_in(), metas={}, decisions=decisions).resolution.names
    return {
        source: {name: iri.rpartition("/")[2] for name, iri in names.items()}
        for source, names in told.items()
    }


def test_a_merged_pair_is_taken_apart_by_one_decision(facts: Make) -> None:
    both = {ONE: facts(("한들정밀", "SME")), TWO: facts(("한들정밀", "SME"))}
    before = locals_of(both)
    after = locals_of(both, ("org.handeuljeongmil", mention_of("한들정밀", TWO), "different"))

    assert before[ONE] == before[TWO] == {"한들정밀": "org.handeuljeongmil"}
    assert after[ONE] == before[ONE], "who stays keeps the address"
    assert after[TWO]["한들정밀"].startswith("org.handeuljeongmil-")


def test_two_names_are_taken_apart_by_their_sources(facts: Make) -> None:
    all_three = {each: facts(("한들정밀", "SME")) for each in (ONE, TWO, THREE)}
    pair = (mention_of("한들정밀", ONE), mention_of("한들정밀", TWO), "different")
    after = locals_of(all_three, pair)

    assert after[ONE] == after[THREE]
    assert after[ONE] != after[TWO]


def test_those_taken_out_stay_together_unless_told_otherwise(facts: Make) -> None:
    all_three = {each: facts(("한들정밀", "SME")) for each in (ONE, TWO, THREE)}
    out = [
        ("org.handeuljeongmil", mention_of("한들정밀", each), "different") for each in (TWO, THREE)
    ]
    apart = (mention_of("한들정밀", TWO), mention_of("한들정밀", THREE), "different")

    assert locals_of(all_three, *out)[TWO] == locals_of(all_three, *out)[THREE]
    assert len({each["한들정밀"] for each in locals_of(all_three, *out, apart).values()}) == 3


def test_two_spellings_are_put_together(facts: Make) -> None:
    both = {ONE: facts(("한들정밀", "SME")), TWO: facts(("한들프리시전", "SME"))}
    pair = ("org.handeuljeongmil", "org.handeulpeurisijeon", "same")
    after = locals_of(both, pair)

    assert after[ONE]["한들정밀"] == after[TWO]["한들프리시전"] == "org.handeuljeongmil"


def test_a_name_is_taken_off_an_authority_and_put_on_another(facts: Make) -> None:
    told = {ONE: facts(("중기부", "Ministry"))}
    off = locals_of(told, ("org.mss", mention_of("중기부", ONE), "different"))
    moved = locals_of(told, ("org.smba", mention_of("중기부", ONE), "same"))

    assert locals_of(told)[ONE]["중기부"] == "org.mss"
    assert off[ONE]["중기부"] not in {"org.mss", "org.smba"}
    assert moved[ONE]["중기부"] == "org.smba"


def test_a_decision_about_nobody_changes_nothing(facts: Make) -> None:
    told = {ONE: facts(("한들정밀", "SME"))}

    assert locals_of(told, ("org.gone", "org.also-gone", "same")) == locals_of(told)


def test_a_firm_of_ours_is_decided_to_be_one_of_an_authority(facts: Make) -> None:
    told = {ONE: facts(("한들정밀", "SME"), ("중기부", "Ministry"))}
    pair = ("org.handeuljeongmil", "org.mss", "same")

    assert set(locals_of(told, pair)[ONE].values()) == {"org.mss"}
