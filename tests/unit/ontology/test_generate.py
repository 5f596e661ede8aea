"""What is generated compiles, is formatted, and holds what the ontology says."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import vocab
from kg.errors import VocabularyError
from kg.ontology.generate import WIDTH, terms_page, vocab_text
from kg.ontology.inventory import read_inventory
from kg.ontology.terms import Code, Scheme

INVENTORY = read_inventory()


def test_the_module_parses_and_keeps_the_line_length() -> None:
    text = vocab_text(INVENTORY)

    ast.parse(text)
    assert max(len(line) for line in text.splitlines()) <= WIDTH


@pytest.mark.slow
def test_the_module_is_formatted_as_ruff_would(tmp_path: Path) -> None:
    file = tmp_path / "vocab.py"
    file.write_text(vocab_text(INVENTORY), "utf-8")
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "format",
            "--check",
            "--config",
            root / "pyproject.toml",
            file,
        ],
        check=False,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_every_term_of_ours_is_an_attribute() -> None:
    assert {term.name: vars(vocab)[term.name] for term in INVENTORY.terms} == {
        term.name: NamedNode(term.iri) for term in INVENTORY.terms
    }


def test_every_code_is_an_entry_under_its_notation() -> None:
    for scheme in INVENTORY.schemes:
        table = vars(vocab)[scheme.name.upper()]
        assert table == {code.notation: NamedNode(code.iri) for code in scheme.codes}


def test_borrowed_terms_stand_in_the_class_of_their_prefix() -> None:
    for term in INVENTORY.borrowed:
        prefix = INVENTORY.curie(term.iri).partition(":")[0]
        assert getattr(vars(vocab)[prefix.upper()], term.name) == NamedNode(term.iri)


def test_what_a_text_calls_a_unit_leads_to_its_code() -> None:
    assert vocab.UNIT_NAMES["%"] == "percent"
    assert vocab.UNIT_NAMES["KRW"] == "KRW"
    assert vocab.UNIT_NAMES["명"] == "person"


def test_closed_lists_have_no_table_of_names() -> None:
    assert not hasattr(vocab, "STATUS_NAMES")


def test_two_codes_of_one_name_are_refused() -> None:
    twins = tuple(
        Code(
            iri=f"https://example.org/code/hue.{n}",
            notation=n,
            labels={"ko": "붉은 빛", "en": n},
            definitions={},
            other_names=("rot",),
        )
        for n in ("red", "crimson")
    )
    hue = Scheme(iri="https://example.org/code/hue", name="hue", labels={}, codes=twins)

    with pytest.raises(VocabularyError, match="names both"):
        vocab_text(replace(INVENTORY, schemes=(hue,)))


def test_the_page_of_terms_shows_each_term_and_code_in_both_languages() -> None:
    page = terms_page(INVENTORY)

    for term in INVENTORY.terms:
        assert f"`{INVENTORY.curie(term.iri)}`" in page
        assert term.labels["ko"] in page
        assert term.definitions["en"] in page
    for code in INVENTORY.codes():
        assert f"| `{code.notation}` | {code.labels['ko']} · {code.labels['en']} |" in page


def test_the_page_of_terms_is_a_table_row_a_term() -> None:
    rows = [line for line in terms_page(INVENTORY).splitlines() if line.startswith("| `")]

    assert len(rows) == len(INVENTORY.terms) + len(INVENTORY.codes())
    assert all(row.count(" | ") == 3 for row in rows)
