"""A release as CSV tables for spreadsheets: a row a thing, names in both languages, its quotes."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.viz.archive import archive
from kg.viz.graph import Graph, node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from kg.viz.graph import Term

BETWEEN: Final = " | "  # parts of a cell that holds several values
MOST_QUOTES: Final = 3
BOM: Final = "\ufeff"  # without it a Korean spreadsheet program reads the file as CP949
# A cell that begins so is a formula to a spreadsheet: an apostrophe keeps it words.
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_tables(store: Store) -> bytes:
    """Return a ZIP of CSV files (UTF-8 with a byte-order mark, RFC 4180), one a table.

    Args:
        store: Its default graph is the union of its named graphs.
    """
    graph = Graph(store)
    quotes = _quotes(graph)
    files: dict[str, bytes] = {}
    for table in resource_toml("viz/tables.toml")["table"]:
        rows = list(_rows(graph, table, quotes))
        files[f"{table['name']}.csv"] = _written(_header(table), rows)
    return archive(files)


def _header(table: Mapping[str, Any]) -> list[str]:
    found = ["iri", "name_ko", "name_en"]
    for column in table["columns"]:
        name = column["name"]
        found += [f"{name}_ko", f"{name}_en"] if column["form"] == "names" else [name]
    return [*found, "evidence", "sources"]


def _rows(
    graph: Graph, table: Mapping[str, Any], quotes: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[list[str]]:
    things: dict[str, NamedNode] = {}
    for kind in table["classes"]:
        for thing in graph.instances(kind):
            things[thing.value] = thing
    for iri, thing in sorted(things.items()):
        names = graph.labels(thing)
        row = [iri, names["ko"], names["en"]]
        for column in table["columns"]:
            row += _cells(graph, _reached(graph, thing, column["path"]), column["form"])
        told = quotes.get(iri, ())
        row.append(BETWEEN.join(dict.fromkeys(quote for quote, _ in told[:MOST_QUOTES])))
        row.append(BETWEEN.join(sorted({source for _, source in told})))
        yield row


def _reached(graph: Graph, thing: NamedNode, path: Sequence[str]) -> list[Term]:
    found: list[Term] = [thing]
    for step in path:
        found = [
            value
            for one in found
            if isinstance(one, NamedNode)
            for value in graph.objects(one, node(step))
        ]
    return found


def _cells(graph: Graph, values: Sequence[Term], form: str) -> list[str]:
    if form == "names":
        labels = [graph.labels(value) for value in values]
        return [BETWEEN.join(label[lang] for label in labels) for lang in ("ko", "en")]
    if form == "code":
        return [BETWEEN.join(_last(value) for value in values)]
    if form == "class":
        own = [value for value in values if getattr(value, "value", "").startswith(vocab.DD)]
        return [BETWEEN.join(getattr(value, "value", "").removeprefix(vocab.DD) for value in own)]
    if form == "text":
        return [BETWEEN.join(v.value for v in values if isinstance(v, Literal))]
    return [BETWEEN.join(v.value for v in values if isinstance(v, NamedNode))]


def _last(value: Term) -> str:
    return getattr(value, "value", "").rpartition(".")[2]


def _quotes(graph: Graph) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return IRI to the quotes its statements rest on, each with its source's IRI."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    union = DefaultGraph()
    for quad in graph.store.quads_for_pattern(None, vocab.RDF.subject, None, union):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        for passage in graph.nodes(quad.subject, ["evidence"]):
            for source in graph.nodes(passage, [vocab.OA.hasSource.value]):
                for selector in graph.nodes(passage, [vocab.OA.hasSelector.value]):
                    for words in graph.objects(selector, vocab.OA.exact):
                        if isinstance(words, Literal):
                            found[quad.object.value][words.value, source.value] = None
    return {iri: sorted(own, key=lambda told: (-len(told[0]), told)) for iri, own in found.items()}


def _written(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def _harmless(cell: str) -> str:
    is_number = cell.lstrip("+-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(FORMULAS) and not is_number else cell
