"""The figures of pages: their table, and their place between other people's figures."""

import pytest

from benchmarks.pages import GOALS, Figure, asked_for, put_in, shown
from benchmarks.serving.data import quads


def test_a_goal_stands_beside_its_figure() -> None:
    told = shown([Figure("home", 9.87, 12.34, 56.78, 12345), Figure("search", 0.5, 1.0, 2.0, 10)])

    assert "| home | 9.9 | 12.3 | 56.8 | 50 | 12,345 |" in told
    assert "| search | 0.5 | 1.0 | 2.0 |  | 10 |" in told


def test_figures_are_put_in_anew_and_all_else_stays() -> None:
    page = "a\n<!-- pages -->\nold\n<!-- end of pages -->\nb\n<!-- figures -->\nc"
    once = put_in(page, "new")

    assert once == page.replace("old", "new")
    assert put_in(once, "new") == once


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="pages"):
        put_in("nothing here", "new")


def test_what_is_asked_for_is_in_the_data() -> None:
    triples = 20_000
    data = "".join(quads(triples))
    asked = dict(asked_for(triples // 76))

    assert set(GOALS) <= set(asked)
    for name in ("large firm", "SME", "support", "statement"):
        for path in asked[name]:
            assert f"/id/{path.removeprefix('/doc/')}>" in data, path
