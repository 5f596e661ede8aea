"""Names as they are compared: without legal forms, blanks, case and widths. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from kg.files import resource_toml

WORDS: Final = "link/names.toml"
_LATIN_END: Final = re.compile(r"[A-Za-z]\.?$")


@cache
def normalised(name: str) -> str:
    """Return what tells a name from others; never empty where the name is not.

    >>> normalised("㈜ 새봄정밀") == normalised("새봄정밀(주)")
    True
    >>> normalised("Hanbit Precision Co., Ltd.")
    'hanbitprecision'
    """
    bare = bare_name(name).casefold()
    tight = re.sub(r"[\s·ㆍ.,'’‘\"“”\-_/()]+", "", unicodedata.normalize("NFKC", bare))
    return _letters(tight) or unicodedata.normalize("NFKC", name).casefold()


def bare_name(name: str) -> str:
    """Return a name without its legal form, as it would be shown.

    >>> bare_name("주식회사 새봄정밀"), bare_name("(주)")
    ('새봄정밀', '(주)')
    """
    bare = name.strip()
    for form in resource_toml(WORDS)["legal_forms"]:
        bare = bare.removeprefix(form).removesuffix(form).strip()
    if _LATIN_END.search(bare):
        for ending in _endings():
            shorter = ending.sub("", bare)
            if shorter != bare:
                bare = shorter.strip()
                break
    return bare or name


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of English legal forms, longer ones first."""
    return tuple(
        re.compile(
            r"[\s,]+" + r"\.?[\s,]*".join(map(re.escape, form.split())) + r"\.?$", re.IGNORECASE
        )
        for form in resource_toml(WORDS)["english_forms"]
    )


def _letters(name: str) -> str:
    letters: dict[str, str] = resource_toml(WORDS)["letters"]
    for spoken in sorted(letters, key=len, reverse=True):
        if name.startswith(spoken) and len(name) > len(spoken):
            return letters[spoken] + name[len(spoken) :]
    return name
