import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceSyntax
from kg.loaders import load
from kg.model.document import Loaded
from kg.model.source import Source


def read(text: str, *, encoding: str = "utf-8", kind: str = "text/csv") -> Loaded:
    return load(Source(name="p.csv", media_type=kind, body=text.encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_encodings_of_public_data_give_the_same_table(encoding: str) -> None:
    table = read("기업,값\r\n도토리정밀,1\r\n", encoding=encoding).tables[0]

    assert table.columns == ("기업", "값")
    assert [dict(row.cells) for row in table.rows] == [{"기업": "도토리정밀", "값": "1"}]


def test_a_row_with_too_many_cells_is_a_finding_and_the_others_stay() -> None:
    loaded = read("기업,값\n가,1\n나,2,3\n다,4\n")

    assert [row.number for row in loaded.tables[0].rows] == [2, 4]
    (finding,) = loaded.findings
    assert (finding.where, finding.value) == ("p.csv:3", "나 | 2 | 3")
    assert "3행" in finding.message.ko
    assert "3 cells under 2 columns" in finding.message.en


def test_a_row_with_too_few_cells_is_kept_and_reported() -> None:
    loaded = read("a,b\n1\n")

    assert dict(loaded.tables[0].rows[0].cells) == {"a": "1"}
    assert loaded.findings[0].rule == "loader.table.too-few-cells"


def test_a_cell_with_line_breaks_does_not_shift_the_numbers_after_it() -> None:
    rows = read('a,b\n"1\n2",x\n\n3,y\n').tables[0].rows

    assert [row.number for row in rows] == [2, 5]


def test_columns_without_a_name_at_the_end_must_be_empty() -> None:
    loaded = read("a,b,,\n1,2,,\n3,4,5,\n")

    assert loaded.tables[0].columns == ("a", "b")
    assert [row.number for row in loaded.tables[0].rows] == [2]
    assert [finding.where for finding in loaded.findings] == ["p.csv:3"]


def test_a_column_without_a_name_in_the_middle_must_be_empty_too() -> None:
    loaded = read("a,,b\n1,,2\n3,4,5\n")

    assert dict(loaded.tables[0].rows[0].cells) == {"a": "1", "b": "2"}
    assert [finding.where for finding in loaded.findings] == ["p.csv:3"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b,a\n1,2,3\n", r"p\.csv:1: a column is named twice: 'a'"),
        ("", r"p\.csv:1: the table has no header line"),
        ('a,b\n1,"2\n3', r"p\.csv:2: the row does not parse"),
        ('a,b\n1,2\n"x"y,2\n', r"p\.csv:3: the row does not parse"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(text: str, words: str) -> None:
    with pytest.raises(SourceSyntax, match=words):
        read(text)


def test_tabs_part_the_cells_of_tsv() -> None:
    row = read("a\tb\n1,5\t2\n", kind="text/tab-separated-values").tables[0].rows[0]

    assert dict(row.cells) == {"a": "1,5", "b": "2"}


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([("a", "b"), *rows])
    read_back = [
        (row.cells.get("a", ""), row.cells.get("b", ""))
        for row in read(out.getvalue()).tables[0].rows
    ]

    kept = [tuple(c if c.strip() else "" for c in row) for row in rows if "".join(row).strip()]
    assert read_back == kept
