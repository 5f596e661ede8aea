"""A report as text, JSON, Turtle or a page, in Korean or English."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from kg.model.report import Finding, Report, Text
from kg.validate.page import to_html
from kg.validate.turtle import to_turtle
from kg.validate.wording import details, summary, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def render(report: Report, form: str, lang: str) -> str:
    """Return the report as `text`, `json`, `turtle` or `html`, ending in a line break.

    JSON and Turtle hold both languages whatever `lang` is.

    Raises:
        KeyError: The form is none of the four.
    """
    return FORMS[form](report, lang)


def to_text(report: Report, lang: str) -> str:
    """Return the report for a terminal: the findings, then one line that sums up."""
    lines = [line for finding in report.findings for line in _lines(finding, lang, "")]
    return "\n".join([*lines, summary(report, lang)]) + "\n"


def to_json(report: Report, _lang: str = "ko") -> str:
    """Return the report as JSON that `from_json` reads back."""
    body = {
        "conforms": report.conforms,
        "counts": dict(report.counts),
        "findings": [asdict(finding) for finding in report.findings],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Report:
    """Return the report that `to_json` wrote.

    Raises:
        ValueError: The text is not JSON.
        KeyError: It is not a report.
    """
    body = json.loads(text)
    return Report(findings=tuple(_finding(one) for one in body["findings"]), counts=body["counts"])


def _lines(finding: Finding, lang: str, indent: str) -> Iterator[str]:
    said = words(lang)
    yield f"{indent}{said[finding.severity]}: {finding.message.in_language(lang)}"
    for name, value in details(finding, lang):
        yield f"{indent}    {said[name]}: {value}"
    for cause in finding.detail:
        yield f"{indent}    {said['because']}:"
        yield from _lines(cause, lang, indent + "        ")


def _finding(body: Mapping[str, Any]) -> Finding:  # Any: parsed JSON
    return Finding(
        severity=body["severity"],
        focus=body["focus"],
        rule=body["rule"],
        message=Text(**body["message"]),
        where=body["where"],
        hint=Text(**body["hint"]) if body["hint"] else None,
        value=body["value"],
        detail=tuple(_finding(one) for one in body["detail"]),
    )


FORMS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": to_text,
    "json": to_json,
    "turtle": to_turtle,
    "html": to_html,
}
