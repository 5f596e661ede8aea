"""Finding a passage by words of its quote: full text over the evidence of a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.query.bigrams import Bigrams
from kg.query.marking import words_of
from kg.query.search import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store


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
