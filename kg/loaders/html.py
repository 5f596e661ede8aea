"""Web pages: the main text without navigation, and what the page says of itself. Pure."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceSyntax
from kg.loaders.decoding import decode
from kg.loaders.documents import document, prefer
from kg.loaders.lines import bullet_length, kind_of
from kg.loaders.page import own_meta
from kg.model.document import Block, Loaded
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from configparser import ConfigParser

    from kg.model.document import BlockKind
    from kg.model.source import Source

_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_HEAD: Final = 2048  # bytes; HTML wants the declaration in the first 1024
SHORT_PAGE: Final = "20"  # characters of main text below which trafilatura takes the whole page
KINDS: Final[dict[str, BlockKind]] = {
    "head": "title",
    "p": "paragraph",
    "item": "list_item",
    "cell": "table_cell",
    "quote": "quote",
}


def load_html(source: Source) -> Loaded:
    """Read a page's main text; its offsets are of the text made here, one block a line.

    Raises:
        SourceSyntax: No encoding fits, or the page has no main text.
    """
    # Not at the top: its first import takes half a second that other formats need not wait for.
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415
    from trafilatura.utils import load_html as parse_page  # noqa: PLC0415

    charset = _CHARSET.search(source.body[:_HEAD])
    page = decode(source, declared=charset[1].decode("ascii") if charset else "")
    tree = parse_page(page)
    if tree is None:
        raise _empty(source)
    own = own_meta(tree)
    main = bare_extraction(tree, include_comments=False, include_tables=True, config=_settings())
    pieces = list(_pieces(main.body)) if isinstance(main, Document) else []
    if not pieces:
        raise _empty(source)
    if own.title and not any(kind == "title" for kind, _ in pieces):
        pieces.insert(0, ("title", own.title))
    text, blocks = _joined(pieces)
    meta = prefer(source.meta, own)
    read = document(text, blocks, source=source.digest, name=source.name, meta=meta)
    return Loaded(documents=(read,))


@cache
def _settings() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG  # noqa: PLC0415

    settings: ConfigParser = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = SHORT_PAGE
    return settings


def _empty(source: Source) -> SourceSyntax:
    return SourceSyntax(
        "the page has no main text", where=source.name, hint="save the article's text as .txt"
    )


def _pieces(body: Any) -> Iterator[tuple[BlockKind, str]]:  # Any: lxml has no types here
    """Yield each block of trafilatura's tree with its words, blanks made single."""
    for node in body.iterchildren():
        if node.tag in {"list", "table", "row", "div"}:
            yield from _pieces(node)
            continue
        for line in _lines(node):
            words = " ".join(line.split())
            if words:
                kind = KINDS.get(node.tag, "paragraph")
                yield (kind_of(words) or kind if kind == "paragraph" else kind), words


def _lines(node: Any) -> list[str]:  # Any: lxml has no types here
    """Return the words of a node, one string for each stretch between line breaks."""
    lines = [node.text or ""]
    for child in node.iterchildren():
        inner = _lines(child) if child.tag != "lb" else ["", ""]
        lines[-1] += inner[0]
        lines.extend(inner[1:])
        lines[-1] += child.tail or ""
    return lines


def _joined(pieces: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    at = 0
    for kind, words in pieces:
        bullet = bullet_length(words) if kind == "list_item" else 0
        blocks.append(Block(kind, Span(at + bullet, at + len(words))))
        at += len(words) + 1
    return "\n".join(words for _, words in pieces), tuple(blocks)
