"""Files that come in pieces are read as if they had come whole, wherever they are parted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceSyntax
from kg.link.authorities import pieces, tables
from kg.link.authorities.pieces import lines, records, texts
from kg.link.authorities.tables import read_dart

VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def parted(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


@given(st.lists(VALUE, max_size=5), st.integers(1, 40), st.sampled_from([None, 0, 2]))
def test_records_are_those_of_the_whole_list(
    value: list[object], size: int, indent: int | None
) -> None:
    body = json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")
    try:
        body.decode()
    except UnicodeDecodeError:
        body = json.dumps(value, indent=indent).encode()
    found = list(records(parted(body, size), "a.json"))

    assert [each for _, each in found] == value
    assert [number for number, _ in found] == list(range(1, len(value) + 1))


@given(st.lists(VALUE, max_size=4), st.integers(1, 40), st.data())
def test_no_part_of_a_list_passes_for_all_of_it(
    value: list[object], size: int, data: st.DataObject
) -> None:
    body = json.dumps(value).encode()
    end = data.draw(st.integers(0, len(body) - 1))

    with pytest.raises(SourceSyntax, match=r"a\.json"):
        list(records(parted(body[:end], size), "a.json"))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(1, 9))
def test_text_and_lines_are_those_of_the_whole_file(text: str, size: int) -> None:
    plain = text.removeprefix("\ufeff")
    body = parted(text.encode(), size)
    wanted = plain.split("\n")

    assert "".join(texts(body, "a.txt")) == plain
    assert [line for _, line in lines(body, "a.txt")] == (wanted if wanted[-1] else wanted[:-1])


@given(st.integers(0, 30), st.integers(1, 9))
def test_a_byte_that_is_no_text_is_told_by_its_line(above: int, size: int) -> None:
    body = "가나\n".encode() * above + "다".encode() + b"\xb0\xa1\n"

    with pytest.raises(SourceSyntax, match=rf"a\.txt:{above + 1}: byte 0xb0 is no UTF-8"):
        list(texts(parted(body, size), "a.txt"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[1 2]", "record 1: a comma is missing"),
        ("[1,]", "record 2: this is no JSON"),
        ('[{"a" 1}]', "record 1: this is no JSON: Expecting ':'"),
        ("[1] 2", "more behind the end"),
        ("", "its end is missing"),
        ("[1", "the list ends after record 1"),
        ('{"a": "b', "the file ends in record 1"),
    ],
)
def test_what_is_wrong_is_named(body: str, said: str) -> None:
    for size in (1, 3, 100):
        with pytest.raises(SourceSyntax, match=said) as caught:
            list(records(parted(body.encode(), size), "a.json"))
        assert caught.value.hint


def test_what_has_no_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a line nor a record nor a firm may fill the memory."""
    monkeypatch.setattr(pieces, "LONGEST", 1000)
    monkeypatch.setattr(tables, "LONGEST", 1000)
    endless = [b"x" * 100] * 10_000
    taken = iter(endless)
    with pytest.raises(SourceSyntax, match=r"a\.txt:1: the line is longer"):
        list(lines(taken, "a.txt"))
    assert len(list(taken)) > 9_900, "the rest was not read"

    taken = iter([b'[{"a": "', *endless])
    with pytest.raises(SourceSyntax, match="record 1"):
        list(records(taken, "a.json"))
    assert len(list(taken)) > 9_900

    taken = iter([b"<result><list>", *endless])
    with pytest.raises(SourceSyntax, match="firm 1 has no </list>"):
        list(read_dart(taken, "CORPCODE.xml"))
    assert len(list(taken)) > 9_900
