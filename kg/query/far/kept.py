"""What pages look up in a store that is far: fetched together, and kept.

A page asks for hundreds of small things, one after the other, and each would be a journey. So what
is said of a thing is fetched whole, with what is said of its neighbours, and of many things at
once where many were found. What is too much for that is asked for as it is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakMethod

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import QuerySolution

    Ask = Callable[[str], Iterator[QuerySolution]]
    Key = tuple[NamedNode | None, NamedNode | None, NamedNode | Literal | None, object]

K = TypeVar("K")
MOST: Final = 4_000  # triples fetched together
TOGETHER: Final = 200  # things asked for at once
THINGS: Final = 40_000  # of which everything is kept
PATTERNS: Final = 10_000  # whose answers are kept
LONGEST: Final = 2_000  # quads of an answer that is kept


class Kept:
    """Patterns of one release; safe between threads, of which two may fetch the same."""

    def __init__(self, ask: Ask) -> None:
        # Weak: a store whose last user has gone closes its connections at once.
        self._ask: WeakMethod[Ask] = WeakMethod(ask)
        self._things: OrderedDict[NamedNode, tuple[Quad, ...]] = OrderedDict()
        self._patterns: OrderedDict[Key, tuple[Quad, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def quads(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Sequence[Quad]:
        """Return the quads that fit; without a graph those of the union and then of the others."""
        is_union = isinstance(graph, DefaultGraph)
        if is_union and subject is not None:
            about = self._about(subject)
            if about is not None:
                return [
                    quad
                    for quad in about
                    if predicate in {None, quad.predicate} and value in {None, quad.object}
                ]
        key = (subject, predicate, value, graph)
        with self._lock:
            found = self._patterns.get(key)
        if found is None:
            # Whole before the first is given: who reads them asks more meanwhile, on the same line.
            found = tuple(self.asked(subject, predicate, value, graph))
            if len(found) <= LONGEST:
                self._keep(self._patterns, [(key, found)], PATTERNS)
        if is_union and subject is None and value is not None:
            self._gather({quad.subject for quad in found if isinstance(quad.subject, NamedNode)})
        return found

    def ask(self, text: str) -> Iterator[QuerySolution]:
        """Return the rows of a question."""
        ask = self._ask()
        if ask is None:
            raise ReferenceError("the store is gone")
        return ask(text)

    def _about(self, thing: NamedNode) -> tuple[Quad, ...] | None:
        """Return all that is said of a thing; None where it is too much."""
        with self._lock:
            found = self._things.get(thing)
        if found is None:
            self._gather({thing})
            with self._lock:
                found = self._things.get(thing)
        return found

    def _gather(self, things: Iterable[NamedNode]) -> None:
        """Fetch what is said of some things and of what they point at, unless it is too much."""
        with self._lock:
            wanted = sorted((thing for thing in things if thing not in self._things), key=str)
        if not wanted or len(wanted) > TOGETHER:
            return
        listed = " ".join(map(str, wanted))
        own = f"VALUES ?s {{ {listed} }} ?s ?p ?o"
        near = f"VALUES ?near {{ {listed} }} ?near ?by ?s . ?s ?p ?o"
        if not self._fetch(wanted, f"{{ {own} }} UNION {{ {near} }}", has_neighbours=True):
            self._fetch(wanted, own)

    def _fetch(
        self, wanted: Sequence[NamedNode], pattern: str, *, has_neighbours: bool = False
    ) -> bool:
        """Keep all that a pattern finds; False, and nothing kept, where it is too much."""
        said: dict[NamedNode, dict[Quad, None]] = {thing: {} for thing in wanted}
        count = 0
        for row in self.ask(f"SELECT ?s ?p ?o {{ {pattern} }} LIMIT {MOST + 1}"):
            count += 1
            subject, predicate, value = row["s"], row["p"], row["o"]
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value:
                said.setdefault(subject, {})[Quad(subject, predicate, value)] = None
        if count > MOST:
            return False
        if has_neighbours:  # those of which nothing is said are known, too
            for quads in [said[thing] for thing in wanted]:
                for quad in list(quads):
                    if isinstance(quad.object, NamedNode):
                        said.setdefault(quad.object, {})
        found = [(thing, tuple(quads)) for thing, quads in said.items()]
        self._keep(self._things, found, THINGS)
        return True

    def _keep(
        self,
        place: OrderedDict[K, tuple[Quad, ...]],
        found: Iterable[tuple[K, tuple[Quad, ...]]],
        most: int,
    ) -> None:
        with self._lock:
            place.update(found)
            while len(place) > most:
                place.popitem(last=False)

    def asked(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit as the store gives them now; the next question ends it."""
        terms = {"s": subject, "p": predicate, "o": value}
        pattern = " ".join(
            f"?{name}" if term is None else str(term) for name, term in terms.items()
        )
        names = " ".join(f"?{name}" for name, term in terms.items() if term is None)
        chosen = names or "(1 AS ?yes)"

        def quad(row: QuerySolution, within: NamedNode | DefaultGraph) -> Quad:
            # A store of RDF has nothing else at these places.
            found = [row[name] if term is None else term for name, term in terms.items()]
            return Quad(*found, within)  # type: ignore[arg-type, call-arg]

        if graph is None or isinstance(graph, DefaultGraph):
            for row in self.ask(f"SELECT {chosen} {{ {pattern} }}"):
                yield quad(row, DefaultGraph())
        if graph is None:
            for row in self.ask(f"SELECT ?g {names} {{ GRAPH ?g {{ {pattern} }} }}"):
                yield quad(row, row["g"])
        elif isinstance(graph, NamedNode):
            for row in self.ask(f"SELECT {chosen} {{ GRAPH {graph} {{ {pattern} }} }}"):
                yield quad(row, graph)
