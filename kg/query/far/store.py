"""A release that a SPARQL service holds, asked as a store in memory is.

It answers the calls that are made of a pyoxigraph store here: patterns, questions and names of
graphs. Each thread of each process has a connection of its own, and what pages ask again and again
is kept. An answer counts only while the service says that it still has the release.
"""

from __future__ import annotations

import io
import json
import os
import threading
import time
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    Store,
    Triple,
    parse_query_results,
)

from kg.errors import QueryTooLarge, RemoteError, StoreBusy
from kg.query.answer import Triples
from kg.query.far.body import CHUNK, Checked, solutions, triples, yes
from kg.query.far.building import built, rows_of
from kg.query.far.datasets import absolute, placed, variables_of
from kg.query.far.describing import begin_of, described
from kg.query.far.kept import TOGETHER, Kept
from kg.query.far.record import read_record, recorded
from kg.query.lexer import tokens
from kg.remote.stores import Service, naming
from kg.remote.stores.engines import JSON
from kg.remote.stores.literals import restored
from kg.remote.stores.service import TRIPLES
from kg.remote.stores.writing import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.query.far.datasets import Placed
    from kg.query.far.describing import Described
    from kg.remote.stores import Place

    Chosen = tuple[Sequence[str], Sequence[str]] | None

Term = NamedNode | Literal


class FarStore:
    """One release in a service, read only.

    Attributes:
        place: The service.
        record: The release.
        about: What the release says of itself.
    """

    def __init__(self, place: Place, *, seconds: float = 60.0) -> None:
        """Open the release that the service says it serves.

        Raises:
            RemoteError: The service does not answer, or no release has been loaded into it.
        """
        self.place = place
        self.seconds = seconds
        self.restore = restored(place.engine)
        self._local = threading.local()
        self._kept = Kept(self._rows)
        self.record, about = read_record(self.service())
        self.about: Mapping[str, Any] = json.loads(about)  # Any: JSON, written by `kg load`
        self._seen = time.monotonic()

    def service(self) -> Service:
        """Return this thread's connection; a forked process has others."""
        kept: tuple[int, Service] | None = getattr(self._local, "kept", None)
        if kept is None or kept[0] != os.getpid():
            kept = (os.getpid(), Service(self.place, seconds=self.seconds + 1, retries=1))
            self._local.kept = kept
        return kept[1]

    def close(self) -> None:
        """Close this thread's connection, as before a fork; asking again opens another."""
        self._local.kept = None

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the graphs of the release under the names its readers know."""
        return map(NamedNode, self.record.names)

    def contains_named_graph(self, name: NamedNode) -> bool:
        """Tell whether the release has a graph of this name."""
        return name.value in self.record.names

    def count(self) -> int:
        """Return how many triples the union has."""
        self.check()
        asked = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{self.record.union}> {{ ?s ?p ?o }} }}"
        return next(int(row["n"]) for row in rows(self.service(), asked))

    def everything(self) -> Iterator[Quad]:
        """Yield every triple of the union, also where a service gives few rows at once.

        Raises:
            QueryTooLarge: It gives too few even for one predicate of one graph.
            RemoteError: The service does not answer, or gave less than there is.
        """
        wanted, count = self.count(), 0
        for quad in self._by_rows() if self.place.engine.cuts_graphs else self._at_once():
            count += 1
            yield quad
        if count != wanted:
            raise self._broken(OSError(f"it has {count:,} of {wanted:,} triples"))

    def _at_once(self) -> Iterator[Quad]:
        asked = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{self.record.union}> {{ ?s ?p ?o }} }}"
        try:
            yield from (Quad(*triple) for triple in triples(self._sent(asked, TRIPLES)))
        except (OSError, SyntaxError) as error:
            raise self._broken(error) from error

    def _by_rows(self) -> Iterator[Quad]:
        """Yield all triples from rows, of which a service says when it cuts them."""
        try:
            found = self._table("SELECT ?s ?p ?o { ?s ?p ?o }", None)
        except QueryTooLarge:
            yield from self._by_graphs()
            return
        for row in self._read(found):
            yield Quad(row["s"], row["p"], row["o"])

    def _by_graphs(self) -> Iterator[Quad]:
        seen: set[Quad] = set()
        for name in self.record.names:
            graph = NamedNode(name)
            try:
                found = list(self._kept.asked(None, None, None, graph))
            except QueryTooLarge:
                asked = f"SELECT DISTINCT ?p {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
                predicates = [row["p"] for row in self._rows(asked)]
                found = [
                    quad
                    for predicate in predicates
                    if isinstance(predicate, NamedNode)
                    for quad in self._kept.asked(None, predicate, None, graph)
                ]
            for each in found:
                quad = Quad(each.subject, each.predicate, each.object)
                if quad not in seen:
                    seen.add(quad)
                    yield quad

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: Term | None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield quads that fit; without a graph those of the union and then of the others.

        Raises:
            RemoteError: The service does not answer, or has another release meanwhile.
        """
        yield from self._kept.quads(subject, predicate, value, graph)

    def _rows(self, text: str) -> Iterator[QuerySolution]:
        yield from self._read(self._table(text, None))

    def _read(self, found: QuerySolutions | QueryBoolean) -> Iterator[QuerySolution]:
        try:
            yield from solutions(found)
        except (OSError, RuntimeError, SyntaxError) as error:
            raise self._broken(error) from error

    def query(
        self,
        text: str,
        *,
        base_iri: str | None = None,
        default_graph: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | Triples:
        """Ask a question as `Store.query` does.

        Raises:
            SyntaxError: It does not parse.
            QueryRefused: Its graphs cannot be told from its text.
            QueryTimeout: The service ran out of time.
            RemoteError: The service does not answer, cannot answer this, or has another release.
        """
        # The engine here tells what is wrong with a question, in the words readers know.
        kind = Store().query(text, base_iri=base_iri)
        text = absolute(text, base_iri or "")
        chosen: Chosen = None
        if default_graph is not None or named_graphs is not None:
            chosen = (_values(default_graph), _values(named_graphs))
        is_yes_or_no = isinstance(kind, QueryBoolean)
        if is_yes_or_no or isinstance(kind, QuerySolutions):
            return self._table(text, chosen, yes_or_no=is_yes_or_no)
        words = [*tokens(text)]
        if words[begin_of(words)].text.upper() == "DESCRIBE":
            told = described(text, words, variables_of)
            return Triples(self._about(told, self._things(told, chosen), chosen))
        if not self.place.engine.cuts_graphs:
            return Triples(triples(self._body(text, chosen, TRIPLES)))
        rows_text, build = rows_of(text)
        return Triples(built(solutions(self._table(rows_text, chosen)), build))

    def told(self, text: str, base: str) -> list[str]:
        """Return what the store is asked for a question, `chosen` graphs left out of account."""
        parts = [absolute(text, base)]
        words = [*tokens(parts[0])]
        if words[begin_of(words)].text.upper() == "DESCRIBE":
            found = described(parts[0], words, variables_of)
            parts = [found.things, found.about(["…"])]
        return [self._placed(part, None).text for part in parts if part]

    def _things(self, told: Described, chosen: Chosen) -> list[str]:
        """Return what a DESCRIBE is about as SPARQL writes it, each once."""
        found = dict.fromkeys(told.named)
        if told.things:
            for row in self._read(self._table(told.things, chosen)):
                found |= dict.fromkeys(str(term) for term in row if isinstance(term, NamedNode))
        return list(found)

    def _about(self, told: Described, things: Sequence[str], chosen: Chosen) -> Iterator[Triple]:
        for start in range(0, len(things), TOGETHER):
            asked = told.about(things[start : start + TOGETHER])
            for row in self._read(self._table(asked, chosen)):
                yield Triple(row["s"], row["p"], row["o"])

    def _table(
        self, text: str, chosen: Chosen, *, yes_or_no: bool = False
    ) -> QuerySolutions | QueryBoolean:
        body = self._body(text, chosen, JSON)
        try:
            found = parse_query_results(body, QueryResultsFormat.JSON)
            return yes(found) if yes_or_no and self.place.engine.asks_in_rows else found
        except (OSError, RuntimeError, SyntaxError) as error:
            raise self._broken(error) from error

    def _body(self, text: str, chosen: Chosen, form: str) -> IO[bytes]:
        """Return the body of the answer to a question that was put into the store's words."""
        asked = self._placed(text, chosen)
        self.check()
        return self._sent(asked.text, form, asked.default, asked.named)

    def _placed(self, text: str, chosen: Chosen) -> Placed:
        engine = self.place.engine
        return placed(text, self.record, variables=variables_of, chosen=chosen, engine=engine)

    def _sent(
        self, text: str, form: str, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> IO[bytes]:
        begun = time.monotonic()
        body = self.service().query(text, form, default=default, named=named, seconds=self.seconds)
        checked = Checked(body, self.restore, lambda: self.confirm(begun))
        return cast("IO[bytes]", io.BufferedReader(checked, CHUNK))  # it is one, but for its type

    def check(self) -> None:
        """Make sure that the service still has the release; asked every other second.

        Raises:
            StoreBusy: It has another one.
        """
        if time.monotonic() - self._seen < naming.GLANCE:
            return
        for pause in (0.2, 0.0):  # a service that cannot replace a graph at once shows none between
            if self.record.digest in recorded(self.service()):
                self._seen = time.monotonic()
                return
            time.sleep(pause)
        raise StoreBusy(
            "the store holds another release now, which will be served in a moment",
            where=self.place.address,
            hint="ask again",
        )

    def confirm(self, begun: float) -> None:
        """Make sure that an answer begun at some time came from the whole release."""
        if time.monotonic() - begun > naming.GLANCE:
            self._seen = 0.0
            self.check()

    def _broken(self, error: Exception) -> RemoteError:
        return RemoteError(
            f"the store's answer broke off or cannot be read: {error}", where=self.place.address
        )


def _values(nodes: Sequence[NamedNode] | None) -> tuple[str, ...]:
    return tuple(node.value for node in nodes or ())
