"""The page and the drawing of how surely things are said and how often they are right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.cases import Judged

SIDE: Final = 320  # of the drawing's square, px
LEFT: Final = 56
TOP: Final = 16
WHOLE: Final = 1 - 1e-6
PAGE: Final = Path(__file__).with_name("confidence.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A heap of facts: how surely they are said on average, and how much of them is right."""

    name: str
    facts: int
    said: float
    right: float
    whole: float

    @classmethod
    def of(cls, name: str, facts: Sequence[Judged]) -> Bin:
        """Return the heap of facts, at least one."""
        count = len(facts)
        return cls(
            name=name,
            facts=count,
            said=sum(one.said for one in facts) / count,
            right=sum(one.credit for one in facts) / count,
            whole=sum(one.credit >= WHOLE for one in facts) / count,
        )

    def line(self) -> str:
        """Return the heap as a line of a terminal."""
        shares = f"{self.said:8.2f}{self.right:8.2f}{self.whole:8.2f}"
        return f"{self.name:<14}{self.facts:>6}{shares}"


def page(
    unseen: Sequence[Bin],
    stated: Sequence[Bin],
    kinds: Sequence[Bin],
    *,
    cases: int,
    facts: int,
    which: str = "open",
) -> str:
    """Return `docs/confidence.md`; `which` cases the curve is drawn by."""
    return PAGE.read_text("utf-8").format(
        cases=cases,
        facts=facts,
        which=which,
        pull="eight",
        curve=_table("said", unseen),
        stated=_table("stated", stated),
        kinds=_table("kind", kinds),
    )


def _table(first: str, heaps: Sequence[Bin]) -> str:
    head = [f"| {first} | facts | mean confidence | right | right in every slot |"]
    head.append("| --- | ---: | ---: | ---: | ---: |")
    rows = [
        f"| {one.name} | {one.facts} | {one.said:.2f} | {one.right:.2f} | {one.whole:.2f} |"
        for one in heaps
    ]
    return "\n".join([*head, *rows])


def svg(heaps: Sequence[Bin]) -> str:
    """Return the curve: what is said to the right, what is right upwards, area by count."""
    most = max(one.facts for one in heaps)
    spots = "\n".join(_spot(one, most) for one in heaps)
    points = " ".join(f"{_x(one.said):.1f},{_y(one.right):.1f}" for one in heaps)
    marks = "\n".join(_marks(tenth / 10) for tenth in range(0, 11, 2))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 24} {TOP + SIDE + 52}" \
font-family="sans-serif" font-size="12" fill="#333">
<title>Confidence against the share that is right</title>
<rect width="100%" height="100%" fill="#fff"/>
{marks}
<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>
<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>
{spots}
<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 42}" text-anchor="middle">said</text>
<text x="14" y="{TOP + SIDE / 2}" text-anchor="middle" \
transform="rotate(-90 14 {TOP + SIDE / 2})">right</text>
</svg>
"""


def _spot(one: Bin, most: int) -> str:
    radius = 2 + 8 * (one.facts / most) ** 0.5
    told = f"{one.name}: {one.facts} facts, {one.right:.2f} right"
    return (
        f'<circle cx="{_x(one.said):.1f}" cy="{_y(one.right):.1f}" r="{radius:.1f}" '
        f'fill="#1f5fa8" fill-opacity="0.6"><title>{told}</title></circle>'
    )


def _marks(at: float) -> str:
    x, y = _x(at), _y(at)
    return (
        f'<line x1="{x:.1f}" y1="{_y(0)}" x2="{x:.1f}" y2="{_y(1)}" stroke="#eee"/>'
        f'<line x1="{_x(0)}" y1="{y:.1f}" x2="{_x(1)}" y2="{y:.1f}" stroke="#eee"/>'
        f'<text x="{x:.1f}" y="{_y(0) + 18}" text-anchor="middle">{at:.1f}</text>'
        f'<text x="{_x(0) - 8}" y="{y + 4:.1f}" text-anchor="end">{at:.1f}</text>'
    )


def _x(share: float) -> float:
    return LEFT + SIDE * share


def _y(share: float) -> float:
    return TOP + SIDE * (1 - share)
