"""What loaders make of a source: a text with blocks, a table, or triples. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.model.evidence import Cell, Evidence, Span
from kg.model.source import Meta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from kg.model.report import Finding

BlockKind = Literal[
    "title", "paragraph", "quote", "list_item", "table_cell", "caption", "byline", "boilerplate"
]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind; blocks are in order and do not overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage that says again, character for character, what stood earlier in the same text.

    Attributes:
        span: The later passage; nothing is read from it.
        of: The first one, of the same length.
    """

    span: Span
    of: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text whose offsets were fixed once by its loader.

    Attributes:
        source: Digest of the source's bytes.
        name: Name of the source.
        text: Never normalised again; every offset counts its code points.
        blocks: In order, without overlap; blank stretches belong to none.
        repeats: Passages that are copies of earlier ones, in order.
        meta: What was told beside the text.
    """

    source: str
    name: str
    text: str
    blocks: tuple[Block, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    meta: Meta = field(default_factory=Meta)

    def evidence(self, span: Span) -> Evidence:
        """Return the words at `span` as evidence."""
        return Evidence(source=self.source, place=span, quote=span.of(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a table.

    Attributes:
        number: 1-based line or row where the record starts, the header being 1.
        cells: Column name to the cell's text as it stands; empty cells are left out.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose cells can be pointed at.

    Attributes:
        source: Digest of the source's bytes.
        name: Name of the source.
        sheet: Name of the sheet; empty where the format has only one.
        columns: In the source's order, without repeats.
        rows: In the source's order.
        meta: What was told beside the table.
    """

    source: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    meta: Meta = field(default_factory=Meta)

    def evidence(self, row: Row, column: str) -> Evidence:
        """Return one cell as evidence; the cell must not be empty."""
        place = Cell(self.sheet, row.number, column)
        return Evidence(source=self.source, place=place, quote=row.cells[column])


@dataclass(frozen=True, slots=True, kw_only=True)
class Triples:
    """The statements of an RDF source, each with the line that says it.

    The document's text is the source's sorted N-Triples, one statement a line, so that
    a statement's evidence is its own line whatever the syntax of the file was.
    """

    document: Document
    statements: tuple[tuple[Triple, Evidence], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Everything a loader made of one source; parts that could not be read are findings."""

    documents: tuple[Document, ...] = ()
    tables: tuple[Table, ...] = ()
    triples: tuple[Triples, ...] = ()
    findings: tuple[Finding, ...] = ()
