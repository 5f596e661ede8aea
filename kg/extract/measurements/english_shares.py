"""Shares and multiples in English: of a change, of a whole, or of those asked. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.verbs import Part, Verb

if TYPE_CHECKING:
    from kg.extract.reading import Quantity


SHARE: Final = re.compile(r"\s(?:of|share)\b")


_WORDED: Final = re.compile(
    r"(?:(?:nearly|almost|about|some|over|more than|just|under)\s)*[a-z-]+\s?[a-z-]*\s\($"
)


def times(text: str, quantity: Quantity, verb: Verb | None, head: str) -> Part | None:
    """Return how many times, or by which part: "doubled", "by a third", "half as long as"."""
    span = quantity.span
    if quantity.kind == "fraction" and pattern("en", "changes", "of_former").match(text, span.end):
        left = replace(quantity, kind="percent", value=100 - quantity.value)
        return Part("percent", left, Verb(span.start, span.end, "down"))
    said = text[span.start : span.end].lower()
    if said in ("twice", "thrice") and not pattern("en", "changes", "as_much").match(
        text, span.end
    ):
        return None  # "sprayed twice"
    is_compared = pattern("en", "changes", "as_much").match(text, span.end) is not None
    if verb is None or (quantity.kind == "multiple" and is_compared and not verb.is_change):
        is_more = quantity.kind == "multiple"
        return Part("percent", quantity, Verb(span.start, span.end, "up")) if is_more else None
    if _is_share(text, quantity, verb, head):
        return None
    is_told = verb.start == span.start or verb.is_change
    return Part("percent", quantity, verb) if is_told else None


def _is_share(text: str, quantity: Quantity, verb: Verb, head: str) -> bool:
    """Tell whether a fraction only says how many of them: "a third of the orders left late"."""
    if quantity.kind != "fraction" or not SHARE.match(text, quantity.span.end):
        return False
    gap = text[verb.end : quantity.span.start]
    is_moved = verb.end <= quantity.span.start and pattern("en", "changes", "only_hedge").fullmatch(
        gap
    )
    return not is_moved and not pattern("en", "changes", "by").search(head)


def is_asked(text: str, quantity: Quantity, verb: Verb | None) -> bool:
    """Tell whether a share is a subject that does or says something: "18 percent would not"."""
    is_noun = verb is not None and verb.start >= quantity.span.end and verb.is_change
    end = behind(text, quantity.span.end)
    if not is_noun and pattern("en", "changes", "asked").match(text, end):
        return True
    head = without_words(text[max(0, quantity.span.start - 40) : quantity.span.start])
    return bool(
        pattern("en", "changes", "subject_share").search(head)
        and pattern("en", "changes", "does").match(text, end)
    )


def behind(text: str, end: int) -> int:
    """Return where the words behind a share begin, over a bracket or comma that closes it."""
    return end + text.startswith((")", ", c", ", s"), end)


def without_words(head: str) -> str:
    """Return the words ahead of a share without those it repeats: "two thirds (64 percent)"."""
    return _WORDED.sub("", head)
