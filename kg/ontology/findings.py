"""How a disagreement is said."""

from __future__ import annotations

from kg.model.report import Finding, Text


def finding(rule: str, where: str, ko: str, en: str, focus: str = "") -> Finding:
    """Return a violation of one of the agreement checks (`A1` to `A11`)."""
    subject = f"{focus}: " if focus else ""
    return Finding(
        severity="violation",
        focus=focus,
        rule=rule,
        message=Text(ko=subject + ko, en=subject + en),
        where=where,
    )
