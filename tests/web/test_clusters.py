"""`/clusters`: what was computed, with its grounds, and never a word of designation."""

import re
import shutil

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_cluster_shows_who_was_helped_and_how(web: FlaskClient, lang: str) -> None:
    page = web.get(f"/clusters?lang={lang}").text
    name = {"ko": "가상전자", "en": "Gasang Electronics"}[lang]

    assert page.count("<section") == 1
    assert re.search(rf"<h2>\s*<a[^>]*>{name}", page)
    assert "●" in page


def test_the_page_says_that_nothing_is_designated(web: FlaskClient) -> None:
    assert "None of them is designated" in web.get("/clusters?lang=en").text
    assert "지정된 것도" in web.get("/clusters?lang=ko").text


def test_json_names_members_and_what_the_cluster_rests_on(web: FlaskClient) -> None:
    (cluster,) = web.get("/clusters?format=json").get_json()["clusters"]

    assert cluster["status"] == "derived"
    assert cluster["members"]
    assert cluster["supports"]
    assert 0 <= cluster["density"] <= 1
    assert web.get(cluster["drawing"]).mimetype == "image/svg+xml"


def test_a_cluster_has_a_page_of_its_own(web: FlaskClient) -> None:
    (cluster,) = web.get("/clusters?format=json").get_json()["clusters"]
    page = web.get(f"/doc/{cluster['iri'].rpartition('/')[2]}.html?lang=en").text

    assert "computed cluster" in page


def test_a_cluster_and_a_case_have_a_brief_and_other_things_have_none(web: FlaskClient) -> None:
    (cluster,) = web.get("/clusters?format=json").get_json()["clusters"]
    name = cluster["iri"].rpartition("/")[2]
    page = web.get(f"/doc/{name}.html?lang=en").text

    assert f"/brief/{name}?lang=en" in page
    brief = web.get(f"/brief/{name}?lang=en")
    assert "neither designated nor proposed" in brief.text
    assert "sandbox" in brief.headers["Content-Security-Policy"]
    assert web.get("/brief/org.mirae-parts").status_code == 404


@pytest.mark.slow
def test_a_picture_is_drawn_by_the_asker_of_the_worker(web: FlaskClient) -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed: no picture is drawn")
    picture = web.get("/export/png?focus=org.gasang-electronics")

    assert picture.mimetype == "image/png"
    assert picture.data.startswith(b"\x89PNG")
