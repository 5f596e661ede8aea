"""What SPARQL 1.1 says and the engine does not by itself: plain strings, paths of length zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.query.standard import ABSENT, PLAIN, standard

P = "PREFIX : <n:> "


def told(text: str) -> str:
    store = Store()
    store.add(Quad(NamedNode("n:there"), NamedNode("p:a"), NamedNode("n:there")))
    return standard(P + text, store).text.removeprefix(P)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (":absent <p:a>* ?o", "VALUES ?o { :absent }"),
        ("?s (<p:a>|^<p:b>)? <n:absent> .", "VALUES ?s { <n:absent> } ."),
        ("?s a ?t ; ^a* :absent ; <p:b> ?z", "VALUES ?s { :absent } ?s a ?t ; <p:b> ?z"),
        (":absent <p:a>? ?o ; <p:b> ?z", "VALUES ?o { :absent } :absent <p:b> ?z"),
        ("OPTIONAL { :absent <p:a>* ?o }", "OPTIONAL { VALUES ?o { :absent } }"),
    ],
)
def test_a_path_at_a_term_that_is_not_there_is_the_term(text: str, wanted: str) -> None:
    assert told(f"SELECT * {{ {text} }}") == f"SELECT * {{ {wanted} }}"


@pytest.mark.parametrize(
    "text",
    [
        ":there <p:a>* ?o",
        ":absent <p:a>+ ?o",
        ":absent <p:a>*/<p:b> ?o",
        ":absent <p:b>/<p:a>* ?o",
        ":absent <p:a>*, ?o",
        "?s <p:a>* ?o",
        ":absent <p:a>* :absent",
        "GRAPH ?g { :absent <p:a>* ?o }",
        "?s <p:b> [ <p:a>* :absent ]",
        "BIND(2 * :absent AS ?z)",
        "?s ?p ':absent <p:a>* ?o'",
        "?s ?p ?o FILTER(?s<'>'&&'<'>'y') :absent <p:a>* ?z",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert told(f"SELECT * {{ {text} }}") == f"SELECT * {{ {text} }}"


NODES = [NamedNode(f"n:{number}") for number in range(4)]
EDGES = st.lists(
    st.tuples(st.sampled_from(NODES[:3]), st.sampled_from("ab"), st.sampled_from(NODES[:3])),
    max_size=6,
)


@given(EDGES, st.sampled_from(NODES), st.booleans(), st.sampled_from("*?"))
def test_a_path_reaches_what_the_standard_says(
    edges: list[tuple[NamedNode, str, NamedNode]], start: NamedNode, is_back: bool, sign: str
) -> None:
    store = Store()
    store.extend(Quad(one, NamedNode(f"p:{name}"), other) for one, name, other in edges)
    pairs = {(one, other) for one, name, other in edges if name == "a"}
    reached = {start}
    for _ in range(len(NODES) if sign == "*" else 1):
        reached |= {
            (one if is_back else other)
            for one, other in pairs
            if (other if is_back else one) in reached
        }
    triple = f"?x <p:a>{sign} {start}" if is_back else f"{start} <p:a>{sign} ?x"

    found = store.query(standard(f"SELECT * {{ {triple} }}", store).text)
    assert isinstance(found, QuerySolutions)
    assert sorted(str(row["x"]) for row in found) == sorted(map(str, reached))


def test_a_joined_text_is_plain_and_says_so() -> None:
    text = (
        "SELECT (GROUP_CONCAT(DISTINCT ?l ; separator=')') AS ?x) "
        "{ ?s ?p ?l } GROUP BY ?s HAVING (group_concat(?l) != 'GROUP_CONCAT(')"
    )
    found = standard(text, Store())

    assert found.names == (PLAIN, PLAIN)
    assert found.text == (
        "SELECT (STR(GROUP_CONCAT(DISTINCT ?l ; separator=')')) AS ?x) "
        "{ ?s ?p ?l } GROUP BY ?s HAVING (STR(group_concat(?l)) != 'GROUP_CONCAT(')"
    )
    Store().query(found.text)


def test_both_may_be_in_one_question() -> None:
    text = "SELECT (GROUP_CONCAT(?o) AS ?x) { <n:absent> <p:a>* ?o }"
    found = standard(text, Store())

    assert found.names == (ABSENT, PLAIN)
    assert found.text == "SELECT (STR(GROUP_CONCAT(?o)) AS ?x) { VALUES ?o { <n:absent> } }"
