"""Answers that were given before, bounded in bytes, the least lately used going first."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kg.query.job import Head, Job

OVERHEAD: Final = 600  # bytes an entry takes beside its key and its body


@dataclass(frozen=True, kw_only=True)  # no slots: the digest is kept once made
class Kept:
    """One whole answer.

    Attributes:
        head: Kind and form.
        body: All its bytes.
    """

    head: Head
    body: bytes

    @cached_property
    def digest(self) -> str:
        """What names exactly these bytes."""
        return hashlib.sha256(self.body).hexdigest()[:32]


def key_of(release: str, job: Job) -> Hashable:
    """Return what decides the bytes of an answer.

    The release is part of it, so an answer of one release is never given for another.
    """
    return (
        release,
        job.task,
        job.text,
        job.default_graphs,
        job.named_graphs,
        job.base,
        job.table,
        job.graph,
        tuple(sorted(job.options.items())),
    )


class AnswerCache:
    """Keeps answers up to so many bytes, keys included; safe between threads.

    Attributes:
        most: Bytes it may hold; 0 keeps nothing.
        size: Bytes it holds.
        hits: How often an answer was found.
        misses: How often none was.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self.hits = 0
        self.misses = 0
        self._held: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Kept | None:
        """Return the answer kept under a key; None when there is none."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer; one larger than an eighth of the whole is not worth the others."""
        weight = len(kept.body) + len(repr(key)) + OVERHEAD
        if weight > self.most // 8:
            return
        with self._lock:
            old = self._held.pop(key, None)
            self.size += weight - (old[1] if old else 0)
            self._held[key] = (kept, weight)
            while self.size > self.most:
                _, (_, gone) = self._held.popitem(last=False)
                self.size -= gone
