"""The redirect file for permanent identifiers leads to what this service really answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

FILE = Path(__file__).parents[2] / "ontology" / "w3id" / ".htaccess"
RULE = re.compile(
    r"^RewriteRule (\S+) https://SERVICE\.example(/\S*) \[R=30[23],(?:NE,)?L\]$", re.MULTILINE
)


def target(path: str) -> str:
    """Return where the file sends a path below the permanent IRI; empty for nowhere."""
    for pattern, address in RULE.findall(FILE.read_text("utf-8")):
        if found := re.match(pattern, path):
            return str(found.expand(address.replace("$1", r"\1")))
    return ""


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("ont", 200), ("ont/", 200), ("ont/0.1.0", 200), ("shapes", 200)),
        *(("id/org.mirae-parts", 303), ("id/org.nobody", 404)),
    ],
)
def test_a_permanent_iri_is_answered(web: FlaskClient, path: str, status: int) -> None:
    assert web.get(target(path)).status_code == status


@pytest.mark.parametrize("code", ["kind.Mentoring", "unit.percent"])
def test_a_code_leads_to_its_place_on_the_page(web: FlaskClient, code: str) -> None:
    page, _, anchor = target(f"code/{code}").partition("#")

    assert f'id="{anchor}"' in web.get(page, headers={"Accept": "text/html"}).text
    assert web.get(f"/code/{code}").headers["Location"].partition("#")[2] == anchor


def test_other_paths_lead_nowhere() -> None:
    assert target("elsewhere/x") == ""
    assert len(RULE.findall(FILE.read_text("utf-8"))) == FILE.read_text("utf-8").count(
        "RewriteRule"
    )
