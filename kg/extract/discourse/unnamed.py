"""Unnamed parties, such as "협력사 17곳" or "60 suppliers", and what they make. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import english_frames, morphology, particles
from kg.extract.grammar.clauses import phrase_start, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONES: Final = r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)"
_NATIVE: Final = rf"(?:(?:열|스물|서른|마흔|쉰)?{_ONES}|열|스무|서른|마흔|쉰|여러|몇)"
_COUNT: Final = re.compile(
    rf"\s(?:약\s)?(?:\d[\d,]*\s?여?|{_NATIVE}(?:남은)?)\s?"
    r"(?:곳|군데|개\s?사|개\s?업체|개소|개\s?공장|개|사)(?![가-힣]*월)"
)
# "누룽지 공장 등 6곳으로"
_AND_SO: Final = re.compile(
    r"\s등\s(?:총\s|모두\s)?(?:[가-힣]+\s)?\d[\d,]*\s?여?\s?(?:곳|군데|개\s?사|개소|개\s?업체|개\s?기업)(?![가-힣]*월)"
)
_NO_ONE: Final = re.compile(r"[이가]\s아닌\s")  # "협력사가 아닌 기업"
_COUNTED: Final = re.compile(rf"{_COUNT.pattern}$")
_EACH: Final = re.compile(r"당\s|마다\s|별로\s|(?:이)?라면\s|끼리\s")
_CLOSED: Final = re.compile(r"\([^()]*\)(?=\s)")  # "위탁생산(OEM) 기업": part of the phrase
LEAD: Final = re.compile(
    r"\s*(?:[-–*·○ㅇ•]\s|등\s|(?:가운데|중|물론|소재|위치한|속한|소속)\s|\d{1,4}(?:일|월|년|년도)(?:까지|부터)?\s)*"
)
REACH: Final = 80  # letters before a group in which what it makes may be said
_COUNTS_PLACES: Final = re.compile(
    rf"(?:\d|{_NATIVE}|(?:선정|선발|낙점|채택)된|뽑힌|(?:참여|신청|도입|응답|지원받)[은한]?)\s?여?\s?$"
)
_BARE: Final = frozenset({"곳", "개사", "개 사", "개 기업", "개 업체", "개 회사"})


def phrases(text: str, lang: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where unnamed parties stand in `text`, clear of what is `taken`."""
    found: list[tuple[int, int]] = []
    for match in heads(lang).finditer(text):
        if lang == "en" and _GOES_ON.match(text, match.end()):
            continue  # "supplier plants"
        place = (_english if lang == "en" else _korean)(text, match, taken)
        if place is None or any(_meet(place, other) for other in (*taken, *found)):
            continue
        found.append(place)
    return found


_GOES_ON: Final = re.compile(
    r"\s(?:plants|factories|firms|companies|workshops|enterprises|businesses)\b"
)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@cache
def heads(lang: str) -> re.Pattern[str]:
    """Return the pattern of the nouns that a phrase for an unnamed party ends in."""
    table = words(lang, "parties")
    listed = "|".join(sorted([*table["heads"], *table["givers"]], key=len, reverse=True))
    if lang == "en":
        return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
    return re.compile(rf"(?:{listed})(?:들)?(?!기술|형)")


def _korean(
    text: str, match: re.Match[str], taken: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    end = match.end()
    count = _COUNT.match(text, end)
    if count:
        end = count.end()
    rest = _AND_SO.match(text, end)
    end = rest.end() if rest else end
    if _NO_ONE.match(text, end):
        return None
    if not particles.behind().match(text, end) and not _EACH.match(text, end):
        return None
    start = _left(text, match.start(), taken)
    phrase = text[start:end]
    things = tuple(words("ko", "parties")["not_parties"])
    if text[start : match.end()].endswith(things) or _COUNTED.sub("", phrase).endswith(things):
        return None
    if match[0] == "곳" and not _COUNTS_PLACES.search(text[start : match.start()]):
        return None  # "야근이 사라진 곳": no party
    if match[0] in _BARE and not re.search(r"\d|[가-힣]", phrase[: -len(match[0])]):
        return None
    return start, end


def _left(text: str, head: int, taken: Sequence[tuple[int, int]]) -> int:
    """Return where the noun phrase starts, never inside a party before it."""
    limit = max((end for _, end in taken if end <= head), default=0)
    limit = max(limit, head - REACH)
    while 0 < limit < head and text[limit] not in " ,·":
        limit += 1  # over the particle of the party before
    flat = _CLOSED.sub(lambda found: "_" * len(found[0]), text[limit:head])
    marks = list(re.finditer(r"(?:[;:=(―—–△▶→\"'“”‘’|\t\]■□○●◆▲※]|[,.](?!\d))\s*", flat))
    if marks:
        limit += marks[-1].end()
    start = phrase_start(text, head, limit, tokens=4)
    start = max(start, limit)
    lead = LEAD.match(text, start, head)
    return _behind_verbs(text, lead.end() if lead else start, head)


def _behind_verbs(text: str, start: int, head: int) -> int:
    """Return where a phrase starts without verbs before it: "끝난 협력사 52곳"."""
    word = re.match(r"[가-힣]+(?=\s)", text[start:head])
    if word is None or not morphology.is_adnominal(word[0]):
        return start
    if word[0] == "아닌":
        ahead = re.search(r"\S+\s$", text[:start])
        return start - len(ahead[0]) if ahead else start  # "협력사가 아닌 기업"
    return _behind_verbs(text, start + word.end() + 1, head)


def _english(
    text: str, match: re.Match[str], taken: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the noun phrase around an English head: numbers, adjectives, nouns before it."""
    before = re.search(
        r"(?<![A-Za-z'’-])(?:(?:about|some|over|nearly|around|up to|more than|at least|the)\s)?"
        r"(?:(?:\d[\d,]*|[A-Za-z]+) of (?:its|the|their|those)\s|[A-Z][a-z]+\s(?=[a-z]|$))?"
        r"(?:(?:\d+(?:,\d{3})*|[a-z]+(?:-[a-z]+)*|[A-Z][a-z]+an|[A-Z]{2,4})\s){0,5}$",
        text[max(0, match.start() - REACH) : match.start()],
    )
    start = match.start()
    if before:
        start = max(0, match.start() - REACH) + before.start()
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
