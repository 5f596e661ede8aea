"""A support as one English verb or noun tells it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.extract.grammar.english_clauses import Group
    from kg.extract.grammar.english_frames import Frame, Verb
    from kg.extract.supports.english_subjects import Nominal
    from kg.extract.supports.english_takers import Taker
    from kg.model.facts import KindCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A support as one verb or noun tells it.

    Attributes:
        start: Where the words that tell its kind stand in the stretch.
        group_start: Where the verb group starts.
        is_past: Whether the form tells the past.
        by_people: Whether people told of before do it ("they", "the engineers").
        told: The words of the object.
    """

    frame: Frame
    kind: KindCode
    supporter: tuple[str, ...]
    giver: Party | None
    taker: Taker
    start: int
    end: int
    group_start: int
    is_past: bool
    by_people: bool = False
    told: str = ""


def deed_of(
    frame: Frame,
    kind: KindCode,
    subject: Nominal,
    taker: Taker,
    place: tuple[Verb, int, Group],
    told: str,
) -> Deed:
    """Return the deed a verb tells of, `place` being the verb, its end and its group."""
    verb, end, group = place
    return Deed(
        frame=frame,
        kind=kind,
        supporter=subject.names,
        giver=subject.party,
        taker=taker,
        start=verb.start,
        end=end,
        group_start=group.start,
        is_past=verb.form in {"past", "part"},
        by_people=subject.is_people or subject.party is None,
        told=told,
    )
