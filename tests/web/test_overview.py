"""The home page's drawing of who helped whom."""

import re
from pathlib import Path

from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, Store

from kg.web import create_app

HERE = Path(__file__).parent
PAGE = {"Accept": "text/html"}
MANY = 40


def home(turtle: str, lang: str = "ko") -> str:
    store = Store()
    head = (HERE / "profile.ttl").read_text("utf-8")
    store.load((head + turtle).encode(), format=RdfFormat.TURTLE)
    return create_app(store).test_client().get(f"/?lang={lang}", headers=PAGE).text


def drawn(page: str) -> str:
    found = re.search(r'<svg class="map".*?</svg>\n</section>|<svg class="map".*', page, re.DOTALL)
    return found[0] if found else ""


def test_givers_and_takers_are_links_with_what_they_gave_and_got() -> None:
    supports = (HERE / "profile-supports.ttl").read_text("utf-8")
    told = re.findall(r'<a href="(/doc/[^"]+)"><title>([^<]+)</title>', drawn(home(supports, "en")))

    assert told == [
        ("/doc/org.a?lang=en", "Gaon Electronics · Large enterprise · gave support 3 times"),
        (
            "/doc/org.b?lang=en",
            "Narae Metal · Small or medium-sized enterprise · got support 2 times",
        ),
        (
            "/doc/org.c?lang=en",
            "Daol Foods · Small or medium-sized enterprise · got support 1 times",
        ),
    ]


def test_the_most_active_are_chosen_and_the_rest_is_counted() -> None:
    many = "".join(
        f"id:x.{n} a dd:SME ; skos:prefLabel '회사 {n}'@ko . id:y.{n} a dd:SupportActivity ;"
        f" dd:supporter id:org.a ; dd:recipient id:x.{n} . "
        for n in range(MANY)
    )
    often = "".join(
        f"id:z.{n} a dd:SupportActivity ; dd:supporter id:org.a ; dd:recipient id:x.39 . "
        for n in range(5)
    )
    page = home(many + often)

    assert f"도움받은 곳({MANY}곳 중 13곳)" in page
    assert "회사 39" in drawn(page)
    assert drawn(page).count('class="flow"') == 13


def test_nothing_is_drawn_where_nobody_helped() -> None:
    assert not drawn(home(""))


def test_the_page_of_the_sample_has_its_drawing(web: FlaskClient) -> None:
    assert "가상전자" in drawn(web.get("/?lang=ko", headers=PAGE).text)
