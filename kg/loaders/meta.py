"""What is told beside a text: `NAME.meta.json` and the like. Pure."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceSyntax
from kg.model.source import Meta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.source import Language

WORDS: Final = ("publisher", "licence", "title", "url", "genre")
LANGUAGES: Final[Mapping[str, Language | None]] = {"ko": "ko", "en": "en", "auto": None, "": None}


def read_meta(body: bytes, where: str) -> Meta:
    """Read a sidecar file: a JSON object with some of the keys of `Meta`.

    Keys are `published`, `publisher`, `lang`, `licence`, `title`, `url`, `genre`; others are
    left alone, so that a sidecar may carry notes.

    Raises:
        SourceSyntax: Not a JSON object, or a value that is not what its key says.
    """
    try:
        told = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceSyntax("it is not UTF-8", where=where, hint="save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise SourceSyntax(f"this is no JSON: {error}", where=where) from error
    if not isinstance(told, dict):
        raise SourceSyntax(
            f"a JSON object is expected, not {type(told).__name__}",
            where=where,
            hint='write {"published": "2024-05-13", "publisher": "..."}',
        )
    return meta_of(told, where)


def meta_of(told: Mapping[str, Any], where: str) -> Meta:  # Any: values are checked here
    """Return the metadata among the keys of a JSON object.

    Raises:
        SourceSyntax: A value is not what its key says.
    """
    words = {key: _word(told, key, where) for key in WORDS}
    words["licence"] = words["licence"] or _word(told, "license", where)
    published = _word(told, "published", where)
    return Meta(
        published=read_date(published, where) if published else None,
        language=_language(_word(told, "lang", where), where),
        **words,
    )


def read_date(words: str, where: str) -> date:
    """Read an ISO 8601 day, with or without a time behind it.

    Raises:
        SourceSyntax: It is none, such as `2024-13-01` or a month alone.
    """
    try:
        return datetime.fromisoformat(words.strip()).date()
    except ValueError as error:
        raise SourceSyntax(
            f"published is {words!r}, not a day of the calendar",
            where=where,
            hint="write it as 2024-05-13",
        ) from error


def _word(told: Mapping[str, Any], key: str, where: str) -> str:
    value = told.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise SourceSyntax(f"{key} is {value!r}, not a text", where=where)
    return value.strip()


def _language(word: str, where: str) -> Language | None:
    code = word.lower().replace("_", "-").split("-")[0]
    if code not in LANGUAGES:
        raise SourceSyntax(
            f"lang is {word!r}", where=where, hint="ko, en or auto; other languages are not read"
        )
    return LANGUAGES[code]
