"""Other programs on this machine: started without a shell, fed, timed and told apart by name."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence


def run_program(
    name: str, arguments: Sequence[str], body: bytes, *, timeout: float = 60, hint: str = ""
) -> bytes:
    """Return what a program writes when it is fed `body`.

    Args:
        name: Of the program, looked up on the path.
        arguments: Handed over as they are; no shell reads them.
        body: Its standard input.
        timeout: Seconds after which it is ended.
        hint: What to do where it is missing.

    Raises:
        ConfigError: It is missing, fails or takes too long.
    """
    found = shutil.which(name)
    if found is None:
        raise ConfigError(f"the program {name} is not installed", where=name, hint=hint)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [found, *arguments], input=body, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"{name} took longer than {timeout:g} s", where=name) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"{name} failed: {said[-1] if said else done.returncode}", where=name)
    return done.stdout
