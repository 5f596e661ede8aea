"""Content negotiation as RFC 9110, section 12.5.1 tells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.negotiate import negotiate, quality

RFC = (
    "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, "
    "text/plain;format=fixed;q=0.4, */*;q=0.5"
)
HTML, TURTLE, JSON = "text/html", "text/turtle", "application/ld+json"


@pytest.mark.parametrize(
    ("media_type", "weight"),
    [
        ("text/plain;format=flowed", 1.0),
        ("text/plain", 0.7),
        ("text/html", 0.3),
        ("image/jpeg", 0.5),
        ("text/plain;format=fixed", 0.4),
        ("text/html;level=3", 0.3),
    ],
)
def test_the_table_of_the_rfc(media_type: str, weight: float) -> None:
    assert quality(RFC, media_type) == weight


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", HTML),
        ("  ", HTML),
        ("*/*", HTML),
        ("text/turtle", TURTLE),
        ("TEXT/TURTLE", TURTLE),
        ("text/*", HTML),
        ("audio/*; q=0.2, audio/basic", None),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", JSON),
        ("text/turtle;q=0, */*", HTML),
        ("text/html;q=0, text/*", TURTLE),
        ("*/*;q=0", None),
        ("text/turtle;q=0.001", TURTLE),
        ("text/turtle ; q=0.3 , text/html ;q=0.2", TURTLE),
        ("text/html;q=0.8,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1", HTML),
        ("*/turtle", None),
        ("turtle", None),
        ("text/turtle;q=2", None),
        ("text/turtle;q=nan", None),
        ('text/turtle;charset="utf-8,x";q=0.1, text/html;q=0.05', HTML),
        (", ,text/turtle", TURTLE),
    ],
)
def test_what_a_reader_gets(accept: str, chosen: str | None) -> None:
    assert negotiate(accept, [HTML, TURTLE, JSON]) == chosen


def test_of_equals_the_first_offer_wins() -> None:
    assert negotiate("text/turtle, text/html", [HTML, TURTLE]) == HTML
    assert negotiate("text/turtle, text/html", [TURTLE, HTML]) == TURTLE


def test_nothing_offered_is_nothing_chosen() -> None:
    assert negotiate("", []) is None
    assert negotiate("*/*", []) is None


@given(st.text('text/html;q=0.1,*"\\ ', max_size=60))
def test_any_header_gives_an_offer_or_nothing(accept: str) -> None:
    assert negotiate(accept, [HTML, TURTLE]) in {HTML, TURTLE, None}
