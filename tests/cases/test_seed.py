"""The seed article by the ordinary pipeline: which of its 57 facts are read, by number.

The article stays in ../shared; the questions that stand for the facts are in seed_facts.toml.
"""

import re
import tomllib
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, Store

from kg.query.named import named_queries

SEED = Path(__file__).parents[2].parent / "shared" / "cases" / "seed"
FACTS = tomllib.loads(Path(__file__).with_name("seed_facts.toml").read_text("utf-8"))
NOT = {name: ask for name, ask in FACTS.pop("not").items() if not ask.startswith("tested apart")}
LEAST = 52

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEED.is_dir(), reason="../shared/cases/seed is absent"),
]
PREFIXES = """
PREFIX dd: <https://w3id.org/deungdae/ont#>
PREFIX code: <https://w3id.org/deungdae/code/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def asked(store: Store, pattern: str) -> bool:
    names = iter(range(99))

    def name(match: re.Match[str]) -> str:
        own = f"?name{next(names)}"
        any_name = "skos:prefLabel|skos:altLabel|dd:shortName"
        return f'{match[1]} {any_name} {own} FILTER(STR({own}) = "{match[2]}")'

    named = re.sub(r'(\?\w+) is "([^"]+)"', name, pattern)
    found = store.query(f"{PREFIXES} ASK {{ {named} }}")
    assert isinstance(found, QueryBoolean)
    return bool(found)


def test_the_questions_are_57() -> None:
    assert list(FACTS) == [f"F{number:02}" for number in range(1, 58)]


@pytest.mark.parametrize("number", [n for n, fact in FACTS.items() if fact.get("holds", True)])
def test_the_fact_is_in_the_graph(seed_store: Store, number: str) -> None:
    assert asked(seed_store, FACTS[number]["ask"]), FACTS[number]["says"]


def test_facts_listed_as_missing_are_still_missing(seed_store: Store) -> None:
    missing = [number for number, fact in FACTS.items() if not fact.get("holds", True)]
    read = [number for number in missing if asked(seed_store, FACTS[number]["ask"])]

    assert read == [], "read now: drop `holds = false`"


def test_enough_of_the_57_facts_are_in_the_graph(seed_store: Store) -> None:
    read = [number for number, fact in FACTS.items() if asked(seed_store, fact["ask"])]
    assert len(read) >= LEAST, read


@pytest.mark.parametrize("name", NOT)
def test_what_must_not_be_asserted_is_not(seed_store: Store, name: str) -> None:
    assert not asked(seed_store, NOT[name])


def test_without_the_publication_date_nothing_relative_is_resolved(undated_store: Store) -> None:
    dated = "?t dd:timeText ?x . { ?t time:inXSDDate ?d } UNION { ?t time:inXSDgYearMonth ?d }"
    assert asked(undated_store, "?e a dd:Event")
    assert not asked(undated_store, dated)
    assert not asked(undated_store, "?t dd:timeText ?x ; time:hasBeginning/time:inXSDDate ?d")


ANSWERS = {  # competency question -> a text that must stand in its answer, or None for no rows
    "cq01": "화진산업",
    "cq02": "1390000",
    "cq03": None,
    "cq04": "920000",
    "cq05": "51%",
    "cq06": None,
    "cq07": "중소벤처기업부",
    "cq08": "조주현",
    "cq09": "포용적 성장",
    "cq10": "조주현",
    "cq11": "proposed",
    "cq12": "2021-01",
    "cq13": "애로",
    "cq14": "코로나19",
    "cq15": "PolicyStatement",
    "cq16": "중소기업스마트제조혁신기획단",
    "cq17": "중소벤처기업부",
    "cq18": "Q20718",
    "cq19": "지난달",
    "cq20": "삼성전자",
    "cq21": "1388",
    "cq22": "SupportActivity",
}


@pytest.mark.parametrize("number", ANSWERS)
def test_the_competency_question_is_answered_rightly(seed_store: Store, number: str) -> None:
    from kg.query.answer import answer
    from kg.query.serialise import serialise

    query = next(query for query in named_queries() if query.name.startswith(number))
    rows = serialise(answer(seed_store, query.text), "csv").decode().splitlines()[1:]
    expected = ANSWERS[number]

    if expected is None:
        assert rows == []
    else:
        assert any(expected in row for row in rows), rows[:5]
