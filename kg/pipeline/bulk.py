"""Files for a store's own bulk loader, where sending graphs over HTTP would take too long.

They hold what a load would send, and the journal of it. So `kg load --to` finds everything there
afterwards: it sends nothing, counts, and has the release served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError, StoreError
from kg.files import resource_toml
from kg.pipeline.store_plan import Plan, journal_line
from kg.remote.stores import STORES, naming

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.pipeline.store_plan import Progress
    from kg.release import Release

DATA: Final = "release.nq"
HOW: Final = "HOW.txt"
TOLD: Final = "pages/bulk.toml"


def write_bulk(
    release: Release, folder: Path, kind: str, progress: Progress = lambda *_: None
) -> tuple[Path, ...]:
    """Write the graphs of a release as N-Quads, with a note how a store of this kind takes them.

    Raises:
        ConfigError: The kind is unknown.
        StoreError: A file cannot be written.
    """
    if kind not in STORES:
        raise ConfigError(
            f"{kind!r} is no kind of store", where="--to", hint=f"known are {', '.join(STORES)}"
        )
    plan = Plan(release, STORES[kind], progress)
    data, how = folder / DATA, folder / HOW
    told = resource_toml(TOLD)
    note = f"{told['first']}\n{told['kinds'].get(kind, told['other'])}\n{told['last']}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with data.open("w", encoding="utf-8") as out:
            out.writelines(_lines(plan, progress))
        how.write_text(
            note.replace("{folder}", str(folder.resolve())).replace("{kind}", kind), "utf-8"
        )
    except OSError as error:
        raise StoreError(
            f"the files cannot be written: {error.strerror}", where=str(folder)
        ) from error
    return data, how


def _lines(plan: Plan, progress: Progress) -> Iterator[str]:
    done = 0
    for kept, size in plan.sizes.items():
        progress("write", done, plan.total)
        for each in plan.lines(kept):
            yield f"{each.removesuffix('.')}<{kept}> .\n"
        pieces = -(-size // plan.engine.piece)
        yield f"{journal_line(kept, pieces).removesuffix('.')}<{naming.JOURNAL}> .\n"
        done += size
    progress("write", done, plan.total)
