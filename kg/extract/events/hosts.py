"""Who held a gathering, where the sentence behind its name tells it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.discourse.memory import can_give
from kg.extract.discourse.parties import in_role, parties
from kg.extract.grammar.clauses import Stretch, pattern, words
from kg.model.evidence import Slot

if TYPE_CHECKING:
    from kg.extract.reading import Reading, Sentence
    from kg.model.facts import Event


@cache
def _topic() -> re.Pattern[str]:
    heads = "|".join(sorted(words("ko", "events")["heads"], key=len, reverse=True))
    return re.compile(rf"^(?:(?:이|이번|이날|올해)\s)?(?:{heads}|행사|자리)(?:은|는)\s")


def points_back(sentence: Sentence) -> bool:
    """Tell whether a sentence goes on about a gathering: "시상식은 …", "… 마련한 자리다"."""
    return bool(
        _topic().match(sentence.text) or pattern("ko", "events", "closing").search(sentence.text)
    )


def with_holders(reading: Reading, sentence: Sentence, event: Event) -> Event:
    """Return the event with those who held it, if it has none and the sentence names them."""
    if event.organizer or reading.lang != "ko" or not points_back(sentence):
        return event
    stretch = Stretch(sentence.span.start, sentence.text, sentence)
    for party in parties(reading, stretch):
        behind = sentence.text[party.span.end - sentence.span.start :][:30]
        opened = pattern("ko", "events", "opened").search(behind)
        if party.is_named and can_give(party) and in_role(party, "subject") and opened:
            slot = Slot("organizer", reading.document.evidence(party.span))
            basis = replace(event.basis, slots=(*event.basis.slots, slot))
            return replace(event, organizer=party.names, basis=basis)
    return event
