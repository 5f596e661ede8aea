"""The release for agents: tools over the Model Context Protocol, read only, on stdin and stdout.

Needs the extra `deungdae[mcp]`; `kg mcp` says so where it is missing.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg import vocab
from kg.errors import KgError
from kg.files import resource_toml
from kg.query.describe import resolve
from kg.query.job import Job
from kg.query.named import named_queries, named_query
from kg.query.prefixes import PREFIXES
from kg.query.reply import CutAnswer
from kg.query.why import why
from kg.web.generation import front_of, open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kg.query.reply import Desk, Reply
    from kg.query.why import Why
    from kg.web.settings import Settings
    from kg.web.site import Site

Answer = dict[str, Any]  # Any: JSON; not for type checking only, as the SDK makes schemas of it
ROWS: Final = "application/sparql-results+json"
MOST_HITS: Final = 100
MOST_STATEMENTS: Final = 200  # of a thing; what is left out is counted
MOST_PASSAGES: Final = 5  # of a statement
READS: Final = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def run(settings: Settings) -> None:
    """Answer an agent until it closes stdin.

    Raises:
        KgError: What is to be served cannot be opened.
    """
    site = open_site(settings)
    front = front_of(site, settings.limits)  # forks: before the server starts its threads
    try:
        front.open()
        server_of(Tools(site, front, settings)).run("stdio")
    finally:
        front.open().close()
        front.keeper.end()


def server_of(tools: Tools) -> MCPServer:
    """Return the server that offers the tools, told as `service/mcp.toml` words them."""
    told = resource_toml("service/mcp.toml")
    server = MCPServer(
        "deungdae",
        version=version("deungdae"),
        instructions=told["instructions"],
        log_level="ERROR",
    )
    for name in told["tool"]:
        server.add_tool(
            getattr(tools, name),
            name=name,
            title=told["tool"][name]["title"],
            description=told["tool"][name]["about"],
            annotations=READS,
        )
    return server


class Tools:
    """What an agent may do with one release."""

    def __init__(self, site: Site, desk: Desk, settings: Settings) -> None:
        self.site = site
        self.desk = desk
        self.limits = settings.limits

    def search(self, text: str, kind: str = "", limit: int = 20) -> Answer:
        """Find things by any of their names."""
        with _told():
            node = resolve(self.site.store, _prefixed(kind)) if kind else None
            most = max(1, min(limit, MOST_HITS))
            hits = self.site.index.search(text, limit=most, kind=node)
        found = [
            {
                "iri": hit.iri,
                "labels": dict(hit.labels),
                "types": list(hit.types),
                "matched": hit.matched,
                "score": hit.score,
            }
            for hit in hits
        ]
        return {"hits": found, "may_be_more": len(found) == most}

    def entity(self, name: str) -> Answer:
        """Tell what is said of a thing, and with it, each statement with its passages."""
        store = self.site.store
        with _told():
            node = NamedNode(resolve(store, name))
            said = list(_statements(store, node))
            if not said:
                hint = "find its name with search"
                raise ToolError(f"{name}: nothing is said about it ({hint})")
            behind: dict[tuple[str, str, str], list[Why]] = {}
            for reason in why(store, node.value):
                key = (reason.subject, reason.predicate, str(reason.value))
                behind.setdefault(key, []).append(reason)
        shown = [self._statement(each, behind) for each in said[:MOST_STATEMENTS]]
        return {
            "iri": node.value,
            "labels": dict(self.site.index.labels.get(node.value, {})),
            "statements": shown,
            "left_out": len(said) - len(shown),
        }

    def questions(self) -> Answer:
        """List the kept questions."""
        return {
            "questions": [
                {"name": each.name, "ko": each.ko, "en": each.en} for each in named_queries()
            ]
        }

    def question(self, name: str) -> Answer:
        """Answer one of the kept questions."""
        with _told():
            return self._asked(named_query(name).text, self.limits.seconds)

    def sparql(self, query: str, timeout: float = 0) -> Answer:
        """Answer a SPARQL query within the service's limits."""
        with _told():
            return self._asked(query, timeout if timeout > 0 else self.limits.seconds)

    def _asked(self, text: str, seconds: float) -> Answer:
        job = Job(text=text, table=ROWS, graph="text/turtle", most=self.limits.answer)
        reply = self.desk.ask(self.site.filled(job), seconds=seconds)
        body = _whole(reply)
        is_rows = reply.head.form == ROWS
        told: object = json.loads(body) if is_rows else body.decode()
        return {"kind": reply.head.kind, "form": reply.head.form, "answer": told}

    def _statement(
        self, parts: tuple[NamedNode, NamedNode, NamedNode | Literal], behind: _Behind
    ) -> Answer:
        subject, predicate, value = parts
        reasons = behind.get((subject.value, predicate.value, str(value)), [])
        return {
            "subject": self._shown(subject),
            "predicate": predicate.value,
            "value": self._shown(value),
            "evidence": [_passage(each) for each in reasons[:MOST_PASSAGES]],
            "evidence_left_out": max(len(reasons) - MOST_PASSAGES, 0),
        }

    def _shown(self, term: NamedNode | Literal) -> Answer:
        if isinstance(term, NamedNode):
            return {"iri": term.value, "labels": dict(self.site.index.labels.get(term.value, {}))}
        shown = {"text": term.value}
        return shown | ({"lang": term.language} if term.language else {})


_Behind = dict[tuple[str, str, str], list["Why"]]


@contextmanager
def _told() -> Iterator[None]:
    """Let an agent read what went wrong and what to do, instead of that something did."""
    try:
        yield
    except KgError as error:
        raise ToolError(str(error)) from error


def _whole(reply: Reply) -> bytes:
    """Return an answer's bytes; what breaks it off is raised as itself."""
    try:
        return b"".join(reply.pieces())
    except CutAnswer as cut:
        if isinstance(cut.__cause__, KgError):
            raise cut.__cause__ from cut
        raise
    finally:
        reply.close()


def _prefixed(kind: str) -> str:
    """Return a class as an agent may write it, as an IRI or a prefixed name: `SME` is `dd:SME`."""
    return kind if ":" in kind else f"{PREFIXES['dd']}{kind}"


def _statements(
    store: Store, node: NamedNode
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield what is said of a thing, sorted, then what is said with it, machinery left out."""
    machinery = {vocab.RDF.subject, vocab.RDF.object, vocab.RDF.predicate}
    for subject, value in ((node, None), (None, node)):
        quads = store.quads_for_pattern(subject, None, value, DefaultGraph())
        for quad in sorted(quads, key=str):
            if quad.predicate in machinery or not isinstance(quad.subject, NamedNode):
                continue
            if isinstance(quad.object, NamedNode | Literal):
                yield quad.subject, quad.predicate, quad.object


def _passage(reason: Why) -> Answer:
    place = {"start": reason.start, "end": reason.end, "cell": reason.cell}
    return {
        "quote": reason.quote,
        "source": reason.source,
        "title": reason.title,
        **{name: value for name, value in place.items() if value not in {None, ""}},
        "rule": reason.rule,
        "confidence": reason.confidence,
    }
