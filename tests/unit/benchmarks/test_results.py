"""The page of results tells every figure it has, and names every one it has not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import results
from benchmarks.cases import Case, scorer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

TEXT = "Haneul Motors provided mentoring to Pureun Castings in March 2023.\n"
SCORER = """
import json
from pathlib import Path
HERE = ""
KINDS = ("actors",)
def prf(credit, found, gold):
    return credit / found, credit / gold, 2 * credit / (found + gold)
def evaluate(get, cases):
    per = {}
    for case in cases:
        told = json.loads((Path(HERE) / "cases" / case / "gold.json").read_text())
        names = {one["name"] for one in get(case)["actors"]}
        right = len(names & {one["name"] for one in told["actors"]})
        counts = {"credit": right, "n_pred": len(names), "n_gold": len(told["actors"])}
        per[case] = {"actors": counts}
    keys = ("credit", "n_pred", "n_gold")
    total = [sum(one["actors"][key] for one in per.values()) for key in keys]
    return {"actors": total}, total, per
def summary(kinds, total):
    def told(row):
        P, R, F1 = prf(*row)
        return {"gold": row[2], "pred": row[1], "P": P, "R": R, "F1": F1, "strict_F1": F1}
    return {**{kind: told(row) for kind, row in kinds.items()}, "OVERALL": told(total)}
"""


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    for name, named in (("e1", ["Haneul Motors", "Pureun Castings"]), ("e2", ["Nobody Ltd"] * 2)):
        folder = tmp_path / "cases" / name
        folder.mkdir(parents=True)
        (folder / "text.txt").write_text(TEXT, "utf-8")
        (folder / "meta.json").write_text('{"published": "2023-05-10", "lang": "en"}')
        told = {"actors": [{"name": each} for each in named]}
        (folder / "gold.json").write_text(json.dumps(told))
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    return tuple(Case(tmp_path / "cases" / name) for name in ("e1", "e2"))


def test_kinds_cases_and_languages_are_scored(cases: tuple[Case, ...]) -> None:
    score = scorer(cases[0].folder.parents[1] / "score.py")

    found = results.scored(cases, score)

    assert "| **all** | 4 | 4 | 0.500 | 0.500 | 0.500 | 0.500 |" in results.kinds_table(found)
    assert "| e1 | 1.00 | 1.00 | 1.00 |" in results.cases_table(found)
    assert "| e2 | 0.00 | 0.00 | 0.00 |" in results.cases_table(found)
    languages = results.languages_table(cases, score)
    assert "| English | 2 | 4 |" in languages
    assert "Korean" not in languages


def test_what_is_absent_is_named_where_it_would_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere")
    out = tmp_path / "reading.md"

    status = results.main(
        ["--scorer", nowhere, "--news", nowhere, "--bench", nowhere, "-o", str(out)]
    )

    page = out.read_text("utf-8")
    assert status == 0
    assert page.count("_Absent: ") == 7
    assert {line.partition(":")[0] for line in capsys.readouterr().err.splitlines()} == {"Absent"}
    assert "{" not in page


def test_news_and_timings_become_tables(tmp_path: Path) -> None:
    (tmp_path / "news.tsv").write_text("3\tB-DT\n월\tI-DT\n \tO\n밥\tO\n", "utf-8")
    one = {"characters": 9000, "seconds": 4.0, "work": 3.0, "megabytes": 350.2, "speed": 3000.0}
    two = one | {"seconds": 2.0, "work": 1.5}
    bench = tmp_path / "bench.json"
    bench.write_text(json.dumps({"news": one, "read-1": one, "read-2": two}))

    assert "| dates | 1 |" in results.news_table(tmp_path)
    told = results.speed_table(bench)
    assert "| news, one process after load | 4.0 | 3.0 | 3,000 | 350 |" in told
    assert "2.00 times as fast as one by the clock" in told
