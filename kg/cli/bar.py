"""A bar of progress on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline import Progress


@contextmanager
def bar() -> Iterator[Progress]:
    """Yield a callback `(step, done, total)` that draws a bar on a terminal's stderr."""
    is_terminal = sys.stderr.isatty()

    def draw(step: str, done: int, total: int) -> None:
        if is_terminal:
            filled = 24 * done // max(total, 1)
            click.echo(f"\r\x1b[K{'█' * filled:░<24} {done}/{total} {step}", err=True, nl=False)

    yield draw
    if is_terminal:
        click.echo("\r\x1b[K", err=True, nl=False)
