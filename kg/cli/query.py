"""`kg query` and `kg why`: questions to a release without a server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.query.why import Why

FORMATS = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld")
PLACE = click.Path(path_type=Path)


def opened(place: Path) -> Store:
    """Open a release, a project with a release, or an RDF file as a read-only store."""
    from kg.release import open_data

    return open_data(place)


def text_of(text: str | None, file: Path | None, name: str | None) -> str:
    """Return the query's text from exactly one of the three places it may stand."""
    if sum(option is not None for option in (text, file, name)) != 1:
        raise click.UsageError("give the query once: as TEXT, with -f FILE, or with --name NAME")
    if name is not None:
        from kg.query.named import named_query

        return named_query(name).text
    if file is not None:
        try:
            return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
        except OSError as error:
            raise ConfigError(
                f"cannot read the query: {error.strerror}", where=str(file)
            ) from error
        except UnicodeDecodeError as error:
            raise ConfigError(
                "the query is not UTF-8", where=str(file), hint="save the file as UTF-8"
            ) from error
    return text or ""


@click.command()
@click.argument("words", nargs=-1, metavar="[RELEASE] [TEXT]")
@click.option("-f", "--file", type=PLACE, help="Read the query from a file; - is stdin.")
@click.option("--name", help="A named query such as cq01; see --names.")
@click.option("--names", is_flag=True, help="List the named queries and stop.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
def query(
    words: tuple[str, ...], file: Path | None, name: str | None, names: bool, format_: str
) -> None:
    """Ask a release with SPARQL.

    RELEASE is a release, a project or an RDF file (default: the project in this folder).

    \b
    Examples:
      kg query my-cases --name cq01
      kg query my-cases 'SELECT ?s { ?s a <https://w3id.org/deungdae/ont#SME> }' --format csv
    """
    from kg.query.named import named_queries

    if names:
        for known in named_queries():
            click.echo(f"{known.name}\t{known.ko}\t{known.en}")
        return
    place, text = _place_and_text(words, has_query=file is not None or name is not None)
    from kg.query.answer import answer
    from kg.query.finding import finder, put_in
    from kg.query.serialise import serialise
    from kg.query.standard import standard
    from kg.query.table import table

    asked = text_of(text, file, name)
    store = opened(place)
    given = answer(store, standard(put_in(asked, finder(store)).text, store).text)
    if format_ == "table":
        click.echo(table(given))
    else:
        sys.stdout.buffer.write(serialise(given, format_))


def _place_and_text(words: tuple[str, ...], *, has_query: bool) -> tuple[Path, str | None]:
    if has_query and len(words) <= 1:
        return Path(words[0] if words else "."), None
    if not has_query and len(words) == 1:
        return Path(), words[0]
    if not has_query and len(words) == 2:
        return Path(words[0]), words[1]
    raise click.UsageError("expected [RELEASE] and one query: TEXT, -f FILE or --name NAME")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[RELEASE] IRI|NAME [PREDICATE]")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
def why(words: tuple[str, ...], lang: str) -> None:
    """Show the words behind a thing or a statement.

    IRIs may be shortened: org.samsung-electronics, dd:recipient. A name stands for the one thing
    that has it.

    \b
    Examples:
      kg why my-cases org.samsung-electronics
      kg why my-cases 삼성전자
      kg why my-cases support.0d6f21b9a3c4 dd:recipient
    """
    place, rest = place_first(words)
    for reason in _reasons(opened(place), *rest):
        click.echo(reason.render(lang))


def _reasons(store: Store, name: str, predicate: str | None = None) -> tuple[Why, ...]:
    """Return what is said of the thing with an IRI, a short form of it or a name.

    Raises:
        ConfigError: Nothing is said of it, or several things have the name.
        StoreError: What names no thing here cannot be an IRI either.
    """
    from kg.query.why import meant, why

    wrong: StoreError | None = None
    try:
        found = why(store, name, predicate)
    except StoreError as error:
        if error.where != name:
            raise
        found, wrong = (), error
    if found:
        return found
    hits = meant(store, name)
    if len(hits) == 1 and hits[0].score == 1:
        found = why(store, hits[0].iri, predicate)
    if found:
        return found
    if hits:
        ids = ", ".join(f"{hit.iri.rpartition('/')[2]} ({hit.matched})" for hit in hits)
        raise ConfigError("nothing is said about it", where=name, hint=f"did you mean: {ids}")
    if wrong is not None:
        raise wrong
    raise ConfigError(
        "nothing is said about it",
        where=name,
        hint="kg query --name cq05 lists what there is; names and ids of /search work, too",
    )


def place_first(words: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """Return the release and the words behind it; this folder where none is named."""
    if len(words) >= 2 and Path(words[0]).exists():
        return Path(words[0]), words[1:3]
    return Path(), words[:2]
