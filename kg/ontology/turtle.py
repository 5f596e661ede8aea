"""The door for hand-written Turtle; foreign syntax errors are translated here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import VocabularyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One file: its name inside the folder, its prefixes and its triples in order."""

    name: str
    prefixes: Mapping[str, str]
    triples: tuple[Triple, ...]


def parse_folder(folder: Path) -> tuple[Parsed, ...]:
    """Parse every `.ttl` file of `folder` and its subfolders, sorted by name.

    Raises:
        VocabularyError: The folder holds none, or one does not parse (where = file:line).
    """
    files = sorted(folder.rglob("*.ttl"))
    if not files:
        raise VocabularyError("no Turtle file stands here", where=str(folder))
    return tuple(parse_file(file, name=file.relative_to(folder).as_posix()) for file in files)


def parse_file(file: Path, *, name: str) -> Parsed:
    """Parse one Turtle file.

    Raises:
        VocabularyError: It does not parse (where = file:line).
    """
    parser = parse(file.read_bytes(), format=RdfFormat.TURTLE)
    try:
        triples = tuple(quad.triple for quad in parser)
    except SyntaxError as error:
        raise VocabularyError(
            f"this is not Turtle: {error.msg}",
            where=f"{file}:{error.lineno or 1}",
            hint="mend the line or the one before it",
        ) from error
    return Parsed(name=name, prefixes=dict(parser.prefixes), triples=triples)
