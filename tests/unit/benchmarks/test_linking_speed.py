"""The figures of speed: measured small, and put where the page has room for them."""

from pathlib import Path

import pytest

from benchmarks import linking_speed


@pytest.mark.slow
def test_a_line_tells_what_was_measured() -> None:
    line = linking_speed.table(200, 20)

    assert line.startswith("- 20 mentions against 200 names in one process: ")
    assert "linked." in line
    assert " GB of memory." in line
    line = linking_speed.batches(50, 3)
    assert line.startswith("- 3 batches of 10 questions over HTTP against 50 things: median ")
    assert " ms, p95 " in line


def test_figures_replace_those_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"above\n{linking_speed.FIRST}\n{linking_speed.LAST}\nbelow\n", "utf-8")
    for line in ("- first", "- second"):
        linking_speed._write(page, line)

    assert page.read_text("utf-8").splitlines() == [
        "above",
        linking_speed.FIRST,
        "- second",
        linking_speed.LAST,
        "below",
    ]


def test_mentions_are_of_every_kind() -> None:
    names = linking_speed.Names(1)
    known = [names.firm() for _ in range(50)]
    mentions = [names.mention(known) for _ in range(200)]

    assert known == [linking_speed.Names(1).firm(), *known[1:]], "a seed makes the same names"
    assert any(each in known for each in mentions)
    assert any(each[:-1] in known for each in mentions)
    assert any(len(each) == 4 for each in mentions)
