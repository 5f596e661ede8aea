"""The words of a rendered report: what is said around the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg import vocab
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.report import Finding, Report


def words(lang: str) -> Mapping[str, str]:
    """Return what a report says around its findings."""
    found: dict[str, str] = resource_toml("report/words.toml")["ko" if lang == "ko" else "en"]
    return found


def summary(report: Report, lang: str) -> str:
    """Return one sentence on how much was checked and found."""
    found = Counter(finding.severity for finding in report.findings)
    counts = {name: report.counts.get(name, 0) for name in ("triples", "shapes", "targets")}
    numbers = {**counts, **{name: found[name] for name in ("violation", "warning", "info")}}
    return words(lang)["summary"].format(**{k: f"{n:,}" for k, n in numbers.items()})


def short(iri: str) -> str:
    """Return an IRI as people read it: `kgs:Actor-label`, `dd:anchor`, or its last part."""
    for prefix, space in (("dd:", vocab.DD), ("code:", vocab.CODE)):
        if iri.startswith(space):
            return prefix + iri.removeprefix(space)
    if "/shapes#" in iri:
        return "kgs:" + iri.rpartition("#")[2]
    return iri.rpartition("/")[2] if iri.startswith("http") else iri


def details(finding: Finding, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a finding that are not empty: key into the words, and value."""
    hint = finding.hint.in_language(lang) if finding.hint else ""
    parts = [("focus", finding.focus), ("rule", short(finding.rule)), ("value", finding.value)]
    parts += [("where", finding.where), ("hint", hint)]
    yield from ((name, value) for name, value in parts if value)
