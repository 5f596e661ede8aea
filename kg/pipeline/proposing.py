"""Links from a finished release to an authority, proposed as SSSOM rows; nothing is built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from pyoxigraph import NamedNode

from kg.link.authorities.rdf import read_rdf
from kg.link.match.decide import decide
from kg.link.match.known import Mention
from kg.link.numbers import right
from kg.link.outside import ALONE, justified, relation_of
from kg.model.facts import ActorType
from kg.release.links import Mapped
from kg.vocab import OWL, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from kg.link.match.index import Index
    from kg.link.match.known import Known

NOTHING: Final[Mapping[str, frozenset[str]]] = {}
TOLD: Final = (SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs, OWL.differentFrom)
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


def told_of(store: Store) -> dict[str, frozenset[str]]:
    """Return what a release says that things are, may be, or are not, by IRI."""
    found: dict[str, set[str]] = {}
    for relation in TOLD:
        for quad in store.quads_for_pattern(None, relation, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found.setdefault(quad.subject.value, set()).add(quad.object.value)
    return {iri: frozenset(targets) for iri, targets in found.items()}


def propose(
    named: Mapping[str, tuple[Known, Mention]],
    index: Index,
    learnt: Mapping[str, frozenset[str]],
    told: Mapping[str, frozenset[str]] = NOTHING,
) -> Iterator[Mapped]:
    """Yield a row for each organisation that the authority knows.

    What is linked to that very entity already is left out, what people told apart from it, and
    the entity itself.

    Args:
        named: Organisations of a release, as `mentions_of` gives them.
        index: The authority.
        learnt: Abbreviations known before.
        told: What the release says of each already, as `told_of` gives it.
    """
    for iri, (known, mention) in sorted(named.items()):
        best = decide(mention, index, learnt).chosen
        same = (target for name, target in known.numbers if name == "same")
        targets = {iri, *same, *told.get(iri, ())}
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
