"""`kg link`: who the names of a release or a table are in an authority, and why."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.link.match.index import Index
    from kg.link.match.known import Mention


@click.command()
@click.argument("release", default=".", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "authorities",
    multiple=True,
    metavar="AUTHORITY",
    help="A file, plain or packed (RDF, Wikidata or ROR JSON, GLEIF CSV, CORPCODE.xml, GeoNames, "
    "our own table) or the address of a reconciliation service or a SPARQL endpoint.",
)
@click.option(
    "--mentions",
    type=click.Path(path_type=Path),
    help="Link tab-separated mentions with their context instead; - is stdin.",
)
@click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), help="Keep indexes here."
)
def link(
    release: Path, authorities: tuple[str, ...], mentions: Path | None, cache: Path | None
) -> None:
    """Link the organisations of RELEASE to an authority: SSSOM on stdout.

    What the release links to that very entity already, or tells apart from it, is left out.

    With --mentions each line gives one line: IRI or NIL, probability, and what spoke for and
    against it. A header may name the columns mention, context, type, date, place, lei, brn, crn.
    Without --to mentions are looked up among the organisations that ship with this program.

    \b
    Examples:
      kg link my-cases --to ror.json > links.sssom.tsv
      kg link --mentions names.tsv --to authority.nt
      printf '중기부\\t스마트공장 보급\\n' | kg link --mentions -
    """
    from kg.link.mentions import link_mentions, read_mentions, shown
    from kg.pipeline.authorities import cache_folder, learnt_names

    folder = cache or cache_folder()
    if mentions is None:
        if not authorities:
            raise click.UsageError("say what to link to with --to, or give --mentions")
        _release(release, authorities, folder)
        return
    told = read_mentions(_text(mentions))
    index = _index(authorities, told, folder)
    for decision in link_mentions(told, index, learnt_names()):
        click.echo(shown(decision))


def _release(release: Path, authorities: tuple[str, ...], cache: Path) -> None:
    from kg.cli.query import opened
    from kg.ids.names import BASE
    from kg.pipeline.authorities import learnt_names
    from kg.pipeline.proposing import mentions_of, propose, told_of
    from kg.release.links import proposed_sssom

    store = opened(release)
    named = mentions_of(store)
    index = _index(authorities, [mention for _, mention in named.values()], cache)
    rows = list(propose(named, index, learnt_names(), told_of(store)))
    told = hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()
    sys.stdout.buffer.write(proposed_sssom(rows, digest=told, base=BASE))
    click.echo(f"{len(rows)} new links for {len(named)} organisations", err=True)


def _index(authorities: tuple[str, ...], told: Sequence[Mention], cache: Path) -> Index:
    from kg.link.match.frozen import gathered
    from kg.pipeline.authorities import index_of, own_index
    from kg.pipeline.services import index_of_service
    from kg.remote.fetching import Fetcher

    files = [Path(each) for each in authorities if "://" not in each]
    services = [each for each in authorities if "://" in each]
    if not authorities:
        return own_index()
    fetcher = Fetcher(cache=cache / "answers")
    parts = [index_of_service(url, told, fetcher) for url in services]
    return gathered([*([index_of(files, cache)] if files else []), *parts])


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
