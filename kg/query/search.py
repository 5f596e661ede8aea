"""Finding a thing by any of its names: preferred, other, abbreviated, romanised."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.ids.romanise import romanise
from kg.query.bigrams import Bigrams

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

NAMES: Final = (
    vocab.SKOS.prefLabel,
    vocab.SKOS.altLabel,
    vocab.DCT.title,
    vocab.RDFS.label,
)
HIDDEN: Final = frozenset({vocab.Assertion, vocab.ExtractionRun, vocab.IdentityLink})
EXACT: Final = 1.0
PREFIX: Final = 0.8
INSIDE: Final = 0.5
SLIP: Final = 0.45  # at most, for a name that shares nearly all pairs of letters
CLOSENESS: Final = 0.15  # at most this much more for names that are little longer than the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing found by a name.

    Attributes:
        types: IRIs of its classes in our ontology, sorted.
        labels: Language to preferred name; `""` for a name without language.
        matched: The name that was found, as the graph writes it or as it is romanised.
        score: 1 for the whole name, less for its beginning, less for a part of it, least for a
            name that is only alike.
    """

    iri: str
    types: tuple[str, ...]
    labels: Mapping[str, str]
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    text: str
    iri: str
    is_preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """Every name of a release in comparable form; make one and keep it."""

    names: tuple[_Name, ...]
    types: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]
    pairs: Bigrams

    def search(self, text: str, *, limit: int = 20, kind: str | None = None) -> tuple[Hit, ...]:
        """Return the things that have `text` in a name, the best first, then by name and IRI.

        Case, width, spaces, hyphens and the Unicode form make no difference. Where no name has
        the text in it, names that differ in a slip are returned.

        Args:
            text: What a person types; blank finds nothing.
            limit: At most so many.
            kind: IRI of a class all hits must have.
        """
        wanted = comparable(text)
        if not wanted:
            return ()
        best: dict[str, tuple[float, bool, str]] = {}
        for place, score in self._found(wanted):
            name = self.names[place]
            rank = (score, name.is_preferred, name.text)
            if rank > best.get(name.iri, (0.0, False, "")):
                best[name.iri] = rank
        chosen = [iri for iri in best if kind is None or kind in self.types[iri]]
        chosen.sort(key=lambda iri: (-best[iri][0], not best[iri][1], best[iri][2], iri))
        return tuple(
            Hit(
                iri=iri,
                types=self.types[iri],
                labels=self.labels.get(iri, {}),
                matched=best[iri][2],
                score=round(best[iri][0], 3),
            )
            for iri in chosen[:limit]
        )

    def holding(self, text: str, *, limit: int) -> list[str]:
        """Return the IRIs of things with `text` in a name, sorted, no other names considered."""
        wanted = comparable(text)
        places = self.pairs.holding(wanted) if wanted else []
        return sorted({self.names[place].iri for place in places})[:limit]

    def _found(self, wanted: str) -> Iterator[tuple[int, float]]:
        """Yield places of names with their scores; names with a slip only where no other fits."""
        places = self.pairs.holding(wanted)
        for place in places:
            yield place, _score(wanted, self.names[place].key)
        if not places:
            for place, shared in self.pairs.alike(wanted):
                yield place, SLIP * shared


def search_index(store: Store) -> SearchIndex:
    """Return the index of every named thing that has a class of our ontology."""
    types = _types(store)
    names: set[_Name] = set()
    labels: dict[str, dict[str, str]] = {}
    for predicate in NAMES:
        for iri, literal in _literals(store, predicate):
            if iri not in types:
                continue
            is_preferred = predicate == vocab.SKOS.prefLabel
            if predicate != vocab.SKOS.altLabel:
                own = labels.setdefault(iri, {})
                own.setdefault(literal.language or "", literal.value)
            for text in {literal.value, romanise(literal.value)}:
                names.add(_Name(comparable(text), text, iri, is_preferred))
    ordered = sorted(names, key=lambda name: (name.key, name.iri, name.text))
    pairs = Bigrams([name.key for name in ordered])
    return SearchIndex(names=tuple(ordered), types=types, labels=labels, pairs=pairs)


def comparable(text: str) -> str:
    """Return a name without what makes no difference to a reader.

    >>> comparable("Ｅ＆Ｗ  Co-op") == comparable("e&w coop")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in folded if character not in " -‐·.,'’\t\n")


def _score(wanted: str, key: str) -> float:
    if wanted == key:
        return EXACT
    closeness = CLOSENESS * len(wanted) / max(len(key), 1)
    if key.startswith(wanted):
        return PREFIX + closeness
    return INSIDE + closeness if wanted in key else 0.0


def _types(store: Store) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    hidden: set[str] = set()
    for quad in store.quads_for_pattern(None, vocab.RDF.type, None, DefaultGraph()):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        if quad.object in HIDDEN:
            hidden.add(quad.subject.value)
        elif quad.object.value.startswith(vocab.DD):
            found.setdefault(quad.subject.value, set()).add(quad.object.value)
    return {iri: tuple(sorted(kinds)) for iri, kinds in found.items() if iri not in hidden}


def _literals(store: Store, predicate: NamedNode) -> Iterator[tuple[str, Literal]]:
    found = [
        (quad.subject.value, quad.object)
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    ]
    yield from sorted(found, key=lambda pair: (pair[0], str(pair[1])))
