"""`kg load`: a release into a SPARQL service."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.bar import bar
from kg.cli.delivering import into, told


@click.command()
@click.argument("release", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--to",
    "store",
    default="",
    metavar="STORE",
    help="http://…, KIND+http://… or a name that kg.toml explains.",
)
@click.option(
    "--grace",
    type=click.FloatRange(0, 3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Time for readers of the release before, whose graphs are dropped then.",
)
@click.option(
    "--files",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    metavar="DIR",
    help="Write files for a store's own bulk loader instead; --to KIND says for which.",
)
@click.option("--json", "as_json", is_flag=True, help="What was done as JSON.")
def load(release: Path, store: str, grace: float, files: Path | None, as_json: bool) -> None:
    """Load RELEASE (or the current one of a project) into a SPARQL service.

    It is served from there, by `kg serve STORE`, once all of it has arrived. A load that
    was stopped goes on where it stopped; one that is repeated sends nothing. User and
    password, or a token, come from DEUNGDAE_STORE_USER, DEUNGDAE_STORE_PASSWORD and
    DEUNGDAE_STORE_TOKEN.

    \b
    Examples:
      kg load my-cases --to http://127.0.0.1:7878
      kg load my-cases --to virtuoso+http://127.0.0.1:8890
      kg load my-cases --files bulk --to virtuoso
    """
    from kg.pipeline.bulk import write_bulk
    from kg.pipeline.stores import config_beside
    from kg.release import open_release

    if files is not None:
        with bar() as progress:
            for path in write_bulk(open_release(release), files, store or "sparql", progress):
                click.echo(path)
        return
    if not store:
        raise click.UsageError("name a store with --to")
    done = into(release, store, config_beside([release]), grace=grace)
    if as_json:
        click.echo(json.dumps(done, indent=1))
    else:
        told(done)
