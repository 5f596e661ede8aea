import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.mapping import Mapped, map_table, read_plan
from kg.model.document import Row, Table
from kg.model.evidence import Cell

PLAN = """
required = ["기업"]
[codes.kind]
"설비" = "FacilityInvestment"
"지도" = "Mentoring"
[[rule]]
id = "company"
fact = "Actor"
[rule.fields]
name = { column = "기업" }
type = "SME"
products = { column = "품목", split = "," }
identifiers.businessRegistrationNumber = { column = "번호" }
[[rule]]
id = "support"
fact = "Support"
when = [{ column = "결과", equals = ["선정", "추가"] }, { column = "지원" }]
[rule.fields]
supporter = { column = "지원" }
recipient = { column = "기업" }
kind = { column = "유형", codes = "kind" }
[[rule]]
id = "none"
fact = "Circumstance"
when = { column = "지원", filled = false }
[rule.fields]
name = "지원 없음"
product = { column = "기업" }
[[rule]]
id = "budget"
fact = "Measurement"
when = { column = "금액" }
[rule.fields]
subject = { column = "기업" }
indicator = "SupportBudget"
after = { column = "금액", unit = "천원" }
period = { column = "날", needed = true }
is_attributed = true
"""
COLUMNS = ("기업", "번호", "품목", "지원", "유형", "결과", "금액", "날")


def table(*rows: dict[str, str]) -> Table:
    numbered = (Row(number=at, cells=cells) for at, cells in enumerate(rows, start=2))
    return Table(source="0" * 64, name="t.csv", columns=COLUMNS, rows=tuple(numbered))


def mapped(*rows: dict[str, str]) -> Mapped:
    return map_table(table(*rows), read_plan(PLAN, "mappings/p.toml"))


FULL = {
    "기업": "오솔길",
    "번호": "000-00-00034",
    "품목": "두부, 콩물",
    "지원": "고래",
    "유형": "설비",
    "결과": "선정",
    "금액": "80,000",
    "날": "2023.2.10",
}


def test_a_row_becomes_facts_with_the_cells_they_came_from() -> None:
    facts = mapped(FULL).facts
    (actor,), (support,), (budget,) = facts.actors, facts.supports, facts.measurements

    assert actor.products == ("두부", "콩물")
    assert actor.identifiers == (("businessRegistrationNumber", "000-00-00034"),)
    assert (support.supporter, support.kind) == (("고래",), "FacilityInvestment")
    assert (budget.after, budget.unit, budget.after_text) == (80_000_000, "KRW", "80,000")
    assert (budget.period, budget.is_attributed) == ("2023-02-10", True)
    assert (support.basis.rule, support.basis.confidence) == ("mapping.p.support", 1.0)
    (kind,) = support.basis.of("kind")
    assert (kind.place, kind.quote) == (Cell("", 2, "유형"), "설비")
    assert actor.basis.of("businessRegistrationNumber")[0].quote == "000-00-00034"


def test_a_cell_that_tells_its_own_unit_is_not_multiplied() -> None:
    assert mapped({**FULL, "금액": "1억 2천만원"}).facts.measurements[0].after == 120_000_000


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("유형", "요리", "no code for it"),
        ("유형", "", "the cell is empty"),
        ("금액", "미정", "it is no number"),
        ("금액", "3%", "the column counts in KRW"),
        ("날", "2023-13-02", "it is no date"),
        ("날", "", "the cell is empty"),
    ],
)
def test_a_cell_that_cannot_be_mapped_is_told_and_the_other_facts_stay(
    column: str, value: str, words: str
) -> None:
    found = mapped({**FULL, column: value}, {**FULL, "기업": "노을"})
    (finding,) = found.findings

    assert finding.where == "t.csv:2"
    assert f"row 2, column {column}" in finding.message.en
    assert words in finding.message.en
    assert finding.message.ko.startswith(f"2행 {column} 칸")
    assert finding.value == value
    assert len(found.facts.actors) == 2
    assert len(found.facts.supports) + len(found.facts.measurements) == 3


def test_columns_named_as_evidence_vouch_for_a_fact_of_constants() -> None:
    plan = read_plan(
        '[[rule]]\nid = "m"\nfact = "Measurement"\nevidence = ["기업", "품목"]\n[rule.fields]\n'
        'subject = "고래"\nindicator = "SupportedCompanies"\nafter = 1\nunit = "개사"\n',
        "p.toml",
    )
    found = map_table(table({"기업": "오솔길"}, {"결과": "선정"}), plan)
    (one,) = found.facts.measurements

    assert (one.subject, one.after, one.unit, one.after_text) == (("고래",), 1.0, "개사", None)
    assert [evidence.quote for evidence in one.basis.evidence] == ["오솔길"]
    assert "nothing vouches" in found.findings[0].message.en


def test_the_unit_a_plan_tells_wins_over_the_one_in_the_cell() -> None:
    plan = read_plan(
        '[[rule]]\nid = "m"\nfact = "Measurement"\n[rule.fields]\nsubject = { column = "기업" }\n'
        'indicator = "Production"\nafter = { column = "금액" }\nunit = "벌"\n',
        "p.toml",
    )

    assert (
        map_table(table({"기업": "노을", "금액": "3개"}), plan).facts.measurements[0].unit == "벌"
    )


def test_guards_choose_the_rows_of_a_rule() -> None:
    facts = mapped({**FULL, "결과": "탈락"}, {**FULL, "지원": ""}, {**FULL, "결과": "추가"}).facts

    assert [fact.basis.evidence[0].place for fact in facts.supports] == [Cell("", 4, "지원")]
    assert [fact.product for fact in facts.circumstances] == ["오솔길"]


def test_a_row_without_a_required_cell_is_refused_once() -> None:
    found = mapped({**FULL, "기업": " "})

    assert len(found.facts) == 0
    assert [finding.rule for finding in found.findings] == ["mapping.p.required"]


def test_rows_of_one_firm_make_one_actor_with_the_evidence_of_all() -> None:
    (actor,) = mapped(FULL, {**FULL, "품목": "된장", "번호": ""}).facts.actors

    assert actor.products == ("두부", "콩물", "된장")
    assert {evidence.place for evidence in actor.basis.evidence} >= {
        Cell("", 2, "기업"),
        Cell("", 3, "기업"),
    }


def test_rows_that_say_different_things_of_one_party_are_told() -> None:
    plan = read_plan(
        '[codes.size]\n"소" = "SME"\n"대" = "LargeEnterprise"\n[[rule]]\nid = "a"\nfact = "Actor"\n'
        '[rule.fields]\nname = { column = "기업" }\ntype = { column = "유형", codes = "size" }\n',
        "p.toml",
    )
    rows = [{"기업": "오솔길", "유형": size} for size in ("소", "소", "대")]
    found = map_table(table(*rows), plan)

    assert [actor.type for actor in found.facts.actors] == ["SME"]
    assert [(finding.where, finding.value) for finding in found.findings] == [
        ("t.csv:4", "LargeEnterprise")
    ]


def test_a_row_that_no_rule_takes_is_told() -> None:
    plan = read_plan(
        '[[rule]]\nid = "a"\nfact = "Actor"\nwhen = { column = "결과", equals = "선정" }\n'
        '[rule.fields]\nname = { column = "기업" }\ntype = "SME"\n',
        "p.toml",
    )
    found = map_table(table({**FULL, "결과": "탈락"}), plan)

    assert [finding.rule for finding in found.findings] == ["mapping.p.no-rule"]


def test_a_table_without_a_required_column_stops() -> None:
    plan = read_plan(
        PLAN.replace('required = ["기업"]', 'required = ["기업명"]'), "mappings/p.toml"
    )

    with pytest.raises(ConfigError, match=r"t\.csv has no column '기업명'.*did you mean 기업\?"):
        map_table(table(FULL), plan)


def test_a_column_that_the_table_lacks_is_told_once() -> None:
    plan = read_plan(PLAN.replace('"품목"', '"물품"'), "mappings/p.toml")
    found = map_table(table(FULL, {**FULL, "기업": "노을"}), plan)

    assert [(finding.rule, finding.value) for finding in found.findings] == [
        ("mapping.p.column", "물품")
    ]


CELLS = st.fixed_dictionaries(
    {}, optional={column: st.sampled_from(["가", "설비", "선정", "1", "x"]) for column in COLUMNS}
)


@given(st.lists(CELLS, max_size=5))
def test_every_row_gives_a_fact_or_a_finding_and_every_quote_is_a_cell(
    rows: list[dict[str, str]],
) -> None:
    found = mapped(*rows)
    told = {finding.where for finding in found.findings}

    for fact in found.facts:
        for evidence in fact.basis.evidence:
            place = evidence.place
            assert isinstance(place, Cell)
            assert rows[place.row - 2][place.column] == evidence.quote
            told.add(f"t.csv:{place.row}")
    assert told == {f"t.csv:{at}" for at in range(2, len(rows) + 2)}
