"""Whether one Korean name shortens another, judged by the words of the longer one. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg.link.match.words import cut, is_head, is_light, is_prefix, is_special, is_trade

SHORTEST, LONGEST = 2, 8
HOPELESS: Final = 1.0
# What leaving out or shortening a word costs; 0 is what everybody does.
WHOLE, HEAD_WHOLE, FIRST_TWO, LAST, MIDDLE = 0.1, 0.0, 0.1, 0.2, 0.4
SKIP_PREFIX, SKIP_HEAD, SKIP_WORD, SKIP_LATIN = 0.05, 0.3, 0.5, 0.3
SKIP_BEHIND_HEAD: Final = 0.6  # 연세대 is the university, not its campus
SKIP_TRADE: Final = 0.3
SKIP_OF_MINISTRY: Final = 0.25  # 복지부 for 보건복지부: there is one such ministry
SKIP_LIGHT: Final = 0.25  # 건설연 for 한국건설기술연구원
SKIP_PARENT: Final = 0.2  # 해운대백병원 for 인제대학교 해운대백병원
MINISTRIES: Final = ("부", "처", "청")
LONG_REST: Final = 4  # syllables that name a firm without its group: 하이닉스


@lru_cache(maxsize=1 << 17)
def strain(short: str, full: str) -> float:
    """Return how far-fetched it is that `short` stands for `full`, from 0 to 1 (it does not).

    Both are tight names. Words are shortened to their first syllable, heads to their first or
    last; prefixes such as 한국 may go. Leaving a word out while the others stand whole makes
    another name, not a shorter one.

    >>> strain("생기원", "한국생산기술연구원") < 0.4
    True
    >>> strain("대구대학교", "대구외국어대학교")
    1.0
    """
    if not (SHORTEST <= len(short) <= LONGEST + 4) or len(short) >= len(full):
        return HOPELESS
    if full.endswith(short):
        return _end(full.removesuffix(short), short, full)
    best = HOPELESS
    for words in _cuts(full):
        best = min(best, _align(short, words, 0, is_shortened=False, has_gap=False))
    return min(best, HOPELESS)


def _end(front: str, short: str, full: str) -> float:
    """Return how far-fetched it is that the end of a name stands for it, by what stands in front.

    What any such body may be called is nobody's name: 시정연구원 is not that of 시흥.
    """
    words = cut(full)
    if front == words[0] and (is_prefix(front) or front.isascii()):
        skipped, is_gap = _skip(words, 0, short)
        return HOPELESS if is_gap else skipped
    if short[-1] in MINISTRIES:
        return SKIP_OF_MINISTRY + WHOLE
    is_part = is_head(cut(front)[-1]) and any(map(is_special, cut(short)))
    return SKIP_PARENT + WHOLE if is_part else HOPELESS


def _cuts(full: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to see a name as words: as the table cuts it, and by pairs of syllables."""
    words = cut(full)
    pairs: list[str] = []
    for word in words:
        if len(word) > 3 and not is_head(word) and not word.isascii():
            pairs += [word[at : at + 2] for at in range(0, len(word), 2)]
        else:
            pairs.append(word)
    return (words,) if len(pairs) == len(words) else (words, tuple(pairs))


def _align(
    rest: str, words: tuple[str, ...], index: int, *, is_shortened: bool, has_gap: bool
) -> float:
    if index == len(words):
        is_other = has_gap and not is_shortened
        return HOPELESS if rest or is_other else 0.0
    word = words[index]
    is_last = index == len(words) - 1
    best = HOPELESS
    for part, cost, shortens in _parts(word, is_last=is_last):
        if rest.startswith(part):
            tail = _align(
                rest[len(part) :],
                words,
                index + 1,
                is_shortened=is_shortened or bool(shortens),
                has_gap=has_gap or shortens is None,
            )
            best = min(best, cost + tail)
    skipped, is_gap = _skip(words, index, rest)
    tail = _align(rest, words, index + 1, is_shortened=is_shortened, has_gap=has_gap or is_gap)
    return min(best, skipped + tail)


def _parts(word: str, *, is_last: bool) -> list[tuple[str, float, bool | None]]:
    """Return what an abbreviation may keep of a word, its cost, and whether that shortens it.

    None stands for half a word, which only goes with something shortened: 표준연 is 표준과학연구원,
    but 한양대학교 is no 한양사이버대학교.
    """
    ends = is_last or is_head(word)
    parts: list[tuple[str, float, bool | None]]
    parts = [(word, HEAD_WHOLE if ends else WHOLE, False)]
    if len(word) > 1 and not word.isascii():
        parts += [(word[0], 0.0, True), (word[-1], LAST / 2 if ends else LAST, True)]
    if len(word) > 2 and not word.isascii():
        parts.append((word[:2], FIRST_TWO, None))
        parts += [(each, MIDDLE, True) for each in word[1:-1]]
        if is_head(word):  # 농과원 for 국립농업과학원
            parts.append((word[0] + word[-1], 0.0, True))
    return parts


def _skip(words: tuple[str, ...], index: int, rest: str) -> tuple[float, bool]:
    """Return what leaving a word out costs, and whether that leaves a gap in the name."""
    word, count = words[index], len(words)
    if index == 0 and is_prefix(word):
        return SKIP_PREFIX, False
    if index == 0 and word.isascii():
        return SKIP_LATIN, len(rest) < LONG_REST or count > 2
    if index == count - 1 and is_trade(word) and count == 2:
        return SKIP_TRADE, False  # 화진 for 화진산업
    if index == count - 1:
        return (SKIP_BEHIND_HEAD if is_head(words[index - 1]) else SKIP_HEAD), True
    if words[-1] in MINISTRIES:
        return SKIP_OF_MINISTRY, False
    return (SKIP_LIGHT if is_light(word) else SKIP_WORD), True
