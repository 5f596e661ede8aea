"""CSV and TSV: a table whose good rows stay when a bad one is reported. Pure."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kg.errors import SourceSyntax
from kg.loaders.decoding import decode
from kg.loaders.findings import bad_row, short_row
from kg.model.document import Loaded, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.report import Finding
    from kg.model.source import Source


def load_csv(source: Source) -> Loaded:
    r"""Read comma-separated values with a header line (RFC 4180; UTF-8 or CP949).

    A row with more cells than columns is a finding with its number and is left out; a row with
    fewer is kept and reported.

    Raises:
        SourceSyntax: No encoding fits, a column is named twice, or a quotation mark is astray.

    >>> from kg.model.source import Source
    >>> source = Source(name="p.csv", media_type="text/csv", body=b"id,name\n7,Ada\n")
    >>> load_csv(source).tables[0].rows
    (Row(number=2, cells={'id': '7', 'name': 'Ada'}),)
    """
    return _load(source, ",")


def load_tsv(source: Source) -> Loaded:
    """Read tab-separated values with a header line; otherwise as `load_csv`."""
    return _load(source, "\t")


def _load(source: Source, delimiter: str) -> Loaded:
    records = _records(source, decode(source), delimiter)
    header_line, header = next(records, (1, []))
    columns = _columns(source, header_line, header)
    rows: list[Row] = []
    findings: list[Finding] = []
    for line, cells in records:
        named = [pair for pair in zip(columns, cells, strict=False) if pair[0]]
        strange = [cell for column, cell in zip(columns, cells, strict=False) if not column]
        extra = [cell for cell in (*strange, *cells[len(columns) :]) if cell.strip()]
        if extra:
            findings.append(bad_row(source, line, len(cells), len(header), " | ".join(cells)))
            continue
        if len(cells) < len(header):
            findings.append(short_row(source, line, len(cells), len(header)))
        filled = {column: cell for column, cell in named if cell.strip()}
        rows.append(Row(number=line, cells=filled))
    table = Table(
        source=source.digest,
        name=source.name,
        columns=tuple(column for column in columns if column),
        rows=tuple(rows),
        meta=source.meta,
    )
    return Loaded(tables=(table,), findings=tuple(findings))


def _records(source: Source, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank, with the line where it starts."""
    # Not splitlines(): that also breaks at U+2028 and U+0085, which are text here.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceSyntax(
            f"the row does not parse: {error}",
            where=f"{source.name}:{line}",
            hint="a cell that holds the separator or a quotation mark stands in quotation marks",
        ) from error


def _columns(source: Source, line: int, header: list[str]) -> list[str]:
    """Return the columns' names without blanks around them.

    Columns may be without a name, as spreadsheets leave them; nothing may stand under them.
    """
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise SourceSyntax("the table has no header line", where=f"{source.name}:{line}")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise SourceSyntax(
            f"a column is named twice: {twice[0]!r}",
            where=f"{source.name}:{line}",
            hint="give every column a name of its own",
        )
    return names
