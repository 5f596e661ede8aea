"""Facts of documents that were read before, so that unchanged sources are not read again.

An entry is named by everything that decides it: the text, what was told beside it, who is known,
and the program's own code and word lists. A wrong entry can so never be found under a right name;
a damaged one is told by its checksum and read anew.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import EvidenceError
from kg.files import PACKAGE, write_atomically
from kg.ids import digest
from kg.model.facts_json import facts_from_json, facts_json, finding_from_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model.document import Document
    from kg.model.entities import Entity
    from kg.model.facts import Facts
    from kg.model.report import Finding

    Read = tuple[Facts, tuple[Finding, ...]]

FOLDER: Final = ".cache"
_DECIDING: Final = ("errors.py", "vocab.py", "ids", "model", "extract", "data/words", "data/frames")


def key_of(document: Document, known: str) -> str:
    """Return the name of a document's entry; `known` is the `known_digest` of the build."""
    blocks = [f"{block.kind} {block.span.start} {block.span.end}" for block in document.blocks]
    repeats = [f"{each.span.start} {each.of.start} {len(each.of)}" for each in document.repeats]
    told = [repr(document.meta), document.source, document.name, document.text]
    return digest(program(), digest(*blocks), digest(*repeats), *told, known)


def known_digest(known: Sequence[Entity]) -> str:
    """Return a digest of who is known, in their order."""
    return digest(*(repr(entity) for entity in known))


@cache
def program() -> str:
    """Return a digest of the code and the word lists that decide how a text is read."""
    paths = [
        path
        for name in _DECIDING
        for path in ([PACKAGE / name] if name.endswith(".py") else (PACKAGE / name).rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    ]
    return digest(
        *(
            part
            for path in sorted(paths)
            for part in (
                str(path.relative_to(PACKAGE)),
                hashlib.sha256(path.read_bytes()).hexdigest(),
            )
        )
    )


def find(folder: Path, key: str) -> Read | None:
    """Return an entry; None when there is none or it is damaged."""
    path = folder / FOLDER / "facts" / f"{key}.json"
    try:
        said, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != said:
            return None
        told = json.loads(body)
        findings = tuple(finding_from_json(each) for each in told["findings"])
        return facts_from_json(told), findings
    except (OSError, ValueError, KeyError, EvidenceError):
        return None


def keep(folder: Path, key: str, document: Document, read: Read) -> None:
    """Write an entry; a reader sees all of it or nothing."""
    place = folder / FOLDER / "facts"
    place.mkdir(parents=True, exist_ok=True)
    marker = folder / FOLDER / ".gitignore"
    if not marker.exists():
        write_atomically(marker, b"*\n")
    facts, findings = read
    told = facts_json(facts, digest=document.source, source=document.name, findings=findings)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    checksum = hashlib.sha256(body).hexdigest().encode()
    write_atomically(place / f"{key}.json", checksum + b"\n" + body, is_lasting=False)


def sweep(folder: Path, keys: set[str]) -> None:
    """Take away entries that the build that just ended did not use."""
    for path in sorted((folder / FOLDER / "facts").glob("*.json")):
        if path.stem not in keys:
            path.unlink(missing_ok=True)
