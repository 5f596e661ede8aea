"""Made-up data as somebody else would make them: integers, decimals, dates, trees and a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.serving.data import DCT, DD, FIRST, ID, OA, RDF, SECOND, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
A_CASE: Final = 91  # triples a case has, near enough
SUPPORTERS: Final = 90
REGIONS: Final = 220
INDUSTRIES: Final = 60
KINDS: Final = 14
INDICATORS: Final = 18
OUTLETS: Final = 40
LABEL: Final = f"<{SKOS}prefLabel>"
TYPE: Final = f"<{RDF}type>"


def quads(triples: int) -> Iterator[str]:
    """Yield lines of N-Quads of about so many triples, one named graph a source, no union."""
    cases = max(1, triples // A_CASE)
    for line in _lists():
        yield f"{line} <{ID}graph.lists> .\n"
    for number in range(cases):
        for line in _case(number, 2 * cases):
            yield f"{line} <{ID}graph.{number}> .\n"


def _lists() -> Iterator[str]:
    """Yield what the cases point at: regions and industries are trees."""
    for number in range(REGIONS):
        yield from _listed(f"<{ID}region.{number}>", "Region", f"고을 {number}", f"Town {number}")
        if number >= 8:
            yield f"<{ID}region.{number}> <{DD}partOf> <{ID}region.{number // 8}>"
    for number in range(INDUSTRIES):
        name = f"<{ID}industry.{number}>"
        yield from _listed(name, "Industry", f"업종 {number}", f"Industry {number}")
        if number >= 5:
            yield f"{name} <{SKOS}broader> <{ID}industry.{number // 5}>"
    for number in range(KINDS):
        yield from _listed(f"<{ID}kind.{number}>", "Kind", f"지원 {number}", f"Kind {number}")
    for number in range(SUPPORTERS):
        firm = f"<{ID}org.large-{number}>"
        yield from _listed(firm, "LargeEnterprise", f"큰회사 {number}", f"Large {number}")


def _listed(name: str, kind: str, korean: str, english: str) -> Iterator[str]:
    yield f"{name} {TYPE} <{DD}{kind}>"
    yield f'{name} {LABEL} "{korean}"@ko'
    yield f'{name} {LABEL} "{english}"@en'


def _case(number: int, firms: int) -> Iterator[str]:
    document = f"<{ID}doc.{number}>"
    yield f"{document} {TYPE} <{DD}SourceDocument>"
    yield f'{document} <{DCT}title> "지어낸 기사 {number}: {FIRST[number % 10]} 이야기"@ko'
    yield f'{document} <{DCT}issued> "{_day(number * 7)}"^^<{XSD}date>'
    yield f"{document} <{DCT}publisher> <{ID}outlet.{number * 3 % OUTLETS}>"
    yield f'{document} <{DD}wordCount> "{200 + number * 97 % 1800}"^^<{XSD}integer>'
    for half in (0, 1):
        yield from _firm(2 * number + half, firms)
        yield from _support(2 * number + half, document)
    yield from _change(number)
    person = f"<{ID}person.{number}>"
    yield f"{person} {TYPE} <{DD}Person>"
    yield f'{person} {LABEL} "아무개 {number}"@ko'
    yield f"{person} <{DD}memberOf> <{ID}org.sme-{2 * number + 1}>"
    if number % 3 == 0:
        yield f'{person} <{DD}jobTitle> "{("대표", "공장장", "부장")[number // 3 % 3]}"'


def _firm(number: int, firms: int) -> Iterator[str]:
    firm = f"<{ID}org.sme-{number}>"
    name = f"{FIRST[number * 3 % 10]}{SECOND[number // 10 % 10]} {number}"
    yield f"{firm} {TYPE} <{DD}SME>"
    yield f'{firm} {LABEL} "{name}"@ko'
    yield f'{firm} {LABEL} "{("Alpha", "Bravo", "Cedar", "Delta")[number % 4]} Works {number}"@en'
    yield f"{firm} <{DD}location> <{ID}region.{number * 17 % REGIONS}>"
    yield f"{firm} <{DD}industry> <{ID}industry.{number * 7 % INDUSTRIES}>"
    yield f'{firm} <{DD}employees> "{5 + number * 31 % 290}"^^<{XSD}integer>'
    yield f'{firm} <{DD}founded> "{_day(number * 13 + 5000)}"^^<{XSD}date>'
    yield f"{firm} <{DD}suppliesTo> <{ID}org.sme-{number // 3}>"
    if number % 5 == 0:
        yield f'{firm} <{SKOS}altLabel> "AW{number}"'
        yield f"{firm} <{DD}suppliesTo> <{ID}org.sme-{(number * 7 + 1) % firms}>"


def _support(number: int, document: str) -> Iterator[str]:
    support, firm = f"<{ID}support.{number}>", f"<{ID}org.sme-{number}>"
    supporter = f"<{ID}org.large-{number * number % SUPPORTERS}>"
    yield f"{support} {TYPE} <{DD}SupportActivity>"
    yield f"{support} <{DD}supporter> {supporter}"
    yield f"{support} <{DD}recipient> {firm}"
    yield f"{support} <{DD}supportKind> <{ID}kind.{number * 5 % KINDS}>"
    yield f'{support} <{DD}status> "{("actual", "planned", "ended", "actual")[number % 4]}"'
    yield f'{support} <{DD}amount> "{1 + number * 7919 % 5000}"^^<{XSD}integer>'
    yield f'{support} <{DD}start> "{_day(number * 11 + 40)}"^^<{XSD}date>'
    if number % 3:
        yield f'{support} <{DD}share> "{number % 997 / 10 + 0.05:.2f}"^^<{XSD}decimal>'
    terms = (("supporter", supporter), ("recipient", firm), ("amount", f'"{number % 5000}"'))
    for place, (term, value) in enumerate(terms):
        twin = f"<{ID}assertion.{4 * number + place}>"
        passage = f"<{ID}passage.{4 * number + place}>"
        yield f"{twin} {TYPE} <{DD}Assertion>"
        yield f"{twin} <{RDF}subject> {support}"
        yield f"{twin} <{RDF}predicate> <{DD}{term}>"
        yield f"{twin} <{RDF}object> {value}"
        if place < 2 or number % 10:
            yield f"{twin} <{DD}evidence> {passage}"
        yield f"{passage} <{OA}hasSource> {document}"
        yield f'{passage} <{OA}exact> "지어낸 문장 {number}-{place}이 있다."'
        yield f'{passage} <{DD}begin> "{number * 19 % 3000}"^^<{XSD}integer>'


def _change(number: int) -> Iterator[str]:
    change = f"<{ID}change.{number}>"
    yield f"{change} {TYPE} <{DD}ChangeMeasurement>"
    yield f"{change} <{DD}subject> <{ID}org.sme-{2 * number}>"
    yield f"{change} <{DD}indicator> <{ID}indicator.{number * 11 % INDICATORS}>"
    for place, word in enumerate(("baseline", "followUp")):
        value = f"<{ID}value.{2 * number + place}>"
        yield f"{change} <{DD}{word}> {value}"
        measured = 1 + (number * 29 + place * 7) % 900
        yield f'{value} <{DD}numericValue> "{measured / 4:.2f}"^^<{XSD}decimal>'
        yield f'{value} <{DD}unitText> "{("개", "대", "%")[number % 3]}"'
    if number % 2:
        yield f'{change} <{DD}reportedPercent> "{number % 73 - 20}"^^<{XSD}integer>'


def _day(number: int) -> str:
    """Return some day of 2001 to 2025."""
    return f"{2001 + number // 336 % 25}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
