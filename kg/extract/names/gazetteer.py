"""Names known before reading: authority entities and the bodies of the state. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import particles
from kg.extract.grammar.words import table, words
from kg.extract.names.candidates import Candidate
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model.entities import Entity
    from kg.model.facts import ActorType

_START: Final = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]")
_HEAD: Final = 2  # code points under which names are filed


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one name stands for.

    Attributes:
        key: Same for all names of one entity.
    """

    key: str
    type: ActorType


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names to what they stand for, filed by their first letters."""

    names: Mapping[str, Known]
    heads: Mapping[str, tuple[str, ...]]

    def at(self, text: str, place: int) -> str:
        """Return the longest name that stands at `place` as a word of its own, or empty."""
        for name in self.heads.get(text[place : place + _HEAD], ()):
            if text.startswith(name, place) and particles.behind().match(text, place + len(name)):
                return name
        return ""

    def find(self, text: str, within: Span) -> Iterator[Candidate]:
        """Yield the known names inside `within`, in order, without overlap."""
        done = within.start
        for start in _START.finditer(text, within.start, within.end):
            place = start.start()
            if place < done:
                continue
            name = self.at(text, place)
            if not name or place + len(name) > within.end:
                continue
            done = place + len(name)
            known = self.names[name]
            yield Candidate(
                span=Span(place, done),
                name=name,
                type=known.type,
                rule="name.known",
                confidence=0.98,
                of=known.key,
            )


def build(known: Sequence[Entity]) -> Gazetteer:
    """Return the gazetteer of the authority's entities and of the state's bodies."""
    return _built(_Same(known)) if isinstance(known, tuple) else _build(known)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Entities told apart by being the same object: no document builds their index again."""

    known: tuple[Entity, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.known is other.known

    def __hash__(self) -> int:
        return id(self.known)


@lru_cache(maxsize=4)
def _built(same: _Same) -> Gazetteer:
    return _build(same.known)


def _build(known: Sequence[Entity]) -> Gazetteer:
    names: dict[str, Known] = {}
    for entity in known:
        for label in (*entity.labels, *entity.aliases):
            if not label.is_romanised:
                names.setdefault(label.text, Known(key=entity.iri, type=entity.type))
    for name, body in {**_well_known(), **_state()}.items():
        if name not in names:
            key = next((names[other].key for other in (body.key,) if other in names), body.key)
            names[name] = Known(key=key, type=body.type)
    return of_names(names)


def of_names(names: Mapping[str, Known]) -> Gazetteer:
    """Return a gazetteer of the given names; single letters and common words are left out."""
    common = words("ko/names", "common", "words")
    heads: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= _HEAD and name not in common:
            heads.setdefault(name[:_HEAD], []).append(name)
    return Gazetteer(
        names, {head: tuple(sorted(own, key=len, reverse=True)) for head, own in heads.items()}
    )


def is_of_state(name: str) -> bool:
    """Tell whether a name is that of a ministry or agency of the state."""
    return name in _state()


@cache
def _state() -> dict[str, Known]:
    government = table("ko/government")
    kinds: tuple[tuple[str, ActorType], ...] = (
        ("ministries", "Ministry"),
        ("agencies", "PublicAgency"),
        ("international", "InternationalOrganization"),
    )
    found: dict[str, Known] = {}
    for kind, type_ in kinds:
        for names in government[kind]:
            for name in names:
                found[name] = Known(key=names[0], type=type_)
    return found


@cache
def _well_known() -> dict[str, Known]:
    """Return the names so well known that they tell the type."""
    known: dict[ActorType, list[list[str]]] = table("ko/known")  # type: ignore[assignment]  # keys are actor types
    return {
        name: Known(key=names[0], type=kind)
        for kind, parties in known.items()
        for names in parties
        for name in names
    }
