"""One Korean utterance with its parties, its triggers and its clauses. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.parties import Party, parties
from kg.extract.grammar import loose
from kg.extract.grammar.clauses import boundaries
from kg.extract.grammar.frames import Trigger, noted, triggers

if TYPE_CHECKING:
    from kg.extract.grammar.clauses import Stretch
    from kg.extract.reading import Reading, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An utterance to find supports in; offsets are those of `stretch.text`.

    Attributes:
        bounds: Where its clauses start, 0 first.
        spare: Triggers read loosely in clauses that have others, should those tell of no help.
    """

    stretch: Stretch
    parties: tuple[Party, ...]
    triggers: tuple[Trigger, ...]
    bounds: tuple[int, ...]
    spare: tuple[Trigger, ...] = ()

    def at(self, party: Party) -> tuple[int, int]:
        """Return where a party stands in the stretch's own words."""
        return party.span.start - self.stretch.start, party.span.end - self.stretch.start

    def after(self, party: Party, size: int = 24) -> str:
        """Return the words behind a party, from its particle on."""
        end = self.at(party)[1]
        return self.stretch.text[end : end + size]

    def clause(self, place: int) -> int:
        """Return where the clause of a place starts."""
        return max(bound for bound in self.bounds if bound <= place)

    def between(self, start: int, end: int) -> tuple[Party, ...]:
        """Return the parties that stand wholly in `[start, end)`."""
        return tuple(
            party
            for party in self.parties
            if start <= self.at(party)[0] and self.at(party)[1] <= end
        )


_BULLET: Final = re.compile(
    r"\s*(?:[△▲▷▸▹◇●•‣▪◦○ㅇ·*–①-⑳➀-➉❶-❿㉠-㉭-]|\(?\d{1,2}[.)]\s|[가-하][.)]\s)"
)


_TOLD: Final = re.compile(r"\s=\s|[다요죠][.”\"]*$")  # a headline with its sentence behind it
_HEADINGS: Final = "■□◆◇▶※"  # what these open is a heading that a sentence tells again


def is_note(sentence: Sentence) -> bool:
    """Tell whether a sentence is an item of a list, its sign printed or taken off."""
    if _TOLD.search(sentence.text):
        return False
    return bool(_BULLET.match(sentence.text)) or (
        sentence.block == "list_item" and sentence.text[:1] not in _HEADINGS
    )


def build(reading: Reading, stretch: Stretch) -> Scene:
    """Return the scene of a Korean stretch."""
    bounds = boundaries(stretch.text)
    deeds = triggers(stretch.text, "ko")
    if not deeds and is_note(stretch.sentence):
        deeds = noted(stretch.text)
    deeds, spare = _with_loose(stretch.text, bounds, deeds)
    return Scene(
        stretch=stretch,
        parties=parties(reading, stretch),
        triggers=_with_gaps(stretch.text, bounds, deeds),
        bounds=bounds,
        spare=spare,
    )


def _with_loose(
    text: str, bounds: tuple[int, ...], strict: tuple[Trigger, ...]
) -> tuple[tuple[Trigger, ...], tuple[Trigger, ...]]:
    """Add to each clause without a trigger the last one read loosely there; give others apart."""
    found = loose.triggers(text)
    if not found:
        return strict, ()
    out, spare = list(strict), []
    for low, high in pairwise((*bounds, len(text) + 1)):
        own = [trigger for trigger in reversed(found) if low <= trigger.start < high]
        if not any(low <= trigger.start < high for trigger in strict):
            out.extend(own[:1])
            own = own[1:]
        spare.extend(own)
    return tuple(sorted(out, key=lambda trigger: trigger.start)), tuple(spare)


def _with_gaps(
    text: str, bounds: tuple[int, ...], found: tuple[Trigger, ...]
) -> tuple[Trigger, ...]:
    """Add a trigger to each clause that leaves its verb to the next ("A는 설비를, B는 …")."""
    out = list(found)
    for low, high in pairwise(bounds):
        end = len(text[:high].rstrip(" ,"))
        own = [trigger for trigger in found if low <= trigger.start < high]
        later = [trigger for trigger in found if trigger.start >= high]
        if own or not later or text[end - 1] not in "을를원%할":
            continue
        verb = later[0]
        if verb.frame.voice == "give":
            out.append(Trigger(verb.frame, end, end, (verb.start, verb.end)))
    return tuple(sorted(out, key=lambda trigger: trigger.start))
