"""Deeds read loosely in Korean: by a long list of verbs, where no frame tells of help. Pure.

The verbs are looked up, not searched for: a list of hundreds costs no more than one of ten.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import conjugation
from kg.extract.grammar.frames import Trigger, frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.grammar.frames import Frame

_WORD: Final = re.compile(r"(?<![가-힣\d])[가-힣]+")
_BEFORE: Final = "은는한던온준운을할된낸린친킨둔본꾼힌"  # how a verb ends before a noun
_LONGEST: Final = 8  # letters of a verb's stem


@lru_cache(maxsize=1 << 12)
def triggers(text: str) -> tuple[Trigger, ...]:
    """Return the loose triggers in `text`, in order; where two meet, the frame listed first wins.

    >>> [one.frame.id for one in triggers("가람 기술진이 도면을 뜯어고쳤다")]
    ['와서-일하다']
    """
    hits = list(_listed(text))
    for order, frame in _frames():
        hits += [(order, m.start(), m.end()) for m in frame.pattern.finditer(text)]
    found: list[Trigger] = []
    for order, start, end in sorted(hits):
        if _INNER.match(text, end - 1):
            continue
        if not any(start < other.end and other.start < end for other in found):
            found.append(Trigger(frames("ko")[order], start, end))
    return tuple(sorted(found, key=lambda trigger: trigger.start))


@cache
def _frames() -> tuple[tuple[int, Frame], ...]:
    return tuple((at, frame) for at, frame in enumerate(frames("ko")) if frame.loose)


# "자사가 개발한 프로그램을": a verb before its noun is not what the clause tells, but for
# "빌려준 곳은 가람이다" and "고쳐 줄 계획이다"
_INNER: Final = re.compile(
    rf"[{_BEFORE}]\s(?!(?:예정|계획|방침|생각|작정|전망|참|뒤|후|다음|덕|바|데|셈|구상|것|게|건|곳|쪽|사람|주인공)|기업은|회사는|업체는)"
    rf"|[가-힣]{{1,2}}(?<=[{_BEFORE}])\s(?!(?:예정|계획|방침|생각|작정|전망|참|뒤|후|다음|덕|바|데|셈|구상|것|게|건|곳|쪽|사람|주인공)|기업은|회사는|업체는)"
)


def _listed(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield which frame's verb stands where, the longest stem of a word first."""
    known, first = _stems()
    for word in _WORD.finditer(text):
        if word[0][0] not in first:
            continue
        for size in range(min(_LONGEST, len(word[0])), 0, -1):
            told = known.get(word[0][:size])
            end = word.start() + size
            if told is None or not told[1].match(text, end):
                continue
            is_object = _OBJECT.search(text, max(0, word.start() - 2), word.start())
            if size > 1 or is_object or _ENDS.match(text, end):
                yield told[0], word.start(), end
            break


_ENDS: Final = re.compile(r"다(?:[.\s]|$)")
_OBJECT: Final = re.compile(r"[을를도]\s$")


@cache
def _stems() -> tuple[dict[str, tuple[int, re.Pattern[str]]], frozenset[str]]:
    """Return each stem the verbs show with its frame and what may follow, and first letters."""
    ends: dict[str, tuple[int, set[str]]] = {}
    for order, frame in _frames():
        for verb in frame.verbs:
            for stem, behind in conjugation.ends(verb):
                own = ends.setdefault(stem, (order, set()))
                if own[0] == order:
                    own[1].add(behind)
    known = {
        stem: (order, re.compile("|".join(sorted(listed))))
        for stem, (order, listed) in ends.items()
    }
    return known, frozenset(stem[0] for stem in known)
