"""Graphs written into a store, by the Graph Store Protocol or by updates, in pieces it can take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import RemoteLacks, RemoteTooLarge
from kg.remote.stores.engines import JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.remote.stores.service import Service


class Writer:
    """Writes lines of N-Triples; nothing it does is harmed by being done twice.

    Attributes:
        service: The store.
        has_protocol: Whether it speaks the Graph Store Protocol, as far as is known.
        sent: Triples sent so far, those sent twice counted twice.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.has_protocol = bool(service.place.graphs)
        self.sent = 0

    def add(self, graph: str, lines: Sequence[str]) -> None:
        """Add triples to a graph.

        Raises:
            RemoteError: The store does not take them.
        """
        if self._by_protocol(lambda: self._posted(graph, lines)):
            return
        most = self.service.place.engine.insert
        for start in range(0, len(lines), most):
            self._inserted(graph, lines[start : start + most])

    def replace(self, graph: str, lines: Sequence[str]) -> None:
        """Have a small graph hold these triples only, all of them or none where the store can.

        Raises:
            RemoteError: The store does not take them.
        """
        if not self._by_protocol(lambda: self.service.put(graph, _body(lines))):
            told = "\n".join(lines)
            self.service.update(
                f"DROP SILENT GRAPH <{graph}> ;\nINSERT DATA {{ GRAPH <{graph}> {{\n{told}\n}} }}"
            )
        self.sent += len(lines)

    def drop(self, graph: str) -> None:
        """Drop a graph; one that is not there is no error.

        Raises:
            RemoteError: The store does not let go of it.
        """
        if not self._by_protocol(lambda: self.service.delete(graph)):
            self.service.update(f"DROP SILENT GRAPH <{graph}>")

    def _by_protocol(self, act: Callable[[], None]) -> bool:
        """Do something by the Graph Store Protocol; False where there is none but updates."""
        if not self.has_protocol:
            return False
        try:
            act()
        except RemoteLacks:
            if not self.service.place.update:
                raise
            self.has_protocol = False
        return self.has_protocol

    def _posted(self, graph: str, lines: Sequence[str]) -> None:
        try:
            self.service.post(graph, _body(lines))
        except RemoteTooLarge:
            if len(lines) == 1:
                raise
            half = len(lines) // 2
            self._posted(graph, lines[:half])
            self._posted(graph, lines[half:])
        else:
            self.sent += len(lines)

    def _inserted(self, graph: str, lines: Sequence[str]) -> None:
        told = "\n".join(lines)
        try:
            self.service.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{told}\n}} }}")
        except RemoteTooLarge:
            if len(lines) == 1:
                raise
            half = len(lines) // 2
            self._inserted(graph, lines[:half])
            self._inserted(graph, lines[half:])
        else:
            self.sent += len(lines)


def rows(service: Service, text: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a small question, each value as plain text; unbound ones are left out."""
    with service.query(text, JSON) as body:
        told: dict[str, Any] = json.loads(body.read())  # Any: JSON of a standard form
    for row in told["results"]["bindings"]:
        yield {name: str(value["value"]) for name, value in row.items()}


def _body(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
