"""`kg link`: who the names of a table or a release are in an authority, and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.errors import ConfigError


@click.command()
@click.option(
    "--to",
    "authorities",
    multiple=True,
    metavar="AUTHORITY",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file: RDF, Wikidata or ROR JSON, GLEIF CSV, CORPCODE.xml, GeoNames, or our own table.",
)
@click.option(
    "--mentions",
    required=True,
    type=click.Path(path_type=Path),
    help="Tab-separated mentions with their context; - is stdin.",
)
@click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), help="Keep indexes here."
)
def link(authorities: tuple[Path, ...], mentions: Path, cache: Path | None) -> None:
    r"""Link the names of a table to an authority, or say that nobody known is meant.

    Each line gives one line: IRI or NIL, probability, and what spoke for and against it. A header
    may name the columns mention, context, type, date, place, lei, brn, crn. Without --to the names
    are looked up among the organisations that ship with this program.

    \b
    Examples:
      kg link --mentions names.tsv --to authority.nt
      printf '중기부\t스마트공장 보급\n' | kg link --mentions -
    """
    from kg.link.mentions import link_mentions, read_mentions, shown
    from kg.pipeline.authorities import cache_folder, index_of, learnt_names, own_index

    told = read_mentions(_text(mentions))
    index = index_of(authorities, cache or cache_folder()) if authorities else own_index()
    for decision in link_mentions(told, index, learnt_names()):
        click.echo(shown(decision))


def _text(path: Path) -> str:
    try:
        body = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return body.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot read the mentions: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            "it is not UTF-8", where=str(path), hint="save the file as UTF-8"
        ) from error
