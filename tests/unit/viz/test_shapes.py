"""Outlines of kinds: each kind has one of its own, and every program finds one it knows."""

import math
import re
import shutil
import subprocess
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.files import resource_toml
from kg.viz.shapes import STEP, drawn, outlines

PLAN = resource_toml("viz/drawing.toml")["node"]
# What yEd 3 and Cytoscape 3.10 (CX2) offer for nodes.
YED = {
    "rectangle", "roundrectangle", "ellipse", "parallelogram", "parallelogram2", "hexagon",
    "octagon", "diamond", "triangle", "triangle2", "trapezoid", "trapezoid2", "rectangle3d",
    "fatarrow", "fatarrow2", "star5", "star6", "star8",
}  # fmt: skip
CYTOSCAPE = {
    "rectangle", "round-rectangle", "ellipse", "triangle", "diamond", "hexagon", "octagon",
    "parallelogram", "vee",
}  # fmt: skip
NUMBER = re.compile(r"-?\d*\.?\d+")


def test_no_two_kinds_have_the_same_shape_or_colour() -> None:
    for told in ("shape", "colour"):
        most = Counter(entry[told] for entry in PLAN).most_common(1)
        assert most[0][1] == 1, most

    assert {entry["shape"] for entry in PLAN} == set(outlines()), "a shape nobody has"


@pytest.mark.parametrize("name", outlines())
def test_an_outline_is_closed_of_common_size_and_readable_everywhere(name: str) -> None:
    path = outlines()[name].path
    steps = STEP.findall(path)
    at = (0.0, 0.0)
    points = []
    for command, told in steps:
        numbers = [float(number) for number in told.split()]
        assert len(numbers) == {"M": 2, "L": 2, "A": 7, "Z": 0}[command]
        if not numbers:
            continue
        here = (numbers[-2], numbers[-1])
        if command == "A":  # the explorer's reader knows half circles, clockwise
            assert numbers[0] == numbers[1]
            assert numbers[2:5] == [0, 1, 1]
            assert math.dist(at, here) == pytest.approx(2 * numbers[0])
        at = here
        points.append(at)

    assert "".join(command + told for command, told in steps) == path
    assert path.endswith("Z")
    assert path.count("M") == path.count("Z")
    reach = max(abs(value) for point in points for value in point)
    assert 0.85 <= reach <= 1.4, "the explorer's cells reach to 1.6, rim included"


def test_other_programs_are_told_shapes_they_know() -> None:
    assert {one.yed for one in outlines().values()} == YED
    assert {one.cytoscape for one in outlines().values()} <= CYTOSCAPE
    assert len({one.dot for one in outlines().values()}) == len(outlines())


def test_graphviz_knows_every_shape() -> None:
    if (program := shutil.which("dot")) is None:
        pytest.skip("dot is missing")
    text = "".join(f"n{i} [shape={one.dot}];" for i, one in enumerate(outlines().values()))
    done = subprocess.run(
        [program, "-Tcanon"], input=f"graph {{{text}}}", capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    drawn_now = subprocess.run(
        [program, "-Tsvg"], input=f"graph {{{text}}}", capture_output=True, text=True, check=True
    )
    assert drawn_now.stderr == "", "an unknown shape is told here"


@given(
    st.sampled_from(sorted(outlines())),
    st.floats(4, 90),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
)
def test_a_shape_is_drawn_about_its_point(name: str, size: float, at: tuple[float, float]) -> None:
    element = drawn(name, size, at, 'fill="#000"')
    path = element.partition('d="')[2].partition('"')[0]
    ends = [
        tuple(map(float, NUMBER.findall(told)[-2:]))
        for command, told in STEP.findall(path)
        if command != "Z"
    ]

    assert element.startswith("<path ")
    assert element.endswith('fill="#000"/>')
    assert 'fill-rule="evenodd"' in element
    assert len(ends) == len(re.findall("[MLA]", outlines()[name].path))
    assert all(math.dist(end, at) <= 1.7 * size + 0.2 for end in ends)
    assert max(math.dist(end, at) for end in ends) >= 0.95 * size
