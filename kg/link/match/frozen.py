"""An index as bytes, so that an authority is filed once; entities are read when looked at. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, overload
from zipfile import BadZipFile

import numpy as np

from kg.errors import LinkError
from kg.link.match.index import Filed, Index
from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

LISTS: Final = ("kinds", "replaced_by", "parents", "places", "notes")


class Lines(Sequence[Known]):
    """Entities kept as lines of JSON: a million take hundreds of megabytes as objects."""

    __slots__ = ("_body", "_ends")

    def __init__(self, body: bytes, ends: NDArray[np.int64]) -> None:
        self._body = body
        self._ends = ends

    @overload
    def __getitem__(self, row: int) -> Known: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Known, ...]: ...
    def __getitem__(self, row: int | slice) -> Known | tuple[Known, ...]:
        """Return one entity, read anew each time, or those of a slice."""
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        at = row % len(self)
        start = int(self._ends[at - 1]) if at else 0
        return _known(json.loads(self._body[start : int(self._ends[at])]))

    def __len__(self) -> int:
        """Return how many entities there are."""
        return len(self._ends)


def frozen(index: Index) -> bytes:
    """Return an index as bytes that `thawed` reads; the same index gives the same bytes."""
    lines = [_line(each) for each in index.entities]
    ends = np.cumsum([len(each) for each in lines], dtype=np.int64)
    out = io.BytesIO()
    np.savez(
        out,
        entities=np.frombuffer(b"".join(lines), dtype=np.uint8),
        ends=ends,
        sure_keys=index.sure.keys,
        sure_rows=index.sure.rows,
        rough_keys=index.rough.keys,
        rough_rows=index.rough.rows,
    )
    return out.getvalue()


def thawed(body: bytes) -> Index:
    """Return the index that `frozen` made.

    Raises:
        LinkError: The bytes are no such index.
    """
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as told:
            return Index(
                entities=Lines(told["entities"].tobytes(), told["ends"]),
                sure=Filed(told["sure_keys"], told["sure_rows"]),
                rough=Filed(told["rough_keys"], told["rough_rows"]),
            )
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise LinkError("this is no frozen index", hint="remove the file") from error


def gathered(indexes: Iterable[Index]) -> Index:
    """Return several indexes as one, each entity under its own row."""
    parts = tuple(indexes)
    if len(parts) == 1:
        return parts[0]
    entities = tuple(each for part in parts for each in part.entities)
    shifts = np.cumsum([0, *(len(part.entities) for part in parts[:-1])]).astype(np.uint32)
    return Index(
        entities=entities,
        sure=_merged([part.sure for part in parts], shifts),
        rough=_merged([part.rough for part in parts], shifts),
    )


def _merged(parts: Sequence[Filed], shifts: NDArray[np.uint32]) -> Filed:
    keys = np.concatenate([each.keys for each in parts])
    rows = np.concatenate([each.rows + shift for each, shift in zip(parts, shifts, strict=True)])
    order = np.lexsort((rows, keys))
    return Filed(keys[order], rows[order])


def _line(known: Known) -> bytes:
    told = asdict(known)
    told["names"] = [[each.text, each.lang, each.is_preferred] for each in known.names]
    kept = {key: value for key, value in told.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _known(told: dict[str, Any]) -> Known:  # Any: JSON values that `_line` wrote
    told["names"] = tuple(Name(*each) for each in told["names"])
    told["numbers"] = tuple((kind, number) for kind, number in told.get("numbers", ()))
    return Known(**(told | {key: tuple(told[key]) for key in LISTS if key in told}))
