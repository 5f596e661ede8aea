"""Cutting a text where evidence begins and ends."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model.evidence import Span
from kg.web.marks import pieces


@given(st.text(min_size=1, max_size=80), st.data())
def test_pieces_are_the_text_again_and_lie_in_their_passage(text: str, data: st.DataObject) -> None:
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    drawn = data.draw(st.lists(bounds.filter(lambda pair: pair[0] < pair[1]), max_size=8))
    passages = {f"p{place}": Span(*pair) for place, pair in enumerate(drawn)}

    found = pieces(text, passages)

    assert "".join(piece.text for piece in found) == text
    start = 0
    for piece in found:
        own = Span(start, start + len(piece.text))
        holders = [span for span in passages.values() if span.holds(own)]
        if piece.anchor:
            assert len(passages[piece.anchor]) == min(map(len, holders))
        else:
            assert not holders
        start = own.end


def test_a_passage_behind_the_end_of_the_text_is_left_out() -> None:
    assert [piece.anchor for piece in pieces("가나다", {"far": Span(2, 9)})] == [""]
