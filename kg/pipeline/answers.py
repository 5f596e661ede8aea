"""Answers of a language model that were given before, so that a rebuild asks nobody.

An entry is named by all that decides the answer: the source, the words shown, the model, what it
was told. Entries are never swept away: each has cost something, and a build without them would
be another build.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from kg.files import write_atomically
from kg.ids import digest

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.document import Document
    from kg.model.evidence import Span

FOLDER: Final = ".cache"
PLACE: Final = "llm"


def key_of(document: Document, piece: Span, *, model: str, told: str, most: int) -> str:
    """Return the name of the answer about one piece of a document.

    Args:
        document: Its digest and its words decide.
        piece: What of it was shown.
        model: Who was asked.
        told: Digest of the prompt and the schema.
        most: Longest answer that was asked for, tokens.
    """
    published = document.meta.published
    day = published.isoformat() if published else ""
    place = f"{piece.start}-{piece.end}"
    return digest(document.source, place, piece.of(document.text), day, model, told, str(most))


def path_of(folder: Path, key: str) -> Path:
    """Return the file of an answer; take it away to ask again."""
    return folder / FOLDER / PLACE / f"{key}.json"


def find(folder: Path, key: str) -> tuple[str, bool] | None:
    """Return an answer's words and whether it is whole; None when it is not kept or damaged."""
    try:
        said, _, body = path_of(folder, key).read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != said:
            return None
        told = json.loads(body)
        return str(told["content"]), bool(told["is_whole"])
    except (OSError, ValueError, KeyError):
        return None


def keep(folder: Path, key: str, content: str, *, is_whole: bool) -> None:
    """Write an answer; a reader sees all of it or nothing."""
    path = path_of(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    marker = folder / FOLDER / ".gitignore"
    if not marker.exists():
        write_atomically(marker, b"*\n")
    # ASCII: a model may answer with half a surrogate pair, which UTF-8 cannot hold.
    body = json.dumps({"content": content, "is_whole": is_whole}).encode("ascii")
    write_atomically(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
