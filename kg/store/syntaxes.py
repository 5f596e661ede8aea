"""Which syntax a file of RDF is written in, and its quads with errors that say where."""

from __future__ import annotations

import gzip
import re
import zlib
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import RdfFormat, parse

from kg.errors import SourceSyntax, UnknownFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad

SYNTAXES: Final[Mapping[str, RdfFormat]] = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".n3": RdfFormat.N3,
}


_LOOK_BACK: Final = 2048  # bytes; no declaration that is let through is longer
# `<!ENTITY owl "http://www.w3.org/2002/07/owl#">` is usual, `<!ENTITY b "&a;&a;&a;">` an attack.
_GROWING: Final = re.compile(
    rb"""<!ENTITY\s+\S+\s+(?:"[^"]*&(?!\#)|'[^']*&(?!\#)|"[^"]{500}|'[^']{500})"""
)


def syntax_of(name: str) -> RdfFormat:
    """Return the syntax a file name promises; a closing `.gz` is looked through.

    Raises:
        UnknownFormat: The name ends in nothing that is known to hold RDF.

    >>> syntax_of("dataset.nq.gz").name
    'N-Quads'
    """
    plain = name.lower().removesuffix(".gz")
    for suffix, syntax in SYNTAXES.items():
        if plain.endswith(suffix):
            return syntax
    raise UnknownFormat(
        "the name does not say which RDF syntax this is",
        where=name,
        hint=f"use one of {' '.join(SYNTAXES)}, each also with .gz",
    )


def read_quads(
    body: bytes, name: str, *, base: str | None = None, rename_blanks: bool = False
) -> list[Quad]:
    """Return the quads of one file in its own order, literals spelt as they stand.

    Args:
        body: The file's bytes; decompressed when `name` ends in `.gz`.
        name: Name of the file: it tells the syntax and stands in errors.
        base: IRI against which relative IRIs are resolved; without it they are errors.
        rename_blanks: Give blank nodes new labels, so that files can be put together.

    Raises:
        UnknownFormat: The name does not tell the syntax.
        SourceSyntax: The bytes are not what the name promises.
    """
    syntax_of(name)  # an unknown name is told before bytes are looked at
    plain = _decompress(body, name) if name.lower().endswith(".gz") else body
    return list(_parsed(plain, name, base=base, rename_blanks=rename_blanks))


def stream_quads(source: IO[bytes], name: str) -> Iterator[Quad]:
    """Yield the quads of a file that is open, one by one; what `source` raises comes through.

    Args:
        source: Plain bytes, not packed.
        name: Of the file: it tells the syntax and stands in errors.

    Raises:
        UnknownFormat: The name does not tell the syntax.
        SourceSyntax: The bytes are not what the name promises.
    """
    is_xml = syntax_of(name) == RdfFormat.RDF_XML
    watched = cast("IO[bytes]", _Watched(source, name)) if is_xml else source
    yield from _parsed(watched, name)


class _Watched:
    """XML on its way to the parser, without entities that would grow to more than the file."""

    def __init__(self, source: IO[bytes], name: str) -> None:
        self.source = source
        self.name = name
        self.before = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            SourceSyntax: An entity is made of others, or long.
        """
        piece = self.source.read(size)
        seen = self.before + piece
        if _GROWING.search(seen):
            raise SourceSyntax(
                "an entity of this XML is made of others, or long: read, it could fill all memory",
                where=self.name,
                hint="write the file anew without such entities, as Turtle say",
            )
        self.before = seen[-_LOOK_BACK:]
        return piece


def _parsed(
    source: bytes | IO[bytes], name: str, *, base: str | None = None, rename_blanks: bool = False
) -> Iterator[Quad]:
    syntax = syntax_of(name)
    try:
        yield from parse(source, syntax, base_iri=base, rename_blank_nodes=rename_blanks)
    except SyntaxError as error:
        line = f":{error.lineno}:{error.offset}" if error.lineno else ""
        raise SourceSyntax(
            f"this is not {syntax.name}: {_reason(error)}",
            where=f"{name}{line}",
            hint="correct the file, or give it the suffix of its own syntax",
        ) from error


def _reason(error: SyntaxError) -> str:
    """Return what the parser missed, without the place it repeats."""
    said = str(error.msg)
    return said.partition(": ")[2] if said.startswith("Parser error") else said


def _decompress(body: bytes, name: str) -> bytes:
    hint = "copy or build it again"
    if not body:  # gzip.decompress(b"") returns b"" without a word
        raise SourceSyntax("this is not a whole gzip file: it is empty", where=name, hint=hint)
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceSyntax(
            f"this is not a whole gzip file: {error}", where=name, hint=hint
        ) from error
