"""`kg serve`: the service over a release, a project or RDF files."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument(
    "places",
    nargs=-1,
    type=click.Path(exists=True, path_type=Path),
    metavar="[RELEASE|PROJECT|FILE...]",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes a free one.",
)
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
def serve(places: tuple[Path, ...], host: str, port: int, threads: int) -> None:
    r"""Serve pages, SPARQL and linked data, read-only; RDF files are served as they are.

    \b
    Examples:
      kg serve my-cases
      kg serve dump.nq --port 0
    """
    from kg.web.server import run

    run(places or (Path(),), host=host, port=port, threads=threads)
