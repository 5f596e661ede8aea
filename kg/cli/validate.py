"""`kg validate`: RDF files, a store or a release against shapes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("data", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--shapes",
    type=click.Path(exists=True, path_type=Path),
    help="File or folder; default: Deungdae's.",
)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "turtle", "html"]),
    default="text",
    show_default=True,
)
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
def validate(
    data: tuple[Path, ...], shapes: Path | None, out: Path | None, form: str, lang: str
) -> None:
    """Check DATA (RDF files, folders of them, releases) against shapes; exit 1 on violations.

    \b
    Examples:
      kg validate case.ttl --lang en
      kg validate releases/current --format html -o report.html
    """
    from kg.pipeline import validate_files
    from kg.validate.render import render

    report = validate_files(data, shapes)
    text = render(report, form, lang)
    if out:
        out.write_text(text, "utf-8")
    else:
        click.echo(text)
    if not report.conforms:
        click.get_current_context().exit(1)
