"""What the verbs that answer questions have in common: what they open, and its limits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Command = TypeVar("Command", bound=Callable[..., Any])  # Any: click hands options over by name

places = click.argument(
    "places",
    nargs=-1,
    type=click.Path(exists=True, path_type=Path),
    metavar="[RELEASE|PROJECT|FILE...]",
)


def limits(*, workers: int, timeout: float) -> Callable[[Command], Command]:
    """Return what gives a verb the options for what a question may take.

    Args:
        workers: How many there are unless told otherwise.
        timeout: Seconds a question may take unless told otherwise.
    """
    options = (
        click.option(
            "--workers",
            type=click.IntRange(1, 256),
            default=workers,
            show_default=True,
            help="Processes that answer questions.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(0.1, 3600),
            default=timeout,
            show_default=True,
            metavar="SECONDS",
            help="Longest time a question may take.",
        ),
        click.option(
            "--memory",
            type=click.IntRange(16),
            default=1024,
            show_default=True,
            metavar="MB",
            help="Memory a question may take.",
        ),
    )

    def told(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return told
