"""A small graph of fictional firms, in the form the builder writes."""

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.files import resource_files

GRAPH = """
@prefix dd: <https://w3id.org/deungdae/ont#> .
@prefix code: <https://w3id.org/deungdae/code/> .
@prefix id: <https://w3id.org/deungdae/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:org.haneul a dd:LargeEnterprise ; skos:prefLabel "하늘중공업"@ko , "Haneul Heavy Industries"@en .
id:org.dalbit a dd:SME ; skos:prefLabel "달빛정공"@ko , "Dalbit Precision"@en .
id:org.byeol a dd:SME ; skos:prefLabel "별솔루션"@ko .
id:org.bada a dd:Ministry ; skos:prefLabel "바다부"@ko , "Ministry of the Sea"@en .
id:programme.p a dd:SupportProgramme ; skos:prefLabel "한빛 사업"@ko ; dd:operator id:org.bada .
id:support.a a dd:SupportActivity ; dd:supporter id:org.haneul ; dd:recipient id:org.dalbit ;
    dd:supportKind code:kind.Mentoring ; dd:status code:status.actual ;
    dd:underProgramme id:programme.p .
id:support.b a dd:SupportActivity ; dd:supporter id:org.haneul ;
    dd:recipient id:org.dalbit , id:org.byeol ; dd:supportKind code:kind.Funding ;
    dd:status code:status.planned .
id:person.k a dd:Person ; skos:prefLabel "강바람"@ko .
id:membership.k a org:Membership ; org:member id:person.k ; org:organization id:org.dalbit ;
    org:role "대표"@ko .
id:event.e a dd:Event ; skos:prefLabel "등대 토론회"@ko ; dd:organizer id:org.bada ;
    dd:attendee id:person.k ; dd:when id:time.e .
id:time.e a time:Interval ; time:hasBeginning id:time.e1 ; time:hasEnd id:time.e2 .
id:time.e1 time:inXSDDate "2031-03-04"^^xsd:date .
id:time.e2 time:inXSDDate "2031-03-05"^^xsd:date .
id:assertion.1 a dd:Assertion ; rdf:subject id:support.a ; rdf:predicate dd:supportKind ;
    rdf:object code:kind.Mentoring ; dd:evidence id:place.1 .
id:place.1 a oa:SpecificResource ; oa:hasSelector id:quote.1 .
id:quote.1 a oa:TextQuoteSelector ; oa:exact "멘토 <세 명>을 \\"보냈다\\" ]]> & 끝"@ko .
"""


def stored(turtle: str) -> Store:
    store = Store()
    for text in (turtle, *(file.read_text("utf-8") for file in resource_files("ontology", ".ttl"))):
        store.extend(
            Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for quad in parse(text, format=RdfFormat.TURTLE)
        )
    return store


@pytest.fixture(scope="session")
def store() -> Store:
    return stored(GRAPH)
