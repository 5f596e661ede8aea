"""`kg export`: a drawing or a dump."""

from __future__ import annotations

import sys
from pathlib import Path

import click

# Spelt out here so that `--help` loads no drawing; a test compares them with what there is.
DRAWINGS = (
    "graphml", "gexf", "dot", "svg", "cytoscape", "cx2", "d3",
    "neo4j", "cypher", "yed", "html", "png",
)  # fmt: skip
DUMPS = ("nquads", "turtle", "ntriples", "trig", "rdfxml", "jsonld", "csv")


@click.command()
@click.argument("release", default=".", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(DRAWINGS + DUMPS), required=True)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="- is stdout.",
)
@click.option("--focus", help="IRI or short name; only what stands around it.")
@click.option("--depth", type=click.IntRange(0, 10), default=1, show_default=True)
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
def export(release: Path, form: str, out: Path, focus: str | None, depth: int, lang: str) -> None:
    """Write RELEASE (default: the project in this folder) as a drawing or a dump.

    \b
    Examples:
      kg export my-cases --format html -o cases.html
      kg export my-cases --format csv -o tables.zip
      kg export my-cases --format gexf --focus org.samsung-electronics --depth 2 -o s.gexf
    """
    from kg.cli.query import opened
    from kg.files import write_atomically
    from kg.query.describe import expand
    from kg.query.drawing import draw_chunks

    pieces = draw_chunks(
        opened(release), form, focus=expand(focus) if focus else None, depth=depth, lang=lang
    )
    if str(out) == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    written = write_atomically(out, pieces)
    click.echo(f"{out}\t{written} bytes", err=True)
