import pytest

from kg.mapping.fields import fields_of
from kg.mapping.numbers import Amount
from kg.mapping.plan import Value
from kg.mapping.values import Given, Unmapped, given


def value(kind: str, field: str, split: str = "") -> Value:
    return Value(field=fields_of(kind)[field], column="칸", split=split)


@pytest.mark.parametrize(
    ("kind", "field", "words", "read"),
    [
        ("Actor", "name", "가람", "가람"),
        ("Actor", "type", "SME", "SME"),
        ("Group", "count", "1,200곳", 1200),
        ("Group", "is_complete", "예", True),
        ("Group", "is_complete", "No", False),
        ("Measurement", "after", "3.5%", Amount(3.5, "%", is_whole=True)),
        ("Event", "start", "2024년 3월", "2024-03"),
        ("Support", "recipient", "가, 나", ("가, 나",)),
    ],
)
def test_words_are_read_as_what_the_field_holds(
    kind: str, field: str, words: str, read: Given
) -> None:
    assert given(value(kind, field), words) == read


def test_several_names_in_a_cell_are_parted_and_blanks_left_out() -> None:
    assert given(value("Support", "recipient", split=","), "가, 나,, ") == ("가", "나")


@pytest.mark.parametrize(
    ("kind", "field", "words", "reason"),
    [
        ("Actor", "type", "중소기업", "it is no code"),
        ("Group", "count", "1.5", "it is no whole number"),
        ("Group", "count", "여럿", "it is no number"),
        ("Group", "is_complete", "글쎄", "neither yes nor no"),
        ("Event", "start", "봄", "it is no date"),
    ],
)
def test_words_that_are_no_such_thing_are_refused_with_the_reason(
    kind: str, field: str, words: str, reason: str
) -> None:
    with pytest.raises(Unmapped, match=reason) as refused:
        given(value(kind, field), words)

    assert (refused.value.column, refused.value.value) == ("칸", words)
    assert refused.value.reason.ko
