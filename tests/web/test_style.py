"""The style sheet: colours that can be told apart, in the light and in the dark."""

import re
from pathlib import Path

import pytest

import kg.web

STYLE = (Path(kg.web.__file__).parent / "static" / "style.css").read_text("utf-8")
ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3
PAIRS = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "mark"),
    ("soft", "paper"),
    ("soft", "card"),
    ("link", "paper"),
    ("link", "card"),
    ("lamp", "card"),
    ("bad", "paper"),
    ("paper", "link"),
    ("ok", "ok-back"),
    ("plan", "plan-back"),
    ("proposal", "proposal-back"),
    ("target", "target-back"),
]


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): #([0-9a-f]{6})", block)) for block in blocks[:2])
    return light if scheme == "light" else light | dark


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_stand_out_from_their_ground(scheme: str, front: str, back: str) -> None:
    known = colours(scheme)
    bright, dim = sorted((luminance(known[front]), luminance(known[back])), reverse=True)

    assert (bright + 0.05) / (dim + 0.05) >= ENOUGH


def test_every_status_has_a_look_of_its_own() -> None:
    for status in ("actual", "planned", "proposed", "target"):
        assert f".badge.{status} " in STYLE
    assert re.search(r"\.badge\.proposed \{[^}]*dashed", STYLE), "told apart without colour too"


def test_paper_gets_margins_marks_and_no_menu() -> None:
    paper = STYLE[STYLE.index("@page") :]

    assert "size: A4" in paper
    assert re.search(r"\bnav, form, [^{]*\{ display: none", paper)
    assert re.search(r"mark, [^{]*\{ print-color-adjust: exact", paper)
    assert "details-content { content-visibility: visible" in paper
    assert paper == STYLE[STYLE.rindex("@page") :], "last, so that no later rule wins on paper"
    assert paper.rstrip().endswith("}\n}")
