"""Facts: what an analyst would write down from a case, in the words of the source. Pure.

A fact names its parties by the canonical name of an `Actor` of the same document, or, for
parties without a name, by the noun phrase the text uses ("협력사 17곳", "60 suppliers").
Dates are ISO 8601 to the precision the text gives: `2020-05-14`, `2021-01`, `2019`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from kg.model.parties import Actor, ActorType, Affiliation, Group
from kg.vocab import AggregationCode, IndicatorCode, KindCode, ModeCode, SchemeCode, StatusCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.evidence import Basis

__all__ = [
    "Actor",
    "ActorType",
    "Affiliation",
    "AggregationCode",
    "Circumstance",
    "Designation",
    "Event",
    "Fact",
    "Facts",
    "Group",
    "IndicatorCode",
    "KindCode",
    "Measurement",
    "ModeCode",
    "Programme",
    "SchemeCode",
    "Statement",
    "StatementKind",
    "StatusCode",
    "Support",
]

StatementKind = Literal["Claim", "Proposal", "Plan", "Policy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated gathering.

    Attributes:
        start: First day; None when the text's words cannot be resolved.
        end: Last day, inclusive.
        time_text: The words for the time, such as `14일과 15일 이틀간`.
        topics: What was stressed or discussed there, as printed.
    """

    basis: Basis
    name: str
    aliases: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    time_text: str | None = None
    organizer: tuple[str, ...] = ()
    mode: ModeCode | None = None
    attendees: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    place: str | None = None
    status: StatusCode = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A named support scheme; operators only if the text says or plainly implies them."""

    basis: Basis
    name: str
    aliases: tuple[str, ...] = ()
    operator: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One supporter set helping one recipient set in one way.

    Attributes:
        partners: Who did it together with the supporters ("중기부와 함께").
        recipient_group: The noun phrase that stands for the recipients, when there is one.
        purpose: As printed, such as `생산성 향상`.
        motivated_by: Names of circumstances of the same document.
        heard: Difficulties heard on site, as printed.
        yielded: Improvement tasks that came out of it, as printed.
        mentor_affiliation: Where the mentors come from.
    """

    basis: Basis
    supporter: tuple[str, ...]
    recipient: tuple[str, ...]
    kind: KindCode
    status: StatusCode = "actual"
    programme: str | None = None
    product: str | None = None
    partners: tuple[str, ...] = ()
    recipient_group: str | None = None
    purpose: str | None = None
    motivated_by: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    yielded: tuple[str, ...] = ()
    mentor_affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One indicator of one subject set: a value, or a change.

    Attributes:
        subject: Empty for survey aggregates.
        before: Plain number (92만 is 920000), only when stated.
        after: The same; a single stated value stands here.
        unit: As printed without its multiplier (`개`, `ppm`, `%`), money as ISO 4217 (`KRW`).
        change_percent: Only when stated; falls are negative, `2배` is 100, `절반` is -50.
        change_abs: Stated absolute change, percentage points included.
        period: When the value held, such as `2020-04`; None when not said.
        per: Period the value is counted over: `P1D`, `PT1H`, `P1M`, `P1Y`.
        aggregation: How several subjects were put together.
        group: The noun phrase for the subjects, when there is one.
        is_attributed: Whether the text says the change follows from a support.
        before_text: The number before, as printed with its unit (`92만개`).
        after_text: The number after, as printed.
    """

    basis: Basis
    subject: tuple[str, ...]
    indicator: IndicatorCode
    before: float | None = None
    after: float | None = None
    unit: str | None = None
    change_percent: float | None = None
    change_abs: float | None = None
    period: str | None = None
    status: StatusCode = "actual"
    per: str | None = None
    aggregation: AggregationCode = "single"
    product: str | None = None
    group: str | None = None
    is_attributed: bool = False
    before_text: str | None = None
    after_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a speaker said, quoted or reported.

    Attributes:
        speaker: Canonical name of an actor; None when the text does not tell.
        quote: The words said, as printed, without quotation marks.
        is_direct: Whether it stands in quotation marks.
        made_at: Name of an event of the same document.
        announced: Day it was said, ISO 8601.
        announced_text: The words for that day, such as `18일`.
        reports_to: Name of the event where a plan's result will be told.
        topics: What it is about, as printed.
    """

    basis: Basis
    speaker: str | None
    kind: StatementKind
    quote: str
    is_direct: bool = True
    made_at: str | None = None
    announced: str | None = None
    announced_text: str | None = None
    reports_to: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A lighthouse designation, actual or proposed.

    Attributes:
        designee: Name of the site (actual) or the noun phrase for the cluster (proposed).
        designator: Empty for a proposal.
        operator: The firm whose site it is.
        anchor: The large firm of a proposed cluster, a name or a noun phrase.
        members: The cluster's smaller firms, names or noun phrases.
        date: When it was made, ISO 8601.
        proposed_in: The quote of the statement that proposes it.
    """

    basis: Basis
    designee: str
    scheme: SchemeCode
    status: StatusCode
    designator: tuple[str, ...] = ()
    operator: str | None = None
    anchor: str | None = None
    members: tuple[str, ...] = ()
    date: str | None = None
    proposed_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """A background that support answers to: a shortage, a surge of orders, an epidemic.

    Attributes:
        caused_by: Name of another circumstance of the same document.
        product: What it concerns, as printed.
    """

    basis: Basis
    name: str
    caused_by: str | None = None
    product: str | None = None


Fact = (
    Actor
    | Group
    | Affiliation
    | Event
    | Programme
    | Support
    | Measurement
    | Statement
    | Designation
    | Circumstance
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts of one source, each kind in the order of its first evidence."""

    actors: tuple[Actor, ...] = ()
    groups: tuple[Group, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    events: tuple[Event, ...] = ()
    programmes: tuple[Programme, ...] = ()
    supports: tuple[Support, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    statements: tuple[Statement, ...] = ()
    designations: tuple[Designation, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        for kind in fields(self):
            yield from getattr(self, kind.name)

    def by_rules(self) -> Facts:
        """Return the facts that no language model read."""
        return self._where(is_model=False)

    def by_models(self) -> Facts:
        """Return the facts that a language model read."""
        return self._where(is_model=True)

    def _where(self, *, is_model: bool) -> Facts:
        return Facts(
            **{
                kind.name: tuple(
                    fact for fact in getattr(self, kind.name) if bool(fact.basis.model) is is_model
                )
                for kind in fields(self)
            }
        )

    def plus(self, more: Facts) -> Facts:
        """Return these facts followed by others, kind by kind."""
        return Facts(
            **{
                kind.name: (*getattr(self, kind.name), *getattr(more, kind.name))
                for kind in fields(self)
            }
        )

    def __len__(self) -> int:
        return sum(len(getattr(self, kind.name)) for kind in fields(self))
