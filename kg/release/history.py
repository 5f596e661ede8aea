"""When releases became current, and which came before which: `history.jsonl`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from kg.files import write_atomically
from kg.release.contents import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HISTORY: Final = "history.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """When a data set came out.

    Attributes:
        first: Of its first release, in ISO 8601; empty where nobody noted it.
        last: Of this one.
    """

    first: str
    last: str


def note_current(folder: Path, digest: str, before: str | None) -> None:
    """Note that a release became the current one just now."""
    told = {"release": digest, "previous": before, "at": _written(datetime.now(UTC))}
    body = "".join(f"{each}\n" for each in [*_lines(folder), json.dumps(told)])
    write_atomically(folder / HISTORY, body.encode())


def previous_of(folder: Path, digest: str) -> str | None:
    """Return the release that was current before this one; None for the first or an unknown one."""
    found: str | None = None
    for told in _read(folder):
        if told["release"] == digest:
            found = told["previous"]
    return found


def moments(place: Path, digest: str) -> Moments:
    """Return when a release and the first one beside it became current.

    What nobody noted is told by the file of its manifest: it is written once and never changed.

    Args:
        place: Folder of the release.
        digest: Its name.
    """
    read = list(_read(place.parent))
    noted = [told.get("at") or "" for told in read if told["release"] == digest]
    first = (read[0].get("at") or "") if read else ""
    if noted and noted[-1]:
        return Moments(first=first, last=noted[-1])
    written = (place / MANIFEST).stat().st_mtime
    return Moments(first=first, last=_written(datetime.fromtimestamp(written, UTC)))


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _read(folder: Path) -> Iterator[Mapping[str, str | None]]:
    for line in _lines(folder):
        yield json.loads(line)


def _lines(folder: Path) -> list[str]:
    path = folder / HISTORY
    return path.read_text("utf-8").splitlines() if path.is_file() else []
