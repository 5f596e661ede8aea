"""Parts of names found by pairs of letters: exactly those that hold them, and those with a slip."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.bigrams import ALIKE, Bigrams
from kg.query.search import search_index
from kg.store import load_bytes

TEXTS = st.lists(st.text(alphabet="가나다라abc&0'\"*", max_size=8), max_size=25)
NAMES = ["가온정밀", "가온소재", "미래부품", "mirae parts", "e&w", "삼성전자", ""]


@given(texts=TEXTS, part=st.text(alphabet="가나다라abc&0'\"*", min_size=1, max_size=4))
def test_it_finds_exactly_the_texts_that_hold_the_part(texts: list[str], part: str) -> None:
    expected = [place for place, text in enumerate(texts) if part in text]

    assert Bigrams(texts).holding(part) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("가온정멸", "가온정밀"), ("미래부퓸", "미래부품"), ("mirea parts", "mirae parts")],
)
def test_a_slip_is_forgiven(typed: str, meant: str) -> None:
    index = Bigrams([name.replace(" ", "") for name in NAMES])
    found = index.alike(typed.replace(" ", ""))

    assert index.holding(typed.replace(" ", "")) == []
    assert found[0][0] == NAMES.index(meant)
    assert all(ALIKE <= shared < 1 for _, shared in found)


@pytest.mark.parametrize("typed", ["", "가", "전혀다른말", "zzzz"])
def test_what_is_like_nothing_finds_nothing(typed: str) -> None:
    assert Bigrams(NAMES).alike(typed) == []


def test_several_threads_may_ask_at_once() -> None:
    index = Bigrams(NAMES * 200)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(index.holding, ["가온"] * 100))

    assert {len(each) for each in found} == {400}


def test_a_search_with_a_slip_ranks_below_every_exact_one() -> None:
    store = load_bytes(
        """
        @prefix dd: <https://w3id.org/deungdae/ont#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://e/a> a dd:SME ; skos:prefLabel "가온정밀"@ko .
        <https://e/b> a dd:SME ; skos:prefLabel "나루테크"@ko .
        """.encode(),
        "x.ttl",
    )
    index = search_index(store)
    (exact,) = index.search("온정")
    (slip,) = index.search("가온정멸")
    (romanised,) = index.search("gaonjeongmil")

    assert exact.iri == slip.iri == romanised.iri == "https://e/a"
    assert slip.score < exact.score < romanised.score
    assert index.search("온정멸밀가") == ()
