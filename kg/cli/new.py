"""`kg new`: a project folder to start from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Make a project folder with a commented kg.toml.

    \b
    Example:
      kg new my-cases
    """
    from kg.project import new_project

    for made in new_project(folder):
        click.echo(made)
    click.echo(f"Put case reports into {folder / 'sources'}, then: kg build {folder}", err=True)
