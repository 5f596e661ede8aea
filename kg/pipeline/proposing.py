"""Links from a finished release to an authority, proposed as SSSOM rows; nothing is built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from kg.link.authorities.rdf import read_rdf
from kg.link.match.decide import decide
from kg.link.match.known import Mention
from kg.link.numbers import right
from kg.link.outside import ALONE, justified, relation_of
from kg.model.facts import ActorType
from kg.release.links import Mapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from kg.link.match.index import Index
    from kg.link.match.known import Known

KINDS: Final = frozenset(get_args(ActorType)) - ALONE


def mentions_of(store: Store) -> dict[str, tuple[Known, Mention]]:
    """Return each organisation of a release with how it is looked for, by IRI."""
    everything = {each.iri: each for each in read_rdf(store)}
    found: dict[str, tuple[Known, Mention]] = {}
    for known in everything.values():
        kind = next((each for each in known.kinds if each in KINDS), "")
        if kind:
            found[known.iri] = known, _mention(known, kind, everything)
    return found


def propose(
    named: Mapping[str, tuple[Known, Mention]],
    index: Index,
    learnt: Mapping[str, frozenset[str]],
) -> Iterator[Mapped]:
    """Yield a row for each organisation that the authority knows.

    What is linked to that very entity already is left out, and so is the entity itself.
    """
    for iri, (known, mention) in sorted(named.items()):
        best = decide(mention, index, learnt).chosen
        targets = {iri, *(target for name, target in known.numbers if name == "same")}
        if best is None or {best.known.iri, *best.twins} & targets:
            continue
        yield Mapped(
            subject=iri,
            label=known.label,
            predicate=relation_of(best.score),
            target=best.known.iri,
            target_label=best.known.label,
            justification=justified(best),
            confidence=round(best.score, 3),
            reasons=", ".join(map(str, best.features)),
        )


def _mention(known: Known, kind: str, everything: Mapping[str, Known]) -> Mention:
    others = {each.text for each in known.names} - {known.label}
    places = [everything[iri].label for iri in known.places if iri in everything]
    return Mention(
        text=known.label,
        context=" ".join((*sorted(others), *places, *known.notes)),
        kind=kind,
        day=known.since,
        place=" ".join(places),
        numbers=right(each for each in known.numbers if each[0] != "same"),
    )
