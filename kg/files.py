"""The disk: packaged data, and writing so that nothing half-written is ever seen."""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE: Final = Path(__file__).parent
TOP: Final = ("ontology", "shapes")  # hand-written Turtle: top level in a checkout, data in a wheel


def resource(name: str) -> Path:
    """Return the path of a packaged file or folder, such as `words/units.toml` or `shapes`.

    Raises:
        ConfigError: The installation lacks it.
    """
    packaged = PACKAGE / "data" / name
    beside = PACKAGE.parent / name
    found = beside if name.split("/", maxsplit=1)[0] in TOP and not packaged.exists() else packaged
    if not found.exists():
        raise ConfigError(
            f"the installation lacks {name}", where=str(found), hint="install deungdae again"
        )
    return found


@cache
def resource_text(name: str) -> str:
    """Return a packaged text file, read once a process."""
    return resource(name).read_text("utf-8")


@cache
def resource_toml(name: str) -> dict[str, Any]:  # Any: TOML values are what their reader expects
    """Return a packaged TOML file as nested dicts, read once a process; do not change it."""
    return tomllib.loads(resource_text(name))


def resource_files(folder: str, suffix: str) -> tuple[Path, ...]:
    """Return the packaged files of a folder and its subfolders that end in `suffix`, sorted."""
    return tuple(sorted(resource(folder).rglob(f"*{suffix}")))


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in parts."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, body: bytes | Iterable[bytes], *, is_lasting: bool = True) -> int:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    Args:
        path: Where it will stand.
        body: Its bytes, whole or piece by piece.
        is_lasting: Whether it must be there after a power cut; what can be made again, and is
            checked when it is read, need not wait for the disk.

    Returns:
        How many bytes were written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            for piece in (body,) if isinstance(body, bytes) else body:
                file.write(piece)
            written = file.tell()
            if is_lasting:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    if is_lasting:
        sync_folder(path.parent)
    return written


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable; a rename is only on disk after this."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
