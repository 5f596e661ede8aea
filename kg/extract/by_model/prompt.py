"""What a model is asked; the words are data (`llm/prompt.ko.md`, `llm/prompt.en.md`). Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.extract.by_model.schema import schema
from kg.files import resource_text
from kg.ids import digest

if TYPE_CHECKING:
    from kg.model.document import Document
    from kg.model.evidence import Span
    from kg.model.source import Language


def messages(document: Document, piece: Span, lang: Language) -> tuple[dict[str, str], ...]:
    """Return the messages of one question: how to read, then the text and its day.

    The text stands in a message of its own, as JSON: words in it that look like orders are
    still words of a text. What keeps them harmless is the check of the answer, not this.
    """
    published = document.meta.published
    told = {
        "published": published.isoformat() if published else None,
        # Half a surrogate pair cannot be sent; a mark of the same length keeps offsets.
        "text": piece.of(document.text).encode("utf-8", "replace").decode("utf-8"),
    }
    return (
        {"role": "system", "content": _system(lang)},
        {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
    )


def version(lang: Language) -> str:
    """Return a digest of what a model is told in a language, the schema included."""
    return digest(_system(lang))


def _system(lang: Language) -> str:
    form = json.dumps(schema(), ensure_ascii=False, separators=(",", ":"))
    # Not str.format(): the schema and the words are full of braces.
    return resource_text(f"llm/prompt.{lang}.md").replace("{schema}", form)
