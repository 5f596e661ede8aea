"""Each authority in the form its owner publishes."""

import json

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import SourceSyntax
from kg.link.authorities import form_of
from kg.link.authorities.ours import enriched, known_of
from kg.link.authorities.rdf import read_rdf
from kg.link.match.known import Known, Name
from kg.model.entities import Entity, Label, Link

LEI = "9884007ER46L6N7EI764"


def read(body: str | bytes, name: str = "file") -> list[Known]:
    raw = body.encode() if isinstance(body, str) else body
    form = form_of(raw)
    assert form is not None
    return list(form.read([raw], name))


def claim(value: object, **more: object) -> dict[str, object]:
    snak = {"snaktype": "value", "datavalue": {"value": value}}
    return {"mainsnak": snak, "rank": "normal", **more}


def entity(number: str) -> dict[str, object]:
    return {
        "type": "item",
        "id": number,
        "labels": {
            "ko": {"language": "ko", "value": "가온부"},
            "en": {"language": "en", "value": "Gaon"},
        },
        "aliases": {"ko": [{"language": "ko", "value": "가부"}]},
        "descriptions": {"en": {"language": "en", "value": "fictional ministry"}},
        "claims": {
            "P571": [claim({"time": "+1996-02-12T00:00:00Z", "precision": 11})],
            "P576": [claim({"time": "+2017-00-00T00:00:00Z", "precision": 9})],
            "P1278": [claim(LEI)],
            "P1366": [claim({"id": "Q2"}), claim({"id": "Q3"}, rank="deprecated")],
        },
    }


def test_a_wikidata_dump_has_one_entity_a_line() -> None:
    lines = ",\n".join(json.dumps(entity(each), ensure_ascii=False) for each in ("Q1", "Q9"))
    first, second = read(f"[\n{lines}\n]\n")

    assert first.iri == "http://www.wikidata.org/entity/Q1"
    assert [each.text for each in first.names] == ["가온부", "가부", "Gaon"]
    assert (first.since, first.until, first.is_gone) == ("1996-02-12", "2017", True)
    assert first.replaced_by == ("http://www.wikidata.org/entity/Q2",)
    assert ("leiCode", LEI) in first.numbers
    assert first.notes == ("fictional ministry",)
    assert second.iri.endswith("Q9")


def test_wikidata_entities_may_come_as_a_map() -> None:
    (found,) = read(json.dumps({"entities": {"Q1": entity("Q1")}}))

    assert found.label == "가온부"


def test_a_broken_line_of_a_dump_says_where() -> None:
    form = form_of(b'[\n{"type":"item","id":"Q1"}')
    assert form is not None
    with pytest.raises(SourceSyntax, match=r"dump\.json:2"):
        list(form.read([b"[\n{broken\n]"], "dump.json"))


def test_ror_schema_two() -> None:
    record = {
        "id": "https://ror.org/000000000",
        "names": [
            {"value": "Gaon Institute", "types": ["ror_display", "label"], "lang": "en"},
            {"value": "가온연구원", "types": ["label"], "lang": "ko"},
            {"value": "GI", "types": ["acronym"], "lang": None},
        ],
        "types": ["facility"],
        "established": 1996,
        "status": "inactive",
        "locations": [{"geonames_id": 1835235, "geonames_details": {"name": "Daejeon"}}],
        "relationships": [{"type": "successor", "id": "https://ror.org/111111111", "label": "x"}],
        "external_ids": [{"type": "wikidata", "all": ["Q1"], "preferred": "Q1"}],
    }
    (found,) = read(json.dumps([record]))

    assert found.label == "가온연구원"
    assert not next(each for each in found.names if each.text == "GI").is_preferred
    assert found.is_gone
    assert found.replaced_by == ("https://ror.org/111111111",)
    assert ("same", "http://www.wikidata.org/entity/Q1") in found.numbers
    assert found.places == ("https://sws.geonames.org/1835235/", "Daejeon")


def test_ror_schema_one() -> None:
    record = {
        "id": "https://ror.org/000000000",
        "name": "Gaon Institute",
        "aliases": ["Old Gaon"],
        "acronyms": ["GI"],
        "labels": [{"label": "가온연구원", "iso639": "ko"}],
        "types": ["Facility"],
        "addresses": [{"city": "Daejeon", "geonames_city": {"id": 1835235}}],
        "external_ids": {"Wikidata": {"all": ["Q1"], "preferred": "Q1"}, "GRID": {"all": "grid.1"}},
    }
    (found,) = read(json.dumps([record]))

    assert {each.text for each in found.names if each.is_preferred} == {
        "Gaon Institute",
        "가온연구원",
    }
    assert ("GRID", "grid.1") in found.numbers


GLEIF = (
    '"LEI","Entity.LegalName","Entity.LegalName.xmllang",'
    '"Entity.OtherEntityNames.OtherEntityName.1","Entity.LegalAddress.City",'
    '"Entity.LegalAddress.Country","Entity.EntityStatus",'
    '"Entity.RegistrationAuthority.RegistrationAuthorityEntityID","Entity.EntityCreationDate",'
    '"Entity.SuccessorEntity.1.SuccessorLEI"\r\n'
    f'"{LEI}","가온전자 주식회사","ko","Gaon Electronics","수원시","KR",'
    '"INACTIVE","130111-0006246",'
    '"1969-01-13T00:00:00+09:00","X"\r\n'
    '"NOT-AN-LEI","누구","ko","","","KR","ACTIVE","","",""\r\n'
)


def test_gleif_rows_with_a_right_check_digit_are_entities() -> None:
    (found,) = read(GLEIF)

    assert [each.text for each in found.names] == ["가온전자 주식회사", "Gaon Electronics"]
    assert set(found.numbers) == {
        ("leiCode", LEI),
        ("corporateRegistrationNumber", "130111-0006246"),
    }
    assert (found.since, found.is_gone) == ("1969-01-13", True)


def test_opendart_is_read_without_expanding_anything() -> None:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<result>\n<list>\n'
        "<corp_code>00000001</corp_code>\n"
        "<corp_name>가온&amp;누리</corp_name>\n<corp_eng_name>GAON &amp; NURI</corp_eng_name>\n"
        "<stock_code> </stock_code>\n<modify_date>20240101</modify_date>\n</list>\n</result>"
    )
    (found,) = read(body)

    assert [each.text for each in found.names] == ["가온&누리", "GAON & NURI"]
    assert found.numbers == (("dartCode", "00000001"),)


def test_opendart_without_a_code_says_which() -> None:
    with pytest.raises(SourceSyntax, match=r"CORPCODE\.xml: firm 1"):
        read(
            "<result><list><corp_code>12</corp_code><corp_name>x</corp_name></list></result>",
            "CORPCODE.xml",
        )


def test_geonames_lines_have_nineteen_columns() -> None:
    cells = ["1835235", "Daejeon", "Daejeon", "대전,Taejon", "36.3", "127.4", "P", "PPLA", "KR"]
    (found,) = read("\t".join([*cells, *[""] * 10]) + "\n")

    assert found.iri == "https://sws.geonames.org/1835235/"
    assert [each.text for each in found.names] == ["Daejeon", "대전", "Taejon"]
    with pytest.raises(SourceSyntax, match="9 columns"):
        read("\t".join(cells) + "\n")


RDF = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix schema: <https://schema.org/> .
<https://example.org/a> a <https://example.org/ont#Body> ;
    skos:prefLabel "가온청"@ko ; skos:altLabel "가청"@ko, "가온청"@ko ;
    dct:identifier "LEI:9884007ER46L6N7EI764", "no colon" ; schema:foundingDate "1996" ;
    adms:status <https://example.org/status/inactive> ; dct:isReplacedBy <https://example.org/b> .
<https://example.org/nameless> dct:title [] .
"""


def test_rdf_names_count_whatever_vocabulary_tells_them() -> None:
    (found,) = read_rdf(parse(RDF, RdfFormat.TURTLE))

    assert [(each.text, each.is_preferred) for each in found.names] == [
        ("가온청", True),
        ("가청", False),
    ]
    assert found.kinds == ("Body",)
    assert found.numbers == (("leiCode", LEI),)
    assert (found.since, found.is_gone, found.replaced_by) == (
        "1996",
        True,
        ("https://example.org/b",),
    )


@pytest.mark.parametrize("body", ["", "{}", "a,b\n1,2\n", "<xml/>", "1\t2\n"])
def test_a_file_of_no_known_form_is_left_to_others(body: str) -> None:
    assert form_of(body.encode()) is None


OURS = Entity(
    iri="https://example.org/ours",
    type="Ministry",
    labels=(Label("가온부", "ko"),),
    aliases=(Label("가부", "ko"),),
    links=(
        Link(
            target="https://example.org/a",
            relation="exactMatch",
            justification="ManualMappingCuration",
            confidence=0.9,
        ),
    ),
    valid_from="2017-07-26",
)


def test_ours_add_names_and_days_to_the_body_they_link_to() -> None:
    plain = Known(
        iri="https://example.org/a", names=(Name("Gaon", "en", is_preferred=True),), since="1996"
    )
    (found,) = enriched([plain], [OURS])

    assert {each.text for each in found.names} == {"Gaon", "가온부", "가부"}
    assert found.since == "2017-07-26"
    assert next(enriched([Known(iri="x", names=plain.names)], [OURS])).names == plain.names
    assert known_of(OURS).kinds == ("Ministry", "PublicOrganisation")
