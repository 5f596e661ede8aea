"""Whether a deed was done, is promised, was denied, or was only asked for. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import boundaries, pattern

if TYPE_CHECKING:
    from kg.model.facts import StatusCode
    from kg.model.source import Language

_FINITE: Final = re.compile(
    r"([가-힣])(?:다|습니다|니다|는데요|은데요|죠|지요|어요|아요|해요|데요|까요|네요|고요)(?:고|며|는|면서|던)?(?=[\s.,!?”’\"'」)]|$)"
)
_DONE: Final = re.compile(r"(?:[가-힣]{0,3}?)([가-힣])(?:고|으며|는데|으나|지만|고요)(?=[\s,])")
_DECIDED: Final = re.compile(r"기로\s?했")
# "개방하기로 했던 특허를", "지원하려던": what was meant once; whether it was done is told apart
_MEANT: Final = re.compile(
    r"[가-힣]{0,2}(?:기로\s?(?:했던|한\s?바)|려던|려고\s?했던|겠다던|겠다고\s?했던|키로\s?했던|ㄹ\s?뻔한)\s"
)
_SSANG_SIOT: Final = 20  # final consonant ㅆ: the past
_NIEUN: Final = 4
_RIEUL: Final = 8
_PIEUP: Final = 17


def status_of(text: str, start: int, end: int, lang: Language) -> StatusCode:
    """Return whether what is told at `[start, end)` of a sentence was done or is promised."""
    if lang == "en":
        return _english_status(text, start, end)
    tail = text[start:]
    ending = _adnominal(text, end) or _done(text, max(start, end - 1))
    if ending:
        return ending
    finite = _FINITE.search(tail)
    own = tail[: finite.end()] if finite else tail
    if pattern("ko", "modality", "progressive").search(own):
        return "actual"
    clause = text[max(0, start - 60) : start]
    decided = _DECIDED.search(own) and pattern("ko", "modality", "past_cues").search(clause)
    if pattern("ko", "modality", "planned").search(own) and not decided:
        return "planned"
    if finite and _final(finite[1]) == _SSANG_SIOT and finite[1] not in "겠있":
        return "actual"
    if pattern("ko", "modality", "planned").search(clause):
        return "planned"
    goes_on = pattern("ko", "modality", "habit").search(clause + own)
    if goes_on or pattern("ko", "modality", "past_cues").search(clause):
        return "actual"
    is_present = finite and _final(finite[1]) in {_NIEUN, _PIEUP} and finite[1] != "입"
    return "planned" if is_present else "actual"


def _done(text: str, last: int) -> StatusCode | None:
    """Tell whether a clause's own verb is past: "내줬고, … 도울 계획이다"."""
    found = _DONE.match(text, last)
    is_past = found and _final(found[1]) == _SSANG_SIOT and found[1] not in "겠있"
    return "actual" if is_past else None


def _adnominal(text: str, end: int) -> StatusCode | None:
    """Return the status of a verb that stands before a noun, None for other forms."""
    match = re.match(r"([가-힣]*)\s(?=[가-힣A-Z㈜△])", text[end:])
    form = text[end - 1] + (match[1] if match else "")
    if match is None or len(form) > 3 or form[-1] in "고며자서해돼면":
        return None
    if _final(form[-1]) == _RIEUL:
        return "planned"
    return "actual" if form[-1] in "한은던운준온" else None


def _final(letter: str) -> int:
    return (ord(letter) - 0xAC00) % 28 if "가" <= letter <= "힣" else 0


def _english_status(text: str, start: int, end: int) -> StatusCode:
    clause = text[max(0, start - 70) : end]
    cut = max(clause.rfind(mark) for mark in (";", ". ", ": "))
    if pattern("en", "modality", "planned").search(clause[cut + 1 :]):
        return "planned"
    if re.search(r"\bnext (?:year|month)\b|\bfrom 20[3-9]\d", text[end : end + 100], re.IGNORECASE):
        return "planned"
    return "actual"


def is_denied(text: str, start: int, end: int, lang: Language) -> bool:
    """Tell whether the deed at `[start, end)` was denied, only imagined, or only asked for."""
    if lang == "en":
        clause = text[max(0, start - 60) : end]
        cut = max(clause.rfind(mark) for mark in (";", ". ", ": "))
        clause = clause[cut + 1 :]
        if pattern("en", "modality", "denied").search(
            text[end : end + 60].split(",", maxsplit=1)[0]
        ):
            return True
        return any(
            pattern("en", "modality", key).search(clause)
            for key in ("denied", "hypothetical", "requested")
        )
    if re.match(r"[가-힣]{0,2}\s적(?:이|은|도)?\s", text[end:]):
        return True  # "받은 적이 있다": told in a survey, or denied
    if _MEANT.match(text, end):
        return True
    tail = text[start:]
    finite = _FINITE.search(tail)
    own = tail[: finite.end()] if finite else tail
    if _adnominal(text, end):
        own = text[start : end + 1]
    if re.match(r"[가-힣]{0,2}?기\s위(?:해|한)", text[end - 1 :]):
        return True  # "돕기 위해": a purpose, the deed follows
    near = own[: next((at for at in boundaries(own) if at > end - start), len(own))]
    near = pattern("ko", "modality", "affirmed").sub("", near)
    if any(
        pattern("ko", "modality", key).search(near)
        for key in ("denied", "hypothetical", "requested")
    ):
        return True
    # "약속했지만 무산됐다": a turn takes a promise back, not a deed.
    promised = pattern("ko", "modality", "planned").search(near) or "약속" in tail
    return bool(promised and pattern("ko", "modality", "broken").search(tail))
