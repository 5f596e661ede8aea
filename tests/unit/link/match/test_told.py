"""What an authority says of an entity, in a line a person can decide by."""

from __future__ import annotations

import pytest

from kg.link.match.known import Known, Name

FIRST = Name("해담정공", "ko", is_preferred=True)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (Known(iri="x", names=(FIRST,)), ""),
        (
            Known(
                iri="x",
                names=(FIRST, Name("Haedam"), Name("해담"), Name("HD")),
                kinds=("Organization",),
                since="1969",
                places=("https://example.org/place/1", "안양"),
                notes=("베어링", "2차", "3차"),
            ),
            "Organization · Haedam · 해담 · 안양 · 1969 · 베어링 · 2차",
        ),
        (Known(iri="x", names=(FIRST,), since="1969", until="2001"), "1969–2001"),
        (Known(iri="x", names=(FIRST,), until="2001", notes=("2001",)), "–2001 · 2001"),
    ],
)
def test_the_rest_of_what_is_known_stands_in_one_line(known: Known, told: str) -> None:
    assert known.told == told
