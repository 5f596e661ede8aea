"""`/source/NAME`: one source, its text with the evidence marked, or the quotes alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, redirect, render_template, url_for

from kg import vocab
from kg.web import lookup
from kg.web.entity import Row, row_of
from kg.web.evidence import Quote, quote_of
from kg.web.linked import known
from kg.web.marks import Piece, pieces
from kg.web.said import Said, said_by
from kg.web.terms import anchor, number
from kg.web.wording import text

if TYPE_CHECKING:
    from pyoxigraph import NamedNode
    from werkzeug.wrappers import Response as Redirect

routes: Final = Blueprint("sources", __name__)
ABOUT: Final = (
    vocab.DCT.issued,
    vocab.DCT.publisher,
    vocab.DCT.creator,
    vocab.DCT.language,
    vocab.DCT.license,
    vocab.DCT.source,
    vocab.DCT.identifier,
)
SAYS_SHOWN: Final = 12
# Names, kinds and belonging say little beside what was done.
PLAIN: Final = {
    term.value for term in (vocab.RDF.type, vocab.SKOS.prefLabel, vocab.hasPart, vocab.mentions)
}
SUMMED: Final = 3  # statements in the words beside a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage and what it says."""

    anchor: str
    quote: Quote
    says: tuple[Said, ...]
    more: int = 0

    @property
    def rules(self) -> str:
        """The rules by which it was read."""
        return ", ".join(dict.fromkeys(said.rule for said in self.says if said.rule))

    @property
    def summary(self) -> str:
        """What was read from it and by which rules, in a few lines."""
        if not self.says:
            return ""
        lines = dict.fromkeys(
            f"{said.subject.label} · {said.predicate} · {said.object.label}"
            for said in sorted(self.says, key=lambda said: said.iri in PLAIN)
        )
        shown, left = list(lines)[:SUMMED], len(lines) - SUMMED + self.more
        if left > 0:
            shown.append(text("source.more", n=left))
        surely = sorted({float(said.confidence) for said in self.says if said.confidence})
        told = [text("page.rule", rule=self.rules)] if self.rules else []
        if surely:
            ends = " – ".join(dict.fromkeys(number(str(end)) for end in (surely[0], surely[-1])))
            told.append(text("page.confidence", confidence=ends))
        return "\n".join([*shown, " · ".join(told)]).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What the page of a source shows; `pieces` only where its licence allows a copy."""

    title: str
    lang: str
    has_licence: bool
    about: tuple[Row, ...]
    passages: tuple[Passage, ...]
    pieces: tuple[Piece, ...] = ()

    @property
    def summaries(self) -> dict[str, str]:
        """Anchor to what was read from the passage."""
        return {each.anchor: each.summary for each in self.passages}


@routes.get("/source/<name>")
def source(name: str) -> str | Redirect:
    """Show a source; what is no source is sent on to its own page."""
    node = known(name)
    if vocab.SourceDocument not in lookup.types(node):
        return redirect(url_for("linked.doc", name=name), 303)
    return render_template("source.html", source=page_of(node), name=name)


def page_of(node: NamedNode) -> SourcePage:
    """Return the page of a source."""
    rows = [row_of(node, predicate) for predicate in ABOUT]
    passages = _passages(node)
    spans = {each.anchor: each.quote.span for each in passages if each.quote.span}
    whole = lookup.text_of(node)
    return SourcePage(
        title=lookup.label(node).value,
        lang=lookup.words(node, vocab.DCT.language),
        has_licence=bool(lookup.values(node, vocab.DCT.license)),
        about=tuple(row for row in rows if row.blocks),
        passages=tuple(passages),
        pieces=tuple(pieces(whole, spans)) if whole else (),
    )


def _passages(node: NamedNode) -> list[Passage]:
    resting: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for passage in lookup.subjects(vocab.OA.hasSource, node):
        resting[passage] += lookup.subjects(vocab.evidence, passage)
    found = [
        Passage(
            anchor=anchor(passage.value),
            quote=quote_of(passage),
            says=tuple(said for each in assertions[:SAYS_SHOWN] for said in said_by(each)),
            more=max(len(assertions) - SAYS_SHOWN, 0),
        )
        for passage, assertions in resting.items()
    ]
    return sorted(
        (passage for passage in found if passage.quote.exact),
        key=lambda passage: (passage.quote.order, passage.anchor),
    )
