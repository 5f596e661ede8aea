"""`kg build`: sources to a checked release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.bar import bar
from kg.cli.delivering import into, told

COUNTERS: Final = ("requests", "tokens_in", "tokens_out")

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.report import Finding, Report


@click.command()
@click.argument(
    "project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder of the releases.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--keep-going", is_flag=True, help="A source that cannot be used is a finding.")
@click.option("--json", "as_json", is_flag=True, help="Counts and digest as JSON.")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
@click.option(
    "--to",
    "store",
    default="",
    metavar="STORE",
    help="Load the release into a SPARQL service, too; see kg load.",
)
def build(  # noqa: PLR0917 -- click hands options over by name
    project: Path,
    out: Path | None,
    jobs: int,
    keep_going: bool,
    as_json: bool,
    lang: str,
    store: str,
) -> None:
    """Build PROJECT (default: this folder) into a checked release.

    Sources that did not change are not read again. Exit 1: the data breaks a shape and
    nothing was released; 3: a source cannot be used, or the language model that kg.toml
    names gives no answer (unless --keep-going).

    \b
    Example:
      kg build my-cases --jobs 2
      kg build my-cases --to http://127.0.0.1:7878
    """
    from kg.errors import NotConforming
    from kg.pipeline import build as build_release
    from kg.pipeline.stores import store_at
    from kg.project import open_project

    opened = open_project(project)
    if store:
        store_at(store, opened.config, writes=True)  # before the work, not behind it
    try:
        with bar() as progress:
            built = build_release(opened, out, jobs=jobs, keep_going=keep_going, progress=progress)
    except NotConforming as error:
        say(error.report, lang)
        click.echo(f"kg: {error}", err=True)
        click.get_current_context().exit(1)
    say(built.report, lang)
    if as_json:
        shown = {"release": built.digest, "path": str(built.path), "counts": dict(built.counts)}
        if built.spent:
            shown["spent"] = dict(built.spent)
        if store:
            shown["store"] = into(built.path, store, opened.config)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        for name, count in built.counts.items():
            click.echo(f"{name}\t{count}")
        if built.spent:
            click.echo(f"model\t{cost(built.spent)}")
        click.echo(f"release\t{built.digest}\t{built.path}")
        if store:
            told(into(built.path, store, opened.config))


def cost(spent: Mapping[str, float]) -> str:
    """Return what asking a language model has cost, in one line.

    >>> cost({"requests": 2, "tokens_in": 1000, "tokens_out": 20, "price": 0.0123})
    'requests 2, tokens in 1000, tokens out 20, price 0.0123'
    """
    told = [f"{name.replace('_', ' ')} {spent[name]:.0f}" for name in COUNTERS]
    return ", ".join([*told, f"price {spent['price']:.4f}"])


def say(report: Report, lang: str) -> None:
    """Write each finding as one line on stderr."""
    for finding in report.findings:
        click.echo(line(finding, lang), err=True)


def line(finding: Finding, lang: str) -> str:
    """Return a finding as `severity where: message (hint)`."""
    place = finding.where or finding.focus
    hint = f" ({finding.hint.in_language(lang)})" if finding.hint else ""
    return f"{finding.severity}\t{place}: {finding.message.in_language(lang)}{hint}"
