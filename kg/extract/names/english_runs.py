"""Whether a run of capitalised words may be a party when nothing but its place says so. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.extract.names import english_persons
from kg.extract.names.english_forms import is_firm_like, type_of

if TYPE_CHECKING:
    from kg.extract.reading import Sentence

_HEAD: Final = re.compile(r"(?:^|[.:!?\"“”‘(|•–—*]\s?|\s[-–]\s|^[-*•]\s)(?:The\s)?$")
_WHERE: Final = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross|[Tt]hroughout|[Ii]nside"
    r"|(?:firm|company|maker|business|supplier|specialist|manufacturer|outfit)\sfrom"
    r"|(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) of|based in|located in|town of|city of)\s(?:the\s)?$"
)
_BEFORE: Final = re.compile(
    r"\b(?:[Bb]y|[Ff]rom|[Tt]o|[Ff]or|[Ww]ith|[Aa]t|than|against|like|between|and|or|of|that|which|whom|including"
    r"|[Ww]hen|[Ww]hile|until|[Bb]ecause|[Ss]ince|[Aa]fter|[Bb]efore|where|but|[Ii]f|also|as|via|[Tt]hrough|[Uu]nder"
    r"|helped|let|lets|enables|helps|gives|lends|gave|sent|lent|paid|taught|trained|told|asked|joined|made|supports?|called|named"
    r"|says|said|[a-z]+ed|[a-z]+ing|[a-z]{3,}s)\s(?:the\s)?$|[,;|]\s(?:the\s)?$|\|\s?$"
)
# Where and when a wire's report was sent, and by which outlet
_DATELINE: Final = re.compile(
    r"\s*(?:(?P<shout>[A-Z]{3,}(?:[\s-][A-Z]{2,}){0,2})|[A-Z][a-z-]+(?:\s[A-Z][a-z-]+)?)"
    r"(?:,\s(?:[A-Z][a-z]+\s?){1,2}(?=[,(]|\s[(/–—-]))?"
    r"(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)?"
    r"(?:\s[(/](?P<outlet>[A-Z][A-Za-z]+(?:[\s-][A-Z][A-Za-z]+){0,3})[)/])?"
    r"\s?(?:--|[—–]|-(?=\s))\s"
)
_CELL: Final = re.compile(r"\s?(?:\||\t|$)")
_FEWEST: Final = 3  # words a headline has
_TITLED: Final = 0.6  # share of capitalised words from which a line is a headline


@cache
def dateline(text: str) -> tuple[int, tuple[int, int] | None]:
    """Return where a wire's dateline ends, 0 without one, and where it names the outlet.

    >>> dateline("GARAM, May 3 (Hanul Wire) -- Noeul Glass said")
    (29, (14, 24))
    """
    found = _DATELINE.match(text)
    if found is None or not (found["shout"] or found["outlet"]):
        return 0, None
    return found.end(), found.span("outlet") if found["outlet"] else None


def is_head(text: str, start: int) -> bool:
    """Tell whether a word stands where any word is capitalised: behind a stop, a mark, a bullet."""
    return bool(_HEAD.search(text[max(0, start - 8) : start]))


def is_where(text: str, start: int, *, venue: bool = False) -> bool:
    """Tell whether the words at `start` say where something is, or is held."""
    if venue and re.search(r"\b[Aa]t\s(?:the\s)?$", text[max(0, start - 8) : start]):
        return True
    return bool(_WHERE.search(text[max(0, start - 24) : start]))


def is_only_a_place(text: str, start: int, name: str) -> bool:
    """Tell whether a county or town only says where: "in Garam County"."""
    is_seat = name.rsplit(maxsplit=1)[-1] in words("en/names", "common", "seats")
    return is_seat and is_where(text, start)


def is_party(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether unknown capitalised words are used as a party would be.

    Two words at least, outside headlines: as a subject, after `by`, `from`, `and`, before
    `'s`, or alone in the cell of a table. A place, a role, a month or a person is none.
    """
    text = sentence.text
    name = text[start:end]
    if sentence.block == "title" or is_where(text, start):
        return False
    parts = name.split()
    in_cell = bool(re.search(r"(?:^|[|\t])\s?$", text[:start]) and _CELL.match(text, end))
    if len(parts) < 2 or _is_other(parts) or (is_headline(text) and not in_cell):
        return False
    if is_scheme(text, start, end):
        return False
    if in_cell and ("|" in text or "\t" in text):
        return len(parts) < 4 and not _is_label(parts)
    if english_persons.has_surname(name) and len(parts) == 2:
        return False
    behind = bool(_behind().match(text, end))
    return behind if is_head(text, start) else behind or bool(_BEFORE.search(text[:start]))


def is_acting_firm(text: str, start: int, end: int) -> bool:
    """Tell whether a firm's word that may also end a thing's name acts: "Garam Games, whose"."""
    name = text[start:end]
    is_named = name.count(" ") == 1 and name.split()[1] in words("en/names", "firms", "suffixes")
    is_bare = not re.search(
        r"\b(?:the|an?|this|its|their|each|every)\s$", text[:start], re.IGNORECASE
    )
    return is_named and is_bare and bool(_behind().match(text, end))


def _is_label(parts: list[str]) -> bool:
    return any(part.casefold() in words("en/rows", "label_words") for part in parts)


def _is_other(parts: list[str]) -> bool:
    bad = words("en/names", "common", "words") | words("en/names", "common", "places")
    roles = {part.casefold() for head in table("en/persons")["heads"] for part in head.split()}
    # "Geoje Heavy" may begin with a place; "South Korea" is one.
    rest = parts[1:] if parts[0] in words("en/names", "common", "places") else parts
    if any(part in bad or part.casefold() in roles for part in rest):
        return True
    return parts[-1] in words("en/names", "common", "things") or not all(
        part[:1].isupper() or part in {"of", "and", "&", "for"} for part in parts
    )


def is_headline(text: str) -> bool:
    """Tell whether most words of a line are capitalised."""
    longer = [word for word in re.findall(r"[A-Za-z][\w-]*", text) if len(word) > 3]
    if len(longer) < _FEWEST or text.rstrip().endswith((".", "!", "?", '"', "”")):
        return False
    capitals = [word for word in longer if word[0].isupper()]
    return len(capitals) >= _TITLED * len(longer)


# "Ministry of Trade and": the name goes on
_BODY: Final = re.compile(
    r"\b(?:Ministry|Department|Institute|Chamber|Agency|Office)\s(?:of|for)\s\S+\s$"
)


def headline_end(text: str, start: int, end: int) -> int:
    """Return where a headline's subject ends: before the verb, capitalised like all its words."""
    verbs = words("en/names", "firms", "headline_verbs")
    for word in re.finditer(r"\S+", text[start:end]):
        is_joint = word[0] == "and" and _BODY.search(text[start : start + word.start()])
        if word.start() and word[0].casefold() in verbs and not is_joint:
            return start + word.start() - 1
    return end


def without_trade(text: str, start: int, end: int) -> int:
    """Return where a name begins behind an opening trade: "Retailer Garam Stores"."""
    first = re.match(r"[A-Z][a-z-]+(?=\s[A-Z])", text[start:end])
    is_body = type_of(text[start:end]) is not None
    if first and not is_body and _trade().fullmatch(first[0].casefold()) and is_head(text, start):
        return start + first.end() + 1
    return start


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(either(table("en/names")["firms"]["cues"]))


def is_scheme(text: str, start: int, end: int) -> bool:
    """Tell whether words beside a name say that it is a scheme's: "its Garam Steps scheme"."""
    behind, before = _scheme()
    return bool(behind.match(text, end) or before.search(text[max(0, start - 40) : start]))


@cache
def _scheme() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = either(table("en/programmes")["nouns"])
    behind = re.compile(
        rf"[\"”’']?(?:\s{nouns}\b|,\s(?:an?|its|their|the)\s(?:[\w-]+\s){{0,4}}?{nouns}\b)"
    )
    return behind, re.compile(
        rf"\b{nouns}(?:,)?\s(?:called|named|dubbed|known as|titled"
        r"|which\s(?:[\w-]+\s){1,4}calls?)\s[\"“‘']?"
        r"(?:[A-Z][\w’'-]*\s(?:and|of|for|the|in)\s(?:the\s)?)*$"
        r"|\bwhat\s(?:[\w-]+\s){1,4}calls?\s(?:its\s)?[\"“‘']?$"
    )


@cache
def _behind() -> re.Pattern[str]:
    verbs = either(table("en/names")["firms"]["verbs"])
    return re.compile(
        rf"(?:'s|’s|s'|s’)\s|,?\s(?:{verbs}|[a-z]+ed)\b"
        r"|,\s(?:(?:to|for|from|with|at|by|of|in)\s)?(?:which|whom|whose)\s"
        r"|,\s(?:an?|the|its|one of)\s|\s\(|,\s(?:based\s)?(?:in|near|of|outside"
        r"|from)\s[A-Z][\w-]+,\s"
    )


def is_plain_scheme(text: str, start: int, end: int) -> bool:
    """Tell whether words that no form shows to be a party are called a scheme."""
    name = text[start:end]
    is_plain = type_of(name) is None and not is_firm_like(name)
    return is_plain and is_scheme(text, start, end)
