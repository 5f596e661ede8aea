"""The OpenAPI document and the service say the same, whatever is asked (Schemathesis)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kg.files import resource_toml
from kg.web.openapi import TABLE

if TYPE_CHECKING:
    from flask import Flask

# That a wrong value is refused is not among them: an unknown parameter is no mistake here.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 8  # of each operation, by the document and against it
ELSEWHERE = {
    ("/try", "post"),  # loads a reader in a process of its own: tests/web/test_try.py
    ("/openapi.json", "get"),  # the document itself
}
OPERATIONS = [
    (told["path"], told.get("method", "get"))
    for told in resource_toml(TABLE)["operation"]
    if (told["path"], told.get("method", "get")) not in ELSEWHERE
]
# What a generator would not come upon: things that are there, and queries that parse.
NAMES = ["org.mirae-parts", "doc.0a1b", "cq01", "manifest.json", "support.1", "kind.Mentoring"]
QUERIES = [
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "CONSTRUCT WHERE { ?s a ?t }",
    "DESCRIBE <https://w3id.org/deungdae/id/org.mirae-parts>",
    "PREFIX dd: <https://w3id.org/deungdae/ont#> SELECT * { ?s dd:labelMatches '미래' }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> {} }",
    "CLEAR ALL",
    "SELECT (<x:f>(1) AS ?x) {}",
]


@pytest.fixture(scope="module")
def document(app: Flask) -> Any:  # Any: what schemathesis makes of the document
    def whole(environ: dict[str, Any], start: Any) -> list[bytes]:  # Any: as WSGI has it
        body = app(environ, start)
        try:
            return [b"".join(body)]
        finally:
            if hasattr(body, "close"):
                body.close()  # files of the release; Schemathesis leaves them open

    return schemathesis.openapi.from_wsgi("/openapi.json", whole)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_is_answered_otherwise_than_documented(
    document: Any, path: str, method: str
) -> None:
    operation = document[path][method]
    takes = {each.name for each in operation.iter_parameters()}
    modes = [GenerationMode.POSITIVE] + [GenerationMode.NEGATIVE] * bool(takes - {"name"})
    for mode in modes:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        @given(
            case=operation.as_strategy(generation_mode=mode),
            name=st.sampled_from(["", *NAMES]),
            query=st.sampled_from(["", *QUERIES]),
        )
        def ask(case: Any, name: str, query: str) -> None:
            if name and "name" in takes:
                case.path_parameters["name"] = name
            if query and "query" in takes:
                case.query["query"] = query
            case.call_and_validate(checks=CHECKS)

        ask()


def test_every_operation_is_asked(document: Any) -> None:
    asked = {(found.ok().path, found.ok().method) for found in document.get_all_operations()}

    assert asked == {*OPERATIONS, ("/try", "post")}
    assert len(OPERATIONS) >= 40
