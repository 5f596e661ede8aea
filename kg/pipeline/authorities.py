"""Authorities opened from files, filed once and kept in a cache named by what decides them."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError, LinkError, SourceSyntax, UnknownFormat
from kg.files import PACKAGE, write_atomically
from kg.ids import digest
from kg.link.authorities import form_of
from kg.link.authorities.ours import enriched, known_of
from kg.link.authorities.rdf import read_rdf
from kg.link.authority import KNOWN as COLUMNS
from kg.link.authority import NEEDED, built_in, read_authority
from kg.link.match.frozen import frozen, gathered, thawed
from kg.link.match.index import build_index
from kg.link.match.learnt import told_by
from kg.store import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.link.match.index import Index
    from kg.link.match.known import Known

DECIDING: Final = ("link", "ids", "data/link", "data/authority", "data/words/ko/particles.toml")
SMALL: Final = 1 << 18  # bytes: a smaller file is filed as fast as its index is read


def index_of(paths: Iterable[Path], cache_at: Path | None = None) -> Index:
    """Return the authorities of files as one index.

    Args:
        paths: RDF, Wikidata, ROR, GLEIF, OpenDART or GeoNames files, or authority tables of ours;
            each also with `.gz`.
        cache_at: Folder for indexes of files that are not small; None keeps none.

    Raises:
        ConfigError: A file cannot be read.
        SourceError: It is in none of these forms, or damaged.
    """
    return gathered(_index(path, cache_at) for path in paths)


def own_index() -> Index:
    """Return the organisations that ship with the package as an index."""
    return build_index(known_of(each) for each in built_in())


def learnt_names() -> dict[str, frozenset[str]]:
    """Return the abbreviations that the packaged organisations are known by."""
    return told_by(built_in())


def cache_folder() -> Path:
    """Return the folder where a user's programs keep what can be made again."""
    told = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(told) if told else Path.home() / ".cache") / "deungdae" / "authorities"


def _index(path: Path, cache_at: Path | None) -> Index:
    body = _bytes(path)
    if cache_at is None or len(body) < SMALL:
        return build_index(_entities(body, path.name))
    place = cache_at / f"{digest(hashlib.sha256(body).hexdigest(), path.name, program())}.npz"
    kept = _kept(place)
    if kept is not None:
        return kept
    index = build_index(_entities(body, path.name))
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, frozen(index))
    return index


def _kept(place: Path) -> Index | None:
    """Return an index filed before; None when there is none or it is damaged."""
    try:
        return thawed(place.read_bytes())
    except (OSError, LinkError):
        return None


def _bytes(path: Path) -> bytes:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"cannot read the authority: {error.strerror}", where=str(path)
        ) from error
    if path.suffix != ".gz":
        return body
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceSyntax("this is not a whole gzip file", where=str(path)) from error


def _entities(body: bytes, name: str) -> Iterator[Known]:
    """Yield what a file tells, with what we know of the same bodies."""
    return enriched(_told(body, name.removesuffix(".gz")), built_in())


def _told(body: bytes, name: str) -> Iterator[Known]:
    form = form_of(body)
    if form is not None:
        return form.read(body, name)
    if name.endswith(".csv"):
        return _own_table(body, name)
    try:
        return read_rdf(read_quads(body, name))
    except UnknownFormat as error:
        raise UnknownFormat(
            "this is no authority in a form that is known",
            where=name,
            hint="RDF, Wikidata, ROR, GLEIF, OpenDART, GeoNames, or a table of ours",
        ) from error


def _own_table(body: bytes, name: str) -> Iterator[Known]:
    text = body.decode("utf-8-sig", "replace")
    header = set(text.partition("\n")[0].strip().split(","))
    if not (NEEDED <= header <= COLUMNS):
        raise UnknownFormat("the header is none of an authority", where=f"{name}:1")
    entities, findings = read_authority(text, name)
    wrong = [each for each in findings if each.rule == "authority.row"]
    if wrong:
        raise SourceSyntax(wrong[0].message.en, where=wrong[0].where)
    return map(known_of, entities)


@cache
def program() -> str:
    """Return a digest of the code and the tables that decide how an authority is filed."""
    files = [
        path
        for name in DECIDING
        for path in (
            [PACKAGE / name] if (PACKAGE / name).is_file() else (PACKAGE / name).rglob("*")
        )
        if path.is_file() and path.suffix != ".pyc"
    ]
    return digest(
        *(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sorted(files))
    )
