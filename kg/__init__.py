"""Deungdae: smart-factory support cases as a graph whose every statement has its evidence.

Importing this package loads nothing heavy; each name below is brought when it is first used.

>>> import kg
>>> sorted(kg.__all__)[:3]
['Evidence', 'Facts', 'Finding']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model.evidence import Evidence, Span
    from kg.model.facts import Facts
    from kg.model.report import Finding, Report
    from kg.pipeline.build import build
    from kg.pipeline.check import validate_files
    from kg.pipeline.single import extract_files
    from kg.project import new_project, open_project
    from kg.query.answer import answer
    from kg.release import open_release
    from kg.viz import export

__all__ = [
    "Evidence",
    "Facts",
    "Finding",
    "KgError",
    "Report",
    "Span",
    "answer",
    "build",
    "export",
    "extract_files",
    "new_project",
    "open_project",
    "open_release",
    "validate_files",
]

_HOMES: Final = {
    "Evidence": "kg.model.evidence",
    "Facts": "kg.model.facts",
    "Finding": "kg.model.report",
    "KgError": "kg.errors",
    "Report": "kg.model.report",
    "Span": "kg.model.evidence",
    "answer": "kg.query.answer",
    "build": "kg.pipeline",
    "export": "kg.viz",
    "extract_files": "kg.pipeline",
    "new_project": "kg.project",
    "open_project": "kg.project",
    "open_release": "kg.release",
    "validate_files": "kg.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
