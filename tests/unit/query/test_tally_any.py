"""Whatever is answered over columns, the engine answers alike: any question, on any data."""

from __future__ import annotations

import math
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
)

from kg.query.tally.columns import columns_of
from kg.query.tally.counting import counted
from tests.unit.query import at_random

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import BlankNode, Triple

    Term = NamedNode | Literal | BlankNode | Triple

QUESTIONS = 8  # of each set of data


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_any_question_has_the_answer_the_engine_gives(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- a question like any other
    store = at_random.data(chance)
    for _ in range(QUESTIONS):
        agrees(store, at_random.question(chance))


@pytest.mark.slow
def test_many_questions_have_the_answers_the_engine_gives() -> None:
    told: Counter[bool | None] = Counter()
    for seed in range(300):
        chance = Random(seed)  # noqa: S311 -- a question like any other
        store = at_random.data(chance)
        told.update(agrees(store, at_random.question(chance)) for _ in range(QUESTIONS))
    assert told[True] > 150  # answered, with rows


ORDERED = [
    "SELECT ?s ?i {{ ?s <p:i> ?i }} ORDER BY {}(?i) ?s LIMIT 4 OFFSET 1",
    "SELECT ?s ?d {{ ?s <p:d> ?d }} ORDER BY {}(?d) DESC(?s) LIMIT 4",
    "SELECT ?t ?s {{ ?s <p:t> ?t }} ORDER BY {}(?t) ?s",
    "SELECT ?f ?s {{ ?s <p:f> ?f }} ORDER BY {}(?f) ?s",
    "SELECT ?s ?l {{ ?s <p:l> ?l }} ORDER BY {}(?l) ?s LIMIT 5",
    "SELECT ?s ?i {{ ?s <p:i> ?i }} ORDER BY {}(?i - 3) ?s LIMIT 3",
    "SELECT ?s ?y {{ ?s <p:a> ?y }} ORDER BY {}(?y) DESC(?s) OFFSET 2",
    "SELECT DISTINCT ?i {{ ?s <p:i> ?i }} ORDER BY {}(?i) LIMIT 2",
    "SELECT ?s (SUM(?i) AS ?n) {{ ?s <p:i> ?i }} GROUP BY ?s ORDER BY {}(?n) ?s LIMIT 3",
]

# 1 and 1.0 of one thing may stand in either order, so no decimal is a whole number here.
UNEQUAL = [one for one in at_random.DECIMALS if float(one.value) % 1]


@pytest.mark.parametrize("text", ORDERED)
@given(seed=st.integers(0, 2**32), where=st.sampled_from(["ASC", "DESC"]))
@settings(max_examples=30, deadline=None)
def test_rows_are_in_the_order_of_the_engine(text: str, seed: int, where: str) -> None:
    store = Store()
    chance = Random(seed)  # noqa: S311 -- data like any other
    kinds: dict[str, Sequence[Literal | NamedNode]] = {
        "i": at_random.WHOLE,
        "d": [*UNEQUAL, *at_random.WHOLE],
        "t": at_random.DAYS[:3],
        "f": at_random.DOUBLES[:4],
        "l": chance.choice([at_random.STRINGS[:2], at_random.STRINGS[2:4]]),
        "a": at_random.NODES,
    }
    for name, values in kinds.items():
        for _ in range(chance.randrange(8)):
            value = chance.choice(values)
            store.add(Quad(chance.choice(at_random.NODES), NamedNode(f"p:{name}"), value))
    asked = text.format(where)
    found = counted(columns_of(store), asked, little=0)
    assert found is not None or "SUM" in text
    if found and (written := found.json()) is not None:
        answer = store.query(asked)
        assert isinstance(answer, QuerySolutions)
        assert b"".join(written) == answer.serialize(format=QueryResultsFormat.JSON)


@given(seed=st.integers(0, 2**32), one=st.sampled_from(["", "DISTINCT "]))
@settings(max_examples=40, deadline=None)
def test_strings_of_a_group_are_put_together(seed: int, one: str) -> None:
    store = at_random.data(Random(seed))  # noqa: S311 -- data like any other
    told = f"(GROUP_CONCAT({one}?l; SEPARATOR='|') AS ?all)"
    text = f"SELECT ?y {told} {{ ?x <p:l> ?l ; <p:a> ?y }} GROUP BY ?y"
    found = counted(columns_of(store), text, little=0)
    if found is None:
        return
    asked = found.question()
    assert asked is not None

    def parts(question: str) -> dict[str, list[str]]:
        answer = store.query(question)
        assert isinstance(answer, QuerySolutions)
        return {
            str(row["y"]): sorted(getattr(row["all"], "value", "").split("|")) for row in answer
        }

    assert parts(asked.text) == parts(text)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_a_sample_is_one_of_the_values(seed: int) -> None:
    store = at_random.data(Random(seed))  # noqa: S311 -- data like any other
    text = "SELECT ?y (SAMPLE(?x) AS ?one) (COUNT(*) AS ?n) { ?x <p:a> ?y } GROUP BY ?y"
    found = counted(columns_of(store), text, little=0)
    asked = found.question() if found else None
    if asked is None:
        return
    answer = store.query(asked.text)
    assert isinstance(answer, QuerySolutions)
    told = list(answer)
    groups = store.query("SELECT DISTINCT ?y { ?x <p:a> ?y }")
    assert isinstance(groups, QuerySolutions)
    assert len(told) == len(list(groups))
    assert all(
        isinstance(row["one"], NamedNode)
        and list(store.quads_for_pattern(row["one"], NamedNode("p:a"), row["y"]))
        for row in told
    )


def agrees(store: Store, text: str) -> bool | None:
    """Compare both answers; returns whether there are rows, None where the engine alone answers."""
    try:
        expected = rows(store, text)
    except SyntaxError:
        return None
    found = counted(columns_of(store), text, little=0)
    asked = found.question() if found else None
    if found is None or asked is None:
        return None
    assert rows(store, asked.text) == expected, text
    answer = store.query(asked.text)
    written = found.json()
    if written is not None and isinstance(answer, QuerySolutions):
        assert b"".join(written) == answer.serialize(format=QueryResultsFormat.JSON), text
    return bool(expected[1])


def rows(store: Store, text: str) -> tuple[list[str], Counter[tuple[str, ...]]]:
    found = store.query(text)
    if isinstance(found, QueryBoolean):
        return [], Counter([(str(bool(found)),)])
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return names, Counter(tuple(map(plain, row)) for row in found)


def plain(term: Term | None) -> str:
    """Return a term to be compared; sums of doubles may be made in another order."""
    if not isinstance(term, Literal) or term.datatype.value != at_random.XSD + "double":
        return str(term)
    value = float(term.value)
    return "NaN" if math.isnan(value) else str(float(f"{value:.9g}") + 0.0)
