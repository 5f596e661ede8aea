import pytest
from pyoxigraph import Store

from kg.errors import ConfigError
from kg.viz.drawing import Drawing
from kg.viz.flatten import flatten

ID = "https://w3id.org/deungdae/id/"


def names(drawing: Drawing) -> list[str]:
    return [node.labels["ko"] for node in drawing.nodes]


def test_a_support_is_a_line_from_supporter_to_recipient_with_its_kind(store: Store) -> None:
    drawing = flatten(store)
    iris = {node.id: node.iri for node in drawing.nodes}
    found = {
        (iris[line.source], iris[line.target], line.kind, line.status)
        for line in drawing.lines
        if "support." in line.iri
    }

    assert found == {
        (ID + "org.haneul", ID + "org.dalbit", "Mentoring", "actual"),
        (ID + "org.haneul", ID + "org.dalbit", "Funding", "planned"),
        (ID + "org.haneul", ID + "org.byeol", "Funding", "planned"),
    }


def test_a_line_tells_its_programme_and_its_kind_in_both_languages(store: Store) -> None:
    line = next(line for line in flatten(store).lines if line.iri == ID + "support.a")

    assert line.programme["ko"] == "한빛 사업"
    assert line.labels["ko"] == "멘토링"
    assert line.labels["en"] == "mentoring"


def test_a_name_without_a_language_stands_in_for_the_other(store: Store) -> None:
    node = next(node for node in flatten(store).nodes if node.iri == ID + "org.byeol")
    assert node.labels == {"ko": "별솔루션", "en": "별솔루션"}


def test_a_membership_is_a_line_named_by_its_role(store: Store) -> None:
    line = next(line for line in flatten(store).lines if line.iri == ID + "membership.k")
    assert line.labels["ko"] == "대표"


def test_days_of_an_interval_are_iso_dates(store: Store) -> None:
    event = next(node for node in flatten(store).nodes if node.kind == "Event")
    assert (event.start, event.end) == ("2031-03-04", "2031-03-05")


def test_assertions_and_selectors_are_not_drawn(store: Store) -> None:
    assert not [n for n in flatten(store).nodes if "assertion" in n.iri or "quote" in n.iri]


def test_quotes_come_with_what_is_said(store: Store) -> None:
    line = next(x for x in flatten(store, with_quotes=True).lines if x.iri == ID + "support.a")

    (told,) = line.told
    assert told.predicate["en"] == "support kind"
    assert told.value["ko"] == "멘토링"
    assert told.quotes == ('멘토 <세 명>을 "보냈다" ]]> & 끝',)


def test_focus_keeps_what_stands_within_the_depth(store: Store) -> None:
    assert names(flatten(store, focus=ID + "org.byeol", depth=0)) == ["별솔루션"]
    assert names(flatten(store, focus=ID + "org.byeol", depth=1)) == ["별솔루션", "하늘중공업"]
    assert "달빛정공" in names(flatten(store, focus=ID + "org.byeol", depth=2))


def test_focus_on_a_support_keeps_its_two_ends(store: Store) -> None:
    assert names(flatten(store, focus=ID + "support.a", depth=0)) == ["달빛정공", "하늘중공업"]


def test_an_unknown_focus_is_refused_with_a_hint(store: Store) -> None:
    with pytest.raises(ConfigError, match="nothing of that name"):
        flatten(store, focus=ID + "org.none")


def test_degree_and_betweenness_tell_who_stands_in_the_middle(store: Store) -> None:
    drawing = flatten(store)
    most = max(drawing.nodes, key=lambda node: node.betweenness)

    assert most.iri == ID + "person.k"
    assert {n.iri: n.degree for n in drawing.nodes}[ID + "org.haneul"] == 3


def test_an_empty_store_gives_an_empty_drawing() -> None:
    drawing = flatten(Store())
    assert drawing.nodes == ()
    assert drawing.lines == ()
