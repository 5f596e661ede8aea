"""The last gate: every quote in the graph is looked up once more where it is said to stand. Pure.

The facts were checked when they were read. This asks the finished quads, so a fault of the
writer between them and here is found too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model.document import Document, Table

RULE = "release.evidence"
Said = dict[NamedNode, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much of the evidence was looked up, and what was not found there.

    Attributes:
        assertions: Assertions that name at least one passage.
        passages: Passages whose words stand where they say.
        findings: One violation for each passage or assertion that fails, sorted by focus.
    """

    assertions: int
    passages: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts and cells of the sources, by the SHA-256 of their bytes."""

    texts: Mapping[str, list[str]]
    cells: Mapping[tuple[str, str, int, str], str]


def check_evidence(
    quads: Iterable[Quad], documents: Iterable[Document], tables: Iterable[Table]
) -> Checked:
    """Look up every quoted passage of the quads in its source's text or cell.

    Args:
        quads: A whole dataset.
        documents: The documents it was read from.
        tables: The tables it was read from.
    """
    things = _things(quads)
    known = _known(documents, tables)
    found: dict[str, str] = {}  # passage to what is wrong with it; empty when all is well
    failures: list[Finding] = []
    count = 0
    for iri, said in things.items():
        if vocab.Assertion.value not in said.get(vocab.RDF.type, []):
            continue
        passages = said.get(vocab.evidence, [])
        count += bool(passages)
        if not passages:
            failures.append(_finding(iri, "근거가 없습니다", "it has no evidence", iri))
        for passage in passages:
            if passage not in found:
                found[passage] = _wrong(things, known, passage)
    failures += [
        _finding(
            passage, f"근거가 원문과 다릅니다({wrong})", f"the source differs: {wrong}", passage
        )
        for passage, wrong in found.items()
        if wrong
    ]
    return Checked(
        assertions=count,
        passages=sum(not wrong for wrong in found.values()),
        findings=tuple(sorted(failures, key=lambda finding: finding.focus)),
    )


def _things(quads: Iterable[Quad]) -> dict[str, Said]:
    """Return what is said of each subject, as far as evidence is concerned."""
    wanted = {
        vocab.RDF.type, vocab.evidence, vocab.OA.hasSource, vocab.OA.hasSelector, vocab.OA.start,
        vocab.OA.end, vocab.OA.exact, vocab.sheet, vocab.row, vocab.column, vocab.DCT.identifier,
    }  # fmt: skip
    things: dict[str, Said] = {}
    for quad in quads:
        if quad.predicate in wanted and isinstance(quad.subject, NamedNode):
            said = things.setdefault(quad.subject.value, defaultdict(list))
            value = getattr(quad.object, "value", "")
            if value not in said[quad.predicate]:
                said[quad.predicate].append(value)
    return things


def _known(documents: Iterable[Document], tables: Iterable[Table]) -> _Texts:
    texts: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        texts[document.source].append(document.text)
    cells = {
        (table.source, table.sheet, row.number, column): text
        for table in tables
        for row in table.rows
        for column, text in row.cells.items()
    }
    return _Texts(texts, cells)


def _wrong(things: Mapping[str, Said], known: _Texts, passage: str) -> str:
    """Return what is wrong with a passage; empty when its words stand where it says."""
    said = things.get(passage, {})
    sources = [
        name.removeprefix("sha256:")
        for document in said.get(vocab.OA.hasSource, [])
        for name in things.get(document, {}).get(vocab.DCT.identifier, [])
    ]
    places: Said = defaultdict(list)
    for selector in said.get(vocab.OA.hasSelector, []):
        for predicate, values in things.get(selector, {}).items():
            places[predicate] += values
    quotes = places[vocab.OA.exact]
    if len(sources) != 1 or len(quotes) != 1:
        return f"{len(sources)} sources, {len(quotes)} quotes"
    stands = list(_words(known, sources[0], places))
    if not stands:
        return "no text or cell of the build is meant"
    return "" if quotes[0] in stands else f"{stands[0][:60]!r} stands there"


def _words(known: _Texts, source: str, places: Said) -> Iterator[str]:
    """Yield what stands at the place in each text of the source; one source may hold several."""
    rows, columns = places[vocab.row], places[vocab.column]
    if len(rows) == 1 and len(columns) == 1:
        sheet = next(iter(places[vocab.sheet]), "")
        cell = known.cells.get((source, sheet, int(rows[0]), columns[0]))
        if cell is not None:
            yield cell
    elif len(places[vocab.OA.start]) == 1 and len(places[vocab.OA.end]) == 1:
        start, end = int(places[vocab.OA.start][0]), int(places[vocab.OA.end][0])
        for text in known.texts.get(source, []):
            yield text[start:end]


def _finding(focus: str, ko: str, en: str, where: str) -> Finding:
    return Finding(severity="violation", focus=focus, rule=RULE, message=Text(ko, en), where=where)
