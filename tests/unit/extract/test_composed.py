"""Korean whose letters are stored in pieces is read, and its words stand where they stand."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.extract import read
from kg.extract.text.composed import composed
from kg.model.document import Block, Document, Repeat
from kg.model.evidence import Span

TEXT = "가람정밀은 지난달 부품 불량률을 3%에서 1%로 낮췄다고 밝혔다."
PIECES = st.lists(
    st.sampled_from(["가", "각", "\u1100", "\u1161", "\u11a8", "a", " ", "\u0301", "강", "🏭"]),
    max_size=20,
).map(lambda parts: unicodedata.normalize("NFD", "".join(parts)))


def document(text: str) -> Document:
    blocks = (Block("paragraph", Span(0, len(text))),) if text else ()
    return Document(source="0" * 64, name="x", text=text, blocks=blocks)


def test_a_text_in_pieces_tells_what_the_whole_one_tells() -> None:
    pieces = unicodedata.normalize("NFD", TEXT)
    assert pieces != TEXT

    whole, apart = (read(document(text)).facts for text in (TEXT, pieces))

    assert len(apart) == len(whole) > 0
    assert [(one.before, one.after, one.subject) for one in apart.measurements] == [
        (3, 1, ("가람정밀",))
    ]
    for fact in apart:
        for evidence in (*fact.basis.evidence, *(slot.evidence for slot in fact.basis.slots)):
            evidence.check(pieces)
    quotes = [unicodedata.normalize("NFC", fact.basis.evidence[0].quote) for fact in apart]
    assert quotes == [fact.basis.evidence[0].quote for fact in whole]


def test_a_whole_text_is_left_alone() -> None:
    assert composed(document(TEXT)) is None
    assert composed(document("e\u0301")) is None


def test_blocks_and_repeats_are_carried_along() -> None:
    text = unicodedata.normalize("NFD", "각하\n각하")
    half = len(text) // 2
    about = Document(
        source="0" * 64,
        name="x",
        text=text,
        blocks=(
            Block("title", Span(0, half)),
            Block("paragraph", Span(half + 1, len(text))),
        ),
        repeats=(Repeat(Span(half + 1, len(text)), Span(0, half)),),
    )

    found = composed(about)

    assert found is not None
    assert found.document.text == "각하\n각하"
    assert [block.span for block in found.document.blocks] == [Span(0, 2), Span(3, 5)]
    assert found.document.repeats == (Repeat(Span(3, 5), Span(0, 2)),)


@given(text=PIECES)
def test_every_place_of_a_composed_text_leads_back(text: str) -> None:
    found = composed(document(text))
    if found is None:
        return

    starts = found.starts
    assert len(starts) == len(found.document.text) + 1
    assert list(starts) == sorted(set(starts))
    for at, letter in enumerate(found.document.text):
        own = text[starts[at] : starts[at + 1]]
        assert letter in (own, unicodedata.normalize("NFC", own))
