"""Ids that earlier releases of a folder had and the current one has not: `withdrawn.jsonl`.

The file stands beside the releases, not inside one: what a release holds must not depend on what
was released before it. One line a release tells the ids that it was the last to have, and which of
them a present id answers for: a party whose very words in the same source name another id now.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.files import write_atomically
from kg.link.authority import KIND_OF
from kg.release.contents import DATASET, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WITHDRAWN: Final = "withdrawn.jsonl"
REPLACED: Final = "graph.replaced"  # local name of the graph of ids that decisions merged
_PARTIES: Final = frozenset((*KIND_OF.values(), "org"))
_IRIS: Final = re.compile(rb"<([^>]*)> <([^>]*)> <([^>]*)> ")


@dataclass(frozen=True, slots=True)
class Gone:
    """An id that is no longer there.

    Attributes:
        release: The last release that had it.
        became: The id that the same words name now; empty when none does.
    """

    release: str
    became: str = ""


def read_withdrawn(folder: Path) -> dict[str, Gone]:
    """Return the withdrawn ids of a folder of releases, by local name; none for a lone copy."""
    path = folder / WITHDRAWN
    if not path.is_file():
        return {}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {
        each: Gone(line["release"], line.get("became", {}).get(each, ""))
        for line in lines
        for each in line["ids"]
    }


def note_withdrawn(folder: Path, before: str, after: str) -> None:
    """Note the ids that a release has and the one after it has not; forget those that are back.

    Called before `current` moves on: a build that dies in between is told the same again.
    """
    base = _base(folder / after)
    if not base or _base(folder / before) != base:
        return
    old, new = _plain(folder / before), _plain(folder / after)
    present = ids(new, base)
    lost = ids(old, base) - present
    became = _became(old, new, base, lost)
    known = {name: gone for name, gone in read_withdrawn(folder).items() if name not in present}
    known |= {name: Gone(before, became.get(name, "")) for name in sorted(lost)}
    if known or (folder / WITHDRAWN).exists():
        write_atomically(folder / WITHDRAWN, _lines(known).encode())


def ids(plain: bytes, base: str) -> set[str]:
    """Return the local names of which a dataset in N-Quads says something.

    >>> sorted(ids(b"<https://a.example/org.a> <b> <c> <d> .", "https://a.example/"))
    ['org.a']
    """
    pattern = re.compile(rb"^<" + re.escape(base.encode()) + rb"([^>/#]+)> ", re.MULTILINE)
    return {name.decode() for name in set(pattern.findall(plain))}


def _became(old: bytes, new: bytes, base: str, lost: set[str]) -> dict[str, str]:
    """Return the parties among the lost ids whose words name one present party, with that."""
    wanted = {name for name in lost if _kind(name) in _PARTIES}
    if not wanted:
        return {}
    now: dict[str, set[str]] = {}
    for name, passages in _named(new, base).items():
        for passage in passages:
            now.setdefault(passage, set()).add(name)
    found: dict[str, str] = {}
    for name, passages in _named(old, base).items():
        others = {each for passage in passages for each in now.get(passage, ())}
        alike = [each for each in others if _kind(each) == _kind(name)]
        if name in wanted and len(alike) == 1:
            found[name] = alike[0]
    return found


def _named(plain: bytes, base: str) -> dict[str, set[str]]:
    """Return each party with the passages that say of what kind it is: those that name it."""
    told: dict[bytes, dict[bytes, list[bytes]]] = {}
    parts = {each.value.encode() for each in (vocab.RDF.subject, vocab.RDF.predicate)}
    parts.add(vocab.evidence.value.encode())
    for line in plain.split(b"\n"):
        triple = _IRIS.match(line)
        if triple and triple[2] in parts:
            told.setdefault(triple[1], {}).setdefault(triple[2], []).append(triple[3])
    found: dict[str, set[str]] = {}
    for said in told.values():
        if vocab.RDF.type.value.encode() not in said.get(vocab.RDF.predicate.value.encode(), ()):
            continue
        for subject in said.get(vocab.RDF.subject.value.encode(), ()):
            name = subject.decode().removeprefix(base)
            passages = said.get(vocab.evidence.value.encode(), ())
            if _kind(name) in _PARTIES:
                found.setdefault(name, set()).update(each.decode() for each in passages)
    return found


def _kind(name: str) -> str:
    return name.partition(".")[0]


def _lines(known: Mapping[str, Gone]) -> str:
    releases: dict[str, list[str]] = {}
    for name, gone in known.items():
        releases.setdefault(gone.release, []).append(name)
    lines = []
    for release, names in releases.items():
        became = {name: known[name].became for name in names if known[name].became}
        told = {"release": release, "ids": sorted(names)} | ({"became": became} if became else {})
        lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    return "".join(lines)


def _plain(release: Path) -> bytes:
    try:
        return gzip.decompress((release / DATASET).read_bytes())
    except (OSError, EOFError):  # pruned or damaged: nothing to compare with
        return b""


def _base(release: Path) -> str:
    try:
        told = json.loads((release / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return ""
    base = told.get("base", "")
    return base if isinstance(base, str) else ""
