"""A report as one self-contained page."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING, Final

from kg.files import resource_text
from kg.validate.wording import details, short, summary, words

if TYPE_CHECKING:
    from kg.model.report import Finding, Report

TARGETS: Final = "targets:"


def to_html(report: Report, lang: str) -> str:
    """Return a page without scripts or outside files; it follows the reader's dark mode."""
    said = words(lang)
    findings = "\n".join(_article(finding, lang) for finding in report.findings)
    return Template(resource_text("report/page.html")).substitute(
        lang="ko" if lang == "ko" else "en",
        title=said["title"],
        mood="good" if report.conforms else "bad",
        verdict=said["conforms" if report.conforms else "breaks"],
        summary=summary(report, lang),
        findings=findings or f"<p>{said['nothing']}</p>",
        checked=said["checked"],
        counts=_counts(report, lang),
    )


def _article(finding: Finding, lang: str) -> str:
    said = words(lang)
    message = escape(finding.message.in_language(lang))
    rows = "".join(
        f"<dt>{said[name]}</dt><dd>{_value(value)}</dd>" for name, value in details(finding, lang)
    )
    causes = "".join(_article(cause, lang) for cause in finding.detail)
    return (
        f'<article class="{finding.severity}">'
        f'<p class="message"><b>{said[finding.severity]}</b>{message}</p>'
        f"<dl>{rows}</dl>{causes}</article>"
    )


def _value(value: str) -> str:
    text = escape(value)
    is_link = value.startswith(("http://", "https://"))
    return f'<a href="{text}">{escape(short(value))}</a>' if is_link else text


def _counts(report: Report, lang: str) -> str:
    said = words(lang)
    aimed = {
        short(name.removeprefix(TARGETS)): number
        for name, number in report.counts.items()
        if name.startswith(TARGETS)
    }
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{number:,}</td></tr>"
        for name, number in sorted(aimed.items())
        if number
    )
    never = ", ".join(escape(name) for name, number in sorted(aimed.items()) if not number)
    tail = f"<p>{said['never']}: {never}</p>" if never else ""
    head = f"<tr><th>{said['shape']}</th><th>{said['target']}</th></tr>"
    return f"<table>{head}{rows}</table>{tail}"
