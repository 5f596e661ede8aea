"""Places for many nodes: what hangs together stands together, in seconds, the same every time."""

from __future__ import annotations

import time

import numpy as np
import pytest

from kg.viz import mesh
from kg.viz.mesh import meshed


def groups(count: int, size: int, inside: int) -> np.ndarray:
    """Return lines within groups of `size` nodes, and a few between them."""
    made = np.random.default_rng(7)
    first = made.integers(0, count, inside)
    second = first // size * size + made.integers(0, size, inside)
    between = made.integers(0, count, (count // 20, 2))
    return np.concatenate([np.stack([first, second], axis=1), between])


def far(places: np.ndarray, ends: np.ndarray) -> float:
    gap = places[ends[:, 0]] - places[ends[:, 1]]
    return float(np.hypot(gap[:, 0], gap[:, 1]).mean())


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hurry where the picture need not be good: every kind of round is there."""
    monkeypatch.setattr(mesh, "ROUNDS", 20)
    monkeypatch.setattr(mesh, "FINE", 5)


@pytest.mark.usefixtures("few_rounds")
def test_the_same_graph_gives_the_same_places() -> None:
    ends = groups(600, 60, 2400)

    assert np.array_equal(meshed(600, ends), meshed(600, ends))


def test_groups_stand_apart() -> None:
    places = meshed(1000, groups(1000, 100, 6000))
    own = np.array([(i, i // 100 * 100 + (i + 37) % 100) for i in range(1000)])
    others = np.array([(i, (i + 350) % 1000) for i in range(1000)])

    assert far(places, own) < 0.55 * far(places, others)


@pytest.mark.usefixtures("few_rounds")
@pytest.mark.parametrize("ends", [[], [(0, 0)], [(0, 1), (0, 1), (1, 0)]])
def test_odd_graphs_have_places(ends: list[tuple[int, int]]) -> None:
    places = meshed(5, np.array(ends, dtype=np.int64).reshape(-1, 2))

    assert np.isfinite(places).all()
    assert len({tuple(place) for place in places}) == 5


@pytest.mark.slow
def test_ten_thousand_nodes_take_seconds() -> None:
    ends = groups(10_000, 500, 50_000)
    start = time.perf_counter()
    places = meshed(10_000, ends)

    assert time.perf_counter() - start < 15
    assert np.isfinite(places).all()
