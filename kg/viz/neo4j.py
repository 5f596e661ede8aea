"""Neo4j: CSV files for `neo4j-admin database import`, and a Cypher script for everyone else.

Source: Neo4j Operations Manual, "Import: CSV header format"; Cypher Manual, strings and escapes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Final

from kg.viz.archive import archive
from kg.viz.graphml import attributes, line_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.viz.drawing import Drawing

BATCH: Final = 500  # rows of one UNWIND
HINT: Final = """\
neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv \\
  --array-delimiter='|' deungdae
"""
Values = dict[str, str | int | float]
KINDS: Final = {str: "", int: ":int", float: ":double"}


def write_neo4j(drawing: Drawing, lang: str) -> bytes:
    """Write a ZIP with `nodes.csv`, `relationships.csv` and the command that imports them."""
    nodes = [
        ({"id:ID": node.id}, _told(attributes(node, drawing), node.labels[lang]), label(node.kind))
        for node in drawing.nodes
    ]
    lines = [
        (
            {":START_ID": line.source, ":END_ID": line.target},
            _told({"id": line.id, **line_attributes(line)}, line.labels[lang]),
            relation(line.kind),
        )
        for line in drawing.lines
    ]
    files = {
        "nodes.csv": _table(nodes, ":LABEL"),
        "relationships.csv": _table(lines, ":TYPE"),
        "import.txt": HINT.encode(),
    }
    return archive(files)


def write_cypher(drawing: Drawing, lang: str) -> bytes:
    """Write a script that merges nodes by IRI and relationships by id; it may run twice."""
    return "\n".join(_script(drawing, lang)).encode()


def label(kind: str) -> str:
    """Return a class's name as a Neo4j label: letters, digits and underscores only.

    >>> label("LargeEnterprise")
    'LargeEnterprise'
    """
    return re.sub(r"\W", "_", kind)


def relation(kind: str) -> str:
    """Return a relation's kind as Neo4j writes types.

    >>> relation("TechnologySupport"), relation("member"), relation("win-win")
    ('TECHNOLOGY_SUPPORT', 'MEMBER', 'WIN_WIN')
    """
    return re.sub(r"\W", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind)).upper()


def _told(values: Mapping[str, str | int | float], name: str) -> Values:
    return {**values, "label": name}


def _table(rows: list[tuple[dict[str, str], Values, str]], last: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        ends, values, _ = rows[0]
        named = [f"{name}{KINDS[type(value)]}" for name, value in values.items()]
        writer.writerow([*ends, *named, last])
    for ends, values, kind in rows:
        writer.writerow([*ends.values(), *values.values(), kind])
    return out.getvalue().encode()


def _script(drawing: Drawing, lang: str) -> Iterator[str]:
    yield "CREATE CONSTRAINT deungdae_iri IF NOT EXISTS FOR (n:Deungdae) REQUIRE n.iri IS UNIQUE;"
    by_label: dict[str, list[Values]] = {}
    iris = {node.id: node.iri for node in drawing.nodes}
    for node in drawing.nodes:
        own = _told(attributes(node, drawing), node.labels[lang])
        by_label.setdefault(label(node.kind), []).append(own)
    for kind, rows in by_label.items():
        for part in _batches(rows):
            yield (
                f"UNWIND {part} AS row MERGE (n:Deungdae {{iri: row.iri}}) SET n:{kind}, n += row;"
            )
    by_type: dict[str, list[Values]] = {}
    for line in drawing.lines:
        ends = {"id": line.id, "from": iris[line.source], "to": iris[line.target]}
        own = _told({**ends, **line_attributes(line)}, line.labels[lang])
        by_type.setdefault(relation(line.kind), []).append(own)
    for kind, rows in by_type.items():
        for part in _batches(rows):
            yield (
                f"UNWIND {part} AS row MATCH (a:Deungdae {{iri: row.from}}), "
                f"(b:Deungdae {{iri: row.to}}) MERGE (a)-[r:{kind} {{id: row.id}}]->(b) "
                "SET r += row;"
            )
    yield ""


def _batches(rows: list[Values]) -> Iterator[str]:
    """Yield Cypher lists of maps; a JSON string is a Cypher string, a bare key a Cypher key."""
    for start in range(0, len(rows), BATCH):
        maps = (
            ", ".join(
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()
            )
            for row in rows[start : start + BATCH]
        )
        yield "[" + ", ".join(f"{{{each}}}" for each in maps) + "]"
