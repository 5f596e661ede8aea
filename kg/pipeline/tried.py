"""What is shown of a text that was tried: its facts, where they stand, a drawing, the findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kg import loaders
from kg.errors import SourceSyntax, UnknownFormat
from kg.model.facts_json import KINDS, fact_json
from kg.model.source import Meta, Source
from kg.pipeline.build import terms
from kg.pipeline.single import extracted, extracted_turtle, guide_view, written
from kg.store import from_quads
from kg.validate.gate import validate
from kg.viz import export

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.report import Finding

    Json = dict[str, Any]  # Any: JSON values


def tried(told: Mapping[str, str]) -> Json:
    """Return facts, marks, drawings, findings, JSON and Turtle of one text.

    Args:
        told: `text`; and where known `name`, `published`, `lang`.

    Raises:
        SourceSyntax: The day of publication is no day, or the text is not of its format.
        UnknownFormat: The name's ending tells a format that is no text.
    """
    found = extracted(_source(told))
    quads = written(found.documents, found.facts).quads
    report = validate(quads)
    store = from_quads([*quads, *terms()])
    texts = [document.text for document in found.documents]
    return {
        "lang": found.lang,
        "published": found.published,
        "text": texts[0] if texts else "",
        "facts": [
            {"fact": plural, **fact_json(fact, found.digest)}
            for plural in KINDS
            for fact in getattr(found.facts, plural)
        ],
        "findings": [_told(one) for one in (*found.findings, *report.findings)],
        "drawing": {lang: export(store, "svg", lang=lang).decode() for lang in ("ko", "en")},
        "guide": guide_view(found),
        "turtle": extracted_turtle(found),
    }


def _source(told: Mapping[str, str]) -> Source:
    name = told.get("name") or "text.txt"
    body = told["text"].encode("utf-8", "replace")
    media_type = loaders.media_type(name, body[:4096])
    if media_type not in {"text/plain", "text/html"}:
        raise UnknownFormat(
            f"{media_type} is no running text",
            where=name,
            hint="paste a text or drop .txt or .html",
        )
    lang = told.get("lang")
    meta = Meta(
        published=_day(told.get("published", "")),
        language="ko" if lang == "ko" else "en" if lang == "en" else None,
    )
    return Source(name=name, media_type=media_type, body=body, meta=meta)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceSyntax(
            f"{text} is no day", where="published", hint="write it as 2024-05-20"
        ) from error


def _told(finding: Finding) -> Json:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "where": finding.where,
        "value": finding.value,
        "message": {"ko": finding.message.ko, "en": finding.message.en},
    }
