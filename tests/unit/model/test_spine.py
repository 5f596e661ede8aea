from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EvidenceError, KgError
from kg.model.document import Document, Row, Table
from kg.model.evidence import Basis, Cell, Evidence, Slot, Span
from kg.model.facts import Actor, Facts, Programme
from kg.model.report import Finding, Report, Text
from kg.model.source import Source

TEXT = "가나다 라마바 😀 사아자"


def words(start: int, end: int) -> Evidence:
    return Evidence(source="a" * 64, place=Span(start, end), quote=TEXT[start:end])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_a_span_that_holds_nothing_cannot_be_built(start: int, end: int) -> None:
    with pytest.raises(EvidenceError, match="empty, negative or reversed"):
        Span(start, end)


@given(st.data())
def test_spans_count_code_points_as_the_text_does(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    span = Span(start, end)

    assert len(span.of(TEXT)) == len(span)
    assert Span(0, len(TEXT)).holds(span)
    assert span.meets(span)
    assert not span.meets(Span(end, end + 1))


def test_evidence_without_words_or_of_another_length_cannot_be_built() -> None:
    with pytest.raises(EvidenceError, match="the quote is empty"):
        Evidence(source="a" * 64, place=Cell("", 2, "가"), quote="")
    with pytest.raises(EvidenceError, match="cannot hold 2"):
        Evidence(source="a" * 64, place=Span(0, 3), quote="가나")


def test_a_quote_that_is_not_at_its_span_is_refused() -> None:
    words(0, 3).check(TEXT)
    Evidence(source="a" * 64, place=Cell("", 2, "가"), quote="값").check(TEXT)
    with pytest.raises(EvidenceError, match=r"a{12}@0"):
        words(0, 3).check("다른 글이다")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"evidence": ()}, "no statement without evidence"),
        ({"rule": ""}, "no rule is named"),
        ({"confidence": 1.1}, "is not in"),
        ({"confidence": -0.1}, "is not in"),
    ],
)
def test_a_fact_without_a_reason_cannot_be_built(changes: dict[str, object], message: str) -> None:
    whole: dict[str, object] = {"evidence": (words(0, 3),), "rule": "r", "confidence": 0.5}

    with pytest.raises(EvidenceError, match=message):
        Basis(**(whole | changes))  # type: ignore[arg-type]


def test_a_field_rests_on_its_own_words_else_on_the_clause() -> None:
    clause, narrow, other = words(0, 7), words(0, 3), words(4, 7)
    basis = Basis(evidence=(clause, other), rule="r", confidence=1, slots=(Slot("name", narrow),))

    assert basis.of("name") == (narrow,)
    assert basis.of("type") == (clause,)


def test_documents_and_tables_quote_themselves() -> None:
    row = Row(number=2, cells={"기업": "새봄정밀"})
    table = Table(source="b" * 64, name="t.csv", columns=("기업",), rows=(row,))
    document = Document(source="a" * 64, name="d.txt", text=TEXT)

    assert document.evidence(Span(0, 3)) == words(0, 3)
    assert table.evidence(row, "기업").quote == "새봄정밀"


def test_a_source_is_known_by_its_bytes() -> None:
    body = "본문".encode()

    source = Source(name="a.txt", media_type="text/plain", body=body)

    assert source.digest == hashlib.sha256(body).hexdigest()
    assert source.digest == Source(name="b.txt", media_type="text/html", body=body).digest


def test_facts_are_counted_and_walked_kind_by_kind() -> None:
    basis = Basis(evidence=(words(0, 3),), rule="r", confidence=1)
    actor = Actor(basis=basis, name="새봄정밀", type="SME")
    programme = Programme(basis=basis, name="제조혁신사업")

    facts = Facts(programmes=(programme,), actors=(actor,))

    assert len(facts) == 2
    assert list(facts) == [actor, programme]


def test_only_a_violation_stops_a_release() -> None:
    def finding(severity: str) -> Finding:
        message = Text("문제", "a problem")
        return Finding(severity=severity, focus="x", rule="r", message=message)  # type: ignore[arg-type]

    assert Report(findings=(finding("warning"), finding("info"))).conforms
    assert not Report(findings=(finding("violation"),)).conforms


def test_a_message_is_said_in_the_language_that_is_asked_for() -> None:
    assert Text("문제", "a problem").in_language("ko") == "문제"
    assert Text("문제", "a problem").in_language("en") == "a problem"
    assert Text("문제", "a problem").in_language("fr") == "a problem"


def test_an_error_tells_where_and_what_to_do() -> None:
    assert str(KgError("it is broken", where="a.csv:3", hint="mend it")) == (
        "a.csv:3: it is broken (mend it)"
    )
    assert str(KgError("it is broken")) == "it is broken"
