"""Checks whose arithmetic SPARQL cannot express sanely, as a table of functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pyoxigraph import Triple

from kg import vocab
from kg.model.report import Finding, Text

Rule = Callable[[Iterable[Triple]], Iterator[Finding]]

LEI: Final = "validate.lei-check-digits"


def lei_check_digits(triples: Iterable[Triple]) -> Iterator[Finding]:
    """Yield a violation for each LEI of the right form whose check digits are wrong.

    Source: ISO 17442-1 with ISO/IEC 7064, MOD 97-10.
    """
    for triple in triples:
        if triple.predicate != vocab.leiCode:
            continue
        code = getattr(triple.object, "value", "")
        if has_lei_form(code) and not is_lei(code):
            yield Finding(
                severity="violation",
                focus=getattr(triple.subject, "value", ""),
                rule=LEI,
                message=Text(
                    ko="LEI의 검증 숫자가 맞지 않습니다. 번호를 다시 확인하세요.",
                    en="The check digits of the LEI are wrong. Look the code up again.",
                ),
                where=vocab.leiCode.value,
                value=code,
            )


def has_lei_form(code: str) -> bool:
    """Tell whether `code` is eighteen capitals or digits and two digits."""
    return len(code) == 20 and code.isascii() and code.isalnum() and code[18:].isdigit()


def is_lei(code: str) -> bool:
    """Tell whether the check digits of a code of the right form are right.

    >>> is_lei("9884007ER46L6N7EI764"), is_lei("9884007ER46L6N7EI746")
    (True, False)
    """
    return int("".join(str(int(character, 36)) for character in code)) % 97 == 1


RULES: Final[tuple[Rule, ...]] = (lei_check_digits,)
