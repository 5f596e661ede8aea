"""`kg serve`: the service over a release, a project or RDF files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.asked import limits as limited


class PlaceOrStore(click.ParamType["Path | str"]):
    """A file or folder that is there, or the address of a SPARQL service."""

    name = "place"

    # Any: as click hands it over.
    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        """Return a path, or an address as it stands."""
        if "://" in str(value):
            return str(value)
        path: Path = click.Path(exists=True, path_type=Path).convert(value, param, ctx)
        return path


@click.command()
@click.argument(
    "places",
    nargs=-1,
    type=PlaceOrStore(),
    metavar="[RELEASE|PROJECT|FILE...|STORE]",
)
@click.option(
    "--store",
    default="",
    metavar="STORE",
    help="SPARQL service that holds the release: http://…, KIND+http://… or a name of kg.toml.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes a free one.",
)
@limited(workers=4, timeout=30.0)
@click.option(
    "--cache",
    type=click.IntRange(0),
    default=64,
    show_default=True,
    metavar="MB",
    help="Answers kept; 0 turns the cache off.",
)
@click.option(
    "--log",
    default="",
    metavar="FILE",
    help="Write a line of JSON for every request, without the question; - is stderr.",
)
@click.option("--log-questions", is_flag=True, help="Write the text of questions too.")
@click.option(
    "--slow",
    type=click.FloatRange(0),
    default=0.0,
    metavar="SECONDS",
    help="Write questions that take so long with their text; needs --log.",
)
@click.option(
    "--in-memory",
    type=click.IntRange(0),
    default=4_000_000,
    show_default=True,
    metavar="LINES",
    help="Larger data get a store on disk.",
)
@click.option(
    "--stores",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    metavar="DIR",
    help="Where stores on disk are kept; default: the user's cache.",
)
@click.option(
    "--service",
    multiple=True,
    metavar="HOST",
    help="Let SERVICE ask this host; may be given again. None is asked otherwise.",
)
@click.option(
    "--service-timeout",
    type=click.FloatRange(0.1, 600),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="Longest time all SERVICE clauses of a query may take.",
)
def serve(  # noqa: PLR0917 -- click hands options over by name
    places: tuple[Path | str, ...],
    host: str,
    port: int,
    workers: int,
    timeout: float,
    memory: int,
    cache: int,
    **more: Any,
) -> None:
    """Serve pages, SPARQL and linked data, read-only; RDF files are served as they are.

    A release built meanwhile is taken up as soon as it stands, also on SIGHUP. With a
    STORE that `kg load` has filled, questions are answered there; a release named beside
    it gives texts, findings and downloads, which only its folder has.

    \b
    Examples:
      kg serve my-cases
      kg serve dump.nq --port 0 --timeout 10
      kg serve my-cases --store http://127.0.0.1:7878
    """
    from kg.query.limits import MEGABYTE, Limits
    from kg.remote.guarded import Outside
    from kg.web.record import Log
    from kg.web.server import run
    from kg.web.settings import Settings, hosts_of, stores_folder

    addresses = [place for place in places if isinstance(place, str)]
    files = tuple(place for place in places if isinstance(place, Path))
    store = more["store"] or next(iter(addresses), "")
    if len(addresses) + bool(more["store"]) > 1:
        raise click.UsageError("only one store can be served")
    limits = Limits(workers=workers, seconds=timeout, memory=memory * MEGABYTE)
    run(
        Settings(
            places=files or (() if store else (Path(),)),
            store=store,
            host=host,
            port=port,
            limits=limits,
            cache=cache * MEGABYTE,
            log=Log(place=more["log"], has_questions=more["log_questions"], slow=more["slow"]),
            in_memory=more["in_memory"],
            stores=more["stores"] or stores_folder(),
            outside=Outside(hosts=hosts_of(more["service"]), seconds=more["service_timeout"]),
        )
    )
