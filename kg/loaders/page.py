"""What a web page says of itself: date, outlet, language, title, licence. Pure."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kg.model.source import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator

# Only what the page states in a field of its own: a date found somewhere in the text is a guess.
PUBLISHED: Final = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "date",
)
PUBLISHER: Final = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")
TITLE: Final = ("og:title", "dcterms.title", "dc.title", "headline")
LICENCE: Final = ("dcterms.license", "dc.rights", "license")
_DAY: Final = re.compile(r"\s*(\d{4})[-./]?\s*(\d{1,2})[-./]?\s*(\d{1,2})(?!\d)")


def own_meta(tree: Any) -> Meta:  # Any: lxml has no types here
    """Return the metadata of a parsed page; fields it does not state stay empty."""
    told = _fields(tree)
    licence = _first(told, LICENCE) or _linked(tree, "license")
    lang = (tree.get("lang") or "").lower()[:2]
    return Meta(
        published=_day(told),
        publisher=_first(told, PUBLISHER),
        language="ko" if lang == "ko" else "en" if lang == "en" else None,
        licence=licence,
        title=_first(told, TITLE) or _title(tree),
        url=_linked(tree, "canonical") or told.get("og:url", ""),
    )


def _fields(tree: Any) -> dict[str, str]:  # Any: lxml has no types here
    """Return the fields of the page's meta elements and of its JSON-LD, the first of each name."""
    told: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        words = " ".join((node.get("content") or "").split())
        if name and words:
            told.setdefault(name.lower(), words)
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() == "application/ld+json":
            for name, words in _stated(node.text or ""):
                told.setdefault(name, words)
    for node in tree.iter("time"):
        if node.get("datetime") and (node.get("itemprop") or "pubdate" in node.attrib):
            told.setdefault("datepublished", node.get("datetime"))
    return told


def _stated(script: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of interest of a page's JSON-LD; a broken script says nothing."""
    try:
        told = json.loads(script)
    except (ValueError, RecursionError):
        return
    items = told if isinstance(told, list) else [told]
    for item in items:
        if not isinstance(item, dict):
            continue
        publisher = item.get("publisher")
        named = publisher.get("name") if isinstance(publisher, dict) else publisher
        values = {**item, "publisher": named}
        for name in ("datePublished", "publisher", "headline", "license"):
            if isinstance(values.get(name), str):
                yield name.lower(), " ".join(values[name].split())


def _first(told: dict[str, str], names: tuple[str, ...]) -> str:
    return next((told[name] for name in names if told.get(name)), "")


def _day(told: dict[str, str]) -> date | None:
    for name in PUBLISHED:
        day = _DAY.match(told.get(name, ""))
        if day:
            try:
                return date(int(day[1]), int(day[2]), int(day[3]))
            except ValueError:
                continue  # 2024-02-31: this field says nothing, another may
    return None


def _linked(tree: Any, relation: str) -> str:  # Any: lxml has no types here
    for node in tree.iter("link", "a"):
        if relation in (node.get("rel") or "").lower().split() and node.get("href"):
            return str(node.get("href")).strip()
    return ""


def _title(tree: Any) -> str:  # Any: lxml has no types here
    node = next(tree.iter("title"), None)
    return " ".join((node.text or "").split()) if node is not None else ""
