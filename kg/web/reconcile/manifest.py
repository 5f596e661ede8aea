"""What the service says of itself."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from flask import request, url_for

from kg import vocab
from kg.web.reconcile.things import settings, things, type_of
from kg.web.site import site
from kg.web.wording import language

if TYPE_CHECKING:
    Json = dict[str, Any]  # Any: JSON values

VERSIONS: Final = ("0.2", "1.0-draft")
KINDS: Final = ("entity", "property", "type")


def old_manifest() -> Json:
    """Return the manifest of 0.2, which says that 1.0-draft is spoken too.

    The two versions differ in what `suggest` holds: addresses here, yes or no there.
    """
    place = _place()
    return _common() | {
        "versions": list(VERSIONS),
        "identifierSpace": site().base,
        "schemaSpace": vocab.DD,
        "view": {"url": f"{request.url_root}id/{{{{id}}}}"},
        "suggest": {
            kind: {
                "service_url": place,
                "service_path": f"/suggest/{kind}",
                "flyout_service_url": place,
                "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
            }
            for kind in KINDS
        },
        "preview": {"url": f"{place}/preview?id={{{{id}}}}"} | settings()["preview"],
        "extend": {
            "propose_properties": {"service_url": place, "service_path": "/extend/propose"},
            "property_settings": [_limit("name", "label", "help_text")],
        },
    }


def draft_manifest() -> Json:
    """Return the manifest of 1.0-draft."""
    return _common() | {
        "versions": ["1.0-draft"],
        "view": {"url": f"{request.url_root}id/{{id}}"},
        "suggest": dict.fromkeys(KINDS, True),
        "preview": dict(settings()["preview"]),
        "extend": {
            "proposeProperties": True,
            "propertySettings": [_limit("id", "name", "helpText")],
        },
        "standardizedScore": True,
        "lang": language(),
    }


def _common() -> Json:
    usual = [each for each in settings()["types"] if each in things().counts]
    return {
        "name": settings()["service"][language()],
        "serviceVersion": version("deungdae"),
        "documentation": url_for("home.home", _external=True),
        "defaultTypes": [type_of(each) for each in usual],
        # Of the draft; OpenRefine heeds it in either version, and else sends ten at a time.
        "batchSize": settings()["batch"],
    }


def _limit(id_key: str, name_key: str, help_key: str) -> Json:
    """Return the one setting of data extension under the keys of a version."""
    name, words = settings()["limit_setting"][language()]
    return {"type": "number", "default": 0, id_key: "limit", name_key: name, help_key: words}


def _place() -> str:
    return url_for("reconcile.service", _external=True).rstrip("/")
