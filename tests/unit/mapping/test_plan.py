import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.files import resource_text
from kg.mapping import read_plan
from kg.mapping.fields import KINDS, fields_of
from kg.mapping.plan import plan_of

TOP = Path(__file__).parents[3]

RULE = """
[codes.kind]
"설비" = "FacilityInvestment"
[[rule]]
id = "x"
fact = "Support"
[rule.fields]
supporter = { column = "A" }
recipient = { column = "B" }
kind = { column = "C", codes = "kind" }
"""


def test_a_plan_names_its_rules_after_its_file() -> None:
    assert [rule.id for rule in read_plan(RULE, "mappings/lists.toml").rules] == ["mapping.lists.x"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[[rule]]", "[[rules]]", "rules is not known here .*did you mean rule"),
        ('"Support"', '"Suport"', r"lists.toml \[x\]: Suport is not known here .*mean Support"),
        ("supporter =", "suporter =", "mean supporter"),
        ("recipient =", "product =", "Support needs recipient"),
        ('"FacilityInvestment"', '"Facility"', "Facility is not known here"),
        ('codes = "kind"', 'codes = "kinds"', "kinds is not known here .*mean kind"),
        ('codes = "kind"', 'unit = "1,2"', "is no unit"),
        ('column = "A"', 'colum = "A"', "mean column"),
        ('{ column = "A" }', '{ split = "," }', "supporter has no column"),
        ('id = "x"\n', "", "a rule has no id"),
        ('{ column = "C", codes = "kind" }', '"Mentor"', "Mentor is not known here"),
        ("[rule.fields]", 'when = { equals = "x" }\n[rule.fields]', "write when ="),
        (
            '[codes.kind]\n"설비" = "FacilityInvestment"',
            'required = "A"',
            "kind is not known|write required",
        ),
        ("id =", "id", "this is no TOML"),
    ],
)
def test_a_wrong_plan_is_refused_by_name(old: str, new: str, words: str) -> None:
    assert old in RULE
    with pytest.raises(ConfigError, match=words):
        read_plan(RULE.replace(old, new), "mappings/lists.toml")


def test_a_plan_without_rules_or_with_two_of_one_name_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"no \[\[rule\]\]"):
        read_plan("", "p.toml")
    twice = RULE + RULE.split('"FacilityInvestment"')[1]
    with pytest.raises(ConfigError, match=r"two rules are called mapping\.p\.x"):
        read_plan(twice, "p.toml")


def test_a_rule_of_constants_alone_must_name_its_evidence() -> None:
    plan = '[[rule]]\nid = "x"\nfact = "Actor"\n{}[rule.fields]\nname = "가"\ntype = "SME"\n'

    with pytest.raises(ConfigError, match="nothing vouches"):
        read_plan(plan.format(""), "p.toml")
    assert read_plan(plan.format('evidence = ["A"]\n'), "p.toml").rules[0].evidence == ("A",)


WORDS = st.sampled_from(
    ["Actor", "Support", "name", "type", "SME", "kind", "A", "id", "column", "codes", "x", ""]
)
TOLD = st.recursive(
    st.one_of(WORDS, st.integers(0, 9), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "fact",
                    "when",
                    "fields",
                    "evidence",
                    "column",
                    "codes",
                    "split",
                    "unit",
                    "name",
                    "type",
                    "identifiers",
                    "businessRegistrationNumber",
                    "kind",
                    "equals",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries({}, optional={"required": TOLD, "codes": TOLD}),
    st.dictionaries(st.sampled_from(["id", "fact", "fields", "when", "evidence"]), TOLD),
)
def test_any_toml_is_a_plan_or_a_clear_refusal(
    top: dict[str, object], rule: dict[str, object]
) -> None:
    whole = {"id": "x", "fact": "Actor", "fields": {"name": {"column": "A"}, "type": "SME"}, **rule}
    try:
        plan, refusal = plan_of({**top, "rule": [whole]}, "p.toml"), ""
    except ConfigError as error:
        plan, refusal = None, str(error)

    assert (plan is not None and plan.rules) or refusal.startswith("p.toml")


def test_an_identifier_must_be_one_that_the_graph_knows() -> None:
    plan = (
        '[[rule]]\nid = "x"\nfact = "Actor"\n[rule.fields]\nname = { column = "A" }\ntype = "SME"\n'
        'identifiers.businesRegistrationNumber = { column = "B" }\n'
    )

    with pytest.raises(ConfigError, match="did you mean businessRegistrationNumber"):
        read_plan(plan, "p.toml")


def test_every_field_of_every_fact_has_a_shape() -> None:
    shapes = {
        kind: {name: field.shape for name, field in fields_of(kind).items()} for kind in KINDS
    }

    assert len(shapes) == 10
    assert shapes["Measurement"]["after"] == "number"
    assert shapes["Group"]["count"] == "whole"
    assert shapes["Event"]["start"] == "date"
    assert shapes["Support"]["supporter"] == "words"
    assert shapes["Actor"]["identifiers"] == "identifiers"
    assert "SME" in fields_of("Actor")["type"].codes
    assert not fields_of("Statement")["speaker"].is_needed


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_plan_in_the_readme_of_a_new_project_is_right(name: str) -> None:
    (plan,) = re.findall(r"```toml\n(.*?)```", resource_text(f"project/mappings/{name}"), re.DOTALL)

    assert len(read_plan(plan, "mappings/programmes.toml").rules) == 3


def test_the_plans_of_the_example_are_right() -> None:
    files = sorted((TOP / "examples/cases/mappings").glob("*.toml"))

    assert len(files) >= 2
    for file in files:
        assert read_plan(file.read_text("utf-8"), file.name).rules
