"""The scripts of editor, explorer and review: built by npm, and missing where nobody built them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PLACE: Final = Path(__file__).parent / "static" / "ui"
# Pages that work better with a script, and its file. All others run nothing at all.
SCRIPTED: Final = {
    "sparql.sparql": "sparql.js",
    "explore.explore": "explore.js",
    "review.review": "review.js",
}


def built() -> list[str]:
    """Return the names of the scripts that are there."""
    return [name for name in SCRIPTED.values() if (PLACE / name).is_file()]


def script_of(endpoint: str | None) -> str:
    """Return a page's script below `static/`; empty where it has none, or none is built."""
    name = SCRIPTED.get(endpoint or "", "")
    return f"ui/{name}" if name in built() else ""
