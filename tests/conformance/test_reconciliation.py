"""The reconciliation interface against its own schemas and examples; the suite stays in ../shared.

Expected differences are named: the two versions contradict each other in `suggest`, so the manifest
of 0.2, which says that 1.0-draft is spoken too, is not the manifest of 1.0-draft.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft7Validator
from pyoxigraph import RdfFormat, Store
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from kg.web import create_app

ROOT = Path(__file__).parents[2]
SUITE = ROOT.parent / "shared" / "suites" / "reconciliation"
SAMPLE = ROOT / "tests" / "web" / "sample.ttl"
OLD, DRAFT = "0.2", "1.0-draft"
ASKED = {"q0": {"query": "가상전자"}, "q1": {"query": "Mirae", "type": "SME", "limit": 3}}
EXTEND = {
    "ids": ["org.gasang-electronics", "support.1", "doc.0a1b", "change.1"],
    "properties": [
        {"id": "prefLabel", "settings": {"limit": "1"}},
        {"id": "supporter"},
        {"id": "issued"},
        {"id": "reportedChangePercent"},
        {"id": "nothing"},
    ],
}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/suites is absent")


def examples(version: str, kind: str, which: str) -> list[Path]:
    return sorted((SUITE / version / "examples" / kind / which).glob("*.json"))


@cache
def registry(version: str) -> "Registry[Any]":
    files = (SUITE / version / "schemas").glob("*.json")
    told = [json.loads(file.read_text("utf-8")) for file in files]
    return Registry().with_resources(
        (each["$id"], Resource.from_contents(each, default_specification=DRAFT7)) for each in told
    )


def faults(version: str, schema: str, document: object) -> list[str]:
    told = json.loads((SUITE / version / "schemas" / f"{schema}.json").read_text("utf-8"))
    # What the schemas ask of `authentication` needs the whole of Swagger; we have none.
    told.get("properties", {}).pop("authentication", None)
    validator = Draft7Validator(told, registry=registry(version))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


@pytest.fixture(scope="module")
def service() -> FlaskClient:
    store = Store()
    store.load(path=SAMPLE, format=RdfFormat.TURTLE)
    return create_app(store).test_client()


def test_the_suite_is_whole() -> None:
    for version in (OLD, DRAFT):
        assert len(examples(version, "reconciliation-query-batch", "valid")) >= 4
        assert len(list((SUITE / version / "schemas").glob("*.json"))) >= 10


def test_the_schemas_refuse_what_is_wrong() -> None:
    found = {
        (version, file.name): faults(version, kind, json.loads(file.read_text("utf-8")))
        for version in (OLD, DRAFT)
        for kind in ("reconciliation-query-batch", "reconciliation-result-batch")
        for file in examples(version, kind, "invalid")
    }

    assert len(found) >= 10
    assert all(found.values())


@pytest.mark.parametrize("version", [OLD, DRAFT])
def test_manifest(service: FlaskClient, version: str) -> None:
    told = service.get("/reconcile" if version == OLD else "/reconcile/v1").get_json()

    assert faults(version, "manifest", told) == []


def test_the_manifest_of_both_differs_from_the_draft_in_suggest_only(service: FlaskClient) -> None:
    told = service.get("/reconcile").get_json()
    wrong = faults(DRAFT, "manifest", told)

    assert len(wrong) == 3
    assert all(each.startswith("$.suggest.") for each in wrong)


def test_results_of_0_2(service: FlaskClient) -> None:
    told = service.post("/reconcile", data={"queries": json.dumps(ASKED)}).get_json()

    assert faults(OLD, "reconciliation-result-batch", told) == []
    assert told["q0"]["result"]
    assert told["q1"]["result"]


def test_results_of_the_draft(service: FlaskClient) -> None:
    name = {"matchType": "name", "propertyValue": "가상전자"}
    told = service.post("/reconcile/match", json={"queries": [{"conditions": [name]}]}).get_json()

    assert faults(DRAFT, "reconciliation-result-batch", told) == []
    assert told["results"][0]["candidates"]


@pytest.mark.parametrize("which", ["valid", "invalid"])
def test_every_example_batch_of_0_2(service: FlaskClient, which: str) -> None:
    for file in examples(OLD, "reconciliation-query-batch", which):
        answer = service.post("/reconcile", data={"queries": file.read_text("utf-8")})
        if which == "invalid":
            assert answer.status_code == 400, file.name
            continue
        assert answer.status_code == 200, file.name
        assert set(answer.get_json()) == set(json.loads(file.read_text("utf-8")))
        assert faults(OLD, "reconciliation-result-batch", answer.get_json()) == []


@pytest.mark.parametrize("which", ["valid", "invalid"])
def test_every_example_batch_of_the_draft(service: FlaskClient, which: str) -> None:
    for file in examples(DRAFT, "reconciliation-query-batch", which):
        body = file.read_text("utf-8")
        answer = service.post("/reconcile/match", data=body, content_type="application/json")
        if which == "invalid":
            assert answer.status_code == 400, file.name
            continue
        assert answer.status_code == 200, file.name
        assert faults(DRAFT, "reconciliation-result-batch", answer.get_json()) == []


@pytest.mark.parametrize("kind", ["entities", "types", "properties"])
@pytest.mark.parametrize("version", [OLD, DRAFT])
def test_suggestions(service: FlaskClient, version: str, kind: str) -> None:
    path = {"entities": "entity", "types": "type", "properties": "property"}[kind]
    told = service.get(f"/reconcile/suggest/{path}?prefix=").get_json()

    assert told["result"]
    assert faults(version, f"suggest-{kind}-response", told) == []


def test_data_extension(service: FlaskClient) -> None:
    assert faults(OLD, "data-extension-query", EXTEND) == []
    old = service.post("/reconcile", data={"extend": json.dumps(EXTEND)}).get_json()
    new = service.post("/reconcile/extend", json=EXTEND).get_json()

    assert faults(OLD, "data-extension-response", old) == []
    assert faults(DRAFT, "data-extension-response", new) == []


@pytest.mark.parametrize("version", [OLD, DRAFT])
def test_every_example_of_data_extension(service: FlaskClient, version: str) -> None:
    for file in examples(version, "data-extension-query", "valid"):
        body = file.read_text("utf-8")
        answer = (
            service.post("/reconcile", data={"extend": body})
            if version == OLD
            else service.post("/reconcile/extend", data=body)
        )
        assert answer.status_code == 200
        assert faults(version, "data-extension-response", answer.get_json()) == []


@pytest.mark.parametrize("version", [OLD, DRAFT])
def test_proposals(service: FlaskClient, version: str) -> None:
    told = service.get("/reconcile/extend/propose?type=SME&limit=3").get_json()

    assert told["properties"]
    assert faults(version, "data-extension-property-proposal", told) == []


def test_a_flyout_is_id_and_html(service: FlaskClient) -> None:
    (example,) = examples(OLD, "flyout-response", "valid")
    told = service.get("/reconcile/flyout/entity?id=org.mirae-parts").get_json()

    assert set(told) == set(json.loads(example.read_text("utf-8")))
