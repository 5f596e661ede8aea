"""The same shapes, arranged so that pySHACL checks each property of all things at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Triple

from kg import vocab
from kg.validate.shapes import CLASSES, SH, TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PROPERTY: Final = NamedNode(f"{SH}property")
TARGET_CLASS: Final = NamedNode(f"{SH}targetClass")
AIMS: Final = frozenset(NamedNode(SH + name) for name in TARGETS)
# A shape that says one of these means more than its properties one by one.
TOGETHER: Final = frozenset(NamedNode(SH + name) for name in ("closed", "deactivated", "target"))
SIBLINGS: Final = NamedNode(f"{SH}qualifiedValueShapesDisjoint")


def lifted(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    """Give each property shape the targets of its node shape, in the place of the link to it.

    pySHACL visits a linked property shape once for each focus node, and reads the shape anew
    each time; a property shape with targets of its own is visited once. The findings are the
    same: a result names the property shape and the focus node in both arrangements. Shapes that
    others refer to, and those that mean more than their properties one by one, stay as they are.
    """
    about: dict[object, list[Triple]] = defaultdict(list)
    used = {triple.object for triple in triples}
    for triple in triples:
        about[triple.subject].append(triple)
    movable = {
        shape
        for shape, said in about.items()
        if shape not in used and _can_be_taken_apart(said, about)
    }
    kept = [
        triple
        for triple in triples
        if not (triple.subject in movable and triple.predicate == PROPERTY)
    ]
    moved = (one for shape in movable for one in _moved(about[shape]))
    return tuple(dict.fromkeys((*kept, *moved)))


def _can_be_taken_apart(said: Iterable[Triple], about: dict[object, list[Triple]]) -> bool:
    properties = [triple.object for triple in said if triple.predicate == PROPERTY]
    rivals = any(
        triple.predicate == SIBLINGS for one in properties for triple in about.get(one, ())
    )
    is_whole = any(triple.predicate in TOGETHER for triple in said)
    return not rivals and not is_whole and any(True for _ in _targets(said))


def _moved(said: Sequence[Triple]) -> Iterator[Triple]:
    for triple in said:
        if triple.predicate == PROPERTY and isinstance(triple.object, NamedNode | BlankNode):
            for predicate, value in _targets(said):
                yield Triple(triple.object, predicate, value)


def _targets(said: Iterable[Triple]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield what a shape aims at; a shape that is a class aims at its instances."""
    for triple in said:
        if triple.predicate in AIMS and isinstance(triple.object, NamedNode):
            yield triple.predicate, triple.object
        is_class = triple.predicate == vocab.RDF.type and (
            getattr(triple.object, "value", "") in CLASSES
        )
        if is_class and isinstance(triple.subject, NamedNode):
            yield TARGET_CLASS, triple.subject
