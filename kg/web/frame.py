"""What every page has around it: its words, its language and links that keep the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from kg.web.bundle import script_of
from kg.web.signs import licence
from kg.web.site import site
from kg.web.wording import LANGUAGES, is_asked, language, text

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from flask import Flask


def register(app: Flask) -> None:
    """Give templates their words and links their language."""
    app.url_defaults(carry_language)
    app.context_processor(words)


def carry_language(endpoint: str, values: MutableMapping[str, Any]) -> None:  # Any: Flask's own
    """Keep a language the reader chose on every link of the page; `lang=None` leaves it off."""
    if endpoint != "static" and is_asked():
        values.setdefault("lang", language())


def words() -> dict[str, object]:
    """Return what every template may use."""
    return {
        "t": text,
        "lang": language(),
        "languages": LANGUAGES,
        "is_asked": is_asked(),
        "in_language": in_language,
        "digest": site().digest,
        "script": script_of(request.endpoint),
        "licence": (site().manifest.get("licence", ""), licence()),
    }


def in_language(lang: str) -> str:
    """Return the address of this very page in another language."""
    if request.endpoint is None or request.method not in {"GET", "HEAD"}:
        return url_for("home.home", lang=lang)
    kept: dict[str, Any] = dict(request.args.to_dict(flat=False))  # Any: url_for's own
    kept |= request.view_args or {}
    kept["lang"] = lang
    return url_for(request.endpoint, **kept)
