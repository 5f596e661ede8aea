"""What the layers of reading hand to each other: sentences, mentions, quantities. Pure.

Every span is in the document's text, so a layer may always quote what it saw.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from kg.model.evidence import Basis, Slot, Span

if TYPE_CHECKING:
    from datetime import date

    from kg.model.document import BlockKind, Document
    from kg.model.facts import ActorType, Facts
    from kg.model.report import Finding
    from kg.model.source import Language

MentionKind = Literal["name", "alias", "anaphor", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, list item or title line.

    Attributes:
        span: In the document's text, without surrounding blanks.
        text: The words at `span`.
        block: Kind of the block it stands in.
        paragraph: 0-based index of that block.
        quotes: Spans between quotation marks, marks excluded, that stand in this sentence.
    """

    span: Span
    text: str
    block: BlockKind
    paragraph: int
    quotes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a party is named or pointed back to; particles are outside the span.

    Attributes:
        names: Canonical names of the actors meant: one, or several for "양사", "이들".
            For a group without names, the noun phrase itself.
        type: Type of the first; None for a group without names.
        kind: `name` and `alias` are printed names; `anaphor` is "이 회사", "the company", "그";
            `group` is a noun phrase without names ("협력사 17곳", "참여기업", "60 suppliers").
        particle: The Korean particle glued behind ("은", "에", "과", "의"), or empty.
    """

    span: Span
    names: tuple[str, ...]
    type: ActorType | None
    kind: MentionKind
    particle: str = ""


QuantityKind = Literal["count", "percent", "points", "money", "duration", "multiple", "fraction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit.

    Attributes:
        value: Plain number, multipliers applied: 92만개 is 920000, 1억2천만 원 is 120000000,
            절반 is 50 of kind `fraction` with unit `%`, 1.7배 is 1.7 of kind `multiple`.
        unit: As printed without multiplier (`개`, `ppm`, `병`); money as ISO 4217 (`KRW`).
        qualifier: `about`, `over`, `under`, `up-to` or empty ("약", "이상", "미만", "상한").
        per: ISO 8601 duration it is counted over when said beside it (하루 6천 병: `P1D`).
    """

    span: Span
    value: float
    unit: str
    kind: QuantityKind
    qualifier: str = ""
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression.

    Attributes:
        start: ISO 8601 to the precision given; None when it cannot be resolved
            (no publication date, no year).
        end: Last day or month, inclusive; None for a single point.
        is_relative: Whether it was resolved against the publication date.
        is_future: Whether it lies after the publication date.
    """

    span: Span
    start: str | None
    end: str | None = None
    is_relative: bool = False
    is_future: bool = False


_Placed = TypeVar("_Placed", Mention, Quantity, When)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document in the course of being read; each layer returns it richer.

    Attributes:
        published: Day against which relative dates are resolved, or None.
        sentences: In order; nothing from a repeated passage.
        mentions: Sorted by start, without overlap.
        quantities: Sorted by start, without overlap.
        times: Sorted by start, without overlap.
        facts: What the layers before have read.
        findings: What could not be read surely.
    """

    document: Document
    lang: Language
    published: date | None
    facts: Facts
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[When, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def basis(
        self, clause: Span, rule: str, confidence: float, slots: dict[str, Span] | None = None
    ) -> Basis:
        """Return the basis of a fact read from `clause`, with the words of single fields."""
        return Basis(
            evidence=(self.document.evidence(clause),),
            rule=rule,
            confidence=confidence,
            slots=tuple(
                Slot(name, self.document.evidence(span)) for name, span in (slots or {}).items()
            ),
        )

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions inside `span`, in order."""
        return _inside(self.mentions, span)

    def quantities_in(self, span: Span) -> tuple[Quantity, ...]:
        """Return the quantities inside `span`, in order."""
        return _inside(self.quantities, span)

    def times_in(self, span: Span) -> tuple[When, ...]:
        """Return the time expressions inside `span`, in order."""
        return _inside(self.times, span)


def _inside(placed: tuple[_Placed, ...], span: Span) -> tuple[_Placed, ...]:
    """Return those of a sorted row that lie inside `span`, without walking the others."""
    low = bisect_left(placed, span.start, key=lambda one: one.span.start)
    high = bisect_left(placed, span.end, low, key=lambda one: one.span.start)
    return tuple(one for one in placed[low:high] if one.span.end <= span.end)
