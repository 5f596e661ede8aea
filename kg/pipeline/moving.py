"""Which ids of a build stand for others now: `dct:isReplacedBy` in a graph of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.link.replaced import replaced
from kg.pipeline.deciding import decisions_of
from kg.release import REPLACED
from kg.vocab import DCT, OWL, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.project import Project


def replacements(project: Project, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what is said of ids that rules or decisions merged into others.

    Args:
        project: Whose decisions count.
        quads: Everything else the release says.

    Raises:
        LinkError: Two decisions contradict each other.
    """
    base = project.config.base
    graph = NamedNode(base + REPLACED)
    present = {
        quad.subject.value.removeprefix(base)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(base)
    }
    merged = {
        quad.object.value.removeprefix(base): quad.subject.value.removeprefix(base)
        for quad in quads
        if quad.predicate == SKOS.exactMatch
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(base)
        and quad.object.value.removeprefix(base) not in present
    }
    decided = replaced(decisions_of(project), present)
    for old, new in sorted({**merged, **decided}.items()):
        node = NamedNode(base + old)
        yield Quad(node, DCT.isReplacedBy, NamedNode(base + new), graph)
        yield Quad(node, OWL.deprecated, Literal(value=True), graph)
