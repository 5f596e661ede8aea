"""Checks that SPARQL cannot express sanely or in good time, as a table of functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import vocab
from kg.model.report import Finding, Text

Node = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
Rule = Callable[[Sequence[Triple]], Iterator[Finding]]

LEI: Final = "validate.lei-check-digits"
STATED: Final = "validate.assertion-stated"
PARTS: Final = (vocab.RDF.subject, vocab.RDF.predicate, vocab.RDF.object)


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


def assertions_are_stated(triples: Sequence[Triple]) -> Iterator[Finding]:
    """Yield a violation for each assertion whose plain triple is not in the data.

    As a query of a shape this took a fifth of a whole check: it is asked of every assertion.
    Assertions without exactly one subject, predicate and object are left to their shape.
    """
    stated = set(triples)
    for name, (subject, predicate, value) in _asserted(triples):
        if Triple(subject, predicate, value) not in stated:
            yield Finding(
                severity="violation",
                focus=name,
                rule=STATED,
                message=Text(
                    ko="단언한 문장(트리플)이 데이터에 없습니다. 문장 자체도 데이터에 두세요.",
                    en="The triple that is asserted is not in the data. Keep it there too.",
                ),
                where=predicate.value,
                value=str(value),
            )


def _asserted(triples: Iterable[Triple]) -> Iterator[tuple[str, tuple[Node, NamedNode, Term]]]:
    assertions: set[Node] = set()
    parts: dict[Node, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if triple.predicate in PARTS:
            parts[triple.subject][triple.predicate].append(triple.object)
        elif triple.object == vocab.Assertion and triple.predicate == vocab.RDF.type:
            assertions.add(triple.subject)
    for one in assertions:
        match [parts[one][part] for part in PARTS]:
            case [[NamedNode() | BlankNode() as subject], [NamedNode() as predicate], [value]]:
                yield getattr(one, "value", ""), (subject, predicate, value)
            case _:
                pass


RULES: Final[tuple[Rule, ...]] = (lei_check_digits, assertions_are_stated)
