"""The quotations of a brief: each passage has one number, in the order it is first needed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.query.why import why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.brief.phrases import Phrases
    from kg.query.why import Why

LONGEST: Final = 220  # code points of a quotation in print


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One quotation.

    Attributes:
        number: From 1.
        source: IRI of the document it stands in.
        place: Where the words stand, in the brief's language.
        lang: Language of the words; empty where unknown.
    """

    number: int
    quote: str
    source: str
    place: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source with the quotations from it.

    Attributes:
        by: Who published it and when, in words; empty where unknown.
    """

    title: str
    by: str
    source: str
    notes: tuple[Note, ...]

    @property
    def short(self) -> str:
        """How the source is named in one line."""
        return self.by or self.title


class Notes:
    """Numbers passages as they are asked for; a passage within another one is that other one."""

    def __init__(self, say: Phrases, parts: Mapping[str, tuple[NamedNode, ...]]) -> None:
        self._say = say
        self._words: dict[str, str] = resource_toml("brief/words.toml")[say.lang]
        self._numbers: dict[tuple[str, str], Note] = {}
        self._titles: dict[str, str] = {}
        self._known: dict[str, tuple[Why, ...]] = {}
        self._widest: dict[str, list[Why]] = defaultdict(list)
        for thing in (one for own in parts.values() for one in own):
            for reason in self._passages(thing):
                self._widest[reason.source].append(reason)

    def of(self, *things: NamedNode, also: Iterable[NamedNode] = ()) -> tuple[int, ...]:
        """Return the numbers of the widest passage of each source that tells of things.

        Args:
            things: What is told.
            also: What the cells of a table are looked up of besides.
        """
        numbers: dict[int, None] = {}
        for thing in things:
            own = {reason.source: reason for reason in self._passages(thing)}
            for source in sorted(own):
                reason = own[source]
                cells = self._cells(source, [*things, *also]) if reason.cell else {}
                number = self._row(reason, cells) if cells else self._number(self._outer(reason))
                numbers[number] = None
        return tuple(sorted(numbers))

    def all(self) -> tuple[Note, ...]:
        """Return every note in the order of its number."""
        return tuple(self._numbers.values())

    def references(self) -> tuple[Reference, ...]:
        """Return the sources in the order they are first needed, with their quotations."""
        found: dict[str, list[Note]] = {}
        for note in self.all():
            found.setdefault(note.source, []).append(note)
        return tuple(
            Reference(
                title=self._titles[source],
                by=self._by(NamedNode(source)) if ":" in source else "",
                source=source,
                notes=tuple(notes),
            )
            for source, notes in found.items()
        )

    def _by(self, source: NamedNode) -> str:
        say = self._say
        parts = (say.names(source, vocab.DCT.publisher.value), say.issued(source))
        return ", ".join(part for part in parts if part)

    def _passages(self, thing: NamedNode) -> tuple[Why, ...]:
        """Return the widest passage of each source that tells of a thing."""
        if thing.value not in self._known:
            found: dict[str, Why] = {}
            for reason in self._reasons(thing):
                known = found.get(reason.source)
                if known is None or len(reason.quote) > len(known.quote):
                    found[reason.source] = reason
            self._known[thing.value] = tuple(found.values())
        return self._known[thing.value]

    def _reasons(self, thing: NamedNode) -> Iterator[Why]:
        for reason in why(self._say.graph.store, thing.value):
            if reason.subject == thing.value and reason.quote:
                yield reason

    def _outer(self, reason: Why) -> Why:
        """Return the widest passage known that holds a passage."""
        if reason.start is None or reason.end is None:
            return reason
        holding = [
            other
            for other in self._widest[reason.source]
            if other.start is not None
            and other.end is not None
            and other.start <= reason.start
            and reason.end <= other.end
        ]
        return max([reason, *holding], key=lambda one: len(one.quote))

    def _cells(self, source: str, things: Iterable[NamedNode]) -> dict[str, str]:
        """Return the cells that tell of things, by column, in the order they are read."""
        found: dict[str, str] = {}
        for thing in things:
            for reason in self._reasons(thing):
                if reason.source == source and reason.cell:
                    found.setdefault(reason.cell, reason.quote)
        return found

    def _row(self, reason: Why, cells: Mapping[str, str]) -> int:
        """Return the number of a row of a table, quoted with the names of its columns."""
        row = reason.cell.rpartition(":")[0]
        told = "; ".join(
            self._words["field"].format(name=cell.rpartition(":")[2], value=value)
            for cell, value in cells.items()
            if cell.rpartition(":")[0] == row
        )
        return self._number(reason, told, self._words["cell"].format(cell=row))

    def _number(self, reason: Why, quote: str = "", place: str = "") -> int:
        words = " ".join((quote or reason.quote).split())
        key = (reason.source, place or words)
        if key not in self._numbers:
            where = place or (
                self._words["place"].format(start=reason.start, end=reason.end)
                if reason.start is not None
                else ""
            )
            self._titles[reason.source] = reason.title
            self._numbers[key] = Note(
                number=len(self._numbers) + 1,
                quote=words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…",
                source=reason.source,
                place=where,
                lang=self._lang(reason.source),
            )
        return self._numbers[key].number

    def _lang(self, source: str) -> str:
        if ":" not in source:
            return ""
        return self._say.text(NamedNode(source), vocab.DCT.language.value)
