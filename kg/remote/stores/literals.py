"""Literals that an engine would change: written so that it does not, and put right when read. Pure.

Virtuoso makes dates of years and months and numbers of durations, and writes doubles with six
digits. So the first are kept under datatypes of ours, which it does not know and leaves alone, and
doubles as decimals, with which it can reckon. What it answers is turned back.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.remote.stores.engines import XSD
from kg.remote.stores.naming import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Triple

    from kg.remote.stores.engines import Engine

DOUBLE: Final = XSD + "double"
BOOLEAN: Final = XSD + "boolean"
DECIMAL: Final = XSD + "decimal"
WHOLE, PART = 20, 15  # digits before and behind the point that a decimal keeps exactly
_NUMBERS: Final = frozenset({DOUBLE, DECIMAL, XSD + "float"})
_NUMBER: Final = re.compile(r"([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?")
# Inside a text of JSON no quotation mark stands without a stroke before it.
_IN_JSON: Final = re.compile(rb'"datatype": "([^"\\]+)", "value": "([^"\\]*)"')
_IN_TRIPLES: Final = re.compile(rb'"([^"\\]*)"\^\^<([^<>"]+)>')


def form_of(engine: Engine) -> str:
    """Return what names the way literals are kept: other ways give other graphs."""
    return (
        f"1 {'doubles' if engine.keeps_doubles else 'decimals'} {' '.join(sorted(engine.opaque))}"
    )


def line_of(triple: Triple, engine: Engine) -> str:
    """Return a triple as a line of N-Triples that this engine neither changes nor loses."""
    value = triple.object
    if isinstance(value, Literal):
        value = kept_literal(value, engine)
    return f"{triple.subject} {triple.predicate} {value} ."


def kept_literal(value: Literal, engine: Engine) -> Literal:
    """Return a literal as it is kept in a store of this kind."""
    datatype = value.datatype.value
    if datatype in engine.opaque:
        return Literal(value.value, datatype=NamedNode(TYPE + datatype.removeprefix(XSD)))
    if datatype == DOUBLE and not engine.keeps_doubles:
        words = plain_number(value.value)
        whole, _, part = words.lstrip("-").partition(".")
        is_decimal = whole.isdecimal() and len(whole) <= WHOLE and len(part) <= PART
        return Literal(words, datatype=NamedNode(DECIMAL if is_decimal else TYPE + "double"))
    return value


def kept_type(datatype: str, engine: Engine) -> str:
    """Return the datatype under which values of a datatype are kept; the same for most."""
    if datatype in engine.opaque:
        return TYPE + datatype.removeprefix(XSD)
    return DECIMAL if datatype == DOUBLE and not engine.keeps_doubles else datatype


def restored(engine: Engine) -> Callable[[bytes], bytes] | None:
    """Return what turns the literals of an answer back; None where nothing is to be done.

    It works on whole lines of results in JSON or of N-Triples.
    """
    if not engine.opaque and engine.keeps_doubles:
        return None

    def in_json(found: re.Match[bytes]) -> bytes:
        datatype, words = _own(found[1].decode(), found[2].decode(), engine)
        return f'"datatype": "{datatype}", "value": "{words}"'.encode()

    def in_triples(found: re.Match[bytes]) -> bytes:
        datatype, words = _own(found[2].decode(), found[1].decode(), engine)
        return f'"{words}"^^<{datatype}>'.encode()

    def restore(lines: bytes) -> bytes:
        if b'"datatype": "' in lines:
            return _IN_JSON.sub(in_json, lines)
        return _IN_TRIPLES.sub(in_triples, lines) if b'"^^<' in lines else lines

    return restore


def _own(datatype: str, words: str, engine: Engine) -> tuple[str, str]:
    if datatype.startswith(TYPE):
        return XSD + datatype.removeprefix(TYPE), words
    if datatype == BOOLEAN:  # in JSON it writes numbers
        return datatype, {"0": "false", "1": "true"}.get(words, words)
    if datatype not in _NUMBERS:
        return datatype, words
    if engine.keeps_doubles:
        return datatype, plain_number(words)
    try:
        number = float(words)
    except ValueError:
        return datatype, words
    if math.isfinite(number):
        words = plain_number(repr(number))
    return DOUBLE, words


def plain_number(words: str) -> str:
    """Return a number without exponent and closing zeros, as the engine in memory writes it.

    >>> plain_number("3e+10"), plain_number("1000.0"), plain_number("1.5E-3"), plain_number("INF")
    ('30000000000', '1000', '0.0015', 'INF')
    """
    found = _NUMBER.fullmatch(words)
    if found is None or not (found[2] or found[3]):
        return words
    digits, exponent = found[2] + found[3], int(found[4] or 0) + len(found[2])
    if exponent <= 0:
        digits, exponent = "0" * (1 - exponent) + digits, 1
    digits = digits.ljust(exponent, "0")
    whole, part = digits[:exponent].lstrip("0") or "0", digits[exponent:].rstrip("0")
    return ("-" if found[1] == "-" else "") + whole + (f".{part}" if part else "")
