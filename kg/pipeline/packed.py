"""Files as registers publish them, plain or packed, read piece by piece: gzip, bzip2, xz and zip.

How a file is packed is told by its first bytes and not by its name. Nothing is unpacked to disk or
held whole, so a dump of a hundred gigabytes takes no more memory than one of a hundred lines.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, cast

from kg.errors import ConfigError, SourceSyntax

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

PIECE: Final = 1 << 16  # bytes
SUFFIXES: Final = (".gz", ".bz2", ".xz", ".zip")
MARKS: Final = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"PK\x03\x04": "zip"}
OPENERS: Final[dict[str, Callable[[IO[bytes]], IO[bytes]]]] = {
    "gzip": lambda file: cast("IO[bytes]", gzip.GzipFile(fileobj=file)),
    "bzip2": lambda file: cast("IO[bytes]", bz2.BZ2File(file)),
    "xz": lambda file: cast("IO[bytes]", lzma.LZMAFile(file)),  # noqa: SIM115 -- who asks closes
}
_DAMAGED: Final = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class Part:
    """One file, or one inside an archive.

    Attributes:
        path: Of the file on disk.
        name: Of the part, without the suffix of its packing.
        inside: Its name in an archive; empty for a file that is none.
        packing: One of `MARKS`; empty for a plain file.
    """

    path: Path
    name: str
    inside: str
    packing: str

    def pieces(self) -> Generator[bytes, None, None]:
        """Yield its bytes from the beginning, unpacked.

        Raises:
            ConfigError: It cannot be read.
            SourceSyntax: It is cut, damaged or locked.
        """
        size = 0
        with _opened(self.path) as file:
            try:
                with self._unpacking(file) as source:
                    while piece := source.read(PIECE):
                        size += len(piece)
                        yield piece
            except RuntimeError as error:  # zipfile has no other name for it
                raise SourceSyntax(
                    f"the archive is locked: {error}", where=self.where, hint="unpack it first"
                ) from error
            except NotImplementedError as error:
                raise SourceSyntax(
                    f"it is packed in a way that is not known: {error}",
                    where=self.where,
                    hint="unpack it first",
                ) from error
            except _DAMAGED as error:
                raise SourceSyntax(
                    f"this is not a whole {self.packing or 'file'}: {error} (after {size:,} bytes)",
                    where=self.where,
                    hint="fetch the file again",
                ) from error

    def check(self) -> None:
        """Read it to its end: a damaged archive gives nonsense before it tells that it is one.

        Raises:
            SourceSyntax: It is cut, damaged or locked.
        """
        if self.packing:
            for _ in self.pieces():
                pass

    @property
    def where(self) -> str:
        """What a person opens."""
        return f"{self.path.name}/{self.inside}" if self.inside else self.path.name

    @contextmanager
    def _unpacking(self, file: IO[bytes]) -> Iterator[IO[bytes]]:
        if self.packing == "zip":
            with zipfile.ZipFile(file) as archive, archive.open(self.inside) as source:
                yield source
            return
        opener = OPENERS.get(self.packing)
        if opener is None:
            yield file
            return
        with opener(file) as source:
            yield source


def parts(path: Path) -> tuple[Part, ...]:
    """Return the file, or the files inside an archive, sorted by name.

    Raises:
        ConfigError: It cannot be read.
        SourceSyntax: The archive is cut, damaged or empty.
    """
    with _opened(path) as file:
        head = file.read(6)
        packing = next((name for mark, name in MARKS.items() if head.startswith(mark)), "")
        if packing != "zip":
            # A name that promises another packing than the bytes have keeps its suffix.
            plain = path.name.removesuffix(path.suffix) if path.suffix in SUFFIXES else path.name
            if path.suffix in SUFFIXES and not packing:
                raise SourceSyntax(
                    f"the name ends in {path.suffix}, the bytes are not packed so",
                    where=path.name,
                    hint="fetch the file again, or give it its right name",
                )
            return (Part(path, plain, "", packing),)
        try:
            with zipfile.ZipFile(file) as archive:
                names = sorted(each for each in archive.namelist() if _is_file(each))
        except _DAMAGED as error:
            raise SourceSyntax(
                f"this is not a whole zip: {error}", where=path.name, hint="fetch the file again"
            ) from error
    if not names:
        raise SourceSyntax("there is no file in the archive", where=path.name)
    return tuple(Part(path, each.rpartition("/")[2], each, packing) for each in names)


class Stream:
    """Pieces as a file that others read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.source = pieces
        self.rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size`; none at the end."""
        if size < 0:
            told = self.rest + b"".join(self.source)
            self.rest = b""
            return told
        if not self.rest:
            self.rest = next(self.source, b"")
        told, self.rest = self.rest[:size], self.rest[size:]
        return told


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise ConfigError(
            f"cannot read the authority: {error.strerror}", where=str(path)
        ) from error
    with file:
        yield file


def _is_file(name: str) -> bool:
    """Tell whether a name in an archive is that of a file; what macOS puts beside one is none."""
    parts_ = name.split("/")
    return bool(parts_[-1]) and parts_[0] != "__MACOSX" and not parts_[-1].startswith(".")
