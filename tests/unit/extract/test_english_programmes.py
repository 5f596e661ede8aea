"""Schemes and who runs them in invented English sentences; every firm here is fictional."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import read
from kg.link.authority import built_in
from kg.model.document import Document
from kg.model.source import Meta

CASES = [
    (
        "Under its Open Bench scheme, Garnet Optics lent tools to six grinders.",
        {"Open Bench": ("Garnet Optics",)},
    ),
    (
        "Hwang Motors concluded Second Wind, its three-year programme for small forges.",
        {"Second Wind": ("Hwang Motors",)},
    ),
    (
        "Nine mills joined the Quiet Loom Initiative, run by Sarang Textile Federation.",
        {"Quiet Loom Initiative": ("Sarang Textile Federation",)},
    ),
    (
        "Duri Foods won a grant under the Warm Hearths fund. Bada County Office pays on Friday.",
        {"Warm Hearths": ("Bada County Office",)},
    ),
    (
        "Results of the Harbour Mentor Scheme\n\nOperator: Nokdo Technopark\n\nSix firms joined.",
        {"Harbour Mentor Scheme": ("Nokdo Technopark",)},
    ),
    (
        "Seoha Cement launched a scheme called Clean Stack for its hauliers last year.",
        {"Clean Stack": ("Seoha Cement",)},
    ),
    (
        "Garam Display Expands Supplier Programme\nThe firm's First Light programme grew by half.",
        {"First Light": None},
    ),
    ("The plan for the line was dropped, and the project ended.", {}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_scheme_is_known_with_who_runs_it(
    text: str, expected: dict[str, tuple[str, ...] | None]
) -> None:
    meta = Meta(published=date(2024, 5, 20), language="en")
    document = Document(source="0" * 64, name="scheme", text=text, meta=meta)

    found = {item.name: item.operator for item in read(document, built_in()).facts.programmes}

    assert set(found) == set(expected)
    assert all(found[name] == run for name, run in expected.items() if run is not None)
