"""The things a thing is tied to, as a small drawing: rows under one another, fanned out from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from kg.files import resource_toml
from kg.viz.graph import node as term
from kg.viz.shapes import ANY, drawn
from kg.viz.svg import UNSURE
from kg.web import lookup
from kg.web.terms import Shown, show_node, status
from kg.web.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

MOST_TIES: Final = 400
MOST_SHOWN: Final = 12
MOST_KINDS: Final = 3
STEP: Final = 50  # units of height a neighbour takes
SIZE: Final = 10
ROOM: Final = 27  # widths of a Latin letter that fit beside the lines on a phone
WIDE: Final = 100  # the lines' own units across; the page stretches them to its width
LEFT_OUT: Final = frozenset({"ChangeMeasurement", "Circumstance"})  # told on the page by themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """One row of the drawing.

    Attributes:
        name: As much of its name as there is room for on a phone.
        ties: What ties it, in words.
        kind: What it is, in words.
        mark: The SVG element that stands for it.
        y: Height of its middle.
        curve: Path of its line.
        weight: Width of its line: how much ties it.
        is_unsure: Only proposals and plans tie it.
        way: `out`, `in` or `both`: where its arrows point.
    """

    shown: Shown
    name: str
    ties: str
    kind: str
    mark: str
    y: int
    curve: str
    weight: float
    is_unsure: bool
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The drawing: its height, its middle, the thing itself, its neighbours and how many more."""

    height: int
    middle: float
    mark: str
    rows: tuple[Neighbour, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Tie:
    other: NamedNode
    label: str
    way: str
    is_unsure: bool


def around(node: NamedNode) -> Around | None:
    """Return the neighbours of a drawn thing; None where none is tied to it."""
    if kind_of(node) is None:
        return None
    ties: dict[NamedNode, list[_Tie]] = defaultdict(list)
    for tie in islice(_ties(node), MOST_TIES):
        if tie.other != node:
            ties[tie.other].append(tie)
    ordered = sorted(ties, key=lambda one: (-len(ties[one]), lookup.label(one).value, one.value))
    if not ordered:
        return None
    shown = ordered[:MOST_SHOWN]
    height = len(shown) * STEP
    return Around(
        height=height,
        middle=height / 2,
        mark=mark_of(node, (SIZE + 6, height / 2), SIZE + 3),
        rows=tuple(_row(one, ties[one], place, height) for place, one in enumerate(shown)),
        more=len(ordered) - len(shown),
    )


def kind_of(node: NamedNode) -> Mapping[str, Any] | None:  # Any: TOML
    """Return how a thing is drawn; None for what is not drawn."""
    kinds = {kind.value for kind in lookup.types(node)}
    return next((entry for name, entry in _drawn() if name in kinds), None)


def kind_name(node: NamedNode) -> str:
    """Return what a drawn thing is, in words; empty for what is not drawn."""
    entry = kind_of(node)
    return lookup.label(term(entry["class"])).value if entry else ""


def mark_of(node: NamedNode, at: tuple[float, float], size: float) -> str:
    """Return the SVG element that stands for a thing: its shape tells its kind, too."""
    entry = kind_of(node) or {"shape": ANY, "colour": "#8c8c8c"}
    return drawn(entry["shape"], size, at, f'fill="{entry["colour"]}" class="mark"')


def cut(text: str, room: int) -> str:
    """Return as much of a text as fits, with an ellipsis; Hangul takes the room of two letters.

    >>> cut("Gorae Electronics", 9), cut("고래전자", 8), cut("고래전자 주식회사", 9)
    ('Gorae El…', '고래전자', '고래전자…')
    """
    ends = list(accumulate(2 if east_asian_width(letter) in "WF" else 1 for letter in text))
    if not ends or ends[-1] <= room:
        return text
    return text[: sum(end < room for end in ends)].rstrip() + "…"


@cache
def _plan() -> dict[str, Any]:  # Any: TOML
    return resource_toml("viz/drawing.toml")


@cache
def _drawn() -> tuple[tuple[str, dict[str, Any]], ...]:  # Any: TOML
    return tuple(
        (term(entry["class"]).value, entry)
        for entry in _plan()["node"]
        if entry["class"] not in LEFT_OUT
    )


def _ties(node: NamedNode) -> Iterator[_Tie]:
    """Yield what ties a thing to others, with the words for it."""
    line = _plan()["line"]
    for name in [*line["predicates"], *line["borrowed"]]:
        predicate = term(name)
        found = [(other, "out") for other in lookup.nodes(node, predicate)]
        found += [(one, "in") for one, _, _ in lookup.triples(None, predicate, node)]
        for other, way in found:
            if kind_of(other) is not None:
                yield _Tie(other, lookup.label(predicate).value, way, _is_unsure(other))
    for entry in _plan()["through"]:
        yield from _through(node, entry)


def _through(node: NamedNode, entry: Mapping[str, Any]) -> Iterator[_Tie]:  # Any: TOML
    ends: tuple[Sequence[NamedNode], Sequence[NamedNode]] = (
        [term(name) for name in entry["from"]],
        [term(name) for name in entry["to"]],
    )
    for own, other, way in ((ends[0], ends[1], "out"), (ends[1], ends[0], "in")):
        for predicate in own:
            for thing, _, _ in lookup.triples(None, predicate, node):
                if term(entry["class"]) not in lookup.types(thing):
                    continue
                named = lookup.nodes(thing, term(entry["label"]))
                label = lookup.label(named[0]).value if named else ""
                for far in (far for each in other for far in lookup.nodes(thing, each)):
                    if kind_of(far) is not None:
                        yield _Tie(far, label, way, _is_unsure(thing))


def _is_unsure(thing: NamedNode) -> bool:
    badge = status(thing)
    return badge is not None and badge.kind in UNSURE


def _row(other: NamedNode, ties: Sequence[_Tie], place: int, height: int) -> Neighbour:
    y = place * STEP + STEP // 2
    ways = {tie.way for tie in ties}
    shown = show_node(other)
    return Neighbour(
        shown=shown,
        name=cut(shown.label, ROOM),
        ties=cut(_told(ties), ROOM + 4),
        kind=kind_name(other),
        mark=mark_of(other, (SIZE + 2, y), SIZE),
        y=y,
        curve=f"M0 {height / 2:g}C{WIDE / 2:g} {height / 2:g} {WIDE / 2:g} {y} {WIDE} {y}",
        weight=round(1.2 + 0.7 * min(len(ties) - 1, 6), 1),
        is_unsure=all(tie.is_unsure for tie in ties),
        way=ways.pop() if len(ways) == 1 else "both",
    )


def _told(ties: Sequence[_Tie]) -> str:
    """Return the names of ties, each once, the most frequent first."""
    counted: dict[str, int] = defaultdict(int)
    for tie in ties:
        counted[tie.label] += bool(tie.label)
    names = sorted((name for name in counted if name), key=lambda name: (-counted[name], name))
    told = ", ".join(names[:MOST_KINDS])
    left = len(names) - MOST_KINDS
    return told + text("around.more", n=left) if left > 0 else told
