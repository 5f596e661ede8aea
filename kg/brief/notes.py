"""The quotations of a brief: each passage has one number, in the order it is first needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.query.why import why

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

    from kg.query.why import Why

LONGEST: Final = 220  # code points of a quotation in print


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One quotation with its source.

    Attributes:
        number: From 1.
        place: Where the words stand, in the brief's language.
        confidence: 0 to 1, or None.
    """

    number: int
    quote: str
    title: str
    source: str
    place: str
    rule: str
    confidence: float | None


class Notes:
    """Numbers passages as they are asked for."""

    def __init__(self, store: Store, lang: str) -> None:
        self._store = store
        self._words: dict[str, str] = resource_toml("brief/words.toml")[lang]
        self._numbers: dict[tuple[str, str], Note] = {}

    def of(self, node: NamedNode) -> tuple[int, ...]:
        """Return the numbers of the widest passage of each source that tells of a thing."""
        widest: dict[str, Why] = {}
        for reason in why(self._store, node.value):
            known = widest.get(reason.source)
            is_about = reason.subject == node.value and bool(reason.quote)
            if is_about and (known is None or len(reason.quote) > len(known.quote)):
                widest[reason.source] = reason
        return tuple(self._number(widest[source]) for source in sorted(widest))

    def all(self) -> tuple[Note, ...]:
        """Return every note in the order of its number."""
        return tuple(self._numbers.values())

    def _number(self, reason: Why) -> int:
        key = (reason.source, reason.quote)
        if key not in self._numbers:
            where = self._words["cell" if reason.cell else "place"]
            quote = " ".join(reason.quote.split())
            self._numbers[key] = Note(
                number=len(self._numbers) + 1,
                quote=quote if len(quote) <= LONGEST else f"{quote[: LONGEST - 1]}…",
                title=reason.title,
                source=reason.source,
                place=where.format(start=reason.start, end=reason.end, cell=reason.cell),
                rule=reason.rule,
                confidence=reason.confidence,
            )
        return self._numbers[key].number
