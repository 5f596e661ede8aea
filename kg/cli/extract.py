"""`kg extract`: facts of single documents, no project needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.build import cost, line
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.pipeline import Extracted


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "turtle", "table"]),
    default="json",
    show_default=True,
)
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="One file each."
)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication.")
@click.option("--lang", type=click.Choice(["ko", "en", "auto"]), default="auto", show_default=True)
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Ask the language model of this project's kg.toml as well.",
)
def extract(
    files: tuple[Path, ...],
    form: str,
    out: Path | None,
    published: object,
    lang: str,
    project: Path | None,
) -> None:
    """Read the facts of FILES; a NAME.meta.json or meta.json beside a file is read.

    With -o DIR each FILE gives DIR/STEM.json (DIR/FOLDER.json for FOLDER/text.txt). JSON lists
    what could not be read surely under "findings"; the other formats leave it to stderr.

    \b
    Examples:
      kg extract report.txt --published 2024-05-13
      kg extract cases/*/text.txt -o facts/
      kg extract report.txt --project my-cases
    """
    from datetime import datetime

    from kg.pipeline import extract_files
    from kg.project import open_project

    day = published.date() if isinstance(published, datetime) else None
    asked = open_project(project) if project else None
    if out:
        out.mkdir(parents=True, exist_ok=True)
        _refuse_clashes(files)
    read = extract_files(files, published=day, lang=lang, project=asked)
    for file, facts in zip(files, read, strict=True):
        _say(facts, form)
        text = shown(facts, form)
        if out:
            (out / f"{stem(file)}{SUFFIXES[form]}").write_text(text + "\n", "utf-8")
        else:
            click.echo(text)


def _say(facts: Extracted, form: str) -> None:
    """Write to stderr what the output has no place for: findings, and what a model has cost."""
    if form != "json":
        for finding in facts.findings:
            click.echo(line(finding, "en" if facts.lang == "en" else "ko"), err=True)
    if facts.spent:
        click.echo(f"{facts.name}\t{cost(facts.spent)}", err=True)


SUFFIXES = {"json": ".json", "turtle": ".ttl", "table": ".tsv"}


def stem(file: Path) -> str:
    """Return the name of the output: the folder's for `FOLDER/text.txt`, else the file's stem."""
    return file.resolve().parent.name if file.name == "text.txt" else file.stem


def _refuse_clashes(files: tuple[Path, ...]) -> None:
    seen: dict[str, Path] = {}
    for file in files:
        other = seen.setdefault(stem(file), file)
        if other is not file:
            raise ConfigError(
                f"{other} and {file} would both be written as {stem(file)}",
                hint="extract them apart",
            )


def shown(facts: Extracted, form: str) -> str:
    """Return one document's facts as JSON, Turtle or tab-separated lines."""
    from kg.pipeline import extracted_json, extracted_table, extracted_turtle

    if form == "turtle":
        return extracted_turtle(facts)
    if form == "table":
        return extracted_table(facts)
    return json.dumps(extracted_json(facts), ensure_ascii=False, indent=1)
