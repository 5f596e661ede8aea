"""A Virtuoso of one's own: its configuration, and files loaded into it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from pathlib import Path

UNION: Final = "urn:union"  # Virtuoso has no default graph; each question names one that is
BUFFERS: Final = 85_000  # pages of 8 kB: half a gigabyte, room for some ten million quads
SETTINGS: Final = """
[Database]
DatabaseFile = {scratch}/virtuoso.db
ErrorLogFile = {scratch}/virtuoso.log
LockFile = {scratch}/virtuoso.lck
TransactionFile = {scratch}/virtuoso.trx
xa_persistent_file = {scratch}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {scratch}/temporary.db
TransactionFile = {scratch}/temporary.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 60
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxClientConnections = 20
DirsAllowed = {scratch}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {scratch}
ServerThreads = 20
KeepAliveTimeout = 60
MaxKeepAlives = 20
MaxClientConnections = 20
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
MaxQueryCostEstimationTime = 0
"""


def program() -> str:
    """Return where Virtuoso is installed; empty where it is not."""
    return shutil.which("virtuoso-t") or ""


def command(
    scratch: Path,
    *,
    http: int,
    sql: int,
    buffers: int = BUFFERS,
    rows: int = 100_000_000,
    seconds: int = 300,
) -> list[str]:
    """Return the command that runs Virtuoso in a folder, on loopback, after writing its settings.

    Args:
        scratch: An empty folder for its database.
        http: Port of `/sparql`.
        sql: Port for `isql-vt`.
        buffers: Pages of 8 kB it may keep in memory.
        rows: Most rows of an answer: it cuts longer ones.
        seconds: Longest time of a question.
    """
    settings = scratch / "virtuoso.ini"
    text = SETTINGS.format(
        scratch=scratch,
        http=http,
        sql=sql,
        buffers=buffers,
        dirty=buffers * 3 // 4,
        rows=rows,
        seconds=seconds,
    )
    settings.write_text(text, "utf-8")
    return [program(), "-f", "-c", str(settings)]


def load(scratch: Path, data: Path, *, sql: int) -> None:
    """Load N-Quads with Virtuoso's own bulk loader; its default graph goes into `UNION`.

    Raises:
        FileNotFoundError: `isql-vt` is not installed.
        ValueError: Virtuoso refused the file.
    """
    isql = shutil.which("isql-vt")
    if not isql:
        raise FileNotFoundError("isql-vt is missing; it comes with virtuoso-opensource")
    with data.open("rb") as lines, (scratch / "data.nq").open("wb") as copy:
        for quad in parse(lines, RdfFormat.N_QUADS):
            is_union = isinstance(quad.graph_name, DefaultGraph)
            graph = NamedNode(UNION) if is_union else quad.graph_name
            copy.write(f"{Quad(quad.subject, quad.predicate, quad.object, graph)} .\n".encode())
    # Names of this module's own making only.
    asked = f"""
        ld_dir('{scratch}', 'data.nq', '{UNION}');
        rdf_loader_run();
        checkpoint;
        select ll_state, coalesce(ll_error, 'none') from DB.DBA.load_list;
    """  # noqa: S608
    done = subprocess.run(  # noqa: S603 -- the program that is measured
        [isql, f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF", f"exec={asked}"],
        check=True,
        capture_output=True,
        text=True,
    )
    if "none" not in done.stdout:
        raise ValueError(f"Virtuoso did not load {data}: {done.stdout[-500:]}")
