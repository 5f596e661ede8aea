"""Whether an English deed was done, is promised, or never was. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import english_clauses
from kg.extract.grammar.clauses import pattern

if TYPE_CHECKING:
    from kg.model.facts import StatusCode

_NEXT: Final = re.compile(
    r"\b(?:next (?:year|month|week|quarter|spring|summer|autumn|fall|winter)"
    r"|from 20[3-9]\d|in the coming|from (?:next|January|February|March|April|May|June|July"
    r"|August|September"
    r"|October|November|December|spring|summer|autumn|winter)(?! (?:to|until|last|20[0-2]\d)\b))\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(r"\s(?:no|nobody|nothing|none|neither|not)\b", re.IGNORECASE)
# "audits offered by Garam were declined"
_REFUSED: Final = re.compile(
    r"[^.;,]{0,70}?\b(?:was|were|has been|have been)\s(?:later\s|then\s)?"
    r"(?:declined|refused|rejected|turned down|cancelled|canceled|withdrawn|shelved|scrapped)\b"
)
_UNDER: Final = re.compile(
    r"\W*Under (?:the|this|its|their) (?:[a-z-]+ )?(?:agreement|deal|memorandum|mou|pact|accord)\b",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"\W*(?:(?P<if>If|Unless|Should|Had|Provided)|As|When|While|Because|After|Before|Since|Although|Though)"
    r"\s[^,]{3,80},\s"
)
_MODAL: Final = re.compile(r"\b(?:will|would|may|might|could|can|shall)\b|['’]ll\b")
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
    clause_at, is_open = _clause(text, hidden, start)
    lead = _OPENING.match(text)
    if lead and lead["if"] and (lead.end() > verb[0] or _MODAL.search(text[start : verb[1]])):
        return None
    clause = hidden[clause_at : verb[1]]
    if _REFUSED.match(hidden, verb[1]):
        return None
    if is_open or _is_unreal(text, clause, verb[1]):
        return None
    promised = pattern("en", "modality", "planned").search(clause)
    said = pattern("en", "modality", "promises").search(hidden[start : verb[1]])
    if promised or said:
        return None if pattern("en", "modality", "turned").search(hidden, verb[1]) else "planned"
    if not is_past and _UNDER.match(text):
        return "planned"
    tail = hidden[verb[1] : english_clauses.closing(hidden, verb[1])]
    return "planned" if not is_past and _NEXT.search(tail) else "actual"


def _clause(text: str, hidden: str, start: int) -> tuple[int, bool]:
    """Return where the clause that tells the mood starts, and whether it is a condition."""
    clause_at, opener_at, opener = english_clauses.opening(hidden, start)
    if clause_at == start and opener in {"and", "but", "or"}:
        clause_at, opener_at, opener = english_clauses.opening(hidden, opener_at)
    if opener == "said":
        clause_at = opener_at  # "pledged on Friday to", "urged firms to"
    is_open = opener.casefold() in {"if", "unless"}
    is_open = is_open or bool(_INVERTED.search(hidden[max(0, clause_at - 2) : start]))
    lead = _OPENING.match(text)
    if lead and clause_at < lead.end() <= start:
        clause_at = lead.end()  # "As it had promised, X has installed"
    return clause_at, is_open


def _is_unreal(text: str, clause: str, end: int) -> bool:
    """Tell whether a clause denies, imagines or only asks for its deed."""
    names = ("denied", "hypothetical", "requested", "unfulfilled")
    if any(pattern("en", "modality", name).search(clause) for name in names):
        return True
    return bool(_NONE.match(text, end)) and not re.match(r"\sno\s(?:fewer|less)\b", text[end:])
