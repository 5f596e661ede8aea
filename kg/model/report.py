"""What was found wrong, said in Korean and English, and what was counted. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.errors import KgError

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages."""

    ko: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the Korean text for `ko`, else the English one."""
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person should look at.

    Attributes:
        severity: A violation stops a release; a warning or a note does not.
        focus: IRI or name of the thing it is about.
        rule: IRI of the shape, or id of the loader's, reader's or linker's rule.
        message: What was found and what was expected.
        where: What a person opens: `file:line`, `source@start-end`, an IRI.
        hint: What to do next; None when the message already says it.
        value: The offending value as text, if there is one.
        detail: Nested causes, as SHACL's `sh:detail`.
    """

    severity: Severity
    focus: str
    rule: str
    message: Text
    where: str = ""
    hint: Text | None = None
    value: str = ""
    detail: tuple[Finding, ...] = ()


def hint_of(error: KgError) -> Text | None:
    """Return what an error advises; it speaks to readers of both languages with the same words."""
    return Text(error.hint, error.hint) if error.hint else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings of one gate, and how much it checked.

    Attributes:
        findings: Sorted by severity, focus, rule.
        counts: What was counted, such as `{"triples": 812, "shapes": 31, "targets": 204}`;
            for each shape its targets under `targets:<shape IRI>`.
    """

    findings: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether no finding is a violation."""
        return all(finding.severity != "violation" for finding in self.findings)
