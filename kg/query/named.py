"""Questions kept by name: the competency questions and others, one `.rq` file each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError
from kg.files import resource_files, resource_text

if TYPE_CHECKING:
    from pathlib import PurePath

_HEAD: Final = re.compile(r"# ko: (?P<ko>.+)\n# en: (?P<en>.+)\n")
_NUMBER: Final = re.compile(r"cq(\d\d)-")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One question with its title in both languages.

    Attributes:
        name: File name without suffix, such as `cq01-supported-smes`.
        number: Of the competency question, 1 to 22; 0 for a further question.
        ko: The question in Korean.
        en: The question in English.
        text: SPARQL, its prefixes declared, its title as comment on top.
    """

    name: str
    number: int
    ko: str
    en: str
    text: str


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return every kept question, competency questions first, in order of their names.

    Raises:
        ConfigError: A file does not open with its two titles.
    """
    files = resource_files("queries", ".rq")
    found = [_read(path) for path in files]
    return tuple(sorted(found, key=lambda query: (not query.number, query.name)))


def named_query(name: str) -> NamedQuery:
    """Return one kept question by its name or the part before the first hyphen, such as `cq01`.

    Raises:
        ConfigError: No question has that name.
    """
    asked = name.lower().removesuffix(".rq")
    for query in named_queries():
        if asked == query.name or (query.number and asked == f"cq{query.number:02}"):
            return query
    names = ", ".join(query.name for query in named_queries())
    raise ConfigError(f"no kept question is called {name}", where=name, hint=f"there are: {names}")


def _read(path: PurePath) -> NamedQuery:
    text = resource_text(f"queries/{path.name}")
    head = _HEAD.match(text)
    if not head:
        raise ConfigError("a kept question opens with '# ko: ...' and '# en: ...'", where=path.name)
    number = _NUMBER.match(path.name)
    return NamedQuery(
        name=path.stem,
        number=int(number[1]) if number else 0,
        ko=head["ko"].strip(),
        en=head["en"].strip(),
        text=text,
    )
