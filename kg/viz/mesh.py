"""Places for many nodes: springs along lines, repulsion worked out on a grid. Pure.

Springs between all pairs of ten thousand nodes take minutes. What pushes nodes apart is a smooth
field, though, so it is worked out for the cells of a grid at once, as physicists do for stars and
charges: deposit, convolve by FFT, read back. A round then takes milliseconds, and a graph of
10,000 nodes and 50,000 lines seconds, without a program or package of its own.

Source: Hockney & Eastwood, Computer Simulation Using Particles (particle-mesh method); the forces
are those of Fruchterman & Reingold, Graph Drawing by Force-directed Placement, 1991.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Ends = NDArray[np.int64]

SEED: Final = 51
ROUNDS: Final = 160
FINE: Final = 40  # of these, the last, on the finer grid
GRIDS: Final = (64, 192)  # cells a side, at first and at last
SMOOTHING: Final = 40
PULL: Final = 0.04  # towards the middle, so that loose parts do not drift away


@dataclass(frozen=True, slots=True)
class _Grid:
    """A grid with the field of one node in its frequencies, along x and along y."""

    side: int
    along: tuple[NDArray[np.complex128], NDArray[np.complex128]]


def meshed(count: int, ends: Ends) -> Array:
    """Return a place for each of `count` nodes; the same graph gives the same places.

    Args:
        count: Number of nodes.
        ends: One row a line: the numbers of the nodes it joins.
    """
    plain = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    places = _smoothed(count, plain)
    coarse, fine = (_grid(side) for side in GRIDS)
    for turn in range(ROUNDS):
        grid = fine if turn >= ROUNDS - FINE else coarse
        force = _pushed(places, grid) + _pulled(places, plain) - PULL * places
        heat = 0.1 * np.sqrt(count) * (1 - turn / ROUNDS) ** 1.5 + 0.02
        size = np.hypot(force[:, 0], force[:, 1])[:, None] + 1e-9
        places = places + force / size * np.minimum(size, heat)
    return places


def _smoothed(count: int, ends: Ends) -> Array:
    """Return a rough first picture: every node amid its neighbours, the whole spread out."""
    made = np.random.default_rng(SEED)
    places: Array = made.normal(size=(count, 2))
    degree = np.bincount(ends.ravel(), minlength=count)[:, None]
    for _ in range(SMOOTHING if len(ends) else 0):
        around = _summed(ends[:, 0], places[ends[:, 1]], count)
        around += _summed(ends[:, 1], places[ends[:, 0]], count)
        places = np.where(degree, (places + around / np.maximum(degree, 1)) / 2, places)
        places -= places.mean(axis=0)
        # The second axis keeps nothing of the first, or the picture becomes a line.
        first, second = places[:, 0], places[:, 1]
        places[:, 1] = second - first * (float(first @ second) / max(float(first @ first), 1e-9))
        places /= places.std(axis=0) + 1e-9
    # Nodes with the same neighbours are on one spot now, and nothing would part them.
    jitter: Array = made.normal(size=(count, 2)) * 0.1
    spread: Array = places * float(np.sqrt(count) / 2) + jitter
    return spread


def _pulled(places: Array, ends: Ends) -> Array:
    """Return what the lines do: the longer, the stronger; less for each line of a hub.

    A line shorter than one pushes: the grid does not see what lies within a cell.
    """
    count = len(places)
    gap = places[ends[:, 1]] - places[ends[:, 0]]
    length = np.hypot(gap[:, 0], gap[:, 1])[:, None] + 1e-6
    pull = gap * (length - 1 / length)
    total = _summed(ends[:, 0], pull, count) - _summed(ends[:, 1], pull, count)
    degree = np.bincount(ends.ravel(), minlength=count)[:, None]
    return total / np.sqrt(np.maximum(degree, 1))


def _pushed(places: Array, grid: _Grid) -> Array:
    """Return what all other nodes do, by way of the grid."""
    low = places.min(axis=0)
    cell = float((places - low).max()) / (grid.side - 2) + 1e-9
    at = (places - low) / cell
    corner = np.floor(at).astype(np.int64)
    part = at - corner
    load = np.zeros((2 * grid.side, 2 * grid.side))
    weights = []
    for dx in (0, 1):
        for dy in (0, 1):
            weight = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            weights.append((dx, dy, weight))
            np.add.at(load, (corner[:, 0] + dx, corner[:, 1] + dy), weight)
    spectrum = np.fft.rfft2(load)
    force = np.zeros_like(places)
    for axis in (0, 1):
        field = np.fft.irfft2(spectrum * grid.along[axis], s=load.shape)
        for dx, dy, weight in weights:
            force[:, axis] += weight * field[corner[:, 0] + dx, corner[:, 1] + dy]
    return force / cell


def _grid(side: int) -> _Grid:
    """Return the field around a node: away from it, as one over the distance."""
    steps = np.fft.fftfreq(2 * side, 1 / (2 * side))
    x, y = np.meshgrid(steps, steps, indexing="ij")
    square = x * x + y * y + 0.25
    return _Grid(side, (np.fft.rfft2(x / square), np.fft.rfft2(y / square)))


def _summed(where: Ends, what: Array, count: int) -> Array:
    columns = [np.bincount(where, weights=what[:, axis], minlength=count) for axis in (0, 1)]
    return np.stack(columns, axis=1)
