"""What the served graph holds, as the reconciliation service looks at it: made once, then kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from flask import current_app
from pyoxigraph import DefaultGraph, NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.link.authorities.rdf import read_rdf
from kg.link.match.index import build_index
from kg.link.match.spelling import tight
from kg.query.prefixes import PREFIXES, shorten
from kg.web import lookup
from kg.web.site import ontology, site, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad

    from kg.link.match.index import Index
    from kg.web.site import Site

SETTINGS: Final = "pages/reconcile.toml"
KEPT: Final = "deungdae.reconcile"
SUBCLASS: Final = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_MARKUP: Final = re.compile(r"<[^<>]*>")
_MAKING: Final = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """Every named thing of a graph.

    Attributes:
        index: Their names.
        kinds: Id of a thing to the ids of its classes, wider ones included.
        own: Id of a thing to its classes as the graph says them.
        starts: Pairs of tight name and id, sorted.
        counts: Id of each class that has things, sorted, to how many.
        properties: Id of a property to its IRI, those first that most things have.
        had: Id of a property to the classes whose things have it.
    """

    index: Index
    kinds: Mapping[str, frozenset[str]]
    own: Mapping[str, tuple[str, ...]]
    starts: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    properties: Mapping[str, str]
    had: Mapping[str, frozenset[str]]

    def beginning(self, text: str, most: int) -> list[str]:
        """Return the ids of things with a name that begins so, the shortest names first."""
        wanted = tight(text)
        at = bisect_left(self.starts, (wanted, ""))
        found: list[tuple[int, str]] = []
        for name, thing in self.starts[at : at + 5 * most]:
            if not name.startswith(wanted):
                break
            found.append((len(name), thing))
        return list(dict.fromkeys(thing for _, thing in sorted(found)))[:most]


def things() -> Things:
    """Return the things of the running application, made when first asked for."""
    kept = current_app.extensions
    if KEPT not in kept:
        with _MAKING:
            if KEPT not in kept:
                kept[KEPT] = _made(site())
    found: Things = kept[KEPT]
    return found


def settings() -> dict[str, Any]:  # Any: TOML
    """Return the limits and words of the service."""
    return resource_toml(SETTINGS)


def id_of(iri: str) -> str:
    """Return a thing's id: its local name."""
    return iri.removeprefix(site().base)


def node_of(thing: str) -> NamedNode:
    """Return the thing of an id; an IRI stands for itself."""
    return NamedNode(thing if "://" in thing else site().base + thing)


def name_of(node: NamedNode) -> str:
    """Return a thing's name without markup: clients put it into pages unescaped."""
    plain = _MARKUP.sub("", lookup.label(node).value)
    safe = plain.replace("<", "‹").replace(">", "›").strip()
    return safe or shorten(node.value)


def description_of(node: NamedNode) -> str:
    """Return the classes of a thing and its name in the other language."""
    kinds = ", ".join(type_name(each) for each in things().own.get(id_of(node.value), ()))
    names = dict.fromkeys(_MARKUP.sub("", each.value).strip() for each in lookup.names(node))
    others = [each for each in names if each and each != name_of(node) and "<" not in each]
    return " · ".join(filter(None, (kinds, *others[:2])))


def type_name(kind: str) -> str:
    """Return what a class is called in the reader's language."""
    return lookup.label(NamedNode(vocab.DD + kind)).value


def called(iri: str) -> list[str]:
    """Return what a class or a property is called in any language; people type in theirs."""
    borrowed = told()["words"].get(iri, {})
    return [*(each.value for each in lookup.names(NamedNode(iri))), *borrowed.values()]


def type_of(kind: str) -> dict[str, str]:
    """Return a class as both versions of the interface write it."""
    return {"id": kind, "name": type_name(kind)}


def broader() -> Mapping[str, frozenset[str]]:
    """Return each class of the ontology with itself and all wider ones."""
    up: dict[str, set[str]] = {}
    pattern = ontology().quads_for_pattern(None, SUBCLASS, None, DefaultGraph())
    for quad in pattern:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            up.setdefault(quad.subject.value, set()).add(quad.object.value)

    def over(iri: str, seen: frozenset[str]) -> frozenset[str]:
        wider = seen | {iri}
        for each in up.get(iri, set()) - wider:
            wider = over(each, wider)
        return wider

    return {
        iri.removeprefix(vocab.DD): frozenset(
            each.removeprefix(vocab.DD) for each in over(iri, frozenset()) if _is_ours(each)
        )
        for iri in up
        if _is_ours(iri)
    }


def _is_ours(iri: str) -> bool:
    return iri.startswith(vocab.DD)


def _made(served: Site) -> Things:
    wanted = {iri for iri in served.index.types if iri.startswith(served.base)}
    had: dict[str, set[str]] = {}
    index = build_index(read_rdf(_of_things(served, wanted, had)))
    wider = broader()
    own = {
        id_of(iri): tuple(each.removeprefix(vocab.DD) for each in served.index.types[iri])
        for iri in sorted(wanted)
    }
    kinds = {
        thing: frozenset(up for each in said for up in wider.get(each, {each}))
        for thing, said in own.items()
    }
    starts = sorted({(tight(n.text), id_of(e.iri)) for e in index.entities for n in e.names})
    usual = sorted(had, key=lambda iri: (-len(had[iri]), iri))
    ids = _property_ids(usual)
    return Things(
        index=index,
        kinds=kinds,
        own=own,
        starts=tuple(starts),
        counts=dict(sorted(Counter(each for found in kinds.values() for each in found).items())),
        properties={ids[iri]: iri for iri in usual},
        had={
            ids[iri]: frozenset(kind for thing in had[iri] for kind in kinds[id_of(thing)])
            for iri in usual
        },
    )


def _of_things(served: Site, wanted: set[str], had: dict[str, set[str]]) -> Iterator[Quad]:
    """Yield what is said of the things and note who has which property."""
    for quad in served.gathered.quads_for_pattern(None, None, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and quad.subject.value in wanted:
            if quad.predicate != vocab.RDF.type:
                had.setdefault(quad.predicate.value, set()).add(quad.subject.value)
            yield quad


def _property_ids(iris: list[str]) -> dict[str, str]:
    """Return plain words for properties; of two with one local name the later keeps its prefix."""
    taken: set[str] = set()
    ids: dict[str, str] = {}
    for iri in sorted(iris, key=lambda each: (not _is_ours(each), each)):
        local = re.split(r"[/#]", iri)[-1]
        spaces = (name for name, space in PREFIXES.items() if iri == space + local)
        named = next((f"{name}_{local}" for name in spaces), iri)
        ids[iri] = local if local not in taken else named
        taken.add(local)
    return ids
