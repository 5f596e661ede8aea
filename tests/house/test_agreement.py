"""Law 7: a term is written once, and ontology, shapes, examples and code agree."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass
class Copy:
    """A small checkout that agrees: ours without most of its code. What a test writes is undone."""

    root: Path
    before: dict[Path, bytes | Path | None] = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        if file.is_symlink():
            self.before[file] = file.readlink()
            file.unlink()
        else:
            self.before.setdefault(file, file.read_bytes() if file.exists() else None)
        file.write_text(text, "utf-8")

    def add(self, name: str, text: str) -> None:
        self.write(name, (self.root / name).read_text("utf-8") + text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        self.write(name, text.replace(old, new, 1))

    def undo(self) -> None:
        for file, was in self.before.items():
            file.unlink()
            if isinstance(was, Path):
                file.symlink_to(was)
            elif was is not None:
                file.write_bytes(was)
        self.before.clear()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return the copy all tests share; its examples are many and linked."""
    root = tmp_path_factory.mktemp("checkout")
    for folder in ("ontology", "shapes"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copytree(ROOT / "tests/shapes", root / "tests/shapes", copy_function=_link)
    for file in ("kg/vocab.py", "docs/terms.md"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, root / file)
    return Copy(root)


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(source)


@pytest.fixture
def copy(checkout: Copy) -> Iterator[Copy]:
    read_inventory.cache_clear()  # what it remembers of this folder is of another test
    yield checkout
    checkout.undo()


DISAGREEMENTS = {
    "A1": ("ontology/events.ttl", "dd:Event a owl:Class ;", "dd:Event a owl:Class"),
    "A2": ("kg/vocab.py", "supporter: Final", "suporter: Final"),
    "A5": ("ontology/events.ttl", '"행사"@ko, "Event"@en', '"행사"@ko'),
    "A6": ("shapes/events.ttl", "sh:class dd:Place", "sh:class dd:Plaza"),
    "A7": ("tests/shapes/Event/label.ttl", "kgs:Event-label", "kgs:Event-lable"),
}


@pytest.mark.parametrize("rule", DISAGREEMENTS)
def test_a_disagreement_is_found(copy: Copy, rule: str) -> None:
    name, old, new = DISAGREEMENTS[rule]
    copy.replace(name, old, new)

    assert rule in {finding.rule for finding in check(copy.root)}


def test_an_untouched_copy_agrees(copy: Copy) -> None:
    assert not check(copy.root)


def test_a_shape_without_a_name_is_found(copy: Copy) -> None:
    copy.add(
        "shapes/events.ttl", "\nkgs:Event sh:property [ sh:path dd:topic ; sh:minCount 1 ] .\n"
    )

    assert [finding.rule for finding in check(copy.root)] == ["A6", "A6"]


def test_a_class_that_nobody_shapes_shows_or_uses_is_found_thrice(copy: Copy) -> None:
    copy.add(
        "ontology/events.ttl",
        """
dd:Parade a owl:Class ;
    rdfs:isDefinedBy <https://w3id.org/deungdae/ont> ;
    rdfs:label "행진"@ko, "Parade"@en ;
    skos:definition "줄지어 걷는 행사."@ko, "An event that walks."@en .
""",
    )
    rules = [finding.rule for finding in check(copy.root) if finding.focus.endswith("#Parade")]

    assert rules == ["A5", "A6", "A10"]


def test_code_may_not_spell_an_iri_but_a_docstring_may(copy: Copy) -> None:
    iri = read_inventory(ROOT / "ontology").namespace + "Event"
    copy.write("kg/spelt.py", f'"""Such as {iri}."""\n\nEVENT = "{iri}"\n')

    assert [(one.rule, one.where) for one in check(copy.root)] == [("A4", "kg/spelt.py:3")]


def test_a_query_may_not_ask_for_an_unknown_term(copy: Copy) -> None:
    space = read_inventory(ROOT / "ontology").namespace
    text = f"PREFIX dd: <{space}>\nSELECT ?s {{ ?s dd:suporter ?o ; dd:recipient ?r }}\n"
    copy.write("kg/asks.rq", text)

    assert [(one.rule, one.focus) for one in check(copy.root)] == [("A4", f"{space}suporter")]


def test_code_may_not_write_a_property_no_shape_speaks_of(copy: Copy) -> None:
    for file in (copy.root / "shapes").glob("*.ttl"):
        text = file.read_text("utf-8").replace("dd:rule", "dd:asOf")
        copy.write(f"shapes/{file.name}", text)
    copy.write("kg/writes.py", "from kg import vocab\nRULE = vocab.rule\n")

    assert "A9" in {finding.rule for finding in check(copy.root)}


def test_deprecated_terms_need_a_replacement_and_leave_the_code(copy: Copy) -> None:
    status = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
    copy.add("ontology/events.ttl", f'\ndd:attendee <{status}> "deprecated" .\n')
    copy.write("kg/writes.py", "from kg import vocab\nX = vocab.attendee\n")

    assert [one.where for one in check(copy.root) if one.rule == "A11"] == [
        "events.ttl",
        "kg/writes.py:2",
    ]


@pytest.mark.slow
def test_a_misspelt_term_fails_the_type_check(tmp_path: Path) -> None:
    file = tmp_path / "misspelt.py"
    file.write_text("from kg import vocab\n\nvocab.suporter\n", "utf-8")

    # only these files: what else the package holds does not tell which terms there are
    seen = ["--follow-imports=skip", str(ROOT / "kg/__init__.py"), str(ROOT / "kg/vocab.py")]
    out, _, status = api.run(["--config-file", str(ROOT / "pyproject.toml"), *seen, str(file)])

    assert status == 1
    assert 'maybe "supporter"' in out
