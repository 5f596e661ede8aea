"""Finding a passage by words of its quote: full text over the evidence of a release."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.query.bigrams import Bigrams
from kg.query.search import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

WORDS: Final = 12  # of one question; further ones are left out of account


@dataclass(frozen=True, slots=True)
class Found:
    """One page of passages.

    Attributes:
        total: How many passages there are on all pages.
        passages: IRI and quote of those on this page.
    """

    total: int
    passages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageIndex:
    """Every quote of a release in comparable form; make one and keep it.

    Attributes:
        passages: IRI of a passage and its quote, sorted.
        keys: The quotes in comparable form.
    """

    passages: Sequence[tuple[str, str]]
    keys: Sequence[str]
    pairs: Bigrams

    def search(self, text: str, *, limit: int = 20, offset: int = 0) -> Found:
        """Return the passages that have every word of `text` in their quote.

        Those with the words side by side come first, then short quotes before long ones, then by
        IRI. Case, width, hyphens and the Unicode form make no difference; blanks part the words.

        Args:
            text: What a person types; blank finds nothing.
            limit: Passages on a page.
            offset: Passages left out before it.
        """
        words = words_of(text)
        if not words:
            return Found(0, ())
        places = set(self.pairs.holding(words[0]))
        for word in words[1:]:
            places &= set(self.pairs.holding(word))
        whole = "".join(words)
        ordered = sorted(
            places, key=lambda place: (whole not in self.keys[place], len(self.keys[place]), place)
        )
        chosen = ordered[offset : offset + limit]
        return Found(len(ordered), tuple(self.passages[place] for place in chosen))

    def holding(self, text: str, *, limit: int) -> list[str]:
        """Return the IRIs of passages with `text` in their quote as one stretch, sorted."""
        wanted = comparable(text)
        places = self.pairs.holding(wanted) if wanted else []
        return sorted({self.passages[place][0] for place in places})[:limit]


def passage_index(store: Store) -> PassageIndex:
    """Return the index of every quote that a passage of evidence selects."""
    passages = sorted(_quotes(store))
    keys = [comparable(quote) for _, quote in passages]
    return PassageIndex(passages=passages, keys=keys, pairs=Bigrams(keys))


def words_of(text: str) -> list[str]:
    """Return the words of a question in comparable form, each once."""
    words = dict.fromkeys(comparable(word) for word in text.split())
    return [word for word in words if word][:WORDS]


def marked(quote: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return a quote cut into stretches, each with whether it is one of the words.

    >>> marked("Ｆactory  floor", ["ory", "fl"])
    [('Ｆact', False), ('ory', True), ('  ', False), ('fl', True), ('oor', False)]
    """
    clusters = list(_clusters(quote))
    keys = [comparable(cluster) for cluster in clusters]
    owner = [place for place, key in enumerate(keys) for _ in key]
    whole = "".join(keys)
    is_hit = [False] * len(clusters)
    for word in words:
        start = whole.find(word)
        while word and start >= 0:
            for place in range(owner[start], owner[start + len(word) - 1] + 1):
                is_hit[place] = True
            start = whole.find(word, start + 1)
    found: list[tuple[str, bool]] = []
    for cluster, hit in zip(clusters, is_hit, strict=True):
        if found and found[-1][1] is hit:
            found[-1] = (found[-1][0] + cluster, hit)
        else:
            found.append((cluster, hit))
    return found


def _clusters(text: str) -> Iterator[str]:
    """Yield the letters with the marks and jamo that compose with them."""
    held = ""
    for letter in text:
        composes = unicodedata.combining(letter) or "\u1160" <= letter <= "\u11ff"
        if held and not composes:
            yield held
            held = ""
        held += letter
    if held:
        yield held


def _quotes(store: Store) -> Iterator[tuple[str, str]]:
    passages = _passages(store)
    for quad in store.quads_for_pattern(None, vocab.OA.exact, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            for passage in passages.get(quad.subject.value, ()):
                yield passage, quad.object.value


def _passages(store: Store) -> Mapping[str, Sequence[str]]:
    """Return the passages each selector belongs to."""
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, vocab.OA.hasSelector, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found.setdefault(quad.object.value, []).append(quad.subject.value)
    return found
