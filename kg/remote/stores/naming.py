"""What the graphs of a release are called in a store that others may share. Pure.

In the store a graph has the name of what it holds, so the graphs of two releases stand beside each
other, and one that did not change is there once. Four kinds of graphs are ours:

- the union of a release's graphs, which is its default graph;
- each of its graphs, under the name of its content;
- an index, which says under which name each graph is kept;
- one graph, `CURRENT`, that says which release is served. It is written last, when all the others
  are there to the last triple: a reader who begins there never sees half a release.
"""

from __future__ import annotations

from typing import Final

from kg.ids import digest

SPACE: Final = "https://w3id.org/deungdae/store/"
CURRENT: Final = SPACE + "current"  # both the graph and what it speaks of
JOURNAL: Final = SPACE + "loading"
NOTHING: Final = SPACE + "nothing"  # a graph nobody writes
TYPE: Final = SPACE + "type/"
SERVES: Final = SPACE + "serves"
LEAVES: Final = SPACE + "leaves"
DIGEST: Final = SPACE + "digest"
UNION: Final = SPACE + "union"
INDEX: Final = SPACE + "index"
ABOUT: Final = SPACE + "about"
KEPT_AS: Final = SPACE + "keptAs"
PIECES: Final = SPACE + "pieces"  # sent so far, in the journal
GLANCE: Final = 2.0  # seconds for which a reader believes that a release is still there


def union_of(release: str, form: str) -> str:
    """Return the name of a release's union, its literals kept in some form."""
    return f"{UNION}/{digest(release, form)[:32]}"


def release_of(release: str) -> str:
    """Return the IRI of a release in the graph `CURRENT`."""
    return f"{SPACE}release/{release}"


def kept_as(graph: str, lines: bytes) -> str:
    """Return the name of one graph with this content."""
    return f"{SPACE}graph/{digest(graph, lines.decode())[:32]}"
