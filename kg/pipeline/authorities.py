"""Authorities opened from files, filed once and kept in a cache named by what decides them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from kg.errors import LinkError, SourceSyntax, UnknownFormat
from kg.files import PACKAGE, file_digest, write_atomically
from kg.ids import digest
from kg.link.authorities import FORMS, HEAD, form_of, instead
from kg.link.authorities.ours import enriched, known_of
from kg.link.authorities.pieces import texts
from kg.link.authorities.rdf import read_rdf
from kg.link.authority import KNOWN as COLUMNS
from kg.link.authority import NEEDED, built_in, read_authority
from kg.link.match.frozen import frozen, gathered, thawed
from kg.link.match.index import build_index
from kg.link.match.known import Known
from kg.link.match.learnt import told_by
from kg.pipeline.packed import Part, Stream, parts
from kg.store import stream_quads, syntax_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.link.authorities import Form
    from kg.link.match.index import Index

Reader = Callable[[Part], Iterator[Known]]
HINT: Final = "RDF, Wikidata, ROR, GLEIF, OpenDART, GeoNames, or a table of ours"

DECIDING: Final = ("link", "ids", "data/link", "data/authority", "data/words/ko/particles.toml")
SMALL: Final = 1 << 18  # bytes: a smaller file is filed as fast as its index is read


def index_of(paths: Iterable[Path], cache_at: Path | None = None) -> Index:
    """Return the authorities of files as one index.

    Args:
        paths: RDF, Wikidata, ROR, GLEIF, OpenDART or GeoNames files, or authority tables of ours;
            each also packed by gzip, bzip2 or xz, or in a zip with others.
        cache_at: Folder for indexes of files that are not small; None keeps none.

    Raises:
        ConfigError: A file cannot be read.
        SourceError: It is in none of these forms, or damaged.
    """
    return gathered(_index(path, cache_at) for path in paths)


def check_forms(paths: Iterable[Path]) -> None:
    """Refuse files that are no authority by their beginning, which is soon seen.

    Raises:
        ConfigError: A file cannot be read.
        SourceError: It is in no form that is known, or an archive is damaged.
    """
    for path in paths:
        _readers(parts(path))


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
    found = parts(path)  # it is there and can be read
    if cache_at is None or path.stat().st_size < SMALL:
        return build_index(_entities(found))
    place = cache_at / f"{digest(file_digest(path), path.name, program())}.npz"
    kept = _kept(place)
    if kept is not None:
        return kept
    index = build_index(_entities(found))
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, frozen(index))
    return index


def _kept(place: Path) -> Index | None:
    """Return an index filed before; None when there is none or it is damaged."""
    try:
        return thawed(place.read_bytes())
    except (OSError, LinkError):
        return None


def _entities(found: Sequence[Part]) -> Iterator[Known]:
    """Yield what the files tell, with what we know of the same bodies."""
    known = (each for part, read in _readers(found) for each in read(part))
    return enriched(known, built_in())


def _readers(found: Sequence[Part]) -> list[tuple[Part, Reader]]:
    """Return the parts that are authorities, each with its reader.

    A lone file must be one. In an archive others stand beside it: a README, the same as CSV.
    """
    if len(found) == 1:
        return [(found[0], _reader(found[0]))]
    chosen: list[tuple[Part, Reader]] = []
    for part in found:
        try:
            chosen.append((part, _reader(part)))
        except UnknownFormat:
            continue
    if not chosen:
        names = ", ".join(part.inside for part in found)
        raise UnknownFormat(
            f"none of the files in it is an authority: {names}", where=found[0].path.name, hint=HINT
        )
    # One release of ROR in two schemas is one register: the name of the newer comes last.
    twice = [each for each in chosen if each[1] is _READERS["ror"]][:-1]
    return [each for each in chosen if each not in twice]


def _reader(part: Part) -> Reader:
    """Return what reads a part, told by its first bytes, else by its name.

    Raises:
        UnknownFormat: Nothing does.
        SourceSyntax: The beginning cannot be unpacked.
    """
    head = _head(part)
    form = form_of(head)
    if form is not None:
        return next(_READERS[name] for name, each in FORMS.items() if each is form)
    other = instead(head)
    if other:
        part.check()
        raise UnknownFormat(other[0], where=part.where, hint=other[1])
    if part.name.endswith(".csv"):
        _check_header(head, part)
        return _own_table
    try:
        syntax_of(part.name)
    except UnknownFormat as error:
        part.check()
        message = "this is no authority in a form that is known"
        raise UnknownFormat(message, where=part.where, hint=HINT) from error
    return _rdf


def _head(part: Part) -> bytes:
    body = b""
    with closing(part.pieces()) as pieces:
        for piece in pieces:
            body += piece
            if len(body) >= HEAD:
                break
    return body


def _rdf(part: Part) -> Iterator[Known]:
    with closing(part.pieces()) as pieces:
        # What is read of it is filtered there: a dump tells much that no name comes from.
        yield from read_rdf(stream_quads(cast("IO[bytes]", Stream(pieces)), part.name))


def _own_table(part: Part) -> Iterator[Known]:
    text = "".join(texts(part.pieces(), part.where))
    entities, findings = read_authority(text, part.where)
    wrong = [each for each in findings if each.rule == "authority.row"]
    if wrong:
        hint = wrong[0].hint.en if wrong[0].hint else "correct the line"
        raise SourceSyntax(wrong[0].message.en, where=wrong[0].where, hint=hint)
    yield from map(known_of, entities)


def _check_header(head: bytes, part: Part) -> None:
    first = head.partition(b"\n")[0].decode("utf-8-sig", "replace")
    header = set(first.strip().split(","))
    if not (NEEDED <= header <= COLUMNS):
        part.check()
        message = "the header is none of an authority"
        hint = f"write {','.join(sorted(NEEDED))} and more of {', '.join(sorted(COLUMNS))}"
        raise UnknownFormat(message, where=f"{part.where}:1", hint=hint)


def _formed(form: Form) -> Reader:
    def read(part: Part) -> Iterator[Known]:
        count = 0
        with closing(part.pieces()) as pieces:
            for count, each in enumerate(form.read(pieces, part.where), start=1):  # noqa: B007
                yield each
        if not count:  # such as a file cut in its header
            raise SourceSyntax("there is nobody in it", where=part.where, hint="fetch it again")

    return read


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


_READERS: Final[dict[str, Reader]] = {name: _formed(form) for name, form in FORMS.items()}
