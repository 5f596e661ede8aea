"""Readings built by hand, so that the frames are tested apart from the finding of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

import pytest

from kg.extract.grammar import particles
from kg.extract.reading import Mention, Reading, When
from kg.extract.text import sentences
from kg.model.document import Document
from kg.model.evidence import Span
from kg.model.facts import ActorType, Facts
from kg.model.source import Language, Meta

if TYPE_CHECKING:
    from datetime import date

ReadByHand = Callable[..., Reading]


def _mentions(text: str, names: Mapping[str, str], lang: Language) -> tuple[Mention, ...]:
    """Return every place where a name stands; `alias` maps to `Type=Canonical`."""
    found: list[Mention] = []
    for printed in sorted(names, key=len, reverse=True):
        kind_of, _, canonical = names[printed].partition("=")
        for match in re.finditer(re.escape(printed), text):
            span = Span(match.start(), match.end())
            if any(span.meets(other.span) for other in found):
                continue
            glued = particles.behind().match(text, span.end) if lang == "ko" else None
            if lang == "ko" and glued is None:
                continue
            found.append(
                Mention(
                    span=span,
                    names=tuple((canonical or printed).split("|")),
                    type=cast("ActorType", kind_of),
                    kind="alias" if canonical else "name",
                    particle=glued[0] if glued else "",
                )
            )
    return tuple(sorted(found, key=lambda mention: mention.span))


@pytest.fixture
def by_hand() -> ReadByHand:
    """Return a function that builds a reading from a text, its names and its dates."""

    def build(
        text: str,
        names: Mapping[str, str],
        lang: Language = "ko",
        times: Sequence[tuple[str, str, str | None, bool]] = (),
        published: date | None = None,
    ) -> Reading:
        document = Document(
            source="0" * 64, name="hand", text=text, meta=Meta(language=lang, published=published)
        )
        return Reading(
            document=document,
            lang=lang,
            published=published,
            facts=Facts(),
            sentences=sentences.split(document, lang),
            mentions=_mentions(text, names, lang),
            times=tuple(
                When(
                    span=Span(text.index(words), text.index(words) + len(words)),
                    start=start,
                    end=end,
                    is_future=later,
                )
                for words, start, end, later in times
            ),
        )

    return build
