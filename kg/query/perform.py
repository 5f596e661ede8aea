"""What is done with the served data inside a process that may be killed: the tasks by name."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from kg.errors import KgError, QuerySyntax, QueryTooLarge, StoreError, UnknownFormat
from kg.query.answer import answer, failed
from kg.query.data import has_own_dataset, names_graphs
from kg.query.drawing import draw_chunks
from kg.query.job import PAGE, Head, error_frame
from kg.query.lately import lately
from kg.query.outside import REWRITE as OUTSIDE
from kg.query.rewrite import Rewritten, rewrite
from kg.query.serialise import stream
from kg.query.sink import PIECE_BYTES, Sink, too_long
from kg.query.standard import standard
from kg.query.tally.containing import holding
from kg.query.tally.counting import COUNTED, Counted, counted
from kg.viz.explorer import write_explored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Triple

    from kg.query.answer import Answer
    from kg.query.data import Data
    from kg.query.far import FarStore
    from kg.query.job import Job
    from kg.query.sink import Send

ROWS_ON_PAGE: Final = 500
JSON: Final = frozenset({"application/sparql-results+json", "application/json"})
_VOLATILE: Final = re.compile(r"(?:now|rand|uuid)(?:\s|#[^\r\n]*)*\(", re.IGNORECASE)
_MAY_VARY: Final = ("now", "rand", "uuid", "\\u")  # one of these must stand there for any of it
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U000([0-9A-Fa-f]{5})")


def perform(data: Data, job: Job, send: Send) -> None:
    """Do one job and send its answer as frames; an error of ours is a frame too."""
    try:
        TASKS[job.task](data, job, send)
    except KgError as error:
        send(error_frame(error))
    except MemoryError:
        send(error_frame(QueryTooLarge("the query needs more memory than a query gets")))


@lately
def is_lasting(text: str) -> bool:
    """Tell whether a question has the same answer each time: it asks for no time and no chance."""
    told = text.lower()
    if not any(word in told for word in _MAY_VARY):
        return True
    plain = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return not _VOLATILE.search(plain)


def _query(data: Data, job: Job, send: Send) -> None:
    found_here = _counted(data, job)
    if found_here and job.table in JSON:
        pieces = found_here.json()
        if pieces is not None:
            names = (*job.names, COUNTED)
            head = Head(
                kind="SELECT",
                form=job.table,
                is_lasting=OUTSIDE not in job.names,
                rewrites=names,
            )
            sink = Sink(send, head, job.most)
            for piece in pieces:
                sink.write(piece)
            sink.end()
            return
    store = data.store_for(job)
    rewritten = _rewritten(data, job, store, found_here)
    try:
        found = _asked(store, job, rewritten.text)
    except QuerySyntax:
        if rewritten.names:
            _asked(Store(), job, _own(job))  # what is wrong is told in the asker's own words
        raise
    form = job.table if found.kind in {"SELECT", "ASK"} else job.graph
    if not form:
        raise UnknownFormat("no form of this answer is accepted", where=found.kind)
    head = Head(
        kind=found.kind,
        form=form,
        is_lasting=is_lasting(job.text) and OUTSIDE not in job.names,
        rewrites=rewritten.names,
    )
    sink = Sink(send, head, job.most)
    try:
        if form == PAGE:
            sink.write(json.dumps(first_rows(found)).encode("utf-8", "surrogatepass"))
        else:
            stream(found, form, cast("IO[bytes]", sink))  # all that is asked of it is `write`
    except (OSError, RuntimeError, SyntaxError) as error:
        if sink.is_over:  # the engine wraps what its output raises
            raise too_long(job.most) from error
        raise failed(error) from error
    sink.end()


def _counted(data: Data, job: Job) -> Counted | None:
    """Return what was found over columns; None where the engine is asked."""
    if data.columns is None or has_own_dataset(job):
        return None
    return counted(data.columns, job.filled or job.text)


def _rewritten(data: Data, job: Job, store: Store, found: Counted | None) -> Rewritten:
    """Return the question as the engine is asked, with the names of all that was done to it."""
    text = job.filled or job.text
    told = found.question() if found else None
    if told is None and data.columns and not names_graphs(job):
        told = holding(data.columns, text)
    if told:
        return Rewritten(told.text, job.names + told.names)
    changed = rewrite(text)
    told = standard(changed.text, store)
    return Rewritten(told.text, job.names + changed.names + told.names)


def _own(job: Job) -> str:
    """Return the question in the asker's own words."""
    return job.plain or job.text


def _asked(store: Store, job: Job, text: str) -> Answer:
    return answer(
        store,
        text,
        default_graphs=job.default_graphs,
        named_graphs=job.named_graphs,
        base=job.base or None,
    )


def _explain(data: Data, job: Job, send: Send) -> None:
    """Tell how a question would be asked of the engine, without asking it."""
    kind = _asked(Store(), job, _own(job)).kind  # no data: only what is wrong with it is found
    rewritten = _rewritten(data, job, data.whole, _counted(data, job))
    told = {
        "kind": kind,
        "question": job.text,
        "asked-as": rewritten.text,
        "rewrites": list(rewritten.names),
        "asked-of": "all graphs" if names_graphs(job) else "the default graph by itself",
        "kept": is_lasting(job.text) and OUTSIDE not in job.names,
    }
    if data.is_far:
        far = cast("FarStore", data.whole)  # what is asked over the network is one of these
        told["put-to-the-store"] = far.told(rewritten.text, job.base)
    if "elsewhere" in job.options:
        told["asked-elsewhere"] = json.loads(job.options["elsewhere"])
    sink = Sink(send, Head(kind=kind, form="application/json"), job.most)
    sink.write(json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
    sink.end()


def first_rows(found: Answer) -> dict[str, object]:
    """Return an answer for a page: columns, the first rows and how many there are."""
    if isinstance(found.result, QueryBoolean):
        return {"boolean": bool(found.result)}
    is_graph = not isinstance(found.result, QuerySolutions)
    columns = ("subject", "predicate", "object") if is_graph else found.variables
    rows: list[list[object]] = []
    total = 0
    for row in found.result:
        total += 1
        if total <= ROWS_ON_PAGE:
            rows.append([_told(term) for term in row])
    return {"columns": columns, "rows": rows, "total": total, "is_graph": is_graph}


def _told(term: NamedNode | BlankNode | Literal | Triple | None) -> object:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return ["iri", term.value]
    if isinstance(term, Literal):
        return ["literal", term.value, term.language or "", term.datatype.value]
    return ["other", str(term)]


def _draw(data: Data, job: Job, send: Send) -> None:
    told = job.options
    pieces = draw_chunks(
        data.whole,
        told["form"],
        focus=told["focus"] or None,
        depth=int(told["depth"]),
        lang="ko" if told["lang"] == "ko" else "en",
    )
    _sent(pieces, Sink(send, Head(kind="draw", form=told["form"]), job.most))


def _explore(data: Data, job: Job, send: Send) -> None:
    drawn = write_explored(data.whole, job.options["base"])
    _sent([drawn], Sink(send, Head(kind="explore", form="application/json"), job.most))


def _sent(pieces: Iterable[bytes], sink: Sink) -> None:
    try:
        for piece in pieces:
            for start in range(0, len(piece), PIECE_BYTES):
                sink.write(piece[start : start + PIECE_BYTES])
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(f"the drawing could not be made: {error}") from error
    sink.end()


TASKS: Final[Mapping[str, Callable[[Data, Job, Send], None]]] = {
    "query": _query,
    "explain": _explain,
    "draw": _draw,
    "explore": _explore,
}
