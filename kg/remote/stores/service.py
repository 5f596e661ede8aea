"""One SPARQL service: questions, changes and whole graphs, with errors that say what to do."""

from __future__ import annotations

import http.client
import io
import re
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, urlencode

from kg.errors import QueryTimeout, QueryTooLarge, RemoteError, RemoteLacks, RemoteTooLarge
from kg.remote.stores.engines import STORES
from kg.remote.stores.line import Line
from kg.remote.stores.place import PASSWORD, TOKEN, USER, Login

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.remote.stores.place import Place

FORM: Final = "application/x-www-form-urlencoded; charset=utf-8"
TRIPLES: Final = "application/n-triples"
SHOWN: Final = 300  # characters of what a service says
LOGIN: Final = f"set {USER} and {PASSWORD}, or {TOKEN}, in the environment"
RIGHT: Final = {
    "virtuoso": 'let an administrator run: GRANT SPARQL_UPDATE TO "user"',
    "": "ask whoever runs it for the right to write",
}
TIMES: Final = re.compile(r"S1TAT|exceeds the limit|timed? ?out|time limit", re.IGNORECASE)


class Service:
    """A store over HTTP, for one thread.

    Attributes:
        place: Its addresses and who asks.
    """

    def __init__(self, place: Place, *, seconds: float = 60.0, retries: int = 4) -> None:
        self.place = place
        self.line = Line(place.login, seconds=seconds, retries=retries)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        self.line.close()

    def query(
        self,
        text: str,
        form: str,
        *,
        default: Sequence[str] = (),
        named: Sequence[str] = (),
        seconds: float = 0.0,
    ) -> io.RawIOBase:
        """Return the body of the answer to a question; it must be read to its end, or closed.

        Args:
            text: SPARQL.
            form: Media type of the answer.
            default: Graphs that make up the default graph; empty leaves it to the service.
            named: Graphs that `GRAPH` may see.
            seconds: Longest time it may take, where the service takes one; 0 names none.

        Raises:
            QueryTimeout: The service ran out of time.
            QueryTooLarge: It has more rows than it gives at once.
            RemoteError: It does not answer, or refuses.
        """
        fields = [("query", text), *(("default-graph-uri", iri) for iri in default)]
        fields += [("named-graph-uri", iri) for iri in named]
        if seconds and self.place.engine.seconds:
            fields.append((self.place.engine.seconds, str(int(seconds * 1000))))
        headers = {"Content-Type": FORM, "Accept": form}
        try:
            answer = self.line.send("POST", self.place.query, urlencode(fields).encode(), headers)
        except RemoteError as error:
            if not isinstance(error.__cause__, TimeoutError):
                raise
            raise QueryTimeout(
                f"the store gave no answer within {self.line.seconds:g} seconds",
                where="time",
                hint="narrow the question, or ask for a longer time",
            ) from error
        if answer.status != 200:
            raise self._refusal(answer, "the question")
        self._check_whole(answer)
        said = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if said and said != form:
            self.line.close()
            raise RemoteError(
                f"the store answers in {said}, not in {form}",
                where=self.place.query,
                hint="is this the address of its query service? its kind can be named in front of"
                " the address, as in virtuoso+http://…",
            )
        return _Body(answer, self.line)

    def update(self, text: str) -> None:
        """Run a SPARQL Update that does no harm when it is run twice.

        Raises:
            RemoteLacks: The service has no updates.
            RemoteTooLarge: The text is too long for it.
            RemoteError: It does not answer, or refuses.
        """
        if not self.place.update:
            raise RemoteLacks("this store takes no SPARQL Update", where=self.place.address)
        headers = {"Content-Type": FORM, "Accept": "*/*"}
        body = urlencode({"update": text}).encode()
        answer = self.line.send("POST", self.place.update, body, headers)
        if not 200 <= answer.status < 300:
            raise self._refusal(answer, "the change")
        answer.read()

    def put(self, graph: str, triples: bytes) -> None:
        """Have a graph hold these N-Triples and nothing else (Graph Store Protocol).

        Raises:
            RemoteLacks: The service speaks no Graph Store Protocol here.
            RemoteTooLarge: The body is too long for it.
            RemoteError: It does not answer, or refuses.
        """
        self._graph("PUT", graph, triples)

    def post(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph (Graph Store Protocol); raises as `put` does."""
        self._graph("POST", graph, triples)

    def delete(self, graph: str) -> None:
        """Drop a graph, if there is one; raises as `put` does."""
        self._graph("DELETE", graph, b"", missing=True)

    def _graph(self, method: str, graph: str, triples: bytes, *, missing: bool = False) -> None:
        if not self.place.graphs:
            raise RemoteLacks("no Graph Store Protocol is spoken there", where=self.place.address)
        answer = self.line.send(
            method, self._named(graph), triples, {"Content-Type": TRIPLES} if triples else {}
        )
        if not 200 <= answer.status < 300 and not (missing and answer.status == 404):
            raise self._refusal(answer, "the graph")
        answer.read()

    def _named(self, graph: str) -> str:
        return f"{self.place.graphs}?{self.place.engine.graph_key}={quote(graph, safe='')}"

    def _check_whole(self, answer: http.client.HTTPResponse) -> None:
        """Refuse an answer of which the service says itself that it is a part.

        Virtuoso cuts rows at a limit of its own, and answers with what it has when time is over;
        both come with status 200.
        """
        if answer.headers.get("X-SQL-State", "") == "S1TAT":
            self.line.close()
            raise QueryTimeout("the store ran out of time and has only a part", where="time")
        most = answer.headers.get("X-SPARQL-MaxRows", "")
        if most:
            self.line.close()
            raise QueryTooLarge(
                f"the store gives {most} rows at most and has more",
                where=self.place.query,
                hint="ask for less at once, or have ResultSetMaxRows raised",
            )

    def _refusal(self, answer: http.client.HTTPResponse, what: str) -> RemoteError | QueryTimeout:
        """Return what to tell of an answer that is none."""
        said = self.place.login.hidden(_said(answer))
        self.line.close()
        status = answer.status
        where = self.place.address
        told = f"the store does not take {what}: {status}" + (f", {said}" if said else "")
        if TIMES.search(said) and status in {400, 408, 500, 503, 504}:
            return QueryTimeout(f"the store ran out of time: {said}", where="time")
        if status == 401:
            has_login = bool(self.place.login.scheme)
            wrong = (
                "the store does not accept the login" if has_login else "the store wants a login"
            )
            return RemoteError(wrong, where=where, hint=LOGIN)
        if status == 403 or (status >= 400 and _lacks_right(said)):
            hint = RIGHT.get(self.place.kind, RIGHT[""])
            return RemoteError(f"no right to do that: {said or status}", where=where, hint=hint)
        if status in {404, 405, 501}:
            return RemoteLacks(
                told, where=where, hint="check the address and the kind of the store"
            )
        if status == 413:
            return RemoteTooLarge(told, where=where)
        if status in {406, 415}:
            return RemoteLacks(
                f"{told}: it does not know the media type", where=where, hint="name its kind"
            )
        if 300 <= status < 400:
            there = answer.headers.get("Location", "?")
            return RemoteError(f"the store has moved to {there}", where=where, hint="name that")
        return RemoteError(told, where=where)


class _Body(io.RawIOBase):
    """The body of an answer; one that breaks off raises instead of ending."""

    def __init__(self, answer: http.client.HTTPResponse, line: Line) -> None:
        super().__init__()
        self.answer = answer
        self.line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        try:
            piece = self.answer.read1(len(view))
        except (OSError, http.client.HTTPException) as error:
            raise OSError(f"the store broke the answer off ({type(error).__name__})") from error
        view[: len(piece)] = piece
        if not piece and self.answer.length:
            raise OSError(f"the store broke the answer off {self.answer.length} bytes early")
        return len(piece)

    def close(self) -> None:
        if not self.closed and not self.answer.isclosed():
            self.line.close()  # what nobody has read must not be taken for the next answer
        super().close()


def _said(answer: http.client.HTTPResponse) -> str:
    """Return the beginning of what a service says, as one line without markup."""
    text = answer.read(20 * SHOWN).decode("utf-8", "replace")
    if "<html" in text.lower():
        text = re.sub(r"<(script|style)\b.*?</\1>|<[^<>]*>", " ", text, flags=re.DOTALL)
    text = text.partition("SPARQL query:")[0]  # Virtuoso repeats the question
    return " ".join(text.split())[:SHOWN]


def _lacks_right(said: str) -> bool:
    return "permission" in said.lower() or "access denied" in said.lower()


def recognised(address: str, seconds: float = 10.0) -> str:
    """Return the kind of store that answers at an address; `sparql` where it says none.

    Raises:
        RemoteError: Nothing answers there.
    """
    line = Line(Login(), seconds=seconds, retries=0)
    try:
        server = line.send("GET", address).headers.get("Server", "")
    finally:
        line.close()
    kinds = (kind for kind, engine in STORES.items() if engine.server)
    return next((kind for kind in kinds if server.startswith(STORES[kind].server)), "sparql")
