"""Which language a text is mainly in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model.source import Language

HANGUL_SHARE: Final = (
    0.2  # Korean releases full of Latin names still lie above .4, English below .1
)


def recognise(text: str) -> Language:
    """Return `ko` when at least a fifth of the letters are Hangul syllables, else `en`.

    A text without letters counts as Korean, the language of most sources.

    >>> recognise("LG CNS와 SK C&C가 MES를 구축했다")
    'ko'
    >>> recognise("The plant in Changwon (창원) joined the network")
    'en'
    """
    letters = [character for character in text if character.isalpha()]
    hangul = sum("가" <= character <= "힣" for character in letters)
    return "ko" if hangul >= HANGUL_SHARE * len(letters) else "en"
