"""Write `docs/reading.md`: `python -m benchmarks.results [--closed] [--bench FILE]`.

Every part that cannot be measured here (no shared cases, no KLUE, no timings) says so on the
page. `--closed` scores the closed cases, too: totals only, neither texts nor errors.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks import klue
from benchmarks.calibrate import OWN, ROOT, SHARED
from benchmarks.cases import part, predicted, scorer
from kg.files import write_atomically
from kg.link.authority import built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType

    from benchmarks.cases import Case

    Json = dict[str, Any]  # Any: JSON values

PAGE: Final = Path(__file__).with_name("reading.md")
OUT: Final = ROOT / "docs" / "reading.md"
NEWS: Final = ROOT.parent / "shared" / "suites" / "klue-ner"
BENCH: Final = ROOT / "build" / "bench.json"
NAMES: Final = {"PS": "persons", "OG": "organisations", "DT": "dates", "QT": "quantities"}
STEPS: Final = {
    "news": "news, one process after load",
    "read-1": "1,000 articles, `--jobs 1`",
    "read-2": "1,000 articles, `--jobs 2`",
    "build-1": "whole build of them, `--jobs 1`",
    "build-2": "whole build of them, `--jobs 2`",
}


class Scored:
    """Cases of one folder, scored once.

    Attributes:
        kinds: Kind, or `OVERALL`, to the scorer's summary of it.
        cases: Case to precision, recall and partial F1 over all kinds.
    """

    def __init__(self, cases: Sequence[Case], score: ModuleType, told: Mapping[str, Json]) -> None:
        """Score what was read of each case against its gold."""
        score.HERE = str(cases[0].folder.parents[1])  # type: ignore[attr-defined]  # the scorer's
        kinds, total, each = score.evaluate(lambda name: told[name], [case.name for case in cases])
        self.kinds: Mapping[str, Json] = score.summary(kinds, total)
        self.cases = {
            name: score.prf(
                *(sum(one[key] for one in found.values()) for key in ("credit", "n_pred", "n_gold"))
            )
            for name, found in each.items()
        }


def scored(cases: Sequence[Case], score: ModuleType) -> Scored:
    """Read cases and score them."""
    return Scored(cases, score, {case.name: predicted(case) for case in cases})


def kinds_table(found: Scored) -> str:
    """Return a table of the kinds of fact."""
    head = ("kind", "facts", "read", "precision", "recall", "partial F1", "strict F1")
    return _table(
        head,
        (
            (
                "**all**" if kind == "OVERALL" else kind,
                one["gold"],
                one["pred"],
                *(f"{one[key]:.3f}" for key in ("P", "R", "F1", "strict_F1")),
            )
            for kind, one in found.kinds.items()
        ),
    )


def cases_table(found: Scored) -> str:
    """Return a table of cases, partial figures over all kinds."""
    rows = ((name, *(f"{share:.2f}" for share in own)) for name, own in found.cases.items())
    return _table(("case", "precision", "recall", "partial F1"), rows)


def languages_table(cases: Sequence[Case], score: ModuleType) -> str:
    """Return one line for each language; the first letter of our cases tells it."""
    rows = []
    for letter, name in (("k", "Korean"), ("e", "English")):
        own = [case for case in cases if case.name.startswith(letter)]
        if own:
            one = scored(own, score).kinds["OVERALL"]
            shares = (f"{one[key]:.3f}" for key in ("P", "R", "F1", "strict_F1"))
            rows.append((name, len(own), one["gold"], *shares))
    head = ("language", "cases", "facts", "precision", "recall", "partial F1", "strict F1")
    return _table(head, rows)


def news_table(folder: Path) -> str:
    """Return the table of KLUE, or that its file is absent."""
    file = folder / "news.tsv"
    if not file.is_file():
        return "_Absent: KLUE's `news.tsv` is not beside the project, so this was not measured._"
    rows = list(klue.sentences(file.read_text("utf-8").splitlines()))
    found = klue.measure(rows, built_in())
    lines = []
    for kind, one in found.items():
        precision, recall = one.right / max(one.found, 1), one.right / max(one.marked, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        shares = (f"{share:.3f}" for share in (precision, recall, f1))
        lines.append((NAMES[kind], one.marked, one.found, *shares))
    return _table(("kind", "marked", "found", "precision", "recall", "F1"), lines)


def speed_table(file: Path) -> str:
    """Return the table of timings, or that they were not taken."""
    if not file.is_file():
        return "_Absent: no timings were taken; `make bench` takes them._"
    told: Json = json.loads(file.read_text("utf-8"))
    rows = [
        (
            STEPS[name],
            f"{one['seconds']:.1f}",
            f"{one['work']:.1f}",
            f"{one['speed']:,.0f}" if one["characters"] else "",
            f"{one['megabytes']:.0f}",
        )
        for name, one in told.items()
    ]
    head = ("what", "seconds by the clock", "seconds of work", "characters a second of work", "MB")
    clock, work = (told["read-1"][key] / told["read-2"][key] for key in ("seconds", "work"))
    note = (
        f"Two processes read {clock:.2f} times as fast as one by the clock of a machine that does "
        f"other things too, {work:.2f} times by the work on the longest path."
    )
    return f"{_table(head, rows)}\n\n{note}"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def page(score: ModuleType | None, news: Path, bench: Path, *, has_closed: bool) -> str:
    """Return the page; what is absent is named where it would stand."""
    no_scorer = "_Absent: the scorer is not beside the project, so this was not measured._"
    parts = dict.fromkeys(("shared", "open", "languages", "cases", "closed"), no_scorer)
    if score:
        shared = scored(part(SHARED, "public"), score) if SHARED.is_dir() else None
        own = part(OWN, "development")
        opened = scored(own, score)
        closed = part(OWN, "closed")
        parts = {
            "shared": f"{kinds_table(shared)}\n\n{cases_table(shared)}" if shared else no_scorer,
            "open": kinds_table(opened),
            "languages": languages_table(own, score),
            "cases": cases_table(opened),
            "closed": f"{len(closed)} cases, not scored here: `python -m benchmarks.results "
            "--closed` does it, once, when the rules are done.",
        }
        if has_closed:
            parts["closed"] = (
                f"{kinds_table(scored(closed, score))}\n\n{languages_table(closed, score)}"
            )
    told = {**parts, "news": news_table(news), "speed": speed_table(bench)}
    return PAGE.read_text("utf-8").format(**told)


def main(arguments: Sequence[str]) -> int:
    """Write the page, and say on stderr which parts are absent."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scorer", type=Path, default=SHARED / "score.py")
    parser.add_argument("--news", type=Path, default=NEWS, help="holds KLUE's news.tsv")
    parser.add_argument("--bench", type=Path, default=BENCH, help="timings of benchmarks.reading")
    parser.add_argument("--closed", action="store_true", help="score the closed cases, too")
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    options = parser.parse_args(arguments)
    score = scorer(options.scorer) if options.scorer.is_file() else None
    body = page(score, options.news, options.bench, has_closed=options.closed)
    for line in body.splitlines():
        if line.startswith("_Absent: "):
            print(line.strip("_"), file=sys.stderr)
    write_atomically(options.out, body.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
