"""`kg mcp`: the release for agents, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.asked import limits as limited
from kg.cli.asked import places as opened
from kg.errors import ConfigError


@click.command()
@opened
@limited(workers=2, timeout=10.0)
@click.option(
    "--answer",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    metavar="KB",
    help="Longest answer; a longer one is refused.",
)
def mcp(places: tuple[Path, ...], workers: int, timeout: float, memory: int, answer: int) -> None:
    """Offer search, entities, kept questions and SPARQL to an agent (MCP on stdin and stdout).

    Needs the extra deungdae[mcp]. An agent's host starts it by its configuration.

    \b
    Example:
      kg mcp my-cases --timeout 5
    """
    from kg.query.limits import MEGABYTE, Limits
    from kg.web.settings import Settings

    try:
        from kg.mcp import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        raise ConfigError(
            "the SDK of the Model Context Protocol is not installed",
            where="kg mcp",
            hint="pip install 'deungdae[mcp]'",
        ) from error
    limits = Limits(
        workers=workers,
        seconds=timeout,
        memory=memory * MEGABYTE,
        answer=answer * 1000,
        share=1,  # there is one asker
    )
    run(Settings(places=places or (Path(),), limits=limits))
