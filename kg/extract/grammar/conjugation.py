"""Korean verbs from their dictionary form: every stem they show in print, as one pattern. Pure."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.files import resource_toml

_FIRST: Final = 0xAC00
_VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_BRIGHT: Final = frozenset("ㅏㅗㅑ")
_FINALS: Final = {"": 0, "ㄴ": 4, "ㄷ": 7, "ㄹ": 8, "ㅁ": 16, "ㅂ": 17, "ㅅ": 19, "ㅆ": 20}
_IEUNG: Final = 11
# What may follow each shape of a stem; a stem of one letter is too common without it.
_PLAIN: Final = (
    r"(?=고(?=[\s,자는]|$)|며(?![가-힣])|면(?=[\s,서])|는(?=[\s데다지]|$)|기(?=[\s,로도는를에만까]|$)"
    r"|지(?=[\s만는도])|던(?=[\s데])|도록|게(?=[\s도끔])|려(?=[\s고는면])|자(?=[\s고는마며])|거나|겠|으?시(?=[고며면는지던다니었]|기\s|겠)|으?셨|으?신(?=\s)"
    r"|니(?=[\s까])|더(?=[니라])|다(?=[\s.,가고며는]|$)|네(?=[요\s])|나(?=[\s요])|느라|듯|곤|어|었)"
)
_HELPS: Final = r"\s?(?:줬|주|준|줄|줍|드[렸리릴린립])"
_OPEN: Final = rf"(?=[\s,.)]|[서야도](?![가-힣])|{_HELPS}|$)"
_CLOSED: Final = r"(?=[\s,.)다대지후뒤직만뿐데바덕채적]|$)"


def _parts(letter: str) -> tuple[int, str, int]:
    index = ord(letter) - _FIRST
    return index // 588, _VOWELS[index // 28 % 21], index % 28


def _letter(lead: int, vowel: str, final: str | int = "") -> str:
    end = final if isinstance(final, int) else _FINALS[final]
    return chr(_FIRST + (lead * 21 + _VOWELS.index(vowel)) * 28 + end)


def _with(stem: str, final: str) -> str:
    """Return a stem that ends in a vowel with a final consonant put under it."""
    lead, vowel, _ = _parts(stem[-1])
    return stem[:-1] + _letter(lead, vowel, final)


def _open(stem: str) -> tuple[str, str]:
    """Return what a stem becomes before -아/-어 and before -은: "돕" gives "도와", "도우"."""
    lead, vowel, final = _parts(stem[-1])
    bare = stem[:-1] + _letter(lead, vowel)
    kind = _irregular().get(stem)
    if kind == "ㅂ":
        bright = stem in ("돕", "곱")
        return bare + ("와" if bright else "워"), bare + "우"
    if kind == "ㄷ":
        stem = bare = stem[:-1] + _letter(lead, vowel, "ㄹ")
        return bare + ("아" if vowel in _BRIGHT else "어"), bare + "으"
    if kind == "ㅅ":
        return bare + ("아" if vowel in _BRIGHT else "어"), bare + "으"
    if final == _FINALS["ㄹ"]:
        return stem + ("아" if vowel in _BRIGHT else "어"), bare
    if final:
        return stem + ("아" if vowel in _BRIGHT else "어"), stem + "으"
    return _contracted(stem), stem


def _contracted(stem: str) -> str:
    """Return a vowel stem with -아/-어: "넘기" gives "넘겨", "나르" gives "날라"."""
    lead, vowel, _ = _parts(stem[-1])
    head = stem[:-1]
    if vowel == "ㅡ":
        before = _parts(head[-1]) if head else None
        bright = bool(before) and before is not None and before[1] in _BRIGHT
        if stem[-1] == "르" and head and before is not None and before[2] == 0:
            return _with(head, "ㄹ") + ("라" if bright else "러")
        return head + _letter(lead, "ㅏ" if bright else "ㅓ")
    joined = {"ㅣ": "ㅕ", "ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅚ": "ㅙ"}.get(vowel, vowel)
    return head + _letter(lead, joined)


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, list[str]] = resource_toml("words/ko/verbs.toml")["irregular"]
    return {stem: kind for kind, stems in table.items() for stem in stems}


def shapes(verb: str) -> tuple[str, ...]:
    """Return the stems a verb shows: plain, before -아/-어, past, before nouns, formal, as noun.

    >>> shapes("깔다")
    ('깔', '깔아', '깔았', '깐', '깔', '깝', '깖')
    >>> shapes("돕다")
    ('돕', '도와', '도왔', '도운', '도울', '돕습', '도움')
    >>> shapes("넘기다")[:4], shapes("지원하다")[:4]
    (('넘기', '넘겨', '넘겼', '넘긴'), ('지원하', '지원해', '지원했', '지원한'))
    """
    stem = verb.removesuffix("다")
    if stem.endswith("하"):
        inf, soft = stem[:-1] + "해", stem
    else:
        inf, soft = _open(stem)
    final = _parts(stem[-1])[2]
    past = _with(inf, "ㅆ")
    formal = stem + "습" if final and final != _FINALS["ㄹ"] else _with(soft, "ㅂ")
    noun = _with(soft, "ㅁ")
    if final == _FINALS["ㄹ"]:
        noun = stem[:-1] + chr(ord(stem[-1]) + 2)  # ㄹ and ㄻ are neighbours
    return stem, inf, past, _with(soft, "ㄴ"), _with(soft, "ㄹ"), formal, noun


@cache
def pattern(verb: str, *, alone: bool = True, own: bool = False) -> str:
    """Return the pattern of a verb in any form, 주다 behind it included unless for one's `own`.

    A form of one letter that looks like a noun ("문", "연", "대") counts only behind an
    object, unless the verb does not stand `alone` but behind another one ("빌려 쓴").

    >>> import re
    >>> bool(re.match(pattern("물다"), "물어 준다")), bool(re.match(pattern("물다"), "물가"))
    (True, False)
    """
    plain, inf, past, done, coming, formal, noun = shapes(verb)
    parts = [
        *(() if own else (helping(verb),)),
        past,
        inf + (f"(?={_HELPS})" if len(inf) == 1 and alone else _OPEN),
        plain + _PLAIN,
        formal + ("(?=니)" if not formal.endswith("습") else ""),
    ]
    parts += [
        ("(?<=[을를도]\\s)" if len(form) == 1 and alone else "") + form + behind
        for form, behind in (
            (done, _CLOSED),
            (coming, r"(?=[\s수것]|$)"),
            (noun, r"(?=[\s,.)]|$)"),
        )
    ]
    if len(noun) == 1:
        parts.append(noun + r"(?=[.)]?\s*$)")  # a note ends in it: "지원금은 도가 냄"
    if verb.endswith("하다"):
        parts += [plain + "였", plain + "여"]
    if plain.endswith("놓"):
        parts += [plain[:-1] + "놨", plain[:-1] + "놔" + _OPEN]
    any_form = "|".join(dict.fromkeys(parts))
    return f"(?!{helping(verb)})(?:{any_form})" if own else any_form


def ends(verb: str) -> tuple[tuple[str, str], ...]:
    """Return each stem a verb shows in print, and the pattern of what may follow it.

    >>> [stem for stem, _ in ends("깔다")]
    ['깔', '깔아', '깔았', '깐', '깔', '깝', '깖']
    """
    plain, inf, past, done, coming, formal, noun = shapes(verb)
    return (
        (plain, _PLAIN),
        (inf, _OPEN),
        (past, ""),
        (done, _CLOSED),
        (coming, r"(?=[\s수것]|$)"),
        (formal, "" if formal.endswith("습") else "(?=니)"),
        (noun, r"(?=[\s,.)]|$)"),
    )


@cache
def helping(verb: str) -> str:
    """Return the pattern of a verb done for another: "깔아 줬", "손질해 준", "넣어 드렸"."""
    inf = shapes(verb)[1]
    short = f"|{inf[:-2]}놔" if inf.endswith("놓아") else ""
    return rf"(?:{inf}{short})\s?(?:{giving()})"


@cache
def giving() -> str:
    """Return the pattern of 주다 and 드리다 as auxiliaries behind -아/-어."""
    ends = r"(?=고|며|면|는|기|지|던|도록|게|려|자|었|어|겠|니|시|셨|거나|다)"
    return f"주{ends}|줬|준|줄|줍|줌|줘|드리{ends}|드렸|드린|드릴|드립|드림|드려"
