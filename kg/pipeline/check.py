"""RDF files and releases against shapes, outside a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.release import open_release
from kg.store import SYNTAXES, read_quads
from kg.validate.gate import validate
from kg.validate.shapes import read_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.model.report import Report


def validate_files(data: Sequence[Path], shapes: Path | None = None) -> Report:
    """Check RDF files, folders of them, releases or projects against shapes, all together.

    The files' own spelling is checked, not what a store makes of it.

    Args:
        data: What is checked.
        shapes: A file or folder of shapes; the packaged ones when None.

    Raises:
        ReleaseError: A folder holds neither RDF files nor a whole release.
        SourceError: A file is no RDF, or broken.
        VocabularyError: The shapes cannot be used.
    """
    quads = [quad for place in data for quad in _quads(place)]
    return validate(quads, read_shapes(shapes) if shapes else None)


def _quads(place: Path) -> list[Quad]:
    if not place.is_dir():
        return _file(place)
    if not (place / "manifest.json").exists():
        suffixes = tuple(SYNTAXES) + tuple(f"{suffix}.gz" for suffix in SYNTAXES)
        inside = [path for path in sorted(place.iterdir()) if path.name.endswith(suffixes)]
        if inside:
            return [quad for path in inside for quad in _file(path)]
    return open_release(place).quads()


def _file(path: Path) -> list[Quad]:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise StoreError(f"the file cannot be read: {error.strerror}", where=str(path)) from error
    return read_quads(body, str(path), base=path.resolve().as_uri(), rename_blanks=True)
