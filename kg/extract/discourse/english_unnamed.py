"""The noun phrases of English parties without names: "nine of its suppliers". Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import english_frames
from kg.extract.grammar.clauses import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH: Final = 80  # letters before a head in which its phrase may begin


def place(
    text: str, match: re.Match[str], taken: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the noun phrase around an English head: numbers, adjectives, nouns before it."""
    before = re.search(
        r"(?<![A-Za-z'’-])(?:(?:about|some|over|nearly|around|up to|more than|at least|the)\s)?"
        r"(?:(?:\d[\d,]*|[A-Za-z]+) of (?:its|the|their|those)\s|[A-Z][a-z]+(?:-[a-z]+)*\s"
        r"(?=[a-z]|$))?"
        r"(?:(?:\d+(?:,\d{3})*|[a-z]+(?:-[a-z]+)*|[A-Z][a-z]+an|[A-Z]{2,4})\s){0,5}$",
        text[max(0, match.start() - _REACH) : match.start()],
    )
    start = match.start()
    if before:
        start = max(0, match.start() - _REACH) + before.start()
        start += max((stop.end() for stop in _stops().finditer(before[0])), default=0)
    limit = max((end for _, end in taken if end <= match.start()), default=0)
    start = max(start, limit)
    lead = re.match(r"\s*(?:'s|’s|'|’)?\s*", text[start : match.start()])
    start += lead.end() if lead else 0
    counted = _counted().search(text[limit:start])
    if counted:
        start = limit + counted.start(1)
    if _is_owned_craft(text, start, match) or _is_sent(text, match):
        return None
    each = re.search(r"(?<![\w-])((?:[Ee]ach|[Ee]very)\s)$", text[limit:start])
    if each:
        start = limit + each.start(1)
    bare = _CHOSEN_BARE.search(text[limit:start])
    if bare:
        start = limit + bare.start(1)
    chosen = _CHOSEN.search(text[limit:start])
    if chosen:
        start = limit + chosen.start(1)
    pair = _paired().search(text[limit:start])
    is_more = start < match.start() or re.search(r"\d|\s(?:[a-z]+)\s", pair[0]) if pair else False
    if pair and pair[2] and start < match.start():
        start = limit + pair.start(2)
    elif (
        pair
        and pair[1]
        and is_more
        and not (pair[1].startswith(("its", "their")) and start == match.start())
    ):
        start = limit + pair.start(1)
    if start == match.start() and match[0].endswith("s") and text[limit:start].endswith("the "):
        start -= len("the ")  # "the bakeries" means those told of before
    more = _sized().match(text, match.end())
    end = more.end() if more else match.end()
    return None if _is_definite(text, start, end) else (start, end)


# "the selected enterprises": the participle belongs to the phrase
_CHOSEN: Final = re.compile(
    r"(?<![\w-])((?:(?:the|these|those|its|their|all|each)\s)(?:\d+\s)?"
    r"(?:selected|chosen|picked|assisted|supported|helped|mentored|participating|funded|trained|approved)\s)$"
)


_CHOSEN_BARE: Final = re.compile(
    r"(?:^|[.!?:;]\s|\b(?:and|while|that)\s)((?:[Ss]elected|[Cc]hosen|[Pp]articipating|[Ss]upported|[Ss]uccessful|[Ww]inning)\s)$"
)


def _is_owned_craft(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a trade is that of a firm's own people: "the firm's master brewers"."""
    is_owned = re.search(r"(?:['’]s|s['’])\s$", text[max(0, start - 3) : start])
    return bool(is_owned) and not _OTHERS.match(match[0])


def _is_sent(text: str, match: re.Match[str]) -> bool:
    """Tell whether a trade is that of people sent: "retired toolmakers of Garam"."""
    behind = re.match(r"\s(?:of|from)\s(?:the\s)?[A-Z]", text[match.end() : match.end() + 12])
    return bool(behind) and not _OTHERS.match(match[0]) and not _FIRMLIKE.search(match[0])


_FIRMLIKE: Final = re.compile(
    r"(?i:ies|makers?|mills|works|producers?|manufacturers?|farms|yards|shops|stores)$"
)


_OTHERS: Final = re.compile(
    r"(?i:suppliers?|subcontractors?|vendors?|partners?|partner firms|members?|tenants?|customers?"
    r"|contractors?|dealers|distributors|franchisees|licensees|smes?|firms|companies|participants|plants"
    r"|factories|workshops)$"
)


def _is_definite(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase means one firm told of before: "the workshop", "its supplier"."""
    phrase = text[start:end]
    if phrase.endswith("s") or re.search(r"\d|companies|enterprises", phrase):
        return False
    lead = text[max(0, start - 8) : start]
    if re.match(r"(?:its|their|his|her|our|my)\s", phrase):
        return True
    return bool(re.search(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir)\s$", lead))


@cache
def _counted() -> re.Pattern[str]:
    """Return the pattern of a count before a group: "nine of its", "Twelve"."""
    counts = "|".join(words("en", "parties")["counts"])
    owners = r"(?:(?:the\s)?[\w-]+['’]s|the|its|their|those|these|our|his|her|all|such)"
    return re.compile(
        rf"(?<![\w-])((?:(?:about|some|over|nearly|around|up to|more than|at least)\s)?"
        rf"(?:\d+(?:,\d{{3}})*|(?i:{counts}))\s(?:of\s(?:{owners}\s)?)?(?:[A-Z][a-z]+\s)?)$"
    )


@cache
def _paired() -> re.Pattern[str]:
    """Return the pattern of a count and a first trade: "30 enamel and" before "glass plants"."""
    counts = "|".join(words("en", "parties")["counts"])
    return re.compile(
        rf"(?<![\w-])((?:(?:(?:its|their|the)\s)?(?:\d[\d,]*|(?i:{counts}))|its|their)\s(?:small\s)?[a-z-]+\sand\s)$"
        rf"|(?:['’]s|\bthe|\blocal|\bsmall|\bother)\s([a-z-]+\sand\s)$"
    )


@cache
def _sized() -> re.Pattern[str]:
    size = r"(?:fewer|less|more|no more|under|over|up to|at least|at most)"
    people = r"(?:employees|workers|staff|people|hands)"
    own = "|".join(words("en", "parties")["people"])
    return re.compile(
        rf"\swith\s(?:{size}\s)?(?:than\s)?\d[\d,]*(?:\s(?:to|or)\s(?:\d[\d,]*|{size}))?\s{people}\b"
        rf"|(?:['’]s?)?\s(?:{own})\b"
    )


@cache
def _stops() -> re.Pattern[str]:
    finite, bare, ing = english_frames.stops()
    listed = "|".join([*words("en", "clauses")["phrase_stops"], *finite])
    leads = "for|by|in|of|from|with|without|after|before|while|and|or|on|is|are|was|were|been|than"
    modals = "to|will|would|can|could|may|might|must|should|shall|we|they|i|you|and|not|'ll|’ll"
    return re.compile(
        rf"\b(?:(?:{modals})\s(?:{'|'.join(bare)})|(?:{leads})\s(?:{'|'.join(ing)})|(?:{listed}))\s",
        re.IGNORECASE,
    )
