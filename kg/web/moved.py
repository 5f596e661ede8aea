"""Ids that are no longer there: which id answers for them now, or which release had them last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.release import REPLACED, read_withdrawn
from kg.vocab import DCT
from kg.web import lookup
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.release import Gone


def answering(name: str) -> NamedNode | None:
    """Return the thing a local name stands for, merged ids followed; None where there is none.

    Raises:
        ValueError: The name makes no legal IRI.
    """
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        node = NamedNode(site().base + name)
        merged = _merged_into(node)
        if not merged and lookup.exists(node):
            return node
        gone = withdrawn().get(name)
        name = merged or (gone.became if gone else "")
    return None


def withdrawn() -> Mapping[str, Gone]:
    """Return the ids that releases before the served one had, read once."""
    served = site()
    if "withdrawn" not in served.remembered:
        release = served.release
        served.remembered["withdrawn"] = read_withdrawn(release.path.parent) if release else {}
    found: Mapping[str, Gone] = served.remembered["withdrawn"]
    return found


def _merged_into(node: NamedNode) -> str:
    """Return the local name that a person's decision put a thing under; empty for none."""
    graph = NamedNode(site().base + REPLACED)
    for quad in site().store.quads_for_pattern(node, DCT.isReplacedBy, None, graph):
        if isinstance(quad.object, NamedNode):
            return quad.object.value.removeprefix(site().base)
    return ""
