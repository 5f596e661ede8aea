"""Evidence: the words a fact rests on, and where they stand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.errors import EvidenceError

MODEL: Final = "model."  # how the id of a rule begins that is a language model


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a document's text.

    Offsets count Unicode code points, as `str` does. A browser counts UTF-16 units:
    convert at the web edge, never here.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"span [{self.start}, {self.end}) is empty, negative or reversed")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that stand here."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell of a table.

    Attributes:
        sheet: Name of the sheet; empty where the format has only one.
        row: 1-based line or row in the source where the record starts, header included.
        column: The column's name as the header gives it.
    """

    sheet: str
    row: int
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words in one source that a fact rests on.

    Attributes:
        source: Digest of the source's bytes (64 hex characters).
        place: Where the words stand: a span of the text the loader produced, or a cell.
        quote: The words themselves, exactly as they stand there.
    """

    source: str
    place: Span | Cell
    quote: str

    def __post_init__(self) -> None:
        if not self.quote:
            raise EvidenceError("the quote is empty", where=self.source[:12])
        if isinstance(self.place, Span) and len(self.place) != len(self.quote):
            raise EvidenceError(
                f"a span of {len(self.place)} code points cannot hold {len(self.quote)}",
                where=f"{self.source[:12]}@{self.place.start}",
            )

    def check(self, text: str) -> None:
        """Refuse evidence whose quote is not at its span; cells are checked by their table.

        Raises:
            EvidenceError: `text[span]` differs from `quote`.
        """
        if isinstance(self.place, Cell):
            return
        found = self.place.of(text)
        if found != self.quote:
            raise EvidenceError(
                f"span holds {found!r}, not {self.quote!r}",
                where=f"{self.source[:12]}@{self.place.start}",
            )


@dataclass(frozen=True, slots=True)
class Slot:
    """The narrower words behind one field of a fact.

    Attributes:
        field: Name of the fact's field, such as `after` or `supporter`.
        evidence: The words that gave that field its value.
    """

    field: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why a fact is believed: its words, the rule that read them, and how surely.

    Attributes:
        evidence: At least one; the first holds the whole clause or sentence.
        rule: Id of the rule, frame or model that read the fact, such as `support.frame.전수`.
        confidence: 0 to 1; of facts said 0.9, nine in ten are meant to be right.
        slots: Narrower evidence for single fields, in the order they were filled.
    """

    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    slots: tuple[Slot, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError("no statement without evidence", where=self.rule)
        if not self.rule:
            raise EvidenceError("no rule is named", where=self.evidence[0].source[:12])
        if not 0 <= self.confidence <= 1:
            raise EvidenceError(f"confidence {self.confidence} is not in [0, 1]", where=self.rule)

    @property
    def model(self) -> str:
        """Name of the language model that read the fact; empty when a rule did."""
        return model_of(self.rule)

    def of(self, field: str) -> tuple[Evidence, ...]:
        """Return the words behind one field: its slots if it has any, else the whole clause."""
        own = tuple(slot.evidence for slot in self.slots if slot.field == field)
        return own or self.evidence[:1]


def model_of(rule: str) -> str:
    """Return the name of the language model a rule id stands for; empty for a rule.

    >>> model_of("model.some-model-7b"), model_of("support.frame")
    ('some-model-7b', '')
    """
    return rule.removeprefix(MODEL) if rule.startswith(MODEL) else ""
