"""What a store is to hold of a release: its graphs, named by their content, line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from kg.remote.stores import naming
from kg.remote.stores.literals import form_of, line_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from kg.release import Release
    from kg.remote.stores import Engine

    Progress = Callable[[str, int, int], None]

LEFT_OUT: Final = ("files", "inputs")  # of the manifest: what only its folder can give


class Plan:
    """The graphs of one release for one kind of store.

    Literals are written as the engine in memory writes them, so that the answers are the same.

    Attributes:
        names: Its graphs, and what each is kept as.
        union: What the union is kept as.
        index: What the list of names is kept as.
        sizes: Triples of each kept graph, in the order in which they are sent.
    """

    def __init__(self, release: Release, engine: Engine, progress: Progress) -> None:
        """Read the release and name its graphs."""
        self.release = release
        self.engine = engine
        self.store: Store = release.store()
        self.names: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.union = naming.union_of(release.digest, form_of(engine))
        graphs = sorted(str(each.value) for each in self.store.named_graphs())
        for number, graph in enumerate(graphs):
            progress("compare", number, len(graphs))
            lines = self._of(NamedNode(graph))
            self.names[graph] = naming.kept_as(graph, "\n".join(lines).encode())
            self.sizes[self.names[graph]] = len(lines)
        self._graphs = {kept: graph for graph, kept in self.names.items()}
        union = self.store.quads_for_pattern(None, None, None, DefaultGraph())
        self.sizes[self.union] = sum(1 for _ in union)
        self.index = naming.kept_as(naming.INDEX, "\n".join(self._listed()).encode())
        self.sizes[self.index] = len(self.names)

    @property
    def total(self) -> int:
        """Triples of all graphs."""
        return sum(self.sizes.values())

    def lines(self, kept: str) -> list[str]:
        """Return the lines of a kept graph, sorted: every run cuts the same pieces."""
        if kept == self.index:
            return self._listed()
        return self._of(DefaultGraph() if kept == self.union else NamedNode(self._graphs[kept]))

    def told(self, kept: str) -> str:
        """Return what a person calls a kept graph."""
        ours = {self.union: "the union", self.index: "the index"}
        return ours.get(kept) or self._graphs[kept]

    def record(self) -> list[str]:
        """Return the lines that have this release served."""
        about = {
            name: value for name, value in self.release.manifest.items() if name not in LEFT_OUT
        }
        told = json.dumps(about, ensure_ascii=False, sort_keys=True)
        iri = naming.release_of(self.release.digest)
        return [
            line(naming.CURRENT, naming.SERVES, iri),
            line(iri, naming.DIGEST, self.release.digest, is_text=True),
            line(iri, naming.UNION, self.union),
            line(iri, naming.INDEX, self.index),
            line(iri, naming.ABOUT, told, is_text=True),
        ]

    def _of(self, graph: NamedNode | DefaultGraph) -> list[str]:
        quads = self.store.quads_for_pattern(None, None, None, graph)
        return sorted(line_of(quad.triple, self.engine) for quad in quads)

    def _listed(self) -> list[str]:
        return sorted(line(graph, naming.KEPT_AS, kept) for graph, kept in self.names.items())


def journal_line(kept: str, pieces: int) -> str:
    """Return the line that says how many pieces of a graph a store has."""
    return line(kept, naming.PIECES, str(pieces), is_text=True)


def line(subject: str, predicate: str, value: str, *, is_text: bool = False) -> str:
    """Return a line of N-Triples."""
    term = Literal(value) if is_text else NamedNode(value)
    return f"{Triple(NamedNode(subject), NamedNode(predicate), term)} ."
