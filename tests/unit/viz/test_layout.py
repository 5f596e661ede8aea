from dataclasses import replace

from kg.viz.drawing import Drawing, Line, Node, Style
from kg.viz.layout import positions
from kg.viz.measures import measure

STYLES = {"SME": Style(kind="SME", colour="#009e73", shape="circle")}


def made(count: int, pairs: list[tuple[int, int]]) -> Drawing:
    nodes = tuple(
        Node(id=f"n{i}", iri=f"urn:{i:05}", kind="SME", labels={"ko": f"{i}", "en": f"{i}"})
        for i in range(count)
    )
    lines = tuple(
        Line(id=f"e{i}", source=f"n{a}", target=f"n{b}", kind="x", labels={}, iri=f"urn:l{i}")
        for i, (a, b) in enumerate(pairs)
    )
    return Drawing(nodes=nodes, lines=lines, styles=STYLES)


def test_places_are_in_the_unit_square_and_the_same_every_time() -> None:
    drawing = made(30, [(i, (i * 7) % 30) for i in range(30)])
    places = positions(drawing)

    assert places == positions(replace(drawing))
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())


def test_no_two_nodes_stand_on_one_spot_even_without_lines() -> None:
    places = positions(made(40, []))
    assert len(set(places.values())) == 40


def test_parts_that_do_not_hang_together_do_not_overlap() -> None:
    places = positions(made(6, [(0, 1), (1, 2), (3, 4), (4, 5)]))
    first = [places[f"n{i}"] for i in (0, 1, 2)]
    second = [places[f"n{i}"] for i in (3, 4, 5)]
    apart_x = max(x for x, _ in first) < min(x for x, _ in second)
    apart_y = max(y for _, y in first) < min(y for _, y in second)

    assert apart_x or apart_y


def test_in_a_large_drawing_a_hub_stands_amid_its_neighbours() -> None:
    places = positions(made(900, [(0, i) for i in range(1, 900)]))

    assert len(places) == 900
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) > 890
    assert abs(places["n0"][0] - 0.5) < 0.05
    assert abs(places["n0"][1] - 0.5) < 0.05


def test_measures_of_a_star() -> None:
    degrees, between = measure(["a", "b", "c"], [("a", "b"), ("a", "c"), ("a", "c")])
    assert degrees == {"a": 3, "b": 1, "c": 2}
    assert between == {"a": 1.0, "b": 0.0, "c": 0.0}


def test_sampled_betweenness_is_the_same_every_time() -> None:
    nodes = [f"n{i}" for i in range(700)]
    lines = [(f"n{i}", f"n{(i * 3 + 1) % 700}") for i in range(700)]
    assert measure(nodes, lines) == measure(nodes, lines)
