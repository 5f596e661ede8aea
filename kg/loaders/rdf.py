"""RDF in every syntax pyoxigraph parses: each statement with its own line as evidence. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

import pyoxigraph

from kg.errors import SourceSyntax
from kg.loaders.decoding import decode
from kg.loaders.findings import merged_graphs, minted_nodes
from kg.model.document import Block, Document, Loaded, Triples
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import RdfFormat, Triple

    from kg.model.source import Source

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

FORMATS: Final[dict[str, RdfFormat]] = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/trig": pyoxigraph.RdfFormat.TRIG,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "text/n3": pyoxigraph.RdfFormat.N3,
}
# Name space of the UUIDs minted for blank nodes; the UUID of `urn:deungdae:blank-node`.
BLANK: Final = UUID("a3c4f3a5-5d3b-5f0e-9a55-0d6b1a5e7c11")
_ENCODING: Final = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_ENTITY: Final = re.compile(r"""<!ENTITY\s+\S+\s+["'][^"']*&(?!#)""")


def load_rdf(source: Source) -> Loaded:
    """Read RDF; the document's text is its sorted N-Triples, one statement a line.

    Blank nodes get IRIs made from the source's digest and their order, so the same bytes give
    the same names. Named graphs are read as one. Nothing is fetched: a JSON-LD file that
    names a remote context is refused. Relative IRIs are resolved against the sidecar's `url`.

    Raises:
        SourceSyntax: It does not parse.
    """
    nodes = _Nodes(source.digest)
    graphs: set[str] = set()
    triples: set[Triple] = set()
    text = _text(source)
    try:
        for quad in pyoxigraph.parse(
            input=text, format=FORMATS[source.media_type], base_iri=source.meta.url or None
        ):
            if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
                graphs.add(str(quad.graph_name))
            triples.add(nodes.named(quad.triple))
    except (SyntaxError, ValueError) as error:
        raise _syntax(source, error) from error
    findings = [minted_nodes(source, len(nodes.minted))] if nodes.minted else []
    findings += [merged_graphs(source, len(graphs))] if graphs else []
    return Loaded(triples=(_triples(source, triples),), findings=tuple(findings))


class _Nodes:
    """The blank nodes of one source and the IRIs minted for them, in order of appearance."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.minted: dict[str, pyoxigraph.NamedNode] = {}

    def named(self, triple: Triple) -> Triple:
        subject = self._term(triple.subject)
        assert not isinstance(subject, pyoxigraph.Literal)  # noqa: S101
        return pyoxigraph.Triple(subject, triple.predicate, self._term(triple.object))

    def _term(self, term: Term) -> Term:
        if isinstance(term, pyoxigraph.Triple):
            return self.named(term)
        if not isinstance(term, pyoxigraph.BlankNode):
            return term
        if term.value not in self.minted:
            name = uuid5(BLANK, f"{self.source} {len(self.minted)}")
            self.minted[term.value] = pyoxigraph.NamedNode(name.urn)
        return self.minted[term.value]


def _text(source: Source) -> str:
    text = decode(source)
    if source.media_type != "application/rdf+xml":
        return text
    if _ENTITY.search(text):
        raise SourceSyntax(
            "an entity is defined by another one, which may grow without limit",
            where=source.name,
            hint="write the IRIs out",
        )
    return _ENCODING.sub(r"\1", text, count=1)  # it is decoded by now, and the parser wants UTF-8


def _triples(source: Source, found: Iterable[Triple]) -> Triples:
    lines = {f"{triple} .": triple for triple in found}
    ordered = sorted(lines)
    blocks: list[Block] = []
    at = 0
    for line in ordered:
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    text = "\n".join(ordered)
    document = Document(
        source=source.digest,
        name=source.name,
        text=text,
        blocks=tuple(blocks),
        meta=source.meta,
    )
    return Triples(
        document=document,
        statements=tuple(
            (lines[line], document.evidence(block.span))
            for line, block in zip(ordered, blocks, strict=True)
        ),
    )


def _syntax(source: Source, error: SyntaxError | ValueError) -> SourceSyntax:
    line = getattr(error, "lineno", None)
    message = str(getattr(error, "msg", None) or error)
    hint = ""
    if "LoadDocumentCallback" in message:
        message = "the file names a remote JSON-LD context, and nothing is fetched"
        hint = "write the context into the file"
    elif "scheme" in message:
        hint = "write absolute IRIs, or tell the file's address as url in its sidecar"
    return SourceSyntax(message, where=f"{source.name}:{line}" if line else source.name, hint=hint)
