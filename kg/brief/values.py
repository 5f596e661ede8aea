"""Numbers and days as Korean and English readers write them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MYRIADS: Final = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
# 92만개 -> 92만 개: a unit stands apart from a number that is written out. Possessive, or
# 5천만 would be cut after 천.
WRITTEN_OUT: Final = re.compile(r"(?<=\d)([십백천만억조]++)(?=[가-힣\d])")
BESIDE: Final = re.compile(r"(?<=\d) +(?=[개명곳건회대장분초일년점배])")
HANGUL: Final = re.compile("[가-힣]")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def number(amount: float) -> str:
    """Return a number grouped by thousands with at most two decimals.

    >>> number(1390000), number(51.086), number(2.40)
    ('1,390,000', '51.09', '2.4')
    """
    whole = f"{amount:,.2f}"
    return whole.rstrip("0").rstrip(".")


def korean_number(amount: float) -> str:
    """Return a number in myriads, as Korean tables print large ones.

    >>> korean_number(300000000), korean_number(1390000), korean_number(1200), korean_number(15000)
    ('3억', '139만', '1,200', '1만 5,000')
    """
    if amount != int(amount) or abs(amount) < MYRIADS[-1][0]:
        return number(amount)
    parts: list[str] = []
    rest = abs(int(amount))
    for size, name in MYRIADS:
        count, rest = divmod(rest, size)
        parts += [f"{count:,}{name}"] if count else []
    sign = "−" if amount < 0 else ""
    return sign + " ".join([*parts, *([f"{rest:,}"] if rest else [])])


def spaced(words: str) -> str:
    """Return a Korean amount with its unit apart from the number.

    >>> spaced("92만개"), spaced("3억5천만원"), spaced("1,200개")
    ('92만 개', '3억 5천만 원', '1,200개')
    >>> spaced("80 개")
    '80개'
    """
    return WRITTEN_OUT.sub(r"\1 ", BESIDE.sub("", words))


def day(iso: str, lang: str) -> str:
    """Return a day, month or year in words; anything else unchanged.

    >>> day("2020-05-14", "ko"), day("2020-05-14", "en"), day("2021-01", "en"), day("2023", "ko")
    ('2020년 5월 14일', '14 May 2020', 'January 2021', '2023년')
    """
    parts = iso[:10].split("-")
    if not all(part.isdecimal() for part in parts):
        return iso
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= len(MONTHS):
        return iso
    if lang == "ko":
        return " ".join(f"{n}{unit}" for n, unit in zip(numbers, "년월일", strict=False))
    shown = [str(numbers[0]), *(MONTHS[n - 1] for n in numbers[1:2]), *map(str, numbers[2:])]
    return " ".join(reversed(shown))


def days(start: str, end: str, lang: str) -> str:
    """Return a stretch of days, with what both ends share told once.

    >>> days("2020-05-14", "2020-05-15", "ko"), days("2020-05-14", "2020-05-15", "en")
    ('2020년 5월 14~15일', '14–15 May 2020')
    >>> days("2020-05-30", "2020-06-02", "en"), days("2020-05", "", "en")
    ('30 May – 2 June 2020', 'May 2020')
    """
    if not end or end == start:
        return day(start, lang)
    first, last = day(start, lang), day(end, lang)
    if len(start) == len(end) == len("2020-05-14"):
        if start[:7] == end[:7]:
            either = int(start[8:]), int(end[8:])
            head, tail = first.rpartition(" ")[0], last.partition(" ")[2]
            return (
                f"{head} {either[0]}~{either[1]}일"
                if lang == "ko"
                else (f"{either[0]}–{either[1]} {tail}")
            )
        if start[:4] == end[:4]:
            return (
                f"{first} ~ {last.partition(' ')[2]}"
                if lang == "ko"
                else (f"{first.rpartition(' ')[0]} – {last}")
            )
    return f"{first} ~ {last}" if lang == "ko" else f"{first} – {last}"


def ranges(numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Return ascending numbers with three and more in a row drawn together.

    Returns:
        The first of each run and how the run is printed.

    >>> ranges([1, 2, 3, 5, 7, 8])
    [(1, '1–3'), (5, '5'), (7, '7'), (8, '8')]
    """
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        told
        for run in runs
        for told in (
            [(run[0], f"{run[0]}–{run[-1]}")] if len(run) > 2 else [(n, str(n)) for n in run]
        )
    ]


def headed(words: str) -> str:
    """Return words as the head of a row or a figure begins.

    >>> headed("defect rate"), headed("불량률")
    ('Defect rate', '불량률')
    """
    return words[:1].upper() + words[1:]


def widest(names: Sequence[str]) -> list[str]:
    """Return names without those whose every word stands in another one, in their order.

    >>> widest(["코로나19", "코로나19 위기", "마스크 부족", "마스크와 진단키트 부족"])
    ['코로나19 위기', '마스크와 진단키트 부족']
    """
    kept = list(dict.fromkeys(names))
    return [
        one for one in kept if not any(other != one and _is_within(one, other) for other in kept)
    ]


def _is_within(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    return len(words) <= len(others) and all(
        any(longer.startswith(word) for longer in others) for word in words
    )
