"""Kept answers: by everything that decides them, and never more bytes than allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.cache import OVERHEAD, AnswerCache, Kept, key_of
from kg.query.job import Head, Job

HEAD = Head(kind="SELECT", form="text/csv")
JOB = Job(text="ASK {}", base="http://e/sparql")


def kept(size: int) -> Kept:
    return Kept(head=HEAD, body=b"x" * size)


def test_the_same_answer_is_found_again_and_counted() -> None:
    cache = AnswerCache(100_000)
    cache.put("k", kept(10))

    assert cache.get("k") == kept(10)
    assert cache.get("other") is None
    assert (cache.hits, cache.misses, len(cache)) == (1, 1, 1)


@pytest.mark.parametrize(
    "other",
    [
        replace(JOB, text="ASK { }"),
        replace(JOB, default_graphs=("http://e/g",)),
        replace(JOB, named_graphs=("http://e/g",)),
        replace(JOB, base="http://other/sparql"),
        replace(JOB, table="text/csv"),
        replace(JOB, graph=""),
        replace(JOB, task="draw"),
        replace(JOB, options={"form": "svg"}),
    ],
    ids=lambda job: (
        next(
            name
            for name in ("text", "default_graphs", "named_graphs", "base", "table", "graph", "task")
            if getattr(job, name) != getattr(JOB, name)
        )
        if job.options == JOB.options
        else "options"
    ),
)
def test_everything_that_decides_an_answer_is_in_its_key(other: Job) -> None:
    assert key_of("release", other) != key_of("release", JOB)
    assert key_of("another", JOB) != key_of("release", JOB)
    assert key_of("release", replace(JOB)) == key_of("release", JOB)


def test_which_graphs_are_named_and_which_make_the_default_is_told_apart() -> None:
    one = replace(JOB, default_graphs=("http://e/g",))
    other = replace(JOB, named_graphs=("http://e/g",))

    assert key_of("release", one) != key_of("release", other)


@given(sizes=st.lists(st.integers(0, 3000), max_size=60), most=st.integers(0, 20_000))
def test_it_never_holds_more_than_it_may(sizes: list[int], most: int) -> None:
    cache = AnswerCache(most)
    for number, size in enumerate(sizes):
        cache.put(number % 17, kept(size))
        assert cache.size <= most
        assert (cache.size == 0) == (len(cache) == 0)


def test_what_was_asked_lately_stays() -> None:
    cache = AnswerCache(9 * (OVERHEAD + 400))
    for number in range(8):
        cache.put(number, kept(390))
    cache.get(0)
    for number in range(8, 12):
        cache.put(number, kept(390))

    assert cache.get(0)
    assert cache.get(1) is None
    assert cache.get(11)


def test_a_large_answer_does_not_push_out_all_others() -> None:
    cache = AnswerCache(80_000)
    cache.put("small", kept(100))
    cache.put("large", kept(20_000))

    assert cache.get("small")
    assert cache.get("large") is None


def test_no_room_keeps_nothing() -> None:
    cache = AnswerCache(0)
    cache.put("k", kept(0))

    assert cache.get("k") is None


def test_an_answer_is_named_by_its_bytes() -> None:
    assert kept(3).digest == kept(3).digest
    assert kept(3).digest != kept(4).digest
