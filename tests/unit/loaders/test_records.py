import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceSyntax
from kg.loaders import load
from kg.loaders.json_values import BadValue, cells, parse
from kg.model.document import Loaded
from kg.model.source import Meta, Source


def read(text: str, *, lines: bool = False, meta: Meta | None = None) -> Loaded:
    kind = "application/x-ndjson" if lines else "application/json"
    return load(Source(name="r.json", media_type=kind, body=text.encode(), meta=meta or Meta()))


def test_an_array_of_objects_is_a_table() -> None:
    table = read('[{"a": "가", "b": 1}, {"c": {"d": true, "e": null}}]').tables[0]

    assert table.columns == ("a", "b", "c.d")
    assert [(row.number, dict(row.cells)) for row in table.rows] == [
        (1, {"a": "가", "b": "1"}),
        (2, {"c.d": "true"}),
    ]


@pytest.mark.parametrize("number", ["9007199254740993", "10.70", "1e20", "-0.0", "7" * 5000])
def test_a_number_keeps_the_words_of_the_source(number: str) -> None:
    assert read(f'[{{"n": {number}}}]').tables[0].rows[0].cells["n"] == number


def test_plain_values_of_a_list_share_a_cell_and_objects_get_their_own() -> None:
    found = cells({"who": ["가", "나"], "steps": [{"n": "1"}, {"n": "2"}]})

    assert found == {"who": "가|나", "steps.0.n": "1", "steps.1.n": "2"}


def test_an_object_with_a_text_is_a_document_with_its_metadata() -> None:
    told = {
        "text": "누리는 웃었다.",
        "published": "2023-11-06",
        "publisher": "등대일보",
        "lang": "ko",
    }
    source = Source(
        name="r.json",
        media_type="application/json",
        body=json.dumps(told).encode(),
        meta=Meta(publisher="물빛저널"),
    )
    (document,) = load(source).documents

    assert (document.text, document.source, document.name) == (
        "누리는 웃었다.",
        source.digest,
        "r.json",
    )
    assert document.meta.published == date(2023, 11, 6)
    assert document.meta.publisher == "물빛저널", "what is told beside the file wins"


def test_documents_of_one_file_have_identities_of_their_own() -> None:
    first, second = read('{"text": "하나"}\n{"text": "둘"}\n', lines=True).documents
    (again,) = read('{"text": "둘"}', lines=True).documents

    assert first.source != second.source
    assert second.source == again.source, "a line above does not change it"
    assert [first.name, second.name] == ["r.json:1", "r.json:2"]


def test_bad_lines_are_findings_and_the_others_stay() -> None:
    loaded = read('{"a": 1}\n{"a": \n[1]\n{"a": NaN}\n{"a": 1, "a": 2}\n\n{"a": 3}\n', lines=True)

    assert [row.number for row in loaded.tables[0].rows] == [1, 7]
    assert [finding.where for finding in loaded.findings] == [f"r.json:{n}" for n in (2, 3, 4, 5)]
    assert all(finding.message.ko and finding.message.en for finding in loaded.findings)


def test_a_document_with_a_wrong_date_is_a_finding() -> None:
    loaded = read('[{"text": "하나", "published": "2023-13-01"}, {"text": "둘"}]')

    assert [document.text for document in loaded.documents] == ["둘"]
    assert "2023-13-01" in loaded.findings[0].message.en


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1, ", r"r\.json:1: this is no JSON"),
        ('{"a":\n tru}', r"r\.json:2: this is no JSON"),
        ("7", "an array of objects or one object is expected"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": "\\ud800"}', "half a character"),
        ('{"a": ["\\ud800"]}', "half a character"),
    ],
)
def test_json_that_cannot_be_read_is_refused(text: str, words: str) -> None:
    with pytest.raises(SourceSyntax, match=words):
        read(text)


def test_nesting_that_parses_but_is_no_record_is_a_finding() -> None:
    deep = '{"a":' * 60 + "1" + "}" * 60

    assert "nested too deep" in read(f"[{deep}]").findings[0].message.en


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def words(value: object) -> list[str]:
    """Every plain value inside a value, as the words a cell would hold."""
    if isinstance(value, dict):
        return [word for member in value.values() for word in words(member)]
    if isinstance(value, list):
        return [word for member in value for word in words(member)]
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    return [plain] if value is not None and plain.strip() else []


@given(st.dictionaries(st.text("abc", max_size=3), JSON, max_size=4))
def test_no_value_of_a_record_is_lost(record: dict[str, object]) -> None:
    value = parse(json.dumps(record))
    assert isinstance(value, dict)
    together = "\n".join(cells(value).values())

    assert all(word in together for word in words(record))


def test_members_without_a_name_are_told_apart() -> None:
    assert cells({"": {"x": "1", "": {"x": "2"}}, "x": "3"}) == {".x": "1", "..x": "2", "x": "3"}


def test_two_members_with_the_same_dotted_name_are_refused() -> None:
    with pytest.raises(BadValue, match=r"a\.b is named twice"):
        cells({"a": {"b": "1"}, "a.b": "2"})
