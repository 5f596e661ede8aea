"""Outlines of what is drawn: one for each kind, so that colour never tells it alone. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PATH: Final = "viz/shapes.toml"
ANY: Final = "circle"  # of what is no kind of the plan
# A command of a path with its numbers: a corner, a half circle, or the end of a ring.
STEP: Final = re.compile(r"([MLAZ])([^MLAZ]*)")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape as SVG's path about the origin, and what other programs have for it."""

    path: str
    dot: str
    yed: str
    cytoscape: str


@cache
def outlines() -> Mapping[str, Outline]:
    """Return the shapes by name."""
    return {name: Outline(**entry) for name, entry in resource_toml(PATH).items()}


def drawn(shape: str, size: float, at: Point, rest: str) -> str:
    """Return the SVG element of a shape of radius `size` around a point.

    The numbers are worked out here: programs that open SVG do not agree on how thick the rim of
    something scaled is.
    """
    steps = " ".join(_placed(outlines()[shape].path, size, at))
    return f'<path d="{steps}" fill-rule="evenodd" {rest}/>'


def _placed(path: str, size: float, at: Point) -> Iterator[str]:
    for command, told in STEP.findall(path):
        numbers = [float(number) for number in told.split()]
        if command == "Z":
            yield "Z"
            continue
        x, y = (place + size * number for place, number in zip(at, numbers[-2:], strict=True))
        half = f"{size * numbers[0]:.4g} {size * numbers[1]:.4g} 0 1 1 " if command == "A" else ""
        yield f"{command}{half}{x:.1f} {y:.1f}"
