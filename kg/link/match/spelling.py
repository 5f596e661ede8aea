"""The ways one name is written: width, blanks, legal form, country, letters, particles. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from kg.files import resource_toml
from kg.link.match.hanja import has_hanja, readings
from kg.link.normalise import bare_name

LETTERS: Final = "link/letters.toml"
PARTICLES: Final = "words/ko/particles.toml"
WORDS: Final = "link/words.toml"
HANGUL: Final = re.compile(r"[가-힣]")
LATIN: Final = re.compile(r"[A-Za-z]")
COUNTRY: Final = re.compile(
    r"^(대한민국|daehanmingug?k?)\s*(?=\S{2})|\s*(,\s*|of (the )?)?"
    r"(republic of korea|south korea)$",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(r"[^\w&+]|_")
_LATIN_RUN: Final = re.compile(r"[a-z]+")
SPOKEN_RUN: Final = 6  # letters: longer runs are words, which nobody spells out


@lru_cache(maxsize=1 << 18)
def tight(name: str) -> str:
    """Return a name without width, case, blanks, signs and legal form.

    >>> tight("㈜ 새봄 정밀") == tight("새봄정밀(주)")
    True
    >>> tight("Hanbit Precision Co., Ltd.")
    'hanbitprecision'
    """
    wide = unicodedata.normalize("NFKC", name)
    bare = _NOISE.sub("", bare_name(wide).casefold())
    return bare or _NOISE.sub("", wide.casefold()) or wide.casefold().strip()


@lru_cache(maxsize=1 << 16)
def spoken(key: str) -> str:
    """Return a tight name with short Latin runs as Korean says their letters.

    >>> spoken("lg전자")
    '엘지전자'
    """
    letters = _letters()

    def said(run: re.Match[str]) -> str:
        text = run[0]
        return "".join(letters[each] for each in text) if len(text) <= SPOKEN_RUN else text

    return _LATIN_RUN.sub(said, key)


def is_spelled(key: str) -> bool:
    """Tell whether a tight Hangul name is nothing but names of Latin letters.

    >>> is_spelled("케이티"), is_spelled("카이스트")
    (True, False)
    """
    return _spelled().fullmatch(key) is not None


def without_country(name: str) -> str:
    """Return a name without the country in front of or behind it; unchanged when none is there.

    >>> without_country("대한민국 국방부")
    '국방부'
    """
    shorter = COUNTRY.sub("", name).strip()
    return shorter or name


def hangul_readings(name: str) -> tuple[str, ...]:
    """Return the Hangul readings of a name with Chinese characters; none where it has none."""
    return readings(name) if has_hanja(name) else ()


def bared(text: str) -> tuple[str, ...]:
    """Return a mention without each particle that may hang on it, the shortest particle first.

    >>> bared("중소벤처기업부가"), bared("LG화학에서")
    (('중소벤처기업부',), ('LG화학',))
    """
    name = text.strip()
    found: dict[str, None] = {}
    for particle in _particles():
        stem = name.removesuffix(particle)
        if stem != name and len(stem) >= 2 and stem[-1].isalnum() and _fits(stem[-1], particle):
            found[stem] = None
    return tuple(found)


def unfolded(text: str) -> str:
    """Return an English name with shortened words written out, light words left out, tight.

    >>> unfolded("Korea Inst. of Toxicology") == unfolded("Korea Institute of Toxicology")
    True
    """
    return "".join(each for each in english_words(text) if each not in {"of", "the", "and", "for"})


def english_words(text: str) -> tuple[str, ...]:
    """Return the lower-case words of an English name, shortened ones written out."""
    short: dict[str, str] = resource_toml(WORDS)["short"]
    plain = unicodedata.normalize("NFKC", bare_name(text)).casefold().replace("’", "'")
    found = re.findall(r"[a-z0-9][a-z0-9']*", plain.replace("&", " and "))
    words = (short.get(each, each).replace("'s", "s").replace("'", "") for each in found)
    return tuple(words)


def is_korean(text: str) -> bool:
    """Tell whether a text holds Hangul."""
    return HANGUL.search(text) is not None


def is_latin(text: str) -> bool:
    """Tell whether a text holds Latin letters, no Hangul and no Chinese characters."""
    return LATIN.search(text) is not None and not (is_korean(text) or has_hanja(text))


def _fits(last: str, particle: str) -> bool:
    """Tell whether a particle may follow a letter; after Latin letters and digits both may."""
    words = _grammar()
    if not is_korean(last):
        return True
    is_closed = (ord(last) - 0xAC00) % 28 > 0
    is_rieul = (ord(last) - 0xAC00) % 28 == 8
    if particle in words["after_final"]:
        return is_closed and not (is_rieul and particle.startswith("으로"))
    if particle in words["after_vowel"]:
        return not is_closed or (is_rieul and particle.startswith("로"))
    return True


@cache
def _particles() -> tuple[str, ...]:
    return tuple(sorted(_grammar()["particles"], key=len))


@cache
def _grammar() -> dict[str, frozenset[str]]:
    return {name: frozenset(told) for name, told in resource_toml(PARTICLES).items()}


@cache
def _spelled() -> re.Pattern[str]:
    said = sorted({each for told in resource_toml(LETTERS).values() for each in told})
    return re.compile("(?:" + "|".join(said) + ")+")


@cache
def _letters() -> dict[str, str]:
    return {letter.lower(): said[0] for letter, said in resource_toml(LETTERS).items()}
