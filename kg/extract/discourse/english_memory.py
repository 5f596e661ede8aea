"""English words that point back to a party named before: `the company`, `she`, `it`. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.past import FIRMS, ORDERED
from kg.extract.grammar.words import either, table

if TYPE_CHECKING:
    from kg.extract.discourse.past import Past
    from kg.model.evidence import Span


_OTHERS: Final = (
    r"(?:large|small|smaller|other|parent|partner|sister|second|first|third|rival|new|same|policy|market"
    r"|average|typical|biggest|largest|next|last|original|former|local|decision)\s"
)


# "the shop floor", "the plant manager": no pointer to a firm
_COMPOUND: Final = (
    r"(?!\s(?:floor|managers?|chief|head|gate|director|level|workers?|service|base|market|site)\b)"
)


def _pointers() -> dict[str, list[str]]:
    return {kind: [*words] for kind, words in table("en/anaphors").items()}


@cache
def _trades() -> str:
    """Return a pattern of the words for one firm: "company", "stamper", "[a-z]*maker"."""
    cues = either(table("en/names")["firms"]["cues"])
    return rf"(?:[a-z]*(?:maker|builder|smith|wright|grower)|{cues})"


def _wide(words: list[str]) -> str:
    """Return a pattern with a word of the trade: "the giant", "the escalator giant"."""
    nouns = [word.removeprefix("the ") for word in words if word.startswith("the ")]
    others = [word for word in words if not word.startswith("the ")]
    return rf"(?i:the\s(?:[a-z-]+\s)?{either(nouns)}|{either(others)})"


@cache
def pattern() -> re.Pattern[str]:
    """Return one pattern whose named groups are the kinds of pointers."""
    parts = [
        rf"(?P<{kind}>{_wide(words) if kind == 'large' else f'(?i:{either(words)})'}){_COMPOUND}"
        for kind, words in _pointers().items()
    ]
    # "the aircraft maker", "the shipbuilder": one word more of what it makes
    parts.insert(
        0,
        rf"(?P<line>[Tt]he\s(?!{_OTHERS}|family|same|sister|host)[a-z-]+\s(?:company|firm|group|operator|giant|chain))",
    )
    parts.insert(
        0,
        rf"(?P<trade>[Tt]he\s(?!{_OTHERS})(?:[a-z]+\s)?[a-z]*(?:maker|builder|smith)(?!\w|['’]s\s))",
    )
    said = either(table("en/persons")["said"])
    parts.insert(
        0,
        rf"(?P<seated>[Tt]he\s(?:[A-Z][a-z]+\s)?[A-Z][a-z-]+-(?:based|born|headquartered)\s(?:[a-z-]+\s)?(?:{_trades()}|line|lender|insurer|operator|body|agency|institute|outfit))",
    )
    parts.append(
        rf"(?P<surname>[A-Z][a-z]+)(?=\s{said})|(?:Mr|Ms|Mrs|Dr)\.?\s(?P<title>[A-Z][a-z]+)"
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def resolve(pointer: str, kind: str, past: Past) -> tuple[str, ...]:
    """Return the names an English pointer stands for; nothing when that is not clear."""
    if kind in {"person", "surname", "title"}:
        people = past.people()[::-1]
        return tuple(one for one in people if kind == "person" or pointer in one.split())[:1]
    if kind in {"trade", "body", "line"}:
        return {"trade": _trade, "body": _body, "line": _in_line}[kind](pointer, past)
    if kind == "several" and past.previous and _COUNTED.search(_told(past, past.previous)):
        return ()  # "40 small firms ... the firms": those counted are meant
    if kind in ORDERED:
        return past.ordered(kind)
    count = {"both": 2, "three": 3}.get(kind)
    if count:
        near = past.firms()[-count:]
        return tuple(near) if len(near) == count else ()
    if kind == "it":
        return _it(pointer, past)
    if kind in {"small", "large"}:
        return _by_size(pointer, kind, past)
    doer = _doer(past)
    others = [name for name in past.firms() if name != doer]
    if past.types.get(doer) == "LargeEnterprise":
        small = [name for name in others if past.types.get(name) in _SIZES["small"]]
        others = small or others
    topic = tuple(name for name in _topic(past) if name in others)
    return topic or tuple(others[-1:])


def _told(past: Past, span: Span) -> str:
    return past.text[span.start : span.end]


_COUNTED: Final = re.compile(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens of"
    r"|its)\s"
    r"(?:[a-z-]+\s){0,5}?(?:firms|companies|suppliers|manufacturers|[a-z]*makers|businesses|subcontractors)\b"
)
_SIZES: Final = {
    "small": frozenset({"SME", "MidSizedEnterprise"}),
    "large": frozenset({"LargeEnterprise"}),
}


def _by_size(pointer: str, kind: str, past: Past) -> tuple[str, ...]:
    """`The bakery`, `the group`: the firm told of so, the last of that size, or the topic."""
    told = _told_so(pointer, past)
    if told:
        return told
    firms = past.firms()
    if pointer.casefold().startswith(("its ", "their ")):
        whose = next(iter(_topic(past)), firms[-1] if firms else "")
        firms = [name for name in firms if name != whose]
        return tuple([name for name in firms if past.types.get(name) in _SIZES[kind]][-1:])
    fit = [name for name in firms if past.types.get(name) in _SIZES[kind]]
    if len(fit) == len(firms) and len(firms) > 1:
        doer = _doer(past)
        topic = tuple(name for name in _topic(past) if name != doer)
        return topic or tuple([name for name in firms if name != doer][-1:])
    if fit:
        near = [name for name in _topic(past) if name in fit]
        return tuple(near or fit[-1:])
    return tuple(firms) if len(firms) == 1 else ()


def _doer(past: Past) -> str:
    """Return who does what is done to the pointer: "Garam bought the firm a lathe"."""
    if past.previous is None or not past.mentions:
        return ""
    last = past.mentions[-1]
    gap = past.text[last.span.end : past.at]
    is_own = last.span.start >= past.previous.end and last.type in FIRMS
    return last.names[0] if is_own and _DOES.fullmatch(gap) else ""


# A verb without a new clause behind it
_DOES: Final = re.compile(
    r"\s(?!said|says|told|thinks|hopes|expects|believes|announced|reported|knew)[a-z]+"
    r"(?:\s(?:to|for|with|at|by|of))?\s"
)


def _topic(past: Past) -> tuple[str, ...]:
    """Return the firm the sentence before began with: what "the company" goes on about."""
    if past.previous is None:
        return ()
    inside = [m for m in past.mentions if past.previous.holds(m.span) and m.type in FIRMS]
    return inside[0].names[:1] if inside else ()


def _told_so(pointer: str, past: Past) -> tuple[str, ...]:
    """Return the firm told of by a pointer's word: "retailer Garam", "Garam, a bakery"."""
    trade = pointer.rsplit(maxsplit=1)[-1].casefold()
    behind = re.compile(rf",\s(?:an?|the|its|their)\s(?:[^.;,]{{0,40}}\s)?{re.escape(trade)}\b")
    for mention in reversed(past.mentions):
        start, end = mention.span.start, mention.span.end
        told = past.text[max(0, start - len(trade) - 2) : start].rstrip().casefold()
        named = mention.names[0].casefold().split()
        bears = table("en/patrons")["bears"].get(trade, ())
        is_so = told.endswith(trade) or trade in named or any(word in named for word in bears)
        if mention.type in FIRMS and (is_so or behind.match(past.text, end)):
            return mention.names[:1]
    return ()


def _trade(pointer: str, past: Past) -> tuple[str, ...]:
    """`The aircraft maker`: the firm that these words told of, or the only firm so far."""
    trade = pointer.split(maxsplit=1)[1].casefold()
    behind = re.compile(rf",\s(?:[^.;]{{0,40}}\s)?{re.escape(trade)}\b")
    for mention in reversed(past.mentions):
        start, end = mention.span.start, mention.span.end
        told = past.text[max(0, start - len(trade) - 1) : start].rstrip().casefold()
        if mention.type in FIRMS and (told.endswith(trade) or behind.match(past.text, end)):
            return mention.names[:1]
    if pointer.casefold() in table("en/anaphors")["large"]:
        return _by_size(pointer, "large", past)
    firms = past.firms()
    return tuple(firms) if len(firms) == 1 else ()


def _in_line(pointer: str, past: Past) -> tuple[str, ...]:
    """`The bus company`: the firm told of beside its trade, "Garam Transit runs 900 buses"."""
    word = pointer.split()[1].casefold().removesuffix("s")
    told = _told_so(pointer, past)
    if told:
        return told
    for mention in past.mentions:
        around = past.text[mention.span.start : mention.span.end + _TRADE_AHEAD]
        lead = past.text[max(0, mention.span.start - _TRADE_BEFORE) : mention.span.start]
        near = f"{lead.rpartition('.')[2]} {re.split(r'[.;]', around)[0]}".casefold()
        if mention.type in FIRMS and re.search(rf"\b{re.escape(word)}", near):
            return mention.names[:1]
    return ()


_TRADE_AHEAD: Final = 90  # code points behind a firm in which its trade may be told
_TRADE_BEFORE: Final = 30


def _body(pointer: str, past: Past) -> tuple[str, ...]:
    head = pointer.rsplit(maxsplit=1)[-1].casefold()
    for mention in reversed(past.mentions):
        printed = past.text[mention.span.start : mention.span.end].casefold().split()
        is_so = head in printed or head in mention.names[0].casefold().split()
        if mention.type != "Person" and is_so:
            return (mention.names[0],)
    return ()


_SAID: Final = re.compile(
    r"\b(?:said|says|reported|reports|announced|noted|added|explained)\s(?:that\s)?(?:the\s)?$"
)


def _it(pointer: str, past: Past) -> tuple[str, ...]:
    """`It` at the head of a sentence: the organisation the sentence before began with."""
    if pointer != "It" or past.previous is None:
        return ()
    inside = [m for m in past.mentions if past.previous.holds(m.span)]
    told = [m for m in inside if m.type in FIRMS and _SAID.search(past.text[: m.span.start])]
    if told and inside[0].type != "Person":
        return told[0].names[:1]  # "the council said Garam had sent a man. It also paid"
    if inside and inside[0].type != "Person" and inside[0].span.start < past.previous.start + 60:
        return inside[0].names[:1]
    return ()
