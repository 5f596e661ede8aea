"""Unnamed parties, such as "협력사 17곳" or "60 suppliers", and what they make. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import english_unnamed
from kg.extract.grammar import morphology, particles
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
    for match in _found(text, lang):
        if lang == "en" and _GOES_ON.match(text, match.end()):
            continue  # "supplier plants"
        place = (english_unnamed.place if lang == "en" else _korean)(text, match, taken)
        if place is None or any(_meet(place, other) for other in (*taken, *found)):
            continue
        found.append(place)
    return found


@lru_cache(maxsize=1 << 12)  # several layers ask for the same sentences
def _found(text: str, lang: str) -> tuple[re.Match[str], ...]:
    return tuple(heads(lang).finditer(text))


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
