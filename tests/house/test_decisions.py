"""Decisions have numbers of their own, and what points at one finds it."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_no_two_decisions_share_a_number_and_each_opens_with_its_own() -> None:
    numbers = Counter(file.name[:4] for file in DECISIONS)

    assert len(DECISIONS) >= 40
    assert [number for number, times in numbers.items() if times > 1] == []
    assert [
        f.name for f in DECISIONS if not f.read_text("utf-8").startswith(f"# {f.name[:4]}")
    ] == []


def test_links_between_pages_lead_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert lost == []
