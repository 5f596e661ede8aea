"""The last step of every loader that makes a text: repeats found, language recognised. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from kg.loaders.repeats import repeats
from kg.model.document import Document
from kg.model.language import recognise
from kg.model.source import Meta

if TYPE_CHECKING:
    from kg.model.document import Block


def document(
    text: str, blocks: tuple[Block, ...], *, source: str, name: str, meta: Meta
) -> Document:
    """Return the document, with its repeated passages and its language."""
    return Document(
        source=source,
        name=name,
        text=text,
        blocks=blocks,
        repeats=repeats(text),
        meta=meta if meta.language else replace(meta, language=recognise(text)),
    )


def prefer(told: Meta, own: Meta) -> Meta:
    """Return what was told beside a text, filled up with what the text says of itself."""
    return Meta(
        **{
            entry.name: getattr(told, entry.name) or getattr(own, entry.name)
            for entry in fields(Meta)
        }
    )
