"""JSON values as a loader wants them: nothing rounded, nothing nested too deep. Pure."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from kg.model.report import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEEPEST: Final = 32  # members within members; deeper is no record
LIST: Final = "|"  # between the plain values of a list
_ESCAPE: Final = re.compile(r"\\u[dD]")
_HALF: Final = re.compile("[\ud800-\udfff]")


class BadValue(Exception):
    """A JSON value that cannot be used.

    Attributes:
        reason: In both languages.
        line: 1-based line, or 0 where it is not known.
    """

    def __init__(self, reason: Text, line: int = 0) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.line = line


def parse(text: str) -> object:
    """Parse one JSON value; numbers stay the words they were, so that none is rounded.

    Raises:
        BadValue: It does not parse, names a member twice, holds half a character, or is
            nested deeper than Python can follow.
    """
    try:
        value: object = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse_constant,
            object_pairs_hook=_members,
        )
        has_halves = bool(_ESCAPE.search(text)) and _HALF.search(
            json.dumps(value, ensure_ascii=False)
        )
    except json.JSONDecodeError as error:
        reason = Text(f"{error.lineno}행 {error.colno}열의 문법 오류", str(error))
        raise BadValue(reason, error.lineno) from error
    except RecursionError as error:
        raise BadValue(Text("너무 깊이 겹쳐 있습니다", "it is nested too deep")) from error
    if has_halves:
        raise BadValue(Text("짝 없는 서로게이트가 있습니다", "it holds half a character"))
    return value


def cells(record: Mapping[str, object]) -> dict[str, str]:
    """Return a record's values as the cells of a row, nested members under dotted names.

    Empty values are left out; plain values of a list stand in one cell, `|` between them.

    Raises:
        BadValue: Two members get the same dotted name, or the nesting is too deep.
    """
    found: dict[str, str] = {}
    for column, cell in _flat(record, "", 0):
        if not cell.strip():
            continue
        if column in found:
            raise BadValue(Text(f"{column} 값이 두 번 나옵니다", f"{column} is named twice"))
        found[column] = cell
    return found


def _flat(value: object, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise BadValue(Text("너무 깊이 겹쳐 있습니다", "it is nested too deep"))
    if isinstance(value, dict):
        for key, member in value.items():
            # A member of a member without a name keeps its dot: it is another one.
            yield from _flat(member, f"{name}.{key}" if depth else key, depth + 1)
    elif isinstance(value, list):
        plain = [_plain(item) for item in value if not isinstance(item, dict | list)]
        yield name, LIST.join(item for item in plain if item)
        for at, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _flat(item, f"{name}.{at}", depth + 1)
    else:
        yield name, _plain(value)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _refuse_constant(name: str) -> NoReturn:
    raise BadValue(Text(f"{name}은(는) JSON 값이 아닙니다", f"{name} is no JSON value"))


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # Any: JSON values
    """Return an object's members, refusing a name that stands twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadValue(Text(f"{key!r} 이름이 두 번 나옵니다", f"{key!r} is named twice"))
        found[key] = value
    return found
