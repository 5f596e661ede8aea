"""`kg ontology`: ontology, shapes and code agree; generated files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def ontology() -> None:
    """Check the ontology and write what is generated from it."""


@ontology.command()
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
def check(lang: str) -> None:
    """Tell where ontology, shapes and code disagree; exit 1 when they do.

    \b
    Example:
      kg ontology check
    """
    from kg.cli.build import line
    from kg.ontology.agree import check as disagreements

    found = disagreements(root())
    for finding in found:
        click.echo(line(finding, lang))
    if found:
        click.get_current_context().exit(1)
    click.echo("ontology, shapes and code agree", err=True)


@ontology.command()
@click.option(
    "--check", "only_compare", is_flag=True, help="Compare, write nothing; exit 1 when old."
)
def vocab(only_compare: bool) -> None:
    """Write kg/vocab.py from ontology/.

    \b
    Example:
      kg ontology vocab --check
    """
    from kg.ontology.generate import vocab_text
    from kg.ontology.inventory import read_inventory

    _bring(root() / "kg" / "vocab.py", vocab_text(read_inventory()), only_compare=only_compare)


@ontology.command()
@click.option(
    "--check", "only_compare", is_flag=True, help="Compare, write nothing; exit 1 when old."
)
def docs(only_compare: bool) -> None:
    """Write docs/terms.md from ontology/.

    \b
    Example:
      kg ontology docs
    """
    from kg.ontology.generate import terms_page
    from kg.ontology.inventory import read_inventory

    _bring(root() / "docs" / "terms.md", terms_page(read_inventory()), only_compare=only_compare)


def root() -> Path:
    """Return the checkout this package is run from.

    Raises:
        ConfigError: The package was installed without one.
    """
    from kg.files import PACKAGE

    if not (PACKAGE.parent / "ontology").is_dir():
        raise ConfigError(
            "this works on a checkout of Deungdae, and the package here was installed without one",
            where=str(PACKAGE.parent),
            hint="in a checkout: make setup, then .venv/bin/kg ontology check",
        )
    return PACKAGE.parent


def _bring(file: Path, text: str, *, only_compare: bool) -> None:
    is_new = file.is_file() and file.read_text("utf-8") == text
    if not only_compare:
        file.write_text(text, "utf-8")
    elif not is_new:
        click.echo(f"{file.name} is older than ontology/; run: kg ontology {file.stem}", err=True)
        click.get_current_context().exit(1)
    click.echo(f"{file.name}: {'unchanged' if is_new else 'written'}", err=True)
