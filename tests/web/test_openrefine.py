"""The walk of docs/reconciliation.md, step by step, by the calls that OpenRefine really makes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.web.openrefine import BROWSER, Candidate, OpenRefine

if TYPE_CHECKING:
    from flask.testing import FlaskClient

GASANG = "org.gasang-electronics"
MIRAE = "org.mirae-parts"
COLUMN = ["가상전자", "미래부품(주)", "Gasang Electronics", "모르는 상사", "  가상 전자 "]


@pytest.fixture
def refine(web: FlaskClient) -> OpenRefine:
    client = OpenRefine(web=web, url="http://localhost/reconcile")
    client.register()
    return client


def test_step_3_the_service_is_added(refine: OpenRefine) -> None:
    told = refine.service

    assert told["identifierSpace"]
    assert told["schemaSpace"]
    assert told["view"]["url"].count("{{id}}") == 1
    assert told["preview"]["url"].count("{{id}}") == 1
    assert (told["preview"]["width"], told["preview"]["height"]) == (420, 170)
    for kind in ("entity", "type", "property"):
        assert told["suggest"][kind]["service_url"].startswith("http://localhost/")
    assert told["extend"]["propose_properties"]["service_url"].startswith("http://localhost/")
    assert refine.web.get(told["documentation"]).status_code == 200


def test_step_3_a_trailing_slash_does_no_harm(web: FlaskClient) -> None:
    client = OpenRefine(web=web, url="http://localhost/reconcile/")
    client.register()

    assert client.reconcile(["가상전자"])[0].match


def test_step_4_types_are_guessed_from_ten_names(refine: OpenRefine) -> None:
    types = refine.guess_types(COLUMN)

    assert {"SME", "LargeEnterprise", "Organization"} <= set(types)
    assert types.index("LargeEnterprise") < types.index("Organization"), "what was found first"


def test_step_4_a_type_can_be_typed(refine: OpenRefine) -> None:
    found = refine.suggest("type", "enterprise")

    assert "LargeEnterprise" in {each["id"] for each in found}
    assert "LargeEnterprise" in {each["id"] for each in refine.suggest("type", "대기업")}


def test_step_5_properties_can_be_typed(refine: OpenRefine) -> None:
    found = refine.suggest("property", "alt")

    assert found[0]["id"] == "altLabel"
    assert "supporter" in {each["id"] for each in refine.suggest("property", "지원자")}
    assert refine.suggest("property", "supporter")[0]["description"]


@pytest.mark.parametrize("kind", ["", "Organization", "LargeEnterprise"])
def test_step_6_cells_are_matched(refine: OpenRefine, kind: str) -> None:
    cells = refine.reconcile(COLUMN, kind=kind)

    assert [cell.match and cell.match.id for cell in cells] == [
        GASANG,
        MIRAE if kind != "LargeEnterprise" else (cells[1].match and cells[1].match.id),
        GASANG,
        None,
        GASANG,
    ]
    assert cells[1].candidates[0].id == MIRAE
    for cell in cells:
        scores = [each.score for each in cell.candidates]
        assert all(0 <= score <= 100 for score in scores)


def test_step_6_details_of_other_columns_go_along(refine: OpenRefine) -> None:
    """A plain text, a number as OpenRefine writes it, and a cell that was matched before."""
    matched = {"id": GASANG, "name": "가상전자"}
    told: list[list[dict[str, object]]] = [
        [{"pid": "altLabel", "v": "가전"}],
        [{"pid": "altLabel", "v": "틀림"}],
        [{"pid": "shoeSize", "v": 7.0}],
        [{"pid": "exactMatch", "v": matched}, {"pid": "altLabel", "v": True}],
        [],
    ]
    cells = refine.reconcile(["가상전자"] * 5, details=told, limit=3)
    scores = [cell.candidates[0].score for cell in cells]

    assert all(cell.candidates[0].id == GASANG for cell in cells)
    assert scores[1] < scores[4] < scores[0]
    assert scores[2] == scores[4]


def test_step_6_batches_grow_with_the_table(refine: OpenRefine) -> None:
    """A service that takes a hundred questions is sent more than ten of a long column."""
    refine.reconcile(["가상전자"] * 700)

    assert refine.batches == [70] * 10
    refine.batches.clear()
    cells = refine.reconcile([f"{name}{at}" for at in range(40) for name in COLUMN * 6])
    assert refine.batches == [100] * 12
    assert len(cells) == 1200


def test_step_6_a_cell_can_be_searched_for(refine: OpenRefine) -> None:
    found = refine.suggest("entity", "가상")

    assert found[0]["id"] == GASANG
    assert found[0]["notable"][0]["id"] == "LargeEnterprise", "it becomes the type of the match"
    assert found[0]["description"]
    assert refine.suggest("entity", "org.odd")[0]["id"] == "org.odd"


def test_step_6_a_suggestion_under_the_mouse_does_no_harm(refine: OpenRefine) -> None:
    assert refine.hover_suggestion(GASANG) == 404


def test_step_6_hovering_shows_a_preview_in_a_frame(refine: OpenRefine) -> None:
    shown = refine.preview(GASANG)

    assert shown.status_code == 200
    assert "X-Frame-Options" not in shown.headers
    assert "frame-ancestors *" in shown.headers["Content-Security-Policy"]
    assert "<script" not in shown.text, "its frame runs none"


def test_step_6_a_click_leads_to_the_thing(refine: OpenRefine) -> None:
    page = refine.view(GASANG)

    assert page.status_code == 200
    assert "가상전자" in page.text or "Gasang" in page.text


def test_step_7_columns_are_added(refine: OpenRefine) -> None:
    offered = {each["id"] for each in refine.propose("LargeEnterprise")}
    properties: list[dict[str, object]] = [
        {"id": "altLabel", "settings": refine.settings()},
        {"id": "exactMatch"},
        {"id": "prefLabel", "settings": {"limit": "1"}},
    ]
    columns, rows = refine.extend([GASANG, MIRAE, "org.nobody"], properties)

    assert {"altLabel", "exactMatch", "prefLabel"} <= offered
    assert [each["id"] for each in columns] == ["altLabel", "exactMatch", "prefLabel"]
    assert all(each["name"] for each in columns)
    assert rows[GASANG][0][:2] == ["가전", "https://example.org/entity/Q1"]
    assert len(rows[GASANG]) == 1, "the limit holds"
    assert rows[MIRAE][0][0] is None
    assert rows["org.nobody"] == []


def test_step_7_values_that_are_things_come_as_matches(refine: OpenRefine) -> None:
    columns, rows = refine.extend(["support.1"], [{"id": "supporter"}])

    assert columns[0]["type"]["id"]
    (value,) = rows["support.1"][0]
    assert isinstance(value, Candidate)
    assert (value.id, bool(value.name)) == (GASANG, True)


def test_step_7_all_properties_are_offered_for_no_type(refine: OpenRefine) -> None:
    assert len(refine.propose("")) >= len(refine.propose("SME")) >= 2


def test_no_script_of_ours_is_ever_run_in_their_page(refine: OpenRefine) -> None:
    """JSONP, to which old clients fall back where CORS fails, is not spoken."""
    got = refine.web.get("/reconcile?callback=jQuery1", headers=BROWSER)

    assert got.mimetype == "application/json"
    assert json.loads(got.data)["name"]


def test_the_same_walk_by_the_draft(web: FlaskClient) -> None:
    """A client of 1.0-draft: addresses are made from the endpoint, bodies are JSON."""
    top = "/reconcile/v1"
    told = web.get(top, headers=BROWSER).get_json()
    assert told["versions"] == ["1.0-draft"]
    assert told["batchSize"] == 100

    kinds = web.get(f"{top}/suggest/type?prefix=enterprise", headers=BROWSER).get_json()["result"]
    assert {"LargeEnterprise"} <= {each["id"] for each in kinds}
    names = [{"matchType": "name", "propertyValue": name} for name in COLUMN[:3]]
    detail = {"matchType": "property", "propertyId": "altLabel", "propertyValue": ["가전"]}
    queries = [{"type": "Organization", "limit": 3, "conditions": [name]} for name in names]
    queries[0]["conditions"] = [names[0], detail]
    results = web.post(f"{top}/match", json={"queries": queries}).get_json()["results"]
    assert [each["candidates"][0]["id"] for each in results] == [GASANG, MIRAE, GASANG]

    things = web.get(f"{top}/suggest/entity?prefix=가상").get_json()["result"]
    assert things[0]["id"] == GASANG
    assert web.get(f"{top}/suggest/property?prefix=alt").get_json()["result"][0]["id"] == "altLabel"
    assert web.get(f"{top}/preview?id={GASANG}").status_code == 200
    offered = web.get(f"{top}/extend/propose?type=SME").get_json()["properties"]
    asked = {"ids": [GASANG], "properties": [{"id": each["id"]} for each in offered[:2]]}
    rows = web.post(f"{top}/extend", json=asked).get_json()["rows"]
    assert [each["id"] for each in rows] == [GASANG]
    assert [each["id"] for each in rows[0]["properties"]] == [each["id"] for each in offered[:2]]
