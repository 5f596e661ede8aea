"""The service as an OpenAPI 3.1 document, made of the table `kg/data/service/api.toml`. Pure."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE: Final = "service/api.toml"
FORM: Final = "application/x-www-form-urlencoded"
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "where": {"type": "string"},
        "hint": {"type": "string"},
        "ran-out": {"type": "string", "enum": ["time", "memory", "workers", "share"]},
        "suggestions": {"type": "array", "items": {"type": "object"}},
    },
}


def document(address: str) -> dict[str, Any]:  # Any: JSON
    """Return the document of a service at `address`."""
    told = resource_toml(TABLE)
    paths: dict[str, Any] = {}
    for operation in told["operation"]:
        path = paths.setdefault(operation["path"], {})
        path[operation.get("method", "get")] = _operation(told, operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Deungdae",
            "version": version("deungdae"),
            "description": "Queries, pages and linked data over one frozen release, read only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Problem": PROBLEM}},
    }


def _operation(told: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation["id"],
        "summary": operation["summary"],
        "parameters": [
            _parameter(name, told["parameter"][name]) for name in operation["parameters"]
        ],
        "responses": _responses(told, operation),
    }
    if "body" in operation:
        content = {form: {"schema": _sent(told, operation, form)} for form in operation["body"]}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _parameter(name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": told.get("type", "string")}
    if "values" in told:
        schema["enum"] = told["values"]
    for key, word in (("least", "minimum"), ("most", "maximum")):
        if key in told:
            schema[word] = told[key]
    if told.get("many"):
        schema = {"type": "array", "items": schema}
    made = {"name": name, "in": told["in"], "description": told["about"], "schema": schema}
    if told["in"] == "path":
        made["required"] = True
    if "example" in told:
        made["example"] = told["example"]
    return made


def _responses(told: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    def answer(status: int, forms: Sequence[str]) -> dict[str, Any]:
        made: dict[str, Any] = {"description": told["status"][str(status)]}
        if forms:
            made["content"] = {form: {} for form in forms}
        return made

    found: dict[str, Any] = {}
    forms = [form for name in operation["forms"] for form in told["form"][name]]
    if operation.get("redirects"):
        found |= {"301": answer(301, []), "303": answer(303, [])}
    else:
        found["200"] = answer(200, forms)
        found["304"] = answer(304, [])
    if operation.get("led_on"):
        found["303"] = answer(303, [])
    if operation.get("busy"):
        found["503"] = answer(503, forms)
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status in operation["problems"]:
        content = {"application/problem+json": problem, "text/html": {}}
        found[str(status)] = {"description": told["status"][str(status)], "content": content}
    return found


def _sent(told: Mapping[str, Any], operation: Mapping[str, Any], form: str) -> Mapping[str, Any]:
    """Return what a body holds: a text, or the fields that the table lists."""
    if form != FORM:
        return {"type": "string"}
    fields: Mapping[str, Any] = told["fields"][operation["fields"]]
    return fields
