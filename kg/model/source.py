"""What comes in: a source's bytes and what is told beside them. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Language = Literal["ko", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is told beside the text, by a sidecar file or by the page itself.

    Attributes:
        published: Publication date; without it nothing relative is resolved.
        publisher: Name of the outlet or body that published it.
        language: Main language of the text; None when it is to be recognised.
        licence: IRI or SPDX id; empty means quotation only.
        title: Headline or title.
        url: Where the public can read it.
        genre: Such as `news`, `release`, `table`.
    """

    published: date | None = None
    publisher: str = ""
    language: Language | None = None
    licence: str = ""
    title: str = ""
    url: str = ""
    genre: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source as it was found; its identity is the SHA-256 of its bytes.

    Attributes:
        name: Path inside the project's `sources/`, with `/`; a name, not an identity.
        media_type: Such as `text/plain`.
        body: The bytes.
        meta: What is told beside them.
    """

    name: str
    media_type: str
    body: bytes
    meta: Meta = field(default_factory=Meta)

    @property
    def digest(self) -> str:
        """SHA-256 of the body, 64 hex characters."""
        return hashlib.sha256(self.body).hexdigest()
