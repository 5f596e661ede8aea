"""Who helped whom, drawn for paper: helpers at the left, helped at the right, how on the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from kg.brief.values import HANGUL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.brief.helps import Help

WIDTH: Final = 680  # units; 174 mm on paper, so that letters of 12 units stand 3 mm high
SIZE: Final = 12
LINE: Final = 17
PAD: Final = 9
APART: Final = 12
LATIN: Final = 0.57  # width of a letter that is no Hangul, in ems
LEFT, GAP, RIGHT = 150, 320, 210
MOST_ROWS: Final = 12
MOST_NAMES: Final = 6
FONT: Final = "Noto Sans CJK KR"
FONTS: Final = "Pretendard, Noto Sans KR, Noto Sans CJK KR, Malgun Gothic, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A party, or several; `y` is its middle."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    kind: str

    @property
    def height(self) -> float:
        """Height with the room around the words."""
        return len(self.lines) * LINE + 2 * PAD - (LINE - SIZE)


def write_svg(helps: Sequence[Help], words: Mapping[str, str]) -> str:
    """Return the drawing as SVG; empty where nobody helped anybody."""
    if not helps:
        return ""
    parts: list[str] = []
    y = 1.0
    for supporter, own in _by_supporter(helps[:MOST_ROWS]).items():
        y = _family(parts, supporter, own, words, y) + APART
    height = y - APART + 1
    title = escape(words["helps"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{title}"><g font-size="{SIZE}" font-family="{FONTS}" fill="#1b2430">'
        f"{''.join(parts)}</g></svg>"
    )


def _by_supporter(helps: Sequence[Help]) -> dict[str, list[Help]]:
    found: dict[str, list[Help]] = {}
    for one in helps:
        found.setdefault(one.supporter, []).append(one)
    return found


def _family(
    parts: list[str], supporter: str, own: Sequence[Help], words: Mapping[str, str], top: float
) -> float:
    """Draw one helper and whom it helped from `top` down; return where it ends."""
    left = wrapped(supporter, (LEFT - 2 * PAD) / SIZE)
    rows: list[tuple[Help, Box, tuple[str, ...]]] = []
    y = top
    for one in own:
        label = tuple(_label(one, words))
        box = Box(x=LEFT + GAP, y=0, width=RIGHT, lines=_named(one), kind=_kind(one))
        height = max(box.height, len(label) * LINE + 4)
        placed = Box(x=box.x, y=y + height / 2, width=RIGHT, lines=box.lines, kind=box.kind)
        rows.append((one, placed, label))
        y += height + APART
    end = y - APART
    needed = len(left) * LINE + 2 * PAD
    end = max(end, top + needed)
    middle = (rows[0][1].y + rows[-1][1].y) / 2 if len(rows) > 1 else (top + end) / 2
    own_kind = "group" if all(one.is_vague for one in own) else "helper"
    for one, box, label in rows:
        at = middle if len(rows) == 1 else box.y
        placed = Box(x=box.x, y=at, width=box.width, lines=box.lines, kind=box.kind)
        parts.append(_arrow(middle, at, dashed=one.is_planned))
        parts.append(_words_on(at, label))
        parts.append(_box(placed))
    parts.append(_box(Box(x=1, y=middle, width=LEFT - 1, lines=left, kind=own_kind)))
    return end


def _named(one: Help) -> tuple[str, ...]:
    room = (RIGHT - 2 * PAD) / SIZE
    shown = [line for name in one.recipients[:MOST_NAMES] for line in wrapped(name, room)]
    left_out = len(one.recipients) - MOST_NAMES
    more = [f"+ {left_out}"] if left_out > 0 else []
    return (*shown, *more)


def _kind(one: Help) -> str:
    return "group" if one.is_vague else "helped"


def _label(one: Help, words: Mapping[str, str]) -> Iterator[str]:
    told = ", ".join(one.kinds)
    mark = words["with"].format(parts=words["planned_mark"]) if one.is_planned else ""
    yield from wrapped(told + mark, (GAP - 96) / (SIZE - 1))


def _arrow(start: float, end: float, *, dashed: bool) -> str:
    """Draw from the helper to a helped one: a bow, then straight on."""
    bend, head = LEFT + 44, LEFT + GAP
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<path d="M{LEFT} {start:.1f}C{LEFT + 28} {start:.1f} {LEFT + 16} {end:.1f} '
        f'{bend} {end:.1f}H{head - 6}" fill="none" stroke="#0b5573" stroke-width="1.4"{dash}/>'
        f'<path d="M{head} {end:.1f}l-9 -4.5v9z" fill="#0b5573"/>'
    )


def _words_on(y: float, lines: Sequence[str]) -> str:
    middle = LEFT + 44 + (GAP - 60) / 2
    width = max(ems(line) for line in lines) * SIZE + 10
    top = y - len(lines) * LINE / 2
    ground = (
        f'<rect x="{middle - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}" '
        f'height="{len(lines) * LINE:.1f}" fill="#fff"/>'
    )
    return ground + "".join(
        f'<text x="{middle:.1f}" y="{top + index * LINE + SIZE + 1:.1f}" '
        f'text-anchor="middle" font-size="{SIZE - 1}" fill="#3a4654">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )


BARE: Final = "shape=plaintext, style=solid, fontsize=10"
LOOKS: Final = {
    "helper": 'fill="#0b5573" stroke="#0b5573"',
    "helped": 'fill="#e8f2f5" stroke="#0b5573"',
    "group": 'fill="#fff" stroke="#7a8694" stroke-dasharray="4 3"',
}


def _box(box: Box) -> str:
    top = box.y - box.height / 2
    ink = ' fill="#fff" font-weight="700"' if box.kind == "helper" else ""
    words = "".join(
        f'<text x="{box.x + box.width / 2:.1f}" y="{top + PAD + index * LINE + SIZE - 1.5:.1f}" '
        f'text-anchor="middle"{ink}>{escape(line)}</text>'
        for index, line in enumerate(box.lines)
    )
    return (
        f'<rect x="{box.x:.1f}" y="{top:.1f}" width="{box.width - 1:.1f}" '
        f'height="{box.height:.1f}" rx="5" {LOOKS[box.kind]}/>{words}'
    )


def ems(text: str) -> float:
    """Return about how wide a text is, in ems."""
    return sum(1.0 if HANGUL.match(letter) else LATIN for letter in text)


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """Return a text as lines of at most so many ems; a longer word stands alone.

    >>> wrapped("멘토링, 노하우 전수", 7)
    ('멘토링,', '노하우 전수')
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ems(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def write_dot(helps: Sequence[Help], words: Mapping[str, str]) -> bytes:
    """Return the same drawing for Graphviz, which makes a picture of it for Word."""
    rows = [
        "digraph brief {",
        f'  graph [rankdir=LR, nodesep=0.16, ranksep=0.3, pad=0.02, fontname="{FONT}"];',
        f'  node [shape=box, style="rounded,filled", fontname="{FONT}", fontsize=11,',
        '    color="#0b5573", fillcolor="#e8f2f5", width=2.2];',
        '  edge [color="#0b5573", arrowsize=0.7];',
    ]
    for count, (supporter, own) in enumerate(_by_supporter(helps[:MOST_ROWS]).items()):
        rows.append(
            f"  s{count} [label={_quoted(wrapped(supporter, 12))}, "
            'fillcolor="#0b5573", fontcolor=white, width=1.5];'
        )
        for index, one in enumerate(own):
            name = f"{count}_{index}"
            ground = ', fillcolor=white, style="rounded,dashed"' if one.is_vague else ""
            dash = " [style=dashed, dir=none]" if one.is_planned else " [dir=none]"
            rows += [
                f"  k{name} [label={_quoted(tuple(_label(one, words)))}, {BARE}];",
                f"  r{name} [label={_quoted(_named(one))}{ground}];",
                f"  s{count} -> k{name}{dash};",
                f"  k{name} -> r{name};",
            ]
    return "\n".join([*rows, "}", ""]).encode()


def _quoted(lines: Sequence[str]) -> str:
    plain = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(plain) + '"'
