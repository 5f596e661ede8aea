"""Who runs a programme where no verb of running says so, but the words around imply it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_give
from kg.extract.discourse.parties import parties
from kg.extract.discourse.roles import is_subject
from kg.extract.discourse.scene import Scene
from kg.extract.grammar.clauses import Stretch, pattern

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.extract.programmes.names import Naming
    from kg.extract.reading import Reading

_SIGNED: Final = re.compile(r"(?:업무\s?)?협약|양해각서|MOU|손을?\s?잡")
_FROM: Final = frozenset({"에서", "로부터", "으로부터", "에게서"})
_FEW: Final = 8  # paragraphs, that is lines, of one form
_GIVES: Final = re.compile(r"\s?(?:지원|보조|출연|자금)")


def scene_of(reading: Reading, naming: Naming) -> Scene:
    """Return the sentence of a naming with its parties, and no triggers."""
    stretch = Stretch(naming.sentence.span.start, naming.sentence.text, naming.sentence)
    return Scene(stretch=stretch, parties=parties(reading, stretch), triggers=(), bounds=(0,))


def implied(reading: Reading, naming: Naming) -> tuple[str, ...]:
    """Return who must run the programme, as the sentence of one naming tells it.

    Those who sign an agreement that bears its name; the body money came from; whoever chose
    for it, announced what it achieved or is the subject of its sentence, if it may help others.
    """
    told = labelled(reading, naming)
    if told:
        return told
    view = scene_of(reading, naming)
    low = naming.span.start - naming.sentence.span.start
    high = naming.span.end - naming.sentence.span.start
    text = naming.sentence.text
    ahead = [party for party in view.parties if view.at(party)[1] <= low and _may_run(party)]
    if _SIGNED.search(text[high : high + 24]):
        subjects = [party for party in ahead if _leads(view, party)]
        return tuple(dict.fromkeys(name for party in subjects for name in party.names))
    for party in reversed(ahead):
        if party.particle in _FROM or (
            party.particle == "" and _GIVES.match(view.after(party)[len(party.particle) :])
        ):
            return party.names
    if pattern("ko", "programmes", "joins").search(text[high : high + 30]):
        return ()
    subjects = [party for party in ahead if is_subject(view, party)]
    if subjects:
        return subjects[-1].names
    later = [
        party
        for party in view.parties
        if view.at(party)[0] >= high and _may_run(party) and is_subject(view, party)
    ]
    runs = pattern("ko", "programmes", "runs").search(text[high:])
    return later[0].names if later and runs else ()


def labelled(reading: Reading, naming: Naming) -> tuple[str, ...]:
    """Return who stands behind "주관기관:" in the lines after the one that names the programme."""
    for sentence in reading.sentences:
        gap = sentence.paragraph - naming.sentence.paragraph
        label = re.match(r"^\W*([가-힣\s]{2,12}?)\s?[:：]", sentence.text)
        if label is None or not 0 <= gap <= _FEW:
            continue
        if pattern("ko", "programmes", "runner_labels").fullmatch(label[1].strip()):
            stretch = Stretch(sentence.span.start, sentence.text, sentence)
            return tuple(n for p in parties(reading, stretch) if _may_run(p) for n in p.names)
    return ()


def _may_run(party: Party) -> bool:
    return party.is_named and can_give(party) and party.type != "Person"


def _leads(view: Scene, party: Party) -> bool:
    return is_subject(view, party) or party.particle in {"과", "와"}
