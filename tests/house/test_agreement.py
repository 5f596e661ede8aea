"""Law 7: a term is written once, and ontology, shapes, examples and code agree."""

import shutil
from pathlib import Path

import pytest
from mypy import api

from kg.ontology.agree import check
from kg.ontology.inventory import read_inventory

ROOT = Path(__file__).parents[2]


def test_ontology_shapes_examples_and_code_agree() -> None:
    found = [f"{one.rule} {one.where}: {one.message.en}" for one in check(ROOT)]

    assert not found


def test_there_is_a_vocabulary_to_agree_about() -> None:
    inventory = read_inventory(ROOT / "ontology")

    assert len(inventory.classes()) >= 41
    assert len(inventory.properties()) >= 76
    assert len(inventory.codes()) >= 120
    assert len(inventory.borrowed) >= 70


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a small checkout that agrees: ours without most of its code.

    The examples are many and linked: whoever changes one writes a new file in its place.
    """
    for folder in ("ontology", "shapes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / "tests/shapes", tmp_path / "tests/shapes", copy_function=_link)
    for file in ("kg/vocab.py", "docs/terms.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(source)


def write(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    file.write_text(text, "utf-8")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, f"{file.name} no longer holds {old!r}"
    write(file, text.replace(old, new, 1))


DISAGREEMENTS = {
    "A1": ("ontology/events.ttl", "dd:Event a owl:Class ;", "dd:Event a owl:Class"),
    "A2": ("kg/vocab.py", "supporter: Final", "suporter: Final"),
    "A5": ("ontology/events.ttl", '"행사"@ko, "Event"@en', '"행사"@ko'),
    "A6": ("shapes/events.ttl", "sh:class dd:Place", "sh:class dd:Plaza"),
    "A7": ("tests/shapes/Event/label.ttl", "kgs:Event-label", "kgs:Event-lable"),
}


@pytest.mark.parametrize("rule", DISAGREEMENTS)
def test_a_disagreement_is_found(copy: Path, rule: str) -> None:
    name, old, new = DISAGREEMENTS[rule]
    replace(copy / name, old, new)

    assert rule in {finding.rule for finding in check(copy)}


def test_an_untouched_copy_agrees(copy: Path) -> None:
    assert not check(copy)


def test_a_shape_without_a_name_is_found(copy: Path) -> None:
    file = copy / "shapes" / "events.ttl"
    file.write_text(
        file.read_text("utf-8")
        + "\nkgs:Event sh:property [ sh:path dd:topic ; sh:minCount 1 ] .\n",
        "utf-8",
    )

    assert [finding.rule for finding in check(copy)] == ["A6", "A6"]


def test_a_class_that_nobody_shapes_shows_or_uses_is_found_thrice(copy: Path) -> None:
    file = copy / "ontology" / "events.ttl"
    file.write_text(
        file.read_text("utf-8")
        + """
dd:Parade a owl:Class ;
    rdfs:isDefinedBy <https://w3id.org/deungdae/ont> ;
    rdfs:label "행진"@ko, "Parade"@en ;
    skos:definition "줄지어 걷는 행사."@ko, "An event that walks."@en .
""",
        "utf-8",
    )
    rules = [finding.rule for finding in check(copy) if finding.focus.endswith("#Parade")]

    assert rules == ["A5", "A6", "A10"]


def test_code_may_not_spell_an_iri_but_a_docstring_may(copy: Path) -> None:
    file = copy / "kg" / "spelt.py"
    iri = read_inventory(ROOT / "ontology").namespace + "Event"
    file.write_text(f'"""Such as {iri}."""\n\nEVENT = "{iri}"\n', "utf-8")

    assert [(one.rule, one.where) for one in check(copy)] == [("A4", "kg/spelt.py:3")]


def test_a_query_may_not_ask_for_an_unknown_term(copy: Path) -> None:
    space = read_inventory(ROOT / "ontology").namespace
    text = f"PREFIX dd: <{space}>\nSELECT ?s {{ ?s dd:suporter ?o ; dd:recipient ?r }}\n"
    (copy / "kg" / "asks.rq").write_text(text, "utf-8")

    assert [(one.rule, one.focus) for one in check(copy)] == [("A4", f"{space}suporter")]


def test_code_may_not_write_a_property_no_shape_speaks_of(copy: Path) -> None:
    for file in (copy / "shapes").glob("*.ttl"):
        file.write_text(file.read_text("utf-8").replace("dd:rule", "dd:asOf"), "utf-8")
    (copy / "kg" / "writes.py").write_text("from kg import vocab\nRULE = vocab.rule\n", "utf-8")

    assert "A9" in {finding.rule for finding in check(copy)}


def test_deprecated_terms_need_a_replacement_and_leave_the_code(copy: Path) -> None:
    file = copy / "ontology" / "events.ttl"
    status = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
    file.write_text(file.read_text("utf-8") + f'\ndd:attendee <{status}> "deprecated" .\n', "utf-8")
    (copy / "kg" / "writes.py").write_text("from kg import vocab\nX = vocab.attendee\n", "utf-8")

    assert [one.where for one in check(copy) if one.rule == "A11"] == [
        "events.ttl",
        "kg/writes.py:2",
    ]


@pytest.mark.slow
def test_a_misspelt_term_fails_the_type_check(tmp_path: Path) -> None:
    file = tmp_path / "misspelt.py"
    file.write_text("from kg import vocab\n\nvocab.suporter\n", "utf-8")

    out, _, status = api.run(["--config-file", str(ROOT / "pyproject.toml"), str(file)])

    assert status == 1
    assert 'maybe "supporter"' in out
