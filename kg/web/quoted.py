"""Quotes that hold the words a reader looks for, with what they say and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from kg import vocab
from kg.query.marking import marked, words_of
from kg.web import lookup
from kg.web.evidence import Quote, quote_of
from kg.web.said import Said, said_by
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.web.terms import Shown

SAYS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage that was found.

    Attributes:
        iri: Of the passage.
        quote: Its words, place and source.
        parts: The words cut into stretches, each with whether it was looked for.
        says: The first statements that rest on it.
        more: How many further ones do.
    """

    iri: str
    quote: Quote
    parts: Sequence[tuple[str, bool]]
    says: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of what was found.

    Attributes:
        total: Passages on all pages.
        number: Of this page, 1 for the first.
        pages: How many there are.
    """

    total: int
    number: int
    pages: int
    hits: tuple[Hit, ...]


def quotes_with(text: str, *, number: int, limit: int) -> Page:
    """Return one page of the passages that have every word of `text` in their quote.

    Args:
        text: What the reader looks for.
        number: Of the page, from 1; there may be nothing on it.
        limit: Passages on a page.
    """
    found = site().passages.search(text, limit=limit, offset=(number - 1) * limit)
    words = words_of(text)
    return Page(
        total=found.total,
        number=number,
        pages=-(-found.total // limit),
        hits=tuple(_hit(NamedNode(iri), exact, words) for iri, exact in found.passages),
    )


def told(page: Page) -> dict[str, Any]:  # Any: JSON
    """Return a page of passages for programs."""
    return {
        "total": page.total,
        "page": page.number,
        "pages": page.pages,
        "results": [
            {
                "passage": hit.iri,
                "quote": hit.quote.exact,
                "parts": [{"text": text, "hit": is_hit} for text, is_hit in hit.parts],
                "place": hit.quote.place,
                "source": _term(hit.quote.source) if hit.quote.source else None,
                "statements": [
                    {
                        "subject": _term(said.subject),
                        "predicate": said.predicate,
                        "object": _term(said.object),
                    }
                    for said in hit.says
                ],
                "more": hit.more,
            }
            for hit in page.hits
        ],
    }


def _hit(passage: NamedNode, exact: str, words: Sequence[str]) -> Hit:
    says = dict.fromkeys(
        said
        for assertion in lookup.subjects(vocab.evidence, passage)
        for said in said_by(assertion)
    )
    return Hit(
        iri=passage.value,
        quote=quote_of(passage),
        parts=marked(exact, words),
        says=tuple(says)[:SAYS_SHOWN],
        more=max(len(says) - SAYS_SHOWN, 0),
    )


def _term(shown: Shown) -> dict[str, str]:
    found = {"label": shown.label, "iri": shown.iri, "href": shown.href, "lang": shown.lang}
    return {name: value for name, value in found.items() if value}
