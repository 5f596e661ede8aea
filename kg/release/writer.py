"""Writing a release so that nobody ever sees a part of it, whenever the machine stops.

Everything is written into `.building-PID`, made durable, renamed to its digest, and only then is
`current` replaced by a rename. A lock that the system takes back from a dead process keeps two
builds apart; what a dead one left behind is swept away by the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kg.errors import ReleaseError, StoreBusy
from kg.files import sync_folder
from kg.release.contents import MANIFEST, digest_of
from kg.release.history import note_current
from kg.release.reader import verify
from kg.release.withdrawn import note_withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CURRENT: Final = "current"
LOCK: Final = ".lock"
_LEFTOVERS: Final = (".building-*", ".damaged-*", f".{CURRENT}-*", ".*.part")


def write_release(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write a release and make it the current one; return its folder.

    A whole release of that digest that is there already is kept as it is.

    Args:
        folder: Where releases live; made if need be.
        files: Names inside the release to bytes, with `manifest.json`.

    Raises:
        StoreBusy: Another build holds the folder.
        ReleaseError: The folder cannot be written.
    """
    digest = digest_of(files[MANIFEST])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _sweep(folder)
            place = folder / digest
            if not _is_whole(place):
                _write(folder, place, files)
            _switch(folder, digest)
    except OSError as error:
        raise ReleaseError(
            f"the release cannot be written: {error.strerror or error}",
            where=str(error.filename or folder),
            hint="make room or give another folder with -o",
        ) from error
    return place


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusy(
                "another build is writing here",
                where=str(folder),
                hint="wait until it is done, or give another folder with -o",
            ) from error
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Take away what killed builds left; nobody else is building, for we hold the lock."""
    for pattern in _LEFTOVERS:
        for left in folder.glob(pattern):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()


def _is_whole(place: Path) -> bool:
    if not place.exists():
        return False
    try:
        verify(place)
    except ReleaseError:
        # Two renames, so that no moment shows a release with half of its files.
        damaged = place.with_name(f".damaged-{place.name}")
        place.rename(damaged)
        shutil.rmtree(damaged)
        return False
    return True


def _write(folder: Path, place: Path, files: Mapping[str, bytes]) -> None:
    beside = folder / f".building-{os.getpid()}"
    beside.mkdir()
    folders = {beside}
    for name, body in files.items():
        path = beside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.add(path.parent)
        with path.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    for made in sorted(folders, reverse=True):
        sync_folder(made)
    beside.rename(place)
    sync_folder(folder)


def _switch(folder: Path, digest: str) -> None:
    """Point `current` at the release and note what it followed, both by a rename."""
    current = folder / CURRENT
    before = current.readlink().name if current.is_symlink() else None
    if before == digest:
        return
    if before:
        note_withdrawn(folder, before, digest)
    beside = folder / f".{CURRENT}-{os.getpid()}"
    beside.symlink_to(digest)
    beside.replace(current)
    sync_folder(folder)
    note_current(folder, digest, before)
