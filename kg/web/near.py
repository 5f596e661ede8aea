"""Things whose name is like one that is not there."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode

from kg.web import lookup
from kg.web.site import site
from kg.web.terms import link

NEAR: Final = 5


def near(name: str) -> list[tuple[str, str]]:
    """Return address and label of things whose local name or name is like `name`."""
    base = site().base
    known = [iri.removeprefix(base) for iri in site().index.types if iri.startswith(base)]
    alike = [base + local for local in get_close_matches(name, known, n=NEAR, cutoff=0.6)]
    words = name.rpartition(".")[2].replace("-", " ")
    named = [hit.iri for hit in site().index.search(words, limit=NEAR)]
    nodes = [NamedNode(iri) for iri in dict.fromkeys([*alike, *named])][:NEAR]
    return [(link(node.value)[0], lookup.label(node).value) for node in nodes]
