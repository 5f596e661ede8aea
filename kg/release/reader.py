"""Opening what is served: a release that is whole to the last byte, or RDF files as they are."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ReleaseError
from kg.release.contents import DATASET, FORMAT, MANIFEST, digest_of
from kg.store import SYNTAXES, load, load_bytes, read_quads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Quad, Store

PROJECT: Final = "kg.toml"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release whose files were compared with their digests when it was opened.

    Attributes:
        path: Its folder, links resolved: `current` may move on, this release does not.
        digest: Its name.
        manifest: What it says of itself.
    """

    path: Path
    digest: str
    manifest: Mapping[str, Any]  # Any: JSON, written by `contents`

    def store(self) -> Store:
        """Return a new store in memory, its default graph the union of the named ones."""
        return load_bytes((self.path / DATASET).read_bytes(), DATASET)

    def quads(self) -> list[Quad]:
        """Return the quads as they were written, literals spelt as they stand."""
        return read_quads((self.path / DATASET).read_bytes(), DATASET)

    def text(self, source: str) -> str | None:
        """Return a source's text by its digest; None where the licence allows quotation only."""
        path = self.path / "sources" / f"{source}.txt"
        known = f"sources/{source}.txt" in self.manifest["files"]
        return path.read_bytes().decode() if known else None


def open_release(place: Path) -> Release:
    """Open a release: its folder, a folder of releases, or a project that has been built.

    Raises:
        ReleaseError: There is none, or a file of it is missing or damaged.
    """
    found = current_release(place)
    if found:
        return Release(path=found, digest=_name(found), manifest=verify(found))
    raise ReleaseError(
        "no release stands here", where=str(place), hint=f"build one first: kg build {place}"
    )


def current_release(place: Path) -> Path | None:
    """Return the folder of the release that `place` stands for now, links resolved.

    Nothing is read or compared: this is what a watcher asks again and again. None where no
    release stands.
    """
    for candidate in _candidates(place):
        if (candidate / MANIFEST).is_file() or candidate.is_symlink():
            return candidate.resolve()
    return None


def open_data(*places: Path) -> Store:
    """Return a store of a release or project, or of RDF files and folders of them.

    Raises:
        ReleaseError: A folder holds neither a release nor RDF files, or the release is damaged.
        StoreError: A file cannot be read.
        SourceError: A file is no RDF, or broken.
    """
    files: list[Path] = []
    for place in places:
        if not place.is_dir():
            files.append(place)
            continue
        inside = sorted(path for path in place.iterdir() if _is_rdf(path))
        is_release = any(path.exists() for path in (place / MANIFEST, place / PROJECT))
        if is_release or not inside:
            if len(places) > 1:
                raise ReleaseError(
                    "a release is opened alone", where=str(place), hint="name it without others"
                )
            return open_release(place).store()
        files += inside
    return load(*files)


def verify(folder: Path) -> dict[str, Any]:  # Any: JSON
    """Return a release's manifest after comparing every file with its digest.

    Raises:
        ReleaseError: The manifest or a file is missing, damaged or not what its name says.
    """
    hint = "build it again, or copy it again as a whole"
    path = folder / MANIFEST
    try:
        body = path.read_bytes()
        manifest: dict[str, Any] = json.loads(body)
        files: dict[str, dict[str, str]] = manifest["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            "the release has no readable manifest", where=str(path), hint=hint
        ) from error
    if manifest.get("format") != FORMAT:
        raise ReleaseError(
            f"the release has form {manifest.get('format')}, this program reads {FORMAT}",
            where=str(path),
            hint="use the program that built it, or build it again",
        )
    if _DIGEST.fullmatch(folder.name) and digest_of(body) != folder.name:
        raise ReleaseError("the manifest is not the one it is named by", where=str(path), hint=hint)
    for name, told in files.items():
        file = folder / name
        if not file.is_file():
            raise ReleaseError("a file of the release is missing", where=str(file), hint=hint)
        if hashlib.sha256(file.read_bytes()).hexdigest() != told["sha256"]:
            raise ReleaseError("a file of the release is damaged", where=str(file), hint=hint)
    return manifest


def _candidates(place: Path) -> list[Path]:
    found = [place, place / "current"]
    settings = place / PROJECT
    if settings.is_file():
        try:
            told = tomllib.loads(settings.read_text("utf-8"))
        except (OSError, ValueError):  # `kg build` says what is wrong with the settings
            told = {}
        output = told.get("output", "releases")
        found.append(place / (output if isinstance(output, str) else "releases") / "current")
    return found


def _name(folder: Path) -> str:
    """Return the digest of a release that may have been copied to another name."""
    path = folder / MANIFEST
    return digest_of(path.read_bytes()) if path.is_file() else folder.name


def _is_rdf(path: Path) -> bool:
    name = path.name.removesuffix(".gz")
    return path.is_file() and any(name.endswith(suffix) for suffix in SYNTAXES)
