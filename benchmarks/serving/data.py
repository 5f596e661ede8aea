"""Made-up data of the shape our builds give: firms, supports, measurements, assertions, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DD: Final = "https://w3id.org/deungdae/ont#"
ID: Final = "https://w3id.org/deungdae/id/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OA: Final = "http://www.w3.org/ns/oa#"
DCT: Final = "http://purl.org/dc/terms/"
DOUBLE: Final = "http://www.w3.org/2001/XMLSchema#double"
A_CASE: Final = 76  # triples a case has, near enough
SUPPORTERS: Final = 120
REGIONS: Final = 170
INDICATORS: Final = 25
KINDS: Final = 12
FIRST: Final = ("가온", "누리", "다솜", "라온", "마루", "바름", "새별", "아라", "자람", "한빛")
SECOND: Final = ("정밀", "금속", "전자", "식품", "화학", "기계", "소재", "섬유", "테크", "부품")


def quads(triples: int) -> Iterator[str]:
    """Yield lines of N-Quads of about so many triples, one named graph a source, no union."""
    for number in range(max(1, triples // A_CASE)):
        graph = f"<{ID}graph.{number}>"
        for line in _case(number):
            yield f"{line} {graph} .\n"
    for number in range(REGIONS):
        yield (
            f"<{ID}region.{number}> <{DD}partOf> <{ID}region.{number // 4}> <{ID}graph.lists> .\n"
        )


def _case(number: int) -> Iterator[str]:
    document, supporter = f"<{ID}doc.{number}>", f"<{ID}org.large-{number * 7 % SUPPORTERS}>"
    yield f"{document} <{RDF}type> <{DD}SourceDocument>"
    yield f'{document} <{DCT}title> "지어낸 보도 {number}"@ko'
    yield f'{document} <{DCT}identifier> "sha256:{number:064x}"'
    yield f"{supporter} <{RDF}type> <{DD}LargeEnterprise>"
    yield f'{supporter} <{SKOS}prefLabel> "큰회사 {number * 7 % SUPPORTERS}"@ko'
    for half in (0, 1):
        yield from _support(2 * number + half, supporter, document)
    yield from _change(number, f"<{ID}org.sme-{2 * number}>")
    person = f"<{ID}person.{number}>"
    yield f"{person} <{RDF}type> <{DD}Person>"
    yield f'{person} <{SKOS}prefLabel> "아무개 {number}"@ko'
    yield f"{person} <{DD}memberOf> <{ID}org.sme-{2 * number + 1}>"


def _support(number: int, supporter: str, document: str) -> Iterator[str]:
    firm, support = f"<{ID}org.sme-{number}>", f"<{ID}support.{number}>"
    name = f"{FIRST[number % 10]}{SECOND[number // 10 % 10]} {number}"
    yield f"{firm} <{RDF}type> <{DD}SME>"
    yield f'{firm} <{SKOS}prefLabel> "{name}"@ko'
    yield f'{firm} <{SKOS}prefLabel> "Firm {number}"@en'
    yield f"{firm} <{DD}location> <{ID}region.{number * 13 % REGIONS}>"
    yield f'{firm} <{DD}industry> "industry {number % 17}"'
    yield f"{support} <{RDF}type> <{DD}SupportActivity>"
    yield f"{support} <{DD}supporter> {supporter}"
    yield f"{support} <{DD}recipient> {firm}"
    yield f"{support} <{DD}supportKind> <{ID}kind.{number * 5 % KINDS}>"
    yield f'{support} <{DD}status> "{"planned" if number % 9 == 0 else "actual"}"'
    yield f'{support} <{DD}amount> "{float(number * 37 % 1000)}"^^<{DOUBLE}>'
    for place, word in enumerate(("supporter", "recipient")):
        yield from _assertion(3 * number + place, support, f"<{DD}{word}>", firm, document)


def _change(number: int, firm: str) -> Iterator[str]:
    change = f"<{ID}change.{number}>"
    yield f"{change} <{RDF}type> <{DD}ChangeMeasurement>"
    yield f"{change} <{DD}subject> {firm}"
    yield f"{change} <{DD}indicator> <{ID}indicator.{number * 11 % INDICATORS}>"
    for place, word in enumerate(("baseline", "followUp")):
        value = f"<{ID}value.{2 * number + place}>"
        yield f"{change} <{DD}{word}> {value}"
        measured = float(1 + (number * 29 + place * 7) % 400)
        yield f'{value} <{DD}numericValue> "{measured}"^^<{DOUBLE}>'
        yield f'{value} <{DD}unitText> "개"'


def _assertion(number: int, thing: str, term: str, value: str, document: str) -> Iterator[str]:
    twin, passage = f"<{ID}assertion.{number}>", f"<{ID}passage.{number}>"
    yield f"{twin} <{RDF}type> <{DD}Assertion>"
    yield f"{twin} <{RDF}subject> {thing}"
    yield f"{twin} <{RDF}predicate> {term}"
    yield f"{twin} <{RDF}object> {value}"
    yield f"{twin} <{DD}evidence> {passage}"
    yield f"{passage} <{OA}hasSource> {document}"
    yield f'{passage} <{OA}exact> "지어낸 문장 {number}이 여기 있다."'
    yield f'{passage} <{DD}confidence> "0.9"^^<{DOUBLE}>'
