"""A light grammar of English clauses: where one starts, who its verb group is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.grammar.words import either, table

if TYPE_CHECKING:
    from kg.extract.grammar.english_frames import Verb

HIDDEN: Final = "\u2592"  # stands for one letter of what is put in brackets or between commas
_BRACKET: Final = re.compile(r"\([^()]*\)")
_RELATIVE: Final = re.compile(
    r",?\s(?:(?P<prep>to|for|from|with|by|at|in|of)\s)?(?P<pronoun>which|who|that|whom|whose)\s"
)


def _listed(name: str) -> str:
    return f"(?:{'|'.join(table('en/grammar')[name])})"


_WORDS: Final = _listed("adverbs")
_GROUP: Final = re.compile(
    rf"(?:(?<![\w-])(?:{_listed('auxiliaries')}|{_WORDS})\s|['’]ll\s|['’]ve\s|['’]d\s)+$"
)
_PASSIVE: Final = re.compile(
    rf"(?:is|are|was|were|be|been|being|get|gets|got|getting|'s|’s|’re)\s(?:{_WORDS}\s)*$"
)
_PERFECT: Final = re.compile(rf"\b(?:has|have|had|having|['’]ve|['’]d)\s(?:{_WORDS}\s)*$")
_DASHED: Final = re.compile(r"\s(?:[-–—]|--)\s(?!\d)[^-–—;:]{3,140}?\s(?:[-–—]|--)(?=\s)")
_ASIDE: Final = re.compile(rf",\s{_listed('asides')}\b[^,;:]{{0,140}},")
_HARD: Final = re.compile(
    r"[;:—–]\s|[.!?][\"”’]?\s(?=[A-Z“\"])"
    rf"|,\s{_listed('conjunctions')}\s|\s{_listed('subordinators')}\s"
)
_ADVERBIAL: Final = re.compile(rf"{_listed('adverbial_openers')}\s[^,]*?,\s")
_THING: Final = re.compile(rf"(?:^|[\s,])(?i:{_listed('determiners')})\s[a-z]")
PREPOSITION: Final = re.compile(
    rf"\b{_listed('prepositions')}\s(?:{_listed('before_names')}\s)*(?:[a-z-]+\s){{0,2}}?$",
    re.IGNORECASE,
)

# "Under the arrangement Garam pays": a name behind such a noun begins the clause
_TERMS: Final = re.compile(
    rf"(?:^|[,;:]\s){_listed('adverbial_openers')}\s(?:the|this|that|its|their|an?)\s(?:[a-z-]+\s){{0,2}}"
    rf"{_listed('terms')}\s$|(?:^|[,;:.]\s){_listed('openings')},?\s$"
    rf"|(?:^|[,;:.]\s){_listed('adverbial_openers')}\s(?:[\w-]+\s){{0,4}}?{_listed('times')}\s$"
)

_REACH: Final = 200  # code points looked back over

Voice = Literal["active", "passive", "reduced"]


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries: `start` is where they begin."""

    start: int
    voice: Voice


def is_object(lead: str) -> bool:
    """Tell whether what follows `lead` hangs on a preposition.

    >>> is_object("with help from "), is_object("Under the deal ")
    (True, False)
    """
    lead = lead[-_REACH:]  # what stands further ahead tells nothing, and costs
    return bool(PREPOSITION.search(lead)) and not _TERMS.search(lead)


def masked(text: str, keep: int) -> str:
    """Return `text` with brackets and asides between commas hidden, save the one around `keep`.

    >>> masked("Garam, a mill, paid.", 16)
    'Garam▒▒▒▒▒▒▒▒▒ paid.'
    """
    out = text
    for pattern in (_BRACKET, _DASHED, _ASIDE):
        at = 0
        while found := pattern.search(out, at):
            at = found.start() + 1
            tail = out[found.end() : found.end() + 6]
            is_list = pattern is _ASIDE and re.match(r"\s(?:and|or)\b", tail)
            if found.start() < keep < found.end() or is_list:
                continue
            hidden = HIDDEN * (found.end() - found.start())
            out = out[: found.start()] + hidden + out[found.end() :]
            at = found.end()
    return out


def group(text: str, verb: Verb) -> Group | None:
    """Return the verb with what stands before it; None when the word is no verb there."""
    low = max(0, verb.start - _REACH)
    before = _GROUP.search(text[low : verb.start])
    start = low + before.start() if before else verb.start
    lead = text[start : verb.start]
    if verb.form in {"past", "part"}:
        if start == verb.start and _ATTRIBUTE.search(text[max(0, start - 20) : start]):
            return None  # "a shared hall"
        if _PASSIVE.search(lead):
            return Group(start, "passive")
        if verb.form == "part" and not _PERFECT.search(lead) and _by_agent(text, verb.end):
            return Group(start, "reduced")
        return Group(start, "active")
    if _is_noun(text, verb, lead):
        return None
    return Group(start, "active")


_ATTRIBUTE: Final = re.compile(r"\b(?:an?|this|that|some|no|any|newly|jointly)\s$", re.IGNORECASE)
_AGENT: Final = re.compile(
    r"(?:(?!\sand\s[a-z]+ed\b|\b(?:is|are|was|were|has|have|had)\b)[^,.;:]){0,50}?"
    r"\sby\s(?!the end\b|\d|[a-z]+ing\b|[a-z]*(?:half|third)\b)"
)


def _by_agent(text: str, end: int) -> bool:
    return bool(_AGENT.match(text, end))


_DETERMINER: Final = re.compile(rf"(?:\b{_listed('before_nouns')}|['’]s|s['’])\s$", re.IGNORECASE)


# A word in -ing behind one of these is a noun: "our training hall"
_NOUN_LEAD: Final = re.compile(
    r"(?:\b(?:the|an?|its|their|our|his|her|my|of|free|more|further|joint|any|some|no|this|that"
    r"|technical|financial|extra|hands-on|on-site|pa(?:y|ys|id|ying) for|costs? of|fees? for)"
    r"|['’]s|s['’])\s$",
    re.IGNORECASE,
)


# "a shared training hall": an adjective between the article and the word in -ing
_OF_NOUN: Final = re.compile(
    r"\b(?:the|an?|its|their|our|this|that)\s(?!(?:[a-z]+\s)?(?:by|and|in|of|for|on|to|from|with|without|while|after"
    r"|before|started|began|kept|including|is|are|was|were|be|been)\s$)(?:[a-z]+ed|[a-z]+al|[a-z]+ic|[a-z]+ive"
    r"|free|joint|new|short|long|basic)\s$"
)


def _is_noun(text: str, verb: Verb, lead: str) -> bool:
    """Tell whether a base or -s form is a noun: "the lead", "bank loans"."""
    low = max(0, verb.start - _REACH)
    near, ahead = text[low : verb.start], text[low : max(low, verb.start - len(lead))]
    if verb.form == "ing":
        lead_in = near
        return bool(_NOUN_LEAD.search(lead_in) or (not lead and _OF_NOUN.search(lead_in)))
    if re.search(
        r"\b(?:to|will|would|can|could|may|might|shall|should|must|not|do|does|did|helped?)\s", lead
    ):
        return False
    if _DETERMINER.search(near):
        return True
    if verb.form == "base" and _MAKES_DO.search(ahead):
        return False
    behind = text[verb.end : verb.end + 12]
    if verb.form == "s" and not _SINGULAR.search(ahead):
        return True
    if verb.form == "base" and not _SUBJECT.search(ahead):
        return True
    if verb.form == "base" and re.match(
        r"\s(?:of|from|by|was|were|is|are|has|had|will)\b|[.,;]", behind
    ):
        return True
    return bool(re.match(r"\s(?:of|from|was|were|are|is|have|has|had|will)\b", behind))


# "will see Garam teach", "had its toolmakers rebuild"
_MAKES_DO: Final = re.compile(
    r"\b(?:see|sees|saw|have|has|had|let|lets|help|helps|helped|make|makes|made|watch|watched)\s"
    r"(?:[\w’'.&-]+\s){1,7}$"
)
# What a form in -s needs before it: a name, a pronoun, a noun phrase with its article
_SINGULAR: Final = re.compile(
    r"(?:(?:[A-Z0-9][\w&.-]*[)\"”]?,?|[,)\u2592]"
    r"|\b(?i:it|he|she|which|who|that|and|but|or|also|now|then))\s"
    r"|\b(?i:the|its|an?|this|that|each|every|one|their|our)\s(?:[a-z-]+\s){1,4})$|^$"
)
# What a bare form needs before it: a plural, a pronoun, another verb
_SUBJECT: Final = re.compile(
    r"(?:\b[a-z]+s\s(?:from|of|at)\s(?:the\s)?(?:[A-Z][\w&.-]*\s)*[A-Z][\w&.-]*"
    r"|\b(?i:they|we|i|you|who|which|that|and|or|then)|[A-Za-z]s|s['’]|\s[-–—])\s$|^$"
)


@cache
def _says() -> re.Pattern[str]:
    said = either(table("en/persons")["said"])
    day = r"(?:(?:on|in|at)\s\w+\s|\w+day\s|yesterday\s|today\s|reporters\s|me\s)?"
    return re.compile(rf"\b{said}\s{day}(?:that\s|how\s)?")


def opening(text: str, at: int) -> tuple[int, int, str]:
    """Return where the clause around `at` starts, where its opener starts, and the opener.

    The opener is a relative pronoun with its preposition ("to which"), "said", a conjunction,
    or empty at the head of the text.
    """
    best = (0, 0, "")
    for pattern in (_HARD, _says()):
        for found in pattern.finditer(text, 0, at):
            if found.end() <= at and found.end() > best[0]:
                word = "said" if pattern is not _HARD else found[0].strip(" ,")
                best = (found.end(), found.start(), word)
    for found in _RELATIVE.finditer(text, 0, at):
        if found.end() <= at and found.end() > best[0] and not _is_complement(text, found):
            told = f"{found['prep'] or ''} {found['pronoun']}".strip()
            best = (found.end(), found.start(), told)
    return best


def _is_complement(text: str, found: re.Match[str]) -> bool:
    """Tell whether "that" only links a clause: "so much that", "that year"."""
    return found["pronoun"] == "that" and text[found.start() : found.start() + 1] == ","


def has_thing(region: str) -> bool:
    """Tell whether a stretch before a verb has a subject that is no party: "its wages"."""
    bare = _ADVERBIAL.sub("", region).lstrip(" ,")
    things = _THING.finditer(bare)
    return any(not PREPOSITION.search(bare[: found.start() + 1]) for found in things)


def closing(text: str, at: int) -> int:
    """Return where the clause of a verb that ends at `at` itself ends."""
    ends = [len(text)]
    hard = _HARD.search(text, at)
    if hard:
        ends.append(hard.start())
    relative = re.search(
        r",\s(?:which|who|whose|where|to which|for which|\w+ing\s|(?:we|they|it|he|she|I|there)\s)",
        text[at:],
    )
    if relative:
        ends.append(at + relative.start())
    return min(ends)
