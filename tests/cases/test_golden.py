"""The example project says what was written down; `make golden` writes it down anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases.golden import GOLDEN, said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_the_example_says_what_was_written_down(tmp_path: Path) -> None:
    wanted = GOLDEN.read_text("utf-8").splitlines()
    found = said(tmp_path).splitlines()

    assert len(wanted) > 100
    assert sorted(set(found) - set(wanted)) == [], "said now and not before: make golden"
    assert sorted(set(wanted) - set(found)) == [], "said before and not now: make golden"
