"""JSON and JSON Lines: records become a table, an object with a text a document. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceError, SourceSyntax
from kg.ids import digest
from kg.loaders.decoding import decode
from kg.loaders.documents import document, prefer
from kg.loaders.findings import bad_record
from kg.loaders.json_values import BadValue, cells, parse
from kg.loaders.lines import blocks
from kg.loaders.meta import meta_of
from kg.model.document import Loaded, Row, Table
from kg.model.report import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.document import Document
    from kg.model.report import Finding
    from kg.model.source import Source

TEXT: Final = "text"  # the key that makes an object a document
OBJECT: Final = Text("객체({ })가 아닙니다", "it is not an object")


def load_json(source: Source) -> Loaded:
    """Read a JSON file: an array of objects, or one object.

    Objects are rows of a table, numbered from 1 in the array's order; nested members are
    columns with dotted names, numbers keep the source's words. An object with a `text` is a
    document whose other keys tell what a sidecar would.

    Raises:
        SourceSyntax: No encoding fits, or the file is neither an object nor an array.
    """
    try:
        value = parse(decode(source))
    except BadValue as error:
        where = f"{source.name}:{error.line}" if error.line else source.name
        raise SourceSyntax(f"this is no JSON: {error.reason.en}", where=where) from error
    if isinstance(value, dict):
        return _loaded(source, [(1, value, source.digest)])
    if not isinstance(value, list):
        raise SourceSyntax(
            "an array of objects or one object is expected, not a single value", where=source.name
        )
    return _loaded(source, ((at, item, "") for at, item in enumerate(value, start=1)))


def load_json_lines(source: Source) -> Loaded:
    """Read JSON Lines: an object a line, as `load_json` reads an array; rows count lines.

    A line that does not parse is a finding, and the others stay.

    Raises:
        SourceSyntax: No encoding fits.
    """
    findings: list[Finding] = []
    return _loaded(source, _parsed(source, findings), findings)


def _parsed(source: Source, findings: list[Finding]) -> Iterator[tuple[int, object, str]]:
    for number, line in enumerate(decode(source).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, parse(line), digest(line.strip())
        except BadValue as error:
            findings.append(bad_record(source, number, error.reason, line))


def _loaded(
    source: Source,
    items: Iterable[tuple[int, object, str]],
    findings: list[Finding] | None = None,
) -> Loaded:
    found = findings if findings is not None else []
    documents: list[Document] = []
    rows: list[Row] = []
    for number, item, identity in items:
        try:
            if not isinstance(item, dict):
                found.append(bad_record(source, number, OBJECT, repr(item)))
            elif isinstance(item.get(TEXT), str) and item[TEXT].strip():
                documents.append(_document(source, number, item, identity))
            else:
                rows.append(Row(number=number, cells=cells(item)))
        except BadValue as error:
            found.append(bad_record(source, number, error.reason, repr(item)[:200]))
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    table = Table(
        source=source.digest,
        name=source.name,
        columns=tuple(columns),
        rows=tuple(rows),
        meta=source.meta,
    )
    return Loaded(
        documents=tuple(documents), tables=(table,) if rows else (), findings=tuple(found)
    )


def _document(
    source: Source,
    number: int,
    item: dict[str, Any],
    identity: str,  # Any: JSON values
) -> Document:
    """Return one object's text as a document.

    In a file of many, each has an identity of its own, made from its content: offsets count in
    its own text, and it stays the same document when a line is added above it.
    """
    is_whole = identity == source.digest
    try:
        own = meta_of(item, f"{source.name}:{number}")
    except SourceError as error:
        raise BadValue(
            Text(f"메타데이터가 잘못되었습니다: {error.message}", error.message)
        ) from error
    text = item[TEXT]
    return document(
        text,
        blocks(text),
        source=identity or digest(*(part for pair in sorted(cells(item).items()) for part in pair)),
        name=source.name if is_whole else f"{source.name}:{number}",
        meta=prefer(source.meta, own),
    )
