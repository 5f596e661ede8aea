from __future__ import annotations

import pytest

from kg.errors import SourceSyntax
from kg.link.authority import built_in, read_authority
from kg.loaders import load
from kg.model.evidence import Cell
from kg.model.source import Source

HEADER = "id,type,ko,en,aliases,wikidata,lei,brn,crn,valid_from,valid_to,source,note\n"


def test_the_built_in_file_is_read_without_a_finding_and_holds_the_field() -> None:
    entities = {entity.iri.rpartition("/")[2]: entity for entity in built_in()}

    assert len(entities) >= 400
    ministry = entities["org.mss"]
    assert [label.text for label in ministry.labels] == [
        "중소벤처기업부",
        "Ministry of SMEs and Startups",
    ]
    assert "중기부" in {alias.text for alias in ministry.aliases}
    assert ministry.links[0].target == "http://www.wikidata.org/entity/Q33390102"
    assert entities["org.smba"].valid_to < ministry.valid_from
    assert entities["org.wef"].links[0].confidence < ministry.links[0].confidence
    assert entities["org.samsung-electronics"].identifiers == {
        "leiCode": "9884007ER46L6N7EI764",
        "businessRegistrationNumber": "124-81-00998",
        "corporateRegistrationNumber": "130111-0006246",
    }


def test_no_two_living_organisations_of_the_built_in_file_share_a_name() -> None:
    owners: dict[str, list[str]] = {}
    for entity in built_in():
        if entity.valid_to:
            continue
        for label in {label.text for label in (*entity.labels, *entity.aliases)}:
            owners.setdefault(label, []).append(entity.iri)

    assert {name: iris for name, iris in owners.items() if len(iris) > 1} == {}


def test_a_row_becomes_an_entity_that_points_at_its_cells() -> None:
    text = HEADER + "org.dawon,SME,다원정공,,다원|Dawon Precision,,,,,,,,\n"

    (entity,), findings = read_authority(text, "authority/local.csv", "https://example.org/id/")

    assert findings == ()
    assert entity.iri == "https://example.org/id/org.dawon"
    assert [(alias.text, alias.lang) for alias in entity.aliases] == [
        ("Dawon Precision", "en"),
        ("다원", "ko"),
    ]
    places = {each.place: each.quote for each in entity.evidence}
    assert places[Cell("", 2, "ko")] == "다원정공"


def test_a_row_without_an_id_is_named_after_its_english_name_first() -> None:
    text = "type,ko,en\nSME,다원정공,Dawon Precision\nPerson,한이슬,\n"

    entities, _ = read_authority(text, "a.csv", "x:")

    assert [entity.iri for entity in entities] == ["x:org.dawon-precision", "x:person.han-iseul"]


def test_evidence_quotes_a_cell_as_the_loader_of_tables_reads_it() -> None:
    text = HEADER + '"org.dawon", SME ,다원정공,,,,,,,,,,"두\n줄"\norg.x,SME,가나,,,,,,,,,,\n'
    source = Source(name="a.csv", media_type="text/csv", body=text.encode())
    (table,) = load(source).tables

    entities, findings = read_authority(text, "a.csv", "x:")

    assert findings == ()
    assert [entity.type for entity in entities] == ["SME", "SME"]
    cells = {
        (row.number, column): quote for row in table.rows for column, quote in row.cells.items()
    }
    for entity in entities:
        for each in entity.evidence:
            assert each.source == source.digest
            assert isinstance(each.place, Cell)
            assert cells[each.place.row, each.place.column] == each.quote


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("org.x,Firm,가나,,,,,,,,,,", "Firm"),
        ("org.x,SME,,,,,,,,,,,", ""),
        ("org/x,SME,가나,,,,,,,,,,", "org/x"),
        ("org.x,SME,가나,,,20718,,,,,,,", "20718"),
        ("org.x,SME,가나,,,,,,,2017,,,", "2017"),
    ],
)
def test_a_row_that_cannot_be_used_is_a_finding_in_both_languages(row: str, value: str) -> None:
    entities, findings = read_authority(HEADER + row + "\n", "a.csv", "x:")

    assert entities == ()
    assert [(finding.where, finding.value) for finding in findings] == [("a.csv:2", value)]
    assert findings[0].message.ko != findings[0].message.en


def test_a_wrong_number_is_dropped_and_reported_while_the_row_stays() -> None:
    text = HEADER + "org.x,SME,가나,,,,,124-81-00999,130111-0006247,,,,\n"

    (entity,), findings = read_authority(text, "a.csv", "x:")

    assert entity.identifiers == {"corporateRegistrationNumber": "130111-0006247"}
    assert [finding.severity for finding in findings] == ["violation", "warning"]


def test_the_same_id_twice_is_a_finding_and_the_first_row_stays() -> None:
    text = HEADER + "org.x,SME,가나,,,,,,,,,,\norg.x,SME,다라,,,,,,,,,,\n"

    entities, findings = read_authority(text, "a.csv", "x:")

    assert [entity.labels[0].text for entity in entities] == ["가나"]
    assert findings[0].where == "a.csv:3"


def test_a_file_with_other_columns_is_refused() -> None:
    with pytest.raises(SourceSyntax, match=r"a\.csv:1"):
        read_authority("name,kind\n가나,SME\n", "a.csv", "x:")


def test_line_numbers_survive_line_breaks_in_cells() -> None:
    text = HEADER + 'org.x,SME,가나,,,,,,,,,,"두\n줄"\norg.y,Firm,다라,,,,,,,,,,\n'

    _, findings = read_authority(text, "a.csv", "x:")

    assert findings[0].where == "a.csv:4"
