"""`kg brief`: a case, a computed cluster or a query's answer on one to three pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.brief import Matter


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[RELEASE] CASE|CLUSTER|FILE.rq")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "pdf", "docx"]),
    default="html",
    show_default=True,
    help="pdf and docx need the extra deungdae[brief].",
)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="- or none is stdout."
)
@click.option("--title", help="Title of a brief made from a query.")
def brief(words: tuple[str, ...], lang: str, form: str, out: Path | None, title: str) -> None:
    """Tell a case on one to three pages, each sentence with its quotation.

    CASE and CLUSTER are IRIs or short names; FILE.rq is a SELECT query whose rows name what
    is told.

    \b
    Examples:
      kg brief my-cases case.0335a9543451 --lang en -o case.html
      kg brief my-cases cluster.gorae-electronics-supported --format pdf -o cluster.pdf
      kg brief my-cases growth.rq --title "Growth in 2023" --format docx -o growth.docx
    """
    from kg.brief.made import make
    from kg.cli.query import place_first
    from kg.files import write_atomically
    from kg.release import open_release

    place, rest = place_first(words)
    if not rest:
        raise click.UsageError("expected [RELEASE] and a case, a cluster or a query file")
    release = open_release(place)
    store = release.store()
    body = make(
        store,
        _matter(store, rest[0], title),
        lang,
        form,
        release=release.digest,
        ontology=release.manifest.get("versions", {}).get("ontology", ""),
    )
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(body)
        return
    written = write_atomically(out, body)
    click.echo(f"{out}\t{written} bytes", err=True)


def _matter(store: Store, asked: str, title: str | None) -> Matter:
    from kg.brief import matter_of, matter_of_query

    if not asked.endswith(".rq"):
        return matter_of(store, asked)
    text = Path(asked).read_text("utf-8")
    name = title or Path(asked).stem
    return matter_of_query(store, text, {"ko": name, "en": name})
