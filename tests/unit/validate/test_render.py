"""A report reads the same in four forms and two languages."""

import json
from html.parser import HTMLParser

import pytest
from pyoxigraph import BlankNode, RdfFormat, parse

from kg import vocab
from kg.model.report import Finding, Report, Text
from kg.validate.render import FORMS, from_json, render

CAUSE = Finding(
    severity="violation",
    focus="https://example.org/a",
    rule="https://w3id.org/deungdae/shapes#Size-list",
    message=Text(ko="코드를 쓰세요.", en="Use a code."),
)
FOUND = Finding(
    severity="violation",
    focus="https://example.org/a",
    rule="https://w3id.org/deungdae/shapes#Enterprise-sizeClass",
    message=Text(ko="기업규모를 <코드>로 적으세요.", en="Write the size as a <code>."),
    where=vocab.sizeClass.value,
    hint=Text(ko="코드표를 보세요.", en="See the code list."),
    value='아주 "큼"',
    detail=(CAUSE,),
)
NOTE = Finding(
    severity="info", focus="표.csv", rule="loaders.row", message=Text(ko="빈 줄", en="an empty row")
)
REPORT = Report(
    findings=(FOUND, NOTE),
    counts={
        "triples": 1234,
        "shapes": 3,
        "targets": 2,
        "targets:https://w3id.org/deungdae/shapes#Enterprise": 2,
        "targets:https://w3id.org/deungdae/shapes#Place": 0,
    },
)
GOOD = Report(counts={"triples": 3, "shapes": 1, "targets": 1})


def test_text_names_the_shape_as_people_read_it() -> None:
    text = render(REPORT, "text", "ko")

    assert text.startswith("위반: 기업규모를 <코드>로 적으세요.\n")
    assert "    규칙: kgs:Enterprise-sizeClass\n" in text
    assert "        위반: 코드를 쓰세요.\n" in text
    assert text.endswith(
        "문장 1,234개를 모양 3개로 검사했습니다. 겨냥한 것 2개, 위반 1건, 주의 0건, 알림 1건.\n"
    )


def test_text_speaks_english_too() -> None:
    text = render(REPORT, "text", "en")

    assert text.startswith("violation: Write the size as a <code>.\n")
    assert "    to do: See the code list.\n" in text
    assert "Checked 1,234 triples" in text


def test_text_of_a_clean_report_is_one_line() -> None:
    assert render(GOOD, "text", "en").count("\n") == 1


def test_json_is_read_back_as_the_same_report() -> None:
    assert from_json(render(REPORT, "json", "ko")) == REPORT


def test_json_says_whether_the_data_conform() -> None:
    assert json.loads(render(REPORT, "json", "ko"))["conforms"] is False
    assert json.loads(render(GOOD, "json", "ko"))["conforms"] is True


def test_turtle_is_a_validation_report_without_blank_nodes() -> None:
    triples = [
        quad.triple for quad in parse(render(REPORT, "turtle", "ko"), format=RdfFormat.TURTLE)
    ]
    types = [
        triple.object.value.rpartition("#")[2]
        for triple in triples
        if triple.predicate == vocab.RDF.type
    ]

    assert sorted(types) == [
        "ValidationReport",
        "ValidationResult",
        "ValidationResult",
        "ValidationResult",
    ]
    assert not any(isinstance(term, BlankNode) for triple in triples for term in triple)


def test_turtle_holds_both_languages_and_the_source_shape() -> None:
    text = render(REPORT, "turtle", "en")

    assert '"기업규모를 <코드>로 적으세요."@ko' in text
    assert '"Write the size as a <code>."@en' in text
    assert "shapes#Enterprise-sizeClass>" in text
    assert '"loaders.row"' in text


def test_turtle_of_the_same_findings_is_the_same_bytes() -> None:
    assert render(REPORT, "turtle", "ko") == render(REPORT, "turtle", "en")


class Outline(HTMLParser):
    """The open tags and the words of a page; every tag that opens must close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.classes: list[str] = []
        self.sources: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        named = dict(attrs)
        if tag == "article":
            self.classes.append(named.get("class") or "")
        if "src" in named or tag in {"script", "link"}:
            self.sources.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def outline(report: Report, lang: str) -> Outline:
    page = Outline()
    page.feed(render(report, "html", lang))
    assert not page.open
    return page


def test_the_page_is_well_formed_and_needs_no_other_file() -> None:
    page = outline(REPORT, "ko")

    assert page.sources == []
    assert page.classes == ["violation", "violation", "info"]


def test_the_page_shows_markup_of_the_data_as_text() -> None:
    assert "기업규모를 <코드>로 적으세요." in outline(REPORT, "ko").words


def test_the_page_tells_what_was_checked_and_what_never_was() -> None:
    words = outline(REPORT, "en").words

    assert "kgs:Enterprise" in words
    assert "Shapes that aimed at nothing: kgs:Place" in words


@pytest.mark.parametrize(
    ("lang", "said"), [("ko", "발견한 것이 없습니다."), ("en", "Nothing was found.")]
)
def test_the_page_of_a_clean_report_says_so(lang: str, said: str) -> None:
    assert said in outline(GOOD, lang).words


def test_there_are_four_forms() -> None:
    assert set(FORMS) == {"text", "json", "turtle", "html"}
