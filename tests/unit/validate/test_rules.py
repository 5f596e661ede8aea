"""ISO 7064, MOD 97-10, as the LEI uses it."""

import string

from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.validate.rules import has_lei_form, is_lei, lei_check_digits

ALPHABET = string.digits + string.ascii_uppercase
STEMS = st.text(ALPHABET, min_size=18, max_size=18)
FIRM = NamedNode("https://example.org/firm")


def completed(stem: str) -> str:
    number = int("".join(str(ALPHABET.index(letter)) for letter in f"{stem}00"))
    return f"{stem}{98 - number % 97:02d}"


@given(STEMS)
def test_a_completed_stem_passes(stem: str) -> None:
    assert has_lei_form(completed(stem))
    assert is_lei(completed(stem))


@given(STEMS, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_one_changed_character_is_noticed(stem: str, place: int, letter: str) -> None:
    code = completed(stem)
    changed = code[:place] + letter + code[place + 1 :]
    assume(changed != code and has_lei_form(changed))

    assert not is_lei(changed)


@given(STEMS, st.integers(0, 16))
def test_two_swapped_neighbours_are_noticed(stem: str, place: int) -> None:
    code = completed(stem)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assume(swapped != code)

    assert not is_lei(swapped)


def found(*codes: str) -> list[str]:
    triples = [Triple(FIRM, vocab.leiCode, Literal(code)) for code in codes]
    return [finding.value for finding in lei_check_digits(triples)]


def test_only_wrong_check_digits_are_reported() -> None:
    right = completed("00EXAMPLE000000000")
    wrong = right[:18] + f"{(int(right[18:]) + 1) % 100:02d}"

    assert found(right, wrong) == [wrong]


def test_a_code_of_another_form_is_left_to_its_shape() -> None:
    assert found("00example000000000AB", "short", "가" * 20, "") == []


def test_other_properties_are_not_looked_at() -> None:
    assert not list(lei_check_digits([Triple(FIRM, vocab.dartCode, Literal("0" * 20))]))
