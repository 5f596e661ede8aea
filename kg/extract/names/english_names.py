"""Organisations in English text: capitalised runs, and what tells their type. Pure."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import either, table, words
from kg.extract.names import english_listed, english_persons, english_places, english_runs
from kg.extract.names.candidates import Candidate
from kg.extract.names.english_forms import endings, firm_words, is_firm_like, lone, type_of
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Sentence
    from kg.model.facts import ActorType

# "Garam Founders' Union": the possessive belongs to the name
_MEMBERS: Final = (
    r"(?<=s)['’](?=\s(?:[A-Z][a-z]+\s)?(?:Union|Association|Federation|Council|Guild|Society|Cooperative"
    r"|Institute|Confederation|Alliance|League|Club|Fund|Bank)\b)"
    r"|(?<=men)['’]s(?=\s(?:Union|Association|Federation|Council|Guild|Society|Cooperative|Club)\b)"
)
_PEOPLES: Final = r"(?:Women|[A-Z][a-z-]*men|Men|Children|People)['’]s(?=\s[A-Z])"
_RUN: Final = re.compile(
    rf"(?<![\w&'’-])(?:{_PEOPLES}|{english_listed.CAP})(?:(?:{_MEMBERS})?\s(?:(?:of|and|for|&)\s(?:the\s)?)?{english_listed.CAP})*(?![\w-])"
)
_AFTER: Final = re.compile(r"(?:'s|’s|'|’)?\s*\(?")


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the persons and every capitalised run that something tells to be an organisation."""
    for person in english_persons.find(sentence):
        yield _candidate(sentence, person.name, "Person", "name.person", 0.93)
    yield from english_places.seats(sentence)
    head, outlet = english_runs.dateline(sentence.text)
    if outlet is not None:
        place = sentence.span.start
        span = Span(place + outlet[0], place + outlet[1])
        yield _candidate(sentence, span, "Media", "name.dateline", 0.95)
    yield from _listed(sentence)
    for start, end in _runs(sentence.text):
        if start >= head:
            yield from _judge(sentence, start, end)


def _listed(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the firms listed behind their kind."""
    place = sentence.span.start
    for start, end in english_listed.firms(sentence.text):
        if type_of(sentence.text[start:end]) is None:
            yield _candidate(sentence, Span(place + start, place + end), None, "name.list", 0.85)


def _candidate(
    sentence: Sentence, span: Span, type_: ActorType | None, rule: str, confidence: float
) -> Candidate:
    place = sentence.span.start
    return Candidate(
        span=span,
        name=sentence.text[span.start - place : span.end - place],
        type=type_,
        rule=rule,
        confidence=confidence,
    )


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of capitalised runs, without common words at either end.

    `of` and `and` hold a run together only behind a head such as Ministry or University.
    """
    is_headline = english_runs.is_headline(text)
    for run in _RUN.finditer(text):
        for piece in _pieces(run[0]):
            start, end = run.start() + piece[0], run.start() + piece[1]
            join = run[0].find(" and ", piece[0], piece[1])
            behind = text[run.start() + join + len(" and ") : end]
            one = join > 0 and _is_twin("and", run[0][piece[0] : join].split(), behind.split())
            if (
                join > 0
                and not one
                and (is_firm_like(behind) or (type_of(behind) and " " in behind))
            ):
                # "the Ministry of Fisheries and Garam Foods" are two.
                yield start, run.start() + join
                start = end - len(behind) + 4 * behind.startswith("the ")
            if is_headline and text[:start].endswith(" to ") and " " in text[start:end]:
                start += text[start:end].index(" ") + 1  # "Agrees to Support Dyeing Firms"
            if is_headline:
                end = english_runs.headline_end(text, start, end)
            start = english_runs.without_trade(text, start, end)
            more = _ADJECTIVES.search(text[:start])
            if more and type_of(text[more.start(1) : end]) not in {None, "LargeEnterprise"}:
                start = more.start(1)  # "the Industrial Water Agency"
            yield start, end


def _pieces(run: str) -> Iterator[tuple[int, int]]:
    parts = [(m.start(), m.end(), m[0]) for m in re.finditer(r"\S+", run)]
    heads = {word for own in table("en/names")["heads"].values() for word in own}
    group: list[tuple[int, int, str]] = []
    for index, part in enumerate([*parts, (len(run), len(run), "")]):
        if _BASED.search(part[2]):
            yield from _trimmed(group)
            group = []
            continue
        joins = part[2] in {"of", "and", "for", "&", "the"}
        named = [word for _, _, word in group]
        later = [word for _, _, word in parts[index + 1 :]]
        holds = bool(group) and (_holds(part[2], named, heads) or _is_twin(part[2], named, later))
        if part[2] in heads and group and group[-1][2] in {"and", "the", "&"}:
            yield from _trimmed(group)  # "the Garam Bank and the Ministry of Trade"
            group = []
        if part[2] and (not joins or holds):
            group.append(part)
            continue
        yield from _trimmed(group)
        group = []


_VENUE: Final = re.compile(
    r"\b(?:Convention|Exhibition|Conference|Congress|Expo|Hotel|Arena|Stadium|Hall)\b"
)
_ADJECTIVES: Final = re.compile(r"\b[Tt]he\s((?:[A-Z][a-z]+\s){1,2})$")
_BASED: Final = re.compile(
    r"-(?:based|born|listed|owned|led|backed|made|run|wide|style|headquartered)$"
)


def _holds(join: str, group: list[str], heads: set[str]) -> bool:
    """Tell whether a joining word goes on with a body's name: `Ministry of Trade and Energy`."""
    if join == "&":
        return True  # "Garam & Sons"
    if join in {"and", "&"}:
        return any(word in heads and behind in {"of", "for"} for word, behind in pairwise(group))
    return any(word in heads for word in group)


# Words of a trade: "the Plating and Coating Council" is one body
_TRADE: Final = re.compile(r"[A-Z][a-z]*(?:ing|ics|ry|ies|tion|gy|ure|ment|ware|als|ts|rs|ns|ds)$")
_TWIN: Final = 3  # words behind "and" up to the ending of a body


def _is_twin(join: str, group: list[str], later: list[str]) -> bool:
    """Tell whether "and" joins two trades in one body's name: "Plating and Coating Council"."""
    if join not in {"and", "&"} or not later or not group or not _TRADE.match(group[-1]):
        return False
    group = [word for word in group if word not in {"The", "A"}]
    if len(group) > 1 and group[0] not in words("en/names", "common", "fields") | _SIZES:
        return False
    return bool(_TRADE.match(later[0])) and any(word in endings() for word in later[1:_TWIN])


_SIZES: Final = frozenset(
    {"Small", "Korea", "Korean", "Southern", "Northern", "Eastern", "Western"}
)
_JOINS: Final = frozenset({"of", "and", "for", "the", "&"})


def _trimmed(group: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    common = words("en/names", "common", "words")
    low, high = 0, len(group)
    while low < high and group[low][2] in common:
        low += 1
    heads = {word for own in table("en/names")["heads"].values() for word in own}
    is_headed = any(word in heads for _, _, word in group)
    ends = _JOINS | words("en/names", "legal_forms")
    suffixes = words("en/names", "firms", "suffixes")
    while high > low and group[high - 1][2] in (ends if is_headed else common | ends):
        # "Garam Energy": a word of a firm's name behind a word that is none of the common ones
        if high - low > 1 and group[high - 1][2] in suffixes and group[high - 2][2] not in ends:
            break
        high -= 1
    if low < high:
        yield group[low][0], group[high - 1][1]


def _judge(sentence: Sentence, start: int, end: int) -> Iterator[Candidate]:
    """Yield the run as a candidate if its form or its neighbours tell an organisation."""
    text = sentence.text
    name = text[start:end]
    place = sentence.span.start
    span = Span(place + start, place + end)
    legal = _legal().match(text, end)
    if _is_no_party(text, start, name, is_legal=bool(legal)) or (
        not legal and english_runs.is_plain_scheme(text, start, end)
    ):
        return
    if _VENUE.search(name) and english_runs.is_where(text, start, venue=True):
        return
    if (
        _is_thing(text, start, end)
        and not legal
        and not _fund(text, start, end)
        and not english_listed.is_cued(text, start, end)
    ):
        return
    known_type = _known(text, start, end, is_legal=bool(legal))
    if known_type:
        # "Siemens Korea" outweighs the authority's "Siemens" inside it.
        is_branch = known_type == "LargeEnterprise" and " " in name
        confidence = 0.985 if is_branch else 0.9
        yield _candidate(sentence, span, known_type, "name.body-ending", confidence)
    elif legal:
        own = _candidate(sentence, span, None, "name.legal-form", 0.92)
        yield Candidate(
            span=own.span,
            name=own.name,
            type=None,
            rule=own.rule,
            confidence=own.confidence,
            also=text[start : legal.end()].rstrip(" ,"),
        )
    elif (
        english_listed.is_cued(text, start, end)
        and not english_runs.is_headline(text)
        and not english_runs.is_where(text, start)
    ):
        yield _candidate(sentence, span, None, "name.apposition", 0.85)
    elif is_firm_like(name):
        yield _candidate(sentence, span, None, "name.firm-ending", 0.8)
    elif _acts(text, start, end, name):
        yield _candidate(sentence, span, None, "name.subject", 0.55)
    elif english_runs.is_party(sentence, start, end):
        yield _candidate(sentence, span, None, "name.run", 0.5)


_FROM: Final = re.compile(r"\b(?:from|by)\s(?:the\s)?$")


def _fund(text: str, start: int, end: int) -> ActorType | None:
    """Return the type of a fund that acts as a body: "a loan from the Garam Craft Fund"."""
    is_owner = re.match(r"['’]s\s", text[end : end + 3])
    acts = _FROM.search(text[:start]) or is_owner or _verbs().match(text, end)
    return "OtherOrganization" if text.endswith(" Fund", start, end) and acts else None


def _is_no_party(text: str, start: int, name: str, *, is_legal: bool) -> bool:
    """Tell whether a run is a place, or only names a field."""
    if name in words("en/names", "common", "places") | lone() or english_runs.is_only_a_place(
        text, start, name
    ):
        return True
    is_village = english_places.VILLAGE.fullmatch(name) is not None
    return is_village or (not is_legal and type_of(name) is None and english_listed.is_field(name))


def _known(text: str, start: int, end: int, *, is_legal: bool) -> ActorType | None:
    """Return the type that a name's form or the words beside it tell."""
    told = None if is_legal else english_listed.told_type(text, start, end)
    if told == "LargeEnterprise":
        return told  # "shopping channel Garam TV"
    return type_of(text[start:end]) or _fund(text, start, end) or told


def _is_thing(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    last = name.rsplit(maxsplit=1)[-1]
    if type_of(name) or english_runs.is_acting_firm(text, start, end):
        return False
    plants = set(table("en/names")["plants"]["endings"]) - firm_words(name)
    return last in words("en/names", "common", "things") or last in plants


@cache
def _legal() -> re.Pattern[str]:
    forms = either(table("en/names")["legal_forms"])
    return re.compile(rf",?\s(?:&\s)?(?:Co\.?,?\s)?{forms}\b\.?")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf",?\s(?:{either(table('en/names')['firms']['verbs'])})\b")


_OF_PLACE: Final = re.compile(r"[A-Z][\w’'-]+\s(?:of|from|in)\s$")


def _acts(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether an unknown name is the subject of what firms do."""
    if len(name) < 3 or (name.isupper() and len(name) < 4):
        return False
    if english_runs.is_scheme(text, start, end):
        return False
    if " " not in name and _OF_PLACE.search(text[:start]):
        return False  # "Garam Hoists of Dongmyo has"
    parts = name.split()
    bad = words("en/names", "common", "words") | words("en/names", "common", "places")
    if any(part in bad for part in parts) or english_runs.is_where(text, start):
        return False
    # A lone capitalised word at the head of a sentence may be any word.
    is_sure = len(parts) > 1 or not english_runs.is_head(text, start)
    return is_sure and bool(_verbs().match(text, end)) and not english_persons.has_surname(name)
