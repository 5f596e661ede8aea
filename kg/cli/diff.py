"""`kg diff`: what two releases say differently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.query.diff import Diff


@click.command()
@click.argument("first", type=click.Path(exists=True, path_type=Path), metavar="A")
@click.argument("second", type=click.Path(exists=True, path_type=Path), metavar="B")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
def diff(first: Path, second: Path, lang: str, as_json: bool) -> None:
    """Show what release B says that A does not, and the other way round; exit 1 when different.

    Statements are compared without their evidence; the inputs that changed are named.

    \b
    Examples:
      kg diff my-cases/releases/3f0c... my-cases/releases/current --lang en
      kg diff a b --json
    """
    from kg.query.diff import diff as compare
    from kg.release import open_release

    found = compare(open_release(first), open_release(second))
    click.echo(json.dumps(_told(found), ensure_ascii=False) if as_json else _shown(found, lang))
    if not found.is_empty:
        click.get_current_context().exit(1)


def _told(found: Diff) -> dict[str, Any]:  # Any: JSON values
    return {
        "before": found.before,
        "after": found.after,
        "sources": dict(found.sources),
        "counts": {"removed": found.removed, "added": found.added},
        "things": [
            {
                "iri": one.iri,
                "names": dict(one.names),
                "removed": [str(triple) for triple in one.removed],
                "added": [str(triple) for triple in one.added],
            }
            for one in found.things
        ],
    }


def _shown(found: Diff, lang: str) -> str:
    from kg.query.table import shown

    signs = {"added": "+", "removed": "-", "changed": "~"}
    rows = [f"{signs[change]} {name}" for name, change in found.sources.items()]
    for one in found.things:
        rows.append(f"\n{one.names.get(lang) or next(iter(one.names.values()), '')} <{one.iri}>")
        for sign, triples in (("-", one.removed), ("+", one.added)):
            rows += [
                f"  {sign} {shown(triple.predicate, widest=60)}  {shown(triple.object, widest=100)}"
                for triple in triples
            ]
    rows.append(f"\n-{found.removed} +{found.added}")
    return "\n".join(rows).lstrip()
