"""Data and questions made at random: small, connected, of every form that is read, and near it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

XSD = "http://www.w3.org/2001/XMLSchema#"
NODES = [NamedNode(f"n:{number}") for number in range(6)]
ENDS = ["?x", "?y", "?z"]
VALUES = ["?i", "?d", "?f", "?t", "?l", "?m"]  # each the value of a predicate of its own


def _typed(kind: str, *texts: str) -> list[Literal]:
    return [Literal(text, datatype=NamedNode(XSD + kind)) for text in texts]


WHOLE = _typed("integer", "1", "2", "-3", "7", "0")
DECIMALS = _typed("decimal", "0.5", "2", "-1.25", "0.333333")
DOUBLES = _typed("double", "0.5", "2", "-4", "1e300", "NaN")
DAYS = _typed("date", "2020-01-01", "2019-12-31", "1969-02-28", "2020-01-01Z")
STRINGS = [
    Literal("ab"),
    Literal("aB c"),
    Literal("b", language="ko"),
    Literal("가나", language="ko"),
    Literal("ab", language="en"),
    Literal("ab", language="en-GB"),
    Literal('x"y\n'),
    Literal(""),
]
OTHERS: list[Literal | BlankNode | NamedNode] = [
    *_typed("boolean", "true"),
    *_typed("gYear", "2020"),
    *_typed("decimal", "1.1234567"),
    BlankNode("z"),
    *NODES[:2],
]


def data(chance: Random) -> Store:
    """Return a few triples; now and then of one kind of value only, so that it is added up."""
    store = Store()
    for _ in range(chance.choice([0, 10, 20, 40])):
        link = NamedNode(f"p:{chance.choice('abc')}")
        store.add(Quad(chance.choice(NODES), link, chance.choice(NODES)))
    kinds: dict[str, Sequence[Literal | BlankNode | NamedNode]] = {
        "i": WHOLE,
        "d": chance.choice([DECIMALS, DECIMALS, DECIMALS + WHOLE]),
        "f": chance.choice([DOUBLES[:3], DOUBLES]),
        "t": chance.choice([DAYS[:3], DAYS]),
        "l": chance.choice([STRINGS[:2], STRINGS]),
        "m": [*WHOLE, *DECIMALS, *DOUBLES, *DAYS, *STRINGS],
    }
    kinds["m"] = [*kinds["m"], *OTHERS]
    for name, values in kinds.items():
        for _ in range(chance.randrange(2, 14)):
            value = chance.choice(values)
            store.add(Quad(chance.choice(NODES), NamedNode(f"p:{name}"), value))
    return store


def question(chance: Random) -> str:
    """Return a question; not all of them parse."""
    asked = _select(chance) if chance.random() < 0.95 else f"ASK {{ {_group(chance)} }}"
    return f"PREFIX p: <p:> PREFIX n: <n:> {asked}"


def _iri(chance: Random) -> str:
    return chance.choice(["<n:0>", "<n:1>", "<n:2>", "n:3"])


def _path(chance: Random) -> str:
    one, other = chance.choice(["<p:a>", "<p:b>", "p:c"]), chance.choice(["<p:b>", "^<p:c>"])
    often = chance.choice("+*")
    return chance.choice(
        [one] * 8
        + [f"{one}/{other}", f"^{one}", f"({one}|{other})", f"{one}{often}"]
        + [f"({one}|{other}){often}", f"{one}/<p:b>{often}"]
    )


def _triple(chance: Random) -> str:
    value = chance.choice(VALUES)
    if chance.random() < 0.8:
        near = [f"?x <p:{value[1]}> {value}"] * 2 + [f"?x {_path(chance)} ?y"] * 2
        return chance.choice(
            [*near, f"?x {_path(chance)} {_iri(chance)}", f"?y {_path(chance)} ?z"]
        )
    return chance.choice(
        [
            f"{chance.choice(ENDS)} {_path(chance)} {chance.choice(ENDS)}",
            f"{_iri(chance)} {_path(chance)} {chance.choice(ENDS)}",
            f"{chance.choice(ENDS)} ?p {chance.choice([*ENDS, _iri(chance), '?m'])}",
            f"?x <p:a> [ <p:b> {chance.choice(ENDS)} ]",
            f"?x <p:i> {chance.choice('127')}",
        ]
    )


def _triples(chance: Random, most: int = 3) -> str:
    return " . ".join(_triple(chance) for _ in range(chance.randrange(1, most + 1)))


def _constant(chance: Random) -> str:
    plain = ["1", "2", "0", "-3", "0.5", "1.0", "2e0", "'ab'", "'ab'@en", "<n:1>", "true", "'b'@ko"]
    return chance.choice([*plain, f"'2020-01-01'^^<{XSD}date>"])


def _number(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(VALUES[:4])
    if kind < 0.7:
        return chance.choice(["1", "2", "0.5", "-1", "3e0", "0"])
    if kind < 0.9:
        return f"({_number(chance)} {chance.choice('+-*/')} {_number(chance)})"
    computed = [f"ABS({_number(chance)})", f"-{chance.choice(VALUES)}", "STRLEN(?l)"]
    return chance.choice([*computed, "YEAR(?t)", "MONTH(?t)", "DAY(?t)"])


def _condition(chance: Random, depth: int = 0) -> str:
    kind = chance.random()
    if depth < 2 and kind < 0.25:
        sign = chance.choice(["&&", "||"])
        return f"({_condition(chance, depth + 1)} {sign} {_condition(chance, depth + 1)})"
    if depth < 2 and kind < 0.3:
        return f"!({_condition(chance, depth + 1)})"
    sign = chance.choice(["=", "!=", "<", "<=", ">", ">="])
    one = chance.choice([*ENDS, *VALUES])
    if kind < 0.5:
        return f"{_number(chance)} {sign} {_number(chance)}"
    if kind < 0.6:
        return f"{one} {sign} {chance.choice([_constant(chance), *VALUES])}"
    if kind < 0.7:
        return f"{one} {chance.choice(['IN', 'NOT IN'])} ({_constant(chance)}, {_constant(chance)})"
    if kind < 0.9:
        return _about_letters(chance)
    others = ["ISIRI(?m)", f"DATATYPE(?m) = <{XSD}integer>", "STRLEN(?l) > 1", "?i"]
    return chance.choice([*others, f"BOUND({one})", "SAMETERM(?x, ?y)", "COALESCE(?i, ?d) > 1"])


def _about_letters(chance: Random) -> str:
    of = chance.choice(["?l", "?l", "?m", "?x"])
    within = chance.choice(["{}", "STR({})", "LCASE({})", "LCASE(STR({}))"]).format(of)
    pattern = chance.choice(["a", "^a", "b$", "^ab$", "A", "n", "^n:1$"])
    letters = chance.choice(["a", "b", "ab", "가", "n:", "0", "en", "y"])
    how = chance.choice(["CONTAINS", "STRSTARTS", "STRENDS"])
    return chance.choice(
        [
            f"{how}({within}, '{letters}')",
            f"REGEX({within}, '{pattern}'{chance.choice(['', ', $i$']).replace('$', chr(39))})",
            f"LANG({of}) {chance.choice(['=', '!='])} '{chance.choice(['ko', 'en'])}'",
            f"LANGMATCHES(LANG({of}), '{chance.choice(['en', '*', 'ko', 'EN-gb'])}')",
        ]
    )


def _group(chance: Random, depth: int = 0) -> str:
    found = _triples(chance) + " . "
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
        deeper = depth < 2 and chance.random() < 0.3
        inside = _group(chance, depth + 1) if deeper else _triples(chance, 2)
        condition = f"FILTER({_condition(chance)})"
        parts = [
            *[condition] * 4,
            (
                f"FILTER {chance.choice(['EXISTS', 'NOT EXISTS'])} {{ {_triples(chance, 2)}"
                f" {chance.choice(['', condition])} }}"
            ),
            *[f"OPTIONAL {{ {inside} {chance.choice(['', '', condition])} }}"] * 2,
            f"MINUS {{ {inside} }}",
            f"BIND({chance.choice([_number(chance), _constant(chance), 'STR(?m)', '?x'])} AS ?k)",
            "VALUES ?x { <n:0> <n:1> <n:5> }",
            "VALUES (?x ?y) { (<n:0> <n:1>) (<n:2> UNDEF) }",
            _triple(chance) + " .",
        ]
        if depth < 2:
            one, other = _group(chance, depth + 1), _group(chance, depth + 1)
            parts.append(f"{{ {one} }} UNION {{ {other} }}")
            parts.append(f"{{ {_select(chance, depth + 1)} }}")
        found += chance.choice(parts) + " "
    return found


def _aggregate(chance: Random, known: list[str]) -> str:
    one = chance.choice(known)
    value = chance.choice([name for name in known if name in VALUES] or ["?i"])
    functions = [f"{name}({value})" for name in ("SUM", "AVG", "MIN", "MAX")]
    counts = ["COUNT(*)", f"COUNT({one})", f"COUNT(DISTINCT {one})"]
    others = [f"SUM(DISTINCT {value})", f"AVG({value} - 1)", "MAX(YEAR(?t))", f"MIN({one})"]
    others += [f"SUM(IF({_condition(chance, 2)}, 1, 0))", "AVG(?f / 2)", "SUM(?i * ?f)"]
    return chance.choice([*counts, *functions, *others])


def _select(chance: Random, depth: int = 0) -> str:
    """Return a SELECT, not ordered: the engine breaks off where it sorts what has no order."""
    group = _group(chance, depth)
    known = [name for name in [*ENDS, *VALUES] if re.search(re.escape(name) + r"\b", group)]
    known = known or ["?x"]
    chosen = chance.sample(known, min(len(known), chance.randrange(1, 4)))
    if chance.random() < 0.35:
        what = chance.choice(["", "DISTINCT "]) + " ".join(chosen)
        what += chance.choice(["", "", "", f" ({_number(chance)} AS ?q)"])
        if depth == 0 and chance.random() < 0.2:
            what = "*"
        return f"SELECT {what} {{ {group} }}"
    keys = chosen[: chance.choice([0, 1, 1, 2])]
    told = [_aggregate(chance, known) for _ in range(chance.randrange(1, 3))]
    columns = [
        f"({each}{chance.choice(['', '', '', ' + 1'])} AS ?a{place}_{depth})"
        for place, each in enumerate(told)
    ]
    grouped = f"GROUP BY {' '.join(keys)}" if keys else ""
    sign = chance.choice("><=")
    having = chance.choice(["", "", "", f"HAVING({told[0]} {sign} {chance.choice('012')})"])
    return f"SELECT {' '.join([*keys, *columns])} {{ {group} }} {grouped} {having}"
