"""Which firms count as large: by words beside their name, or by what they do for others."""

from __future__ import annotations

import pytest

from kg.extract import read
from kg.model.document import Block, Document
from kg.model.evidence import Span


def types(text: str) -> dict[str, str]:
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("paragraph", Span(start, start + len(line.rstrip()))))
        start += len(line)
    document = Document(source="0" * 64, name="x", text=text, blocks=tuple(blocks))
    return {actor.name: actor.type for actor in read(document, ()).facts.actors}


@pytest.mark.parametrize(
    ("lead", "expected"),
    [("", "LargeEnterprise"), ("Backing for a supplier\n\n", "LargeEnterprise")],
)
def test_the_words_of_a_title_call_nobody_in_the_line_below(lead: str, expected: str) -> None:
    text = f"{lead}Haneul Motors provided mentoring to Pureun Castings in March 2023.\n"

    assert types(text)["Haneul Motors"] == expected


def test_a_seller_is_no_large_firm_for_what_it_brings() -> None:
    text = "Software supplier Haneul Systems provided training to Pureun Castings in March 2023.\n"

    assert types(text)["Haneul Systems"] == "SME"
