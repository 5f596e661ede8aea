"""Which texts hold some words, found by pairs of letters: SQLite's full-text index in memory.

Its own trigram tokenizer cannot find a Korean word of two syllables. Here each pair of neighbouring
letters is a word of the index, so that a phrase of pairs is a part of the text, whatever the
language; and texts that share most pairs with what was typed are those with a slip in it.
"""

from __future__ import annotations

import sqlite3
import threading
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

CANDIDATES: Final = 300
ALIKE: Final = 0.55  # least part of the pairs that two texts must share


class Bigrams:
    """An index of texts by their places in a sequence; safe between threads."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._lock = threading.Lock()
        self._store = sqlite3.connect(":memory:", check_same_thread=False)
        self._store.execute("CREATE VIRTUAL TABLE pairs USING fts5(body, content='')")
        self._store.executemany(
            "INSERT INTO pairs(rowid, body) VALUES (?, ?)",
            ((place, " ".join(_words(text))) for place, text in enumerate(texts)),
        )

    def holding(self, part: str) -> list[int]:
        """Return the places of the texts that have `part` in them, in order.

        A single letter has no pair: every text is looked at.
        """
        words = _words(part)
        if not words:
            return [place for place, text in enumerate(self.texts) if part in text]
        return sorted(self._asked(f'"{" ".join(words)}"', -1))

    def alike(self, text: str) -> list[tuple[int, float]]:
        """Return the places of texts that share most pairs of letters, with how much they share.

        The measure is that of Dice, 0 to 1; the most alike first, then by place.
        """
        words = set(_words(text))
        if not words:
            return []
        found = []
        for place in self._asked(" OR ".join(f'"{word}"' for word in words), CANDIDATES):
            other = set(_words(self.texts[place]))
            shared = 2 * len(words & other) / (len(words) + len(other))
            if shared >= ALIKE:
                found.append((place, shared))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _asked(self, phrase: str, most: int) -> list[int]:
        order = "ORDER BY rank LIMIT ?" if most >= 0 else "LIMIT ?"
        with self._lock:
            rows = self._store.execute(
                f"SELECT rowid FROM pairs WHERE pairs MATCH ? {order}",  # noqa: S608 -- two constants
                (phrase, most),
            ).fetchall()
        return [int(row[0]) for row in rows]


def _words(text: str) -> list[str]:
    """Return the pairs of letters as words that no tokenizer cuts."""
    return [f"{ord(one):x}x{ord(other):x}" for one, other in pairwise(text)]
