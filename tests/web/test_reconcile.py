"""`/reconcile`: both versions of the interface, checked by the calls that OpenRefine makes."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

GASANG = "org.gasang-electronics"
MIRAE = "org.mirae-parts"


def ask(web: FlaskClient, **queries: object) -> dict[str, Any]:
    answer = web.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def ids(result: dict[str, Any]) -> list[str]:
    return [each["id"] for each in result["result"]]


def draft(web: FlaskClient, *queries: object) -> list[dict[str, Any]]:
    answer = web.post("/reconcile/match", json={"queries": queries})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.get_json()["results"]
    return found


def test_the_manifest_names_the_service_and_both_versions(web: FlaskClient) -> None:
    told = web.get("/reconcile").get_json()

    assert told["versions"] == ["0.2", "1.0-draft"]
    assert told["identifierSpace"] == "https://w3id.org/deungdae/id/"
    assert told["view"]["url"].endswith("/id/{{id}}")
    assert {each["id"] for each in told["defaultTypes"]} >= {"Organization", "SME"}


def test_every_address_of_the_manifest_answers(web: FlaskClient) -> None:
    told = web.get("/reconcile").get_json()
    for kind, where in told["suggest"].items():
        address = where["service_url"] + where["service_path"]
        assert web.get(address + "?prefix=a").status_code == 200, kind
        flyout = where["flyout_service_url"] + where["flyout_service_path"]
        assert web.get(flyout.replace("${id}", GASANG)).get_json()["id"] == GASANG
    assert web.get(told["preview"]["url"].replace("{{id}}", GASANG)).status_code == 200
    assert web.get(told["view"]["url"].replace("{{id}}", GASANG)).status_code == 303
    propose = told["extend"]["propose_properties"]
    assert web.get(propose["service_url"] + propose["service_path"]).status_code == 200


def test_type_ids_are_plain_words(web: FlaskClient) -> None:
    told = web.get("/reconcile/suggest/type?prefix=").get_json()["result"]

    assert len(told) > 5
    assert all(each["id"].isalnum() for each in told)


def test_a_name_leads_to_its_thing_in_any_spelling(web: FlaskClient) -> None:
    names = (
        "가상전자",
        "가상 전자(주)",
        "Gasang Electronics",
        "假想電子",
        "Gasangjeonja",
    )
    told = ask(web, **{name: {"query": name} for name in names})

    assert list(told) == list(names)
    for name in names:
        best = told[name]["result"][0]
        assert (best["id"], best["match"]) == (GASANG, True), name


def test_every_key_comes_back_though_nothing_fits(web: FlaskClient) -> None:
    told = ask(web, q0={"query": "다른회사"}, q1={"query": ""}, q2={"query": "가상전자"})

    assert (ids(told["q0"]), ids(told["q1"])) == ([], [])
    assert ids(told["q2"])[0] == GASANG


def test_an_id_or_iri_is_answered_with_its_thing(web: FlaskClient) -> None:
    told = ask(web, a={"query": MIRAE}, b={"query": f"https://w3id.org/deungdae/id/{MIRAE}"})

    assert ids(told["a"]) == ids(told["b"]) == [MIRAE]
    assert told["a"]["result"][0]["score"] == 100


def test_types_narrow_and_wider_types_hold_too(web: FlaskClient) -> None:
    told = ask(
        web,
        firm={"query": "가상전자", "type": "Organization", "type_strict": "any"},
        person={"query": "가상전자", "type": "Person", "type_strict": "any"},
        both={"query": "가상전자", "type": ["SME", "Organization"], "type_strict": "all"},
        should={"query": "가상전자", "type": "Person"},
    )

    assert ids(told["firm"])[0] == GASANG
    assert ids(told["person"]) == ids(told["both"]) == []
    assert told["should"]["result"][0]["score"] < told["firm"]["result"][0]["score"]


def test_properties_speak_for_a_candidate(web: FlaskClient) -> None:
    right = {"pid": "altLabel", "v": "가전"}
    wrong = {"pid": "altLabel", "v": ["없는 이름"]}
    told = ask(
        web,
        plain={"query": "가상전자"},
        right={"query": "가상전자", "properties": [right]},
        wrong={"query": "가상전자", "properties": [wrong]},
        alone={"properties": [right]},
        unknown={"query": "가상전자", "properties": [{"pid": "shoeSize", "v": 7.0}]},
    )
    score = {key: each["result"][0]["score"] for key, each in told.items()}

    assert score["wrong"] < score["plain"] < score["right"]
    assert score["unknown"] == score["plain"]
    assert ids(told["alone"]) == [GASANG]
    assert {each["id"] for each in told["right"]["result"][0]["features"]} >= {"altLabel"}


def test_names_never_carry_markup(web: FlaskClient) -> None:
    told = json.dumps(ask(web, q={"query": "org.odd"}), ensure_ascii=False)
    suggested = web.get("/reconcile/suggest/entity?prefix=").get_data(as_text=True)
    cards = web.get("/reconcile/flyout/entity?id=org.odd").get_json()["html"]

    assert "<script" not in told + suggested + cards
    assert "<img" not in told + suggested + cards


def test_openrefine_s_suggestions_begin_with_what_is_typed(web: FlaskClient) -> None:
    for prefix in ("가상", "gasang", "미래부", MIRAE):
        found = web.get(f"/reconcile/suggest/entity?{urlencode({'prefix': prefix})}").get_json()
        assert found["result"], prefix
    first, rest = (
        web.get(f"/reconcile/suggest/entity?prefix=&cursor={at}").get_json()["result"]
        for at in (0, 1)
    )
    assert first[1] == rest[0]
    assert web.get("/reconcile/suggest/property?prefix=label").get_json()["result"]


def test_data_extension_in_both_forms(web: FlaskClient) -> None:
    asked = {
        "ids": [GASANG, "org.nobody"],
        "properties": [{"id": "altLabel"}, {"id": "prefLabel", "settings": {"limit": "1"}}],
    }
    old = web.post("/reconcile", data={"extend": json.dumps(asked)}).get_json()
    new = web.post("/reconcile/extend", json=asked).get_json()

    assert old["rows"][GASANG]["altLabel"] == [{"str": "가전"}]
    assert len(old["rows"][GASANG]["prefLabel"]) == 1
    assert old["rows"]["org.nobody"] == {"altLabel": [], "prefLabel": []}
    assert new["rows"][0]["properties"][0] == {"id": "altLabel", "values": [{"str": "가전"}]}
    assert [each["id"] for each in new["meta"]] == ["altLabel", "prefLabel"]


def test_values_keep_their_kind(web: FlaskClient) -> None:
    asked = {
        "ids": ["support.1", "change.1", "doc.0a1b"],
        "properties": [{"id": "supporter"}, {"id": "reportedChangePercent"}, {"id": "issued"}],
    }
    rows = web.post("/reconcile", data={"extend": json.dumps(asked)}).get_json()["rows"]

    assert rows["support.1"]["supporter"][0]["id"] == GASANG
    assert rows["change.1"]["reportedChangePercent"] == [{"float": 50.0}]
    assert rows["doc.0a1b"]["issued"] == [{"date": "2024-03-05T00:00:00Z"}]


def test_proposals_are_of_the_class(web: FlaskClient) -> None:
    told = web.get("/reconcile/extend/propose?type=SME&limit=2").get_json()

    assert (told["type"], told["limit"]) == ("SME", 2)
    assert told["properties"][0]["id"] == "prefLabel"
    every = web.get("/reconcile/extend/propose?type=SME").get_json()["properties"]
    assert "supporter" not in {each["id"] for each in every}


def test_the_draft_asks_by_conditions(web: FlaskClient) -> None:
    name = {"matchType": "name", "propertyValue": "가상전자"}
    other = {"matchType": "property", "propertyId": "altLabel", "propertyValue": "가전"}
    first, none, by_id, alone = draft(
        web,
        {"conditions": [name, other | {"required": True}]},
        {"conditions": [name, other | {"matchQuantifier": "none", "required": True}]},
        {"conditions": [{"matchType": "id", "propertyValue": MIRAE}]},
        {"conditions": [other], "type": "Organization", "limit": 1},
    )

    assert first["candidates"][0]["id"] == GASANG
    assert GASANG not in {each["id"] for each in none["candidates"]}
    assert by_id["candidates"][0]["id"] == MIRAE
    assert [each["id"] for each in alone["candidates"]] == [GASANG]
    assert all(each["name"] for each in first["candidates"][0]["features"])


def test_the_draft_has_a_manifest_of_its_own(web: FlaskClient) -> None:
    told = web.get("/reconcile/v1").get_json()

    assert told["suggest"] == {"entity": True, "property": True, "type": True}
    assert told["standardizedScore"] is True
    assert told == web.get("/reconcile?version=1.0-draft").get_json()


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ({"queries": "{"}, "queries"),
        ({"queries": "[]"}, "queries"),
        ({"queries": '{"q0": 1}'}, "queries/q0"),
        ({"queries": '{"q0": {}}'}, "queries/q0"),
        ({"extend": '{"ids": 1}'}, "extend"),
        ({}, "queries"),
    ],
)
def test_a_malformed_question_is_told_where(
    web: FlaskClient, form: dict[str, str], where: str
) -> None:
    answer = web.post("/reconcile", data=form)

    assert answer.status_code == 400
    assert answer.get_json()["where"] == where


@pytest.mark.parametrize("body", ["", "{", "[]", '{"queries": [{}]}', '{"queries": {"q0": {}}}'])
def test_a_malformed_question_of_the_draft_is_refused(web: FlaskClient, body: str) -> None:
    assert web.post("/reconcile/match", data=body).status_code == 400


def test_too_large_a_batch_is_refused(web: FlaskClient) -> None:
    queries = {f"q{place}": {"query": "가"} for place in range(101)}

    assert web.post("/reconcile", data={"queries": json.dumps(queries)}).status_code == 413


def test_any_page_may_ask(web: FlaskClient) -> None:
    for answer in (web.get("/reconcile"), web.options("/reconcile/match")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_preview_may_stand_in_another_page(web: FlaskClient) -> None:
    answer = web.get(f"/reconcile/preview?id={GASANG}")

    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Gasang Electronics" in answer.get_data(as_text=True)
    assert web.get("/reconcile/preview?id=org.nobody").status_code == 404
