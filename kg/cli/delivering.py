"""A release loaded into a store from the command line, and what was done in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.bar import bar

if TYPE_CHECKING:
    from pathlib import Path

    from kg.config import Config


def into(
    release: Path, store: str, config: Config | None, *, grace: float | None = None
) -> dict[str, Any]:  # Any: JSON values
    """Load a release into a store and return what was done."""
    from kg.pipeline.delivering import GRACE, deliver
    from kg.pipeline.stores import store_at
    from kg.release import open_release
    from kg.remote.stores import Service

    place = store_at(store, config, writes=True)
    with bar() as progress:
        done = deliver(
            open_release(release),
            Service(place),
            progress=progress,
            grace=GRACE if grace is None else grace,
        )
    return {
        "store": place.address,
        "kind": place.kind,
        "release": done.release,
        "graphs": done.graphs,
        "triples": done.triples,
        "sent": done.sent,
        "dropped": done.dropped,
    }


def told(done: dict[str, Any]) -> None:  # Any: JSON values
    """Print what was done, a line each."""
    for name in ("graphs", "triples", "sent", "dropped"):
        click.echo(f"{name}\t{done[name]}")
    click.echo(f"served\t{done['release']}\t{done['store']}")
