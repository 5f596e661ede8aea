"""Plain text: its own characters, and what each line is. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import SourceSyntax
from kg.loaders.decoding import decode
from kg.loaders.documents import document
from kg.loaders.lines import blocks
from kg.model.document import Loaded

if TYPE_CHECKING:
    from kg.model.source import Source


def load_text(source: Source) -> Loaded:
    """Read a plain text (UTF-8, CP949, or what its byte-order mark says).

    The document's text is exactly the decoded text; line ends stay as they are.

    Raises:
        SourceSyntax: No encoding fits, or nothing but blanks stands there.
    """
    text = decode(source)
    if not text.strip():
        raise SourceSyntax("the text is empty", where=source.name)
    read = document(text, blocks(text), source=source.digest, name=source.name, meta=source.meta)
    return Loaded(documents=(read,))
