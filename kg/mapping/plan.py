"""Plans: which column of a table gives which field of which fact. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ConfigError
from kg.mapping.fields import KINDS, Field, fields_of
from kg.mapping.numbers import Amount, column_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

IDENTIFIERS: Final = "identifiers"
NUMBERS: Final = ("businessRegistrationNumber", "corporateRegistrationNumber", "leiCode")
VALUE_KEYS: Final = ("column", "codes", "split", "unit", "needed")
GUARD_KEYS: Final = ("column", "equals", "filled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Where a field gets its value: a cell, or the same words for every row.

    Attributes:
        column: Empty for a constant.
        constant: Words for every row; empty for a cell.
        codes: Table of the table's words and the graph's codes, or None.
        split: What parts several names in one cell; empty when a cell holds one.
        unit: What the column counts in, or None when each cell says it.
        is_needed: Whether a row without it cannot be mapped.
    """

    field: Field
    column: str = ""
    constant: str = ""
    codes: Mapping[str, str] | None = None
    split: str = ""
    unit: Amount | None = None
    is_needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """When a rule takes a row: a cell is one of `equals`, or is filled or empty."""

    column: str
    equals: tuple[str, ...] = ()
    is_filled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One fact for each row.

    Attributes:
        id: `mapping.<plan>.<rule>`.
        kind: Name of the fact, such as `Support`.
        values: Field by field; an identifier under its property's local name.
        evidence: Columns that vouch for the fact beside those of its values.
    """

    id: str
    kind: str
    values: Mapping[str, Value]
    guards: tuple[Guard, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one kind of table becomes facts.

    Attributes:
        name: Of the file, without suffix.
        required: Columns a row cannot do without.
    """

    name: str
    rules: tuple[Rule, ...]
    required: tuple[str, ...] = ()
    where: str = field(default="")


def read_plan(text: str, where: str) -> Plan:
    """Read a plan file.

    Args:
        text: TOML.
        where: Its name, for errors; the plan is called after it.

    Raises:
        ConfigError: Not TOML, or it names a fact, field, code or key that does not exist.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"this is no TOML: {error}", where=where) from error
    return plan_of(told, where)


def plan_of(told: Mapping[str, Any], where: str) -> Plan:  # Any: TOML values
    """Return the plan that a parsed plan file tells.

    Raises:
        ConfigError: As `read_plan`.
    """
    known(told, ("required", "codes", "rule"), where)
    name = PurePosixPath(where).stem
    rules = told.get("rule", [])
    if not isinstance(rules, list) or not rules:
        raise ConfigError("the plan has no [[rule]]", where=where)
    codes = _codes(told, where)
    read = tuple(_rule(_table(rule, "rule", where), codes, name, where) for rule in rules)
    twice = {rule.id for rule in read if sum(rule.id == other.id for other in read) > 1}
    if twice:
        raise ConfigError(f"two rules are called {min(twice)}", where=where)
    return Plan(name=name, rules=read, required=_words(told, "required", where), where=where)


def known(told: Iterable[str], keys: Iterable[str], where: str) -> None:
    """Refuse a key that does not exist, with the nearest one that does.

    Raises:
        ConfigError: One of `told` is not among `keys`.
    """
    keys = tuple(keys)
    for key in told:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(keys)
            raise ConfigError(f"{key} is not known here", where=where, hint=hint)


def _table(value: object, name: str, where: str) -> dict[str, Any]:  # Any: TOML values
    if not isinstance(value, dict):
        raise ConfigError(f"{name} is {value!r}, not a table", where=where)
    return value


def _codes(told: Mapping[str, Any], where: str) -> dict[str, dict[str, str]]:  # Any: TOML values
    codes = _table(told.get("codes", {}), "codes", where)
    for name, table in codes.items():
        for word, code in _table(table, f"codes.{name}", where).items():
            if not isinstance(code, str):
                raise ConfigError(f"codes.{name}: {word} = {code!r} is no text", where=where)
    return codes


def _rule(
    told: Mapping[str, Any], codes: Mapping[str, dict[str, str]], plan: str, where: str
) -> Rule:  # Any: TOML values
    name = told.get("id")
    if not isinstance(name, str) or not name:
        raise ConfigError('a rule has no id = "..."', where=where)
    where = f"{where} [{name}]"
    known(told, ("id", "fact", "when", "fields", "evidence"), where)
    known([str(told.get("fact"))], KINDS, where)
    kind = told["fact"]
    values = _values(kind, _table(told.get("fields", {}), "fields", where), codes, where)
    lacking = [f.name for f in fields_of(kind).values() if f.is_needed and f.name not in values]
    if lacking:
        raise ConfigError(f"{kind} needs {', '.join(lacking)}", where=where)
    evidence = _words(told, "evidence", where)
    if not evidence and not any(value.column for value in values.values()):
        raise ConfigError(
            "no field comes from a column, so nothing vouches for the fact",
            where=where,
            hint='write evidence = ["column"]',
        )
    return Rule(
        id=f"mapping.{plan}.{name}",
        kind=kind,
        values=values,
        guards=_guards(told, where),
        evidence=evidence,
    )


def _values(
    kind: str, told: Mapping[str, Any], codes: Mapping[str, dict[str, str]], where: str
) -> dict[str, Value]:  # Any: TOML values
    known(told, fields_of(kind), where)
    found: dict[str, Value] = {}
    for name, value in told.items():
        field_ = fields_of(kind)[name]
        if field_.shape == IDENTIFIERS:
            numbers = _table(value, name, where)
            known(numbers, NUMBERS, where)
            for local, inner in numbers.items():
                word = Field(name=local, shape="word")
                found[f"{name}.{local}"] = _value(word, inner, codes, where)
        else:
            found[name] = _value(field_, value, codes, where)
    return found


def _value(
    field_: Field, told: Any, codes: Mapping[str, dict[str, str]], where: str
) -> Value:  # Any: TOML values
    if isinstance(told, list):
        raise ConfigError(f"{field_.name} is a list; write one text", where=where)
    if not isinstance(told, dict):
        constant = str(told).lower() if isinstance(told, bool) else str(told)
        if field_.codes:
            known([constant], field_.codes, f"{where} {field_.name}")
        return Value(field=field_, constant=constant)
    known(told, VALUE_KEYS, f"{where} {field_.name}")
    column = told.get("column")
    if not isinstance(column, str) or not column:
        raise ConfigError(f'{field_.name} has no column = "..."', where=where)
    table = told.get("codes")
    if table is not None:
        known([str(table)], codes, f"{where} {field_.name}")
        if field_.codes:
            known(codes[table].values(), field_.codes, f"{where} {field_.name}")
    unit = column_unit(str(told["unit"])) if "unit" in told else None
    if "unit" in told and unit is None:
        raise ConfigError(f"{told['unit']!r} is no unit", where=where)
    return Value(
        field=field_,
        column=column,
        codes=codes[table] if table is not None else None,
        split=str(told.get("split", "")),
        unit=unit,
        is_needed=field_.is_needed or told.get("needed") is True,
    )


def _guards(told: Mapping[str, Any], where: str) -> tuple[Guard, ...]:  # Any: TOML values
    guards = told.get("when", [])
    found = []
    for guard in guards if isinstance(guards, list) else [guards]:
        if not isinstance(guard, dict) or not isinstance(guard.get("column"), str):
            raise ConfigError('write when = { column = "...", equals = "..." }', where=where)
        known(guard, GUARD_KEYS, f"{where} when")
        equals = guard.get("equals", [])
        found.append(
            Guard(
                column=guard["column"],
                equals=tuple(map(str, equals if isinstance(equals, list) else [equals])),
                is_filled=guard.get("filled", True) is True,
            )
        )
    return tuple(found)


def _words(told: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:  # Any: TOML values
    value = told.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f'write {key} = ["..."]', where=where)
    return tuple(value)
