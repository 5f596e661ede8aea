"""Questions and answers between two processes, whatever way the bytes are cut."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, QueryRefused, QuerySyntax, QueryTooLarge, StoreError
from kg.query.frames import Broken, read_frames, split, whole
from kg.query.job import (
    END,
    LENGTH,
    PIECE,
    Head,
    Job,
    error_frame,
    error_of,
    frame,
    head_frame,
    head_of,
    packed,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = Head(kind="SELECT", form="text/csv", is_lasting=False, rewrites=("minus",))
WORDS = st.text(max_size=30)


def cut(body: bytes, places: list[int]) -> Iterator[bytes]:
    marks = sorted({0, len(body), *(place % (len(body) + 1) for place in places)})
    for start, end in pairwise(marks):
        yield body[start:end]


@given(
    text=st.text(),
    graphs=st.lists(WORDS, max_size=3),
    options=st.dictionaries(WORDS, WORDS, max_size=3),
)
def test_a_job_arrives_as_it_was_sent(
    text: str, graphs: list[str], options: dict[str, str]
) -> None:
    job = Job(text=text, default_graphs=tuple(graphs), named_graphs=("x",), options=options)
    sent = packed(job)

    assert LENGTH.unpack(sent[: LENGTH.size]) == (len(sent) - LENGTH.size,)
    assert unpacked(sent[LENGTH.size :]) == job


def test_a_head_arrives_as_it_was_sent() -> None:
    assert head_of(head_frame(HEAD)[5:]) == HEAD


@given(pieces=st.lists(st.binary(max_size=200), max_size=6), places=st.lists(st.integers(0, 5000)))
def test_an_answer_is_put_together_however_it_was_cut(
    pieces: list[bytes], places: list[int]
) -> None:
    sent = head_frame(HEAD) + b"".join(frame(PIECE, piece) for piece in pieces) + frame(END)
    found = list(read_frames(cut(sent, places)))

    assert b"".join(body for _, body in found) == b"".join(pieces)
    assert all(head == HEAD for head, _ in found)
    assert len(found) == max(len(pieces), 1)


@given(pieces=st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=4), data=st.data())
def test_an_answer_that_breaks_off_is_never_whole(pieces: list[bytes], data: st.DataObject) -> None:
    sent = head_frame(HEAD) + b"".join(frame(PIECE, piece) for piece in pieces) + frame(END)
    short = sent[: data.draw(st.integers(0, len(sent) - 1))]
    with pytest.raises(Broken):
        list(read_frames([short]))


@pytest.mark.parametrize("kind", [StoreError, QuerySyntax, QueryRefused, QueryTooLarge])
def test_an_error_keeps_its_kind_its_place_and_its_advice(kind: type[KgError]) -> None:
    sent = error_frame(kind("무엇이", where="2:1", hint="어떻게"))
    (told,) = split([sent])
    error = error_of(told[1])

    assert type(error) is kind
    assert (error.message, error.where, error.hint) == ("무엇이", "2:1", "어떻게")


def test_an_error_behind_pieces_ends_the_answer() -> None:
    sent = head_frame(HEAD) + frame(PIECE, b"some") + error_frame(StoreError("no more"))
    frames = read_frames([sent])

    assert next(frames) == (HEAD, b"some")
    with pytest.raises(StoreError, match="no more"):
        next(frames)


def test_an_unknown_kind_of_error_is_at_least_one_of_the_store() -> None:
    (told,) = split([error_frame(KgError("odd"))])

    assert type(error_of(told[1])) is StoreError


@given(pieces=st.lists(st.binary(max_size=40), max_size=4), cut_off=st.integers(0, 300))
def test_an_answer_is_whole_at_its_end_and_not_before(pieces: list[bytes], cut_off: int) -> None:
    sent = head_frame(HEAD) + b"".join(frame(PIECE, piece) for piece in pieces)

    assert whole(sent[: cut_off % (len(sent) + 1)]) is None
    assert whole(sent) is None
    assert whole(sent + frame(END)[:-1]) is None
    assert whole(sent + frame(END)) == (HEAD, b"".join(pieces))


@pytest.mark.parametrize(
    "odd",
    [
        error_frame(QuerySyntax("no")),
        head_frame(HEAD) + frame(PIECE, b"x") + error_frame(StoreError("no")),
        frame(END),
        head_frame(HEAD) + frame(END) + b"more",
    ],
)
def test_what_cannot_be_given_as_it_is_is_never_whole(odd: bytes) -> None:
    with pytest.raises(Broken):
        whole(odd)
