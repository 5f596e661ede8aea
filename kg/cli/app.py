"""The group of verbs and what an error looks like on the terminal."""

from __future__ import annotations

import os
import sys

import click

from kg.cli.brief import brief
from kg.cli.build import build
from kg.cli.diff import diff
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.extract import extract
from kg.cli.link import link
from kg.cli.load import load
from kg.cli.mcp import mcp
from kg.cli.new import new
from kg.cli.ontology import ontology
from kg.cli.query import query, why
from kg.cli.review import review
from kg.cli.serve import serve
from kg.cli.validate import validate
from kg.errors import KgError


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Data on stdout, words on stderr. Exit status: 0 fine, 1 findings, 2 usage, 3 error.",
)
@click.version_option(package_name="deungdae", prog_name="kg")
def cli() -> None:
    """Deungdae: smart-factory support cases as a graph whose every statement has its evidence.

    \b
    Example:
      kg new my-cases && cp report.txt my-cases/sources/
      kg build my-cases && kg serve my-cases
    """


VERBS = (
    new, build, load, extract, link, review, validate, query, why, export, brief, diff, serve, mcp,
    evaluate, ontology,
)  # fmt: skip
for verb in VERBS:
    cli.add_command(verb)


def run() -> None:
    """Run the group; a `KgError` becomes one line on stderr and exit status 3."""
    try:
        status = cli(standalone_mode=False)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except BrokenPipeError:  # `kg query … | head` closed the pipe: not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(3)
    # A verb returns nothing; click hands back the status of `Context.exit` and of `--help`.
    if isinstance(status, int):
        sys.exit(status)
