"""Annotated cases, what is read of them, and what their scorer makes of each fact."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import loaders
from kg.extract import read
from kg.link.authority import built_in
from kg.model.facts import Facts
from kg.model.guide import guide_json
from kg.project import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    Json = dict[str, Any]  # Any: JSON values


@dataclass(frozen=True, slots=True)
class Case:
    """A folder with `text.txt`, `meta.json` and `gold.json`."""

    folder: Path

    @property
    def name(self) -> str:
        """Its name in tables."""
        return self.folder.name

    def gold(self) -> Json:
        """Return the reading of the annotator."""
        told: Json = json.loads((self.folder / "gold.json").read_text("utf-8"))
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A fact that was read, and the scorer's credit for it.

    Attributes:
        case: Name of the case.
        kind: Plural, such as `supports`.
        said: The confidence the fact carries.
        credit: 1 when every slot is right, less when some are not, 0 when there is no such fact.
    """

    case: str
    kind: str
    rule: str
    said: float
    credit: float


def part(gold: Path, name: str) -> tuple[Case, ...]:
    """Return the cases of one part of an annotated folder, by name.

    Args:
        gold: Holds `cases/` and, where it is divided, `SPLIT.json`.
        name: `development`, `closed` or `public`; a folder without `development` is open as a
            whole.
    """
    split = gold / "SPLIT.json"
    told = json.loads(split.read_text("utf-8")) if split.is_file() else {}
    everything = sorted(path.name for path in (gold / "cases").iterdir())
    names = told.get(name, [] if name == "closed" else told.get("public", everything))
    return tuple(Case(gold / "cases" / each) for each in sorted(names))


def scorer(path: Path) -> ModuleType:
    """Return the scorer that lies with the annotated cases."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(case: Case, *, is_calibrated: bool = True) -> Json:
    """Return what is read of a case, in the fields of the annotation guide."""
    source = open_source(case.folder / "text.txt", None, None)
    facts = Facts()
    for document in loaders.load(source).documents:
        facts = facts.plus(read(document, built_in(), is_calibrated=is_calibrated).facts)
    return guide_json(facts, digest=source.digest)


def judged(
    cases: Sequence[Case], score: ModuleType, *, is_calibrated: bool = True
) -> Iterator[Judged]:
    """Yield every fact read of the cases with the credit its scorer gives it."""
    for case in cases:
        told = predicted(case, is_calibrated=is_calibrated)
        for kind in score.KINDS:
            items = told.get(kind) or []
            credit = _credits(kind, items, case.gold()[kind], score.Names(case.gold(), told), score)
            for item, own in zip(items, credit, strict=True):
                yield Judged(
                    case=case.name,
                    kind=kind,
                    rule=item["rule"],
                    said=item["confidence"],
                    credit=own,
                )


def _credits(
    kind: str, items: Sequence[Json], gold: Sequence[Json], names: object, score: ModuleType
) -> list[float]:
    """Pair as the scorer pairs, best first; one that an optional item bears out is right too."""
    pairs = sorted(
        (-credit, bool(told.get("optional")), there, here)
        for here, item in enumerate(items)
        for there, told in enumerate(gold)
        if (credit := score.SCORE[kind](item, told, names)) > 0
    )
    found = [0.0] * len(items)
    taken: set[int] = set()
    for credit, _, there, here in pairs:
        if not found[here] and there not in taken:
            found[here] = -credit
            taken.add(there)
    return found
