"""Why a link was drawn, in words of the reader's language."""

from __future__ import annotations

import re
from typing import Any, Final

from pyoxigraph import NamedNode

from kg import vocab
from kg.files import resource_toml
from kg.web import lookup
from kg.web.terms import number
from kg.web.wording import language, text

TABLE: Final = "pages/reasons.toml"
# One feature as `kg.link.match.evidence.Feature` writes it: name, what it rests on, weight.
_FEATURE: Final = re.compile(r"(\w+)(?: (.*?))?? ([+-]\d+\.\d)(?:, |$)")


def judged(link: NamedNode) -> str:
    """Return how a link was judged, in one line: how surely, by what method, and why."""
    confidence = number(lookup.words(link, vocab.confidence))
    name = lookup.words(link, vocab.targetName)
    parts = [
        f"“{name}”" if name else "",
        text("page.confidence", confidence=confidence) if confidence else "",
        method(lookup.words(link, vocab.justification)),
        reasons(lookup.words(link, vocab.reasons)),
    ]
    return " · ".join(filter(None, parts))


def method(name: str) -> str:
    """Return a method in words; one that has none as it is."""
    return _word("method", name) or name


def reasons(told: str) -> str:
    """Return what spoke for and against a link in words; what a person wrote as it stands.

    >>> reasons("slip '오솔길 후드' +3.1, place 안양 +1.5")
    "differs by a slip '오솔길 후드' +3.1, same place 안양 +1.5"
    >>> reasons("kim: an older name of the same firm")
    'kim: an older name of the same firm'
    """
    said, end = [], 0
    while end < len(told):
        found = _FEATURE.match(told, end)
        words = _feature(found[1]) if found else ""
        if found is None or not words:
            return told
        rests_on = _number(found[2]) if found[1] == "number" else found[2]
        said.append(" ".join(filter(None, (words, rests_on, found[3]))))
        end = found.end()
    return ", ".join(said)


def _number(told: str | None) -> str:
    """Return a registered number behind the name of its register."""
    kind, _, digits = (told or "").partition(" ")
    return f"{lookup.label(NamedNode(vocab.DD + kind)).value} {digits}" if digits else kind


def _feature(name: str) -> str:
    parts = ("name", "context", "person")
    return next(filter(None, (_word(part, name) for part in parts)), "")


def _word(part: str, name: str) -> str:
    words: dict[str, Any] = resource_toml(TABLE)[part]  # Any: a table of texts
    return str(words[name][language()]) if name in words else ""
