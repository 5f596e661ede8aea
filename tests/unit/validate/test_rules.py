"""Rules beside the shapes: check digits (ISO 7064, MOD 97-10) and assertions without triple."""

import string

from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.validate.rules import (
    STATED,
    assertions_are_stated,
    has_lei_form,
    is_lei,
    lei_check_digits,
)

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
    # A digit for a letter shifts all digits before it, which the check may miss.
    assume(code[place].isdigit() == letter.isdigit())

    assert not is_lei(changed)


def expanded(code: str) -> str:
    return "".join(str(int(letter, 36)) for letter in code)


@given(STEMS, st.integers(0, 16))
def test_two_swapped_neighbours_are_noticed(stem: str, place: int) -> None:
    code = completed(stem)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    # A letter counts as two digits (X is 33): "3X" and "X3" are the same number.
    assume(expanded(swapped) != expanded(code))

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


CLAIM = NamedNode("https://example.org/claim")


def asserted(*objects: str, subject: NamedNode | Literal = FIRM) -> list[Triple]:
    return [
        Triple(CLAIM, vocab.RDF.type, vocab.Assertion),
        Triple(CLAIM, vocab.RDF.subject, subject),
        Triple(CLAIM, vocab.RDF.predicate, vocab.dartCode),
        *(Triple(CLAIM, vocab.RDF.object, Literal(one)) for one in objects),
    ]


def test_an_assertion_whose_triple_is_there_is_fine() -> None:
    triples = [*asserted("12345678"), Triple(FIRM, vocab.dartCode, Literal("12345678"))]

    assert not list(assertions_are_stated(triples))


def test_an_assertion_whose_triple_is_missing_is_found() -> None:
    triples = [*asserted("12345678"), Triple(FIRM, vocab.dartCode, Literal("87654321"))]

    assert [(one.rule, one.focus) for one in assertions_are_stated(triples)] == [
        (STATED, CLAIM.value)
    ]


def test_an_assertion_that_is_not_whole_is_left_to_its_shape() -> None:
    assert not list(assertions_are_stated(asserted()))
    assert not list(assertions_are_stated(asserted("1", "2")))
    assert not list(assertions_are_stated(asserted("1", subject=Literal("firm"))))
    assert not list(assertions_are_stated(asserted("1")[1:]))
