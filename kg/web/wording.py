"""Korean and English words of the pages: which language, and the message catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import g, has_request_context, request

from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.model.source import Language

LANGUAGES: Final[tuple[Language, ...]] = ("ko", "en")
OTHERWISE: Final[Language] = "en"  # a reader of neither language is likelier to read English


def language() -> Language:
    """Return the language of this request: `?lang=`, else `Accept-Language`."""
    if not has_request_context():
        return OTHERWISE
    if "language" not in g:
        asked = request.args.get("lang", "")
        found = asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES)
        g.language = found or OTHERWISE
    chosen: Language = g.language
    return chosen


def is_asked() -> bool:
    """Tell whether the reader chose the language; links then carry the choice along."""
    return has_request_context() and request.args.get("lang", "") in LANGUAGES


def text(key: str, *, default: str | None = None, lang: str | None = None, **values: object) -> str:
    """Return the message `key` (`page.name`) with its `{names}` filled in.

    Raises:
        KeyError: The catalogue lacks the key and there is no default: a bug.
    """
    section, _, name = key.partition(".")
    messages: dict[str, Any] = catalogue(lang or language()).get(section, {})  # Any: TOML
    if name not in messages:
        if default is None:
            raise KeyError(key)
        return default.format_map(values)
    return str(messages[name]).format_map(values)


def catalogue(lang: str) -> dict[str, Any]:  # Any: TOML tables of strings
    """Return all messages of one language."""
    return resource_toml(f"messages/{lang}.toml")
