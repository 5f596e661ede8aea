"""Whether an English deed was done, is promised, or never was. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract import english_clauses
from kg.extract.clauses import pattern

if TYPE_CHECKING:
    from kg.model.facts import StatusCode

_NEXT: Final = re.compile(
    r"\b(?:next (?:year|month|week|quarter|spring|summer|autumn|fall|winter)"
    r"|from 20[3-9]\d|in the coming)\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(r"\s(?:no|nobody|nothing|none|neither|not)\b", re.IGNORECASE)
_INVERTED: Final = re.compile(
    r"(?:^|[.,;“\"]\s?)(?:[Hh]ad|[Ss]hould|[Ww]ere)\s(?:the|it|they|he|she|[A-Z])"
)


def of(text: str, start: int, verb: tuple[int, int], *, is_past: bool) -> StatusCode | None:
    """Return whether a deed was done or is planned; None when denied, imagined, asked for.

    Args:
        text: The words of the utterance.
        start: Where the verb group starts, auxiliaries included.
        verb: Where the verb itself stands.
        is_past: Whether its form tells the past.
    """
    hidden = english_clauses.masked(text, verb[0])
    clause_at, opener_at, opener = english_clauses.opening(hidden, start)
    if clause_at == start and opener in {"and", "but", "or"}:
        clause_at, opener_at, opener = english_clauses.opening(hidden, opener_at)
    if opener == "said":
        clause_at = opener_at  # "pledged on Friday to", "urged firms to"
    clause = hidden[clause_at : verb[1]]
    own = hidden[start : verb[1]]
    if opener.casefold() in {"if", "unless"} or _INVERTED.search(
        hidden[max(0, clause_at - 2) : start]
    ):
        return None
    head = re.match(r"\W*(?:If|Unless|Should|Had)\s", text)
    if head and "," not in text[: verb[0]]:
        return None
    for name in ("denied", "hypothetical", "requested", "unfulfilled"):
        if pattern("en", "modality", name).search(clause):
            return None
    if _NONE.match(text, verb[1]) and not re.match(r"\sno\s(?:fewer|less)\b", text[verb[1] :]):
        return None
    promised = pattern("en", "modality", "planned").search(clause)
    said = pattern("en", "modality", "promises").search(own)
    if promised or said:
        return None if pattern("en", "modality", "turned").search(hidden, verb[1]) else "planned"
    tail = hidden[verb[1] : english_clauses.closing(hidden, verb[1])]
    if not is_past and _NEXT.search(tail):
        return "planned"
    return "actual"
