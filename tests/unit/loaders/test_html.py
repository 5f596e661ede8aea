from datetime import date

import pytest

from kg.errors import SourceSyntax
from kg.loaders import load
from kg.model.document import Document
from kg.model.source import Meta, Source

PAGE = """<!DOCTYPE html>
<html lang="ko"><head>
<title>도토리정밀 소식 | 물빛저널</title>
<meta property="og:site_name" content="물빛저널">
<meta property="article:published_time" content="2023-06-20T09:00:00+09:00">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<link rel="canonical" href="https://mulbit.example/7">
</head><body>
<nav><ul><li><a href="/">처음</a></li><li><a href="/a">산업</a></li></ul></nav>
<article><h1>도토리정밀의 석 달</h1>
<p>도토리정밀은 금형을 <b>새로</b> 정리하고,<br>작업 순서를 바꾸었다.</p>
<p>□ 다음 단계</p>
<ul><li>재고 30% 감축</li></ul>
<table><tr><th>항목</th><th>값</th></tr><tr><td>불량률</td><td>1.2%</td></tr></table>
<blockquote>“답은 현장에 있었다.”</blockquote>
<p>사진=도토리정밀 제공</p>
</article>
<footer>물빛저널 이용약관</footer></body></html>"""


def read(page: str, encoding: str = "utf-8", meta: Meta | None = None) -> Document:
    source = Source(
        name="a.html", media_type="text/html", body=page.encode(encoding), meta=meta or Meta()
    )
    return load(source).documents[0]


def test_the_main_text_comes_without_navigation_in_blocks() -> None:
    document = read(PAGE)

    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("title", "도토리정밀의 석 달"),
        ("paragraph", "도토리정밀은 금형을 새로 정리하고,"),
        ("paragraph", "작업 순서를 바꾸었다."),
        ("list_item", "다음 단계"),
        ("list_item", "재고 30% 감축"),
        ("table_cell", "항목"),
        ("table_cell", "값"),
        ("table_cell", "불량률"),
        ("table_cell", "1.2%"),
        ("quote", "“답은 현장에 있었다.”"),
        ("caption", "사진=도토리정밀 제공"),
    ]


def test_the_page_tells_its_own_metadata() -> None:
    meta = read(PAGE).meta

    assert meta == Meta(
        published=date(2023, 6, 20),
        publisher="물빛저널",
        language="ko",
        licence="https://creativecommons.org/licenses/by/4.0/",
        title="도토리정밀 소식 | 물빛저널",
        url="https://mulbit.example/7",
    )


def test_what_is_told_beside_the_page_wins() -> None:
    meta = read(PAGE, meta=Meta(publisher="등대일보", published=date(2023, 6, 21))).meta

    assert (meta.publisher, meta.published) == ("등대일보", date(2023, 6, 21))
    assert meta.url == "https://mulbit.example/7"


def test_cp949_is_read_without_a_declaration() -> None:
    assert read(PAGE, "cp949").text == read(PAGE).text


def test_a_declared_western_encoding_is_believed() -> None:
    page = (
        '<html><head><meta charset="windows-1252"></head><body>'
        "<p>Dotori Precision’s café reopened, the firm’s owner said on Friday.</p></body></html>"
    )

    assert "Precision’s café" in read(page, "cp1252").text


def test_structured_data_tells_the_date() -> None:
    script = (
        '<script type="application/ld+json">'
        '{"datePublished": "2024-02-03", "publisher": {"name": "등대일보"}}</script>'
    )
    page = f"<html><head>{script}</head><body><p>가람은 공장을 새로 열었다고 말했다.</p></body>"
    meta = read(page).meta

    assert (meta.published, meta.publisher) == (date(2024, 2, 3), "등대일보")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": </script>',
        '<script type="application/ld+json">[7, {"datePublished": "2024-02-03"}]</script>',
        '<script type="application/ld+json">{"datePublished": 7}</script>',
    ],
)
def test_structured_data_that_is_odd_does_no_harm(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>가람은 공장을 새로 열었다고 말했다.</p></body>"

    assert read(page).meta.published == (date(2024, 2, 3) if "2024" in head else None)


def test_a_time_element_that_is_the_publication_date_is_read_and_others_are_not() -> None:
    page = (
        "<html><body><p>가람은 <time datetime='2021-01-01'>새해</time> 공장을 열었다고 말했다.</p>"
        "<time pubdate datetime='2024-02-03T10:00'>2월 3일</time></body></html>"
    )

    assert read(page).meta.published == date(2024, 2, 3)


@pytest.mark.parametrize("told", ["2024-02-31", "어제", "20240"])
def test_a_day_that_is_none_is_not_told(told: str) -> None:
    page = (
        f'<html><head><meta name="date" content="{told}"></head>'
        "<body><p>가람은 공장을 새로 열었다고 말했다.</p></body></html>"
    )

    assert read(page).meta.published is None


def test_a_page_without_a_heading_begins_with_its_title() -> None:
    page = (
        "<html><head><title>공장 소식</title></head>"
        "<body><p>가람은 공장을 새로 열었다고 말했다.</p></body></html>"
    )

    assert read(page).text == "공장 소식\n가람은 공장을 새로 열었다고 말했다."


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(SourceSyntax, match=r"a\.html: the page has no main text"):
        read("<html><body><img src='x.png'></body></html>")
