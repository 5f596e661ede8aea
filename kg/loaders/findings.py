"""What loaders report about parts they could not read, in both languages. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from kg.model.source import Source


def bad_row(source: Source, line: int, cells: int, columns: int, value: str) -> Finding:
    """Report a row with cells under no column; it is left out."""
    message = Text(
        f"{line}행에 값이 {cells}개 있으나 열은 {columns}개이므로 이 행을 읽지 않았습니다.",
        f"row {line} has {cells} cells under {columns} columns and was left out",
    )
    hint = Text(
        "쉼표가 든 값은 큰따옴표로 묶으십시오.",
        "put a value that holds a comma in quotation marks",
    )
    return _lost("table.too-many-cells", message, source, line, value, hint)


def short_row(source: Source, line: int, cells: int, columns: int) -> Finding:
    """Report a row that ends before the last column; it is kept."""
    message = Text(
        f"{line}행의 값이 {cells}개로 열 {columns}개보다 적어, 없는 값은 빈칸으로 보았습니다.",
        f"row {line} has {cells} cells under {columns} columns; the rest is taken as empty",
    )
    return _note("table.too-few-cells", message, source, line)


def bad_record(source: Source, number: int, reason: Text, value: str) -> Finding:
    """Report a record of a JSON source that could not be read; it is left out."""
    message = Text(
        f"{number}번째 레코드를 읽지 않았습니다: {reason.ko}",
        f"record {number} was left out: {reason.en}",
    )
    return _lost("json.bad-record", message, source, number, value[:200])


def minted_nodes(source: Source, count: int) -> Finding:
    """Report that blank nodes of an RDF source were given names."""
    message = Text(
        f"빈 노드 {count}개에 고정된 IRI(urn:uuid)를 붙였습니다.",
        f"{count} blank nodes were given fixed IRIs (urn:uuid)",
    )
    return _note("rdf.blank-nodes", message, source, value=str(count))


def merged_graphs(source: Source, count: int) -> Finding:
    """Report that the named graphs of an RDF source are read as one."""
    message = Text(
        f"이름 있는 그래프 {count}개를 출처 하나의 그래프로 합쳐 읽었습니다.",
        f"{count} named graphs were read as the one graph of this source",
    )
    return _note("rdf.named-graphs", message, source, value=str(count))


def _lost(
    rule: str, message: Text, source: Source, line: int, value: str, hint: Text | None = None
) -> Finding:
    """Return the warning that a part of a source was left out."""
    found = _note(rule, message, source, line, value=value)
    return replace(found, severity="warning", hint=hint)


def _note(
    rule: str, message: Text, source: Source, line: int | None = None, *, value: str = ""
) -> Finding:
    return Finding(
        severity="info",
        focus=source.name,
        rule=f"loader.{rule}",
        message=message,
        where=source.name if line is None else f"{source.name}:{line}",
        value=value,
    )
