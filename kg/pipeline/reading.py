"""From a project's files to facts: loading, reading or mapping, one source after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from kg import loaders
from kg.errors import SourceError
from kg.extract import read as read_document
from kg.mapping import map_table
from kg.model.facts import Facts
from kg.model.report import Finding, Text, hint_of
from kg.pipeline import cache
from kg.project import plan_of, read_source, source_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.model.document import Document, Loaded, Table, Triples
    from kg.model.entities import Entity
    from kg.model.source import Meta, Source
    from kg.project import Project

    Read = tuple[Facts, tuple[Finding, ...]]

HEAP = 8  # most documents handed to a process at once
Progress = Callable[[str, int, int], None]
"""Told after each piece of work: the step, how many are done, how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything a project's sources hold, in the order of their names.

    Attributes:
        facts: Digest of a document or table to its facts; RDF sources have none.
        reread: How many documents were read anew, the others came from the cache.
        answers: Digest of a language model's answers; empty where none was asked.
        spent: What asking it has cost.
    """

    sources: tuple[Source, ...] = ()
    documents: tuple[Document, ...] = ()
    tables: tuple[Table, ...] = ()
    triples: tuple[Triples, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    reread: int = 0
    answers: str = ""
    spent: Mapping[str, float] = field(default_factory=dict)

    def metas(self) -> dict[str, Meta]:
        """Return what was told beside each document and table, by digest."""
        texts = {document.source: document.meta for document in self.documents}
        return texts | {table.source: table.meta for table in self.tables}


def gather(
    project: Project, known: Sequence[Entity], *, jobs: int, keep_going: bool, progress: Progress
) -> Gathered:
    """Read every source of a project.

    Args:
        project: Where they are.
        known: Who is known before; decides how names are read.
        jobs: How many processes read documents.
        keep_going: Whether a source that cannot be used is a finding instead of an error.
        progress: Told after each source and each document.

    Raises:
        SourceError: A source cannot be used, and `keep_going` is off.
        ConfigError: A plan is wrong.
    """
    found, findings = _loaded(project, keep_going=keep_going, progress=progress)
    facts: dict[str, Facts] = {}
    for table in found.tables:
        plan = plan_of(project, table.name)
        if plan is None:
            findings.append(_no_plan(table))
            facts[table.source] = Facts()
            continue
        mapped = map_table(table, plan)
        facts[table.source] = mapped.facts
        findings += mapped.findings
    reads, reread = _read_all(project.folder, found.documents, known, jobs, progress)
    for document, (own, doubts) in zip(found.documents, reads, strict=True):
        facts[document.source] = own
        findings += doubts
    return replace(found, facts=facts, findings=tuple(findings), reread=reread)


def _loaded(
    project: Project, *, keep_going: bool, progress: Progress
) -> tuple[Gathered, list[Finding]]:
    """Load every source once; the same bytes under two names are one source."""
    paths = source_paths(project)
    sources: dict[str, Source] = {}
    parts: list[Loaded] = []
    findings: list[Finding] = []
    for number, path in enumerate(paths, start=1):
        try:
            source = read_source(project, path)
            if source.digest in sources:
                findings.append(_same(source, sources[source.digest]))
                continue
            parts.append(loaders.load(source))
        except SourceError as error:
            if not keep_going:
                raise
            findings.append(_unusable(project, path, error))
            continue
        sources[source.digest] = source
        findings += parts[-1].findings
        progress("load", number, len(paths))
    documents = {each.source: each for part in reversed(parts) for each in part.documents[::-1]}
    gathered = Gathered(
        sources=tuple(sources.values()),
        documents=tuple(reversed(documents.values())),
        tables=tuple(each for part in parts for each in part.tables),
        triples=tuple(each for part in parts for each in part.triples),
    )
    return gathered, findings


def _read_all(
    folder: Path,
    documents: Sequence[Document],
    known: Sequence[Entity],
    jobs: int,
    progress: Progress,
) -> tuple[list[Read], int]:
    """Return the facts of each document in order, and how many had to be read."""
    who = cache.known_digest(known)
    keys = [cache.key_of(document, who) for document in documents]
    reads = [cache.find(folder, key) for key in keys]
    missing = [at for at, read in enumerate(reads) if read is None]
    work = [(documents[at], keys[at]) for at in missing]
    found = _read(work, known, folder, jobs)
    for done, (at, read) in enumerate(zip(missing, found, strict=True), start=1):
        reads[at] = read
        progress("read", done, len(missing))
    cache.sweep(folder, set(keys))
    return [read for read in reads if read is not None], len(missing)


def _read(
    work: Sequence[tuple[Document, str]], known: Sequence[Entity], folder: Path, jobs: int
) -> Iterator[Read]:
    """Yield the facts of each document in order, kept in the cache under its key."""
    jobs = min(jobs, len(work))
    if jobs <= 1:
        for document, key in work:
            yield _read_and_keep(document, key, known, folder)
        return
    # spawn: the morphological analyser has threads, and a forked copy of those may hang
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_enter, initargs=(tuple(known), folder)
    )
    # Heaps save messages; small ones keep a process from waiting for the last heap of another.
    heap = max(1, min(HEAP, len(work) // (4 * jobs)))
    try:
        with pool:
            yield from pool.map(_read_here, work, chunksize=heap)
    except BrokenProcessPool as error:
        raise SourceError(
            "a process that read documents died", hint="give it more memory, or use fewer --jobs"
        ) from error


_desk: list[tuple[tuple[Entity, ...], Path]] = []
"""Who is known, and the project, of a process that reads for another: sent once."""


def _enter(known: tuple[Entity, ...], folder: Path) -> None:
    _desk[:] = [(known, folder)]


def _read_here(work: tuple[Document, str]) -> Read:
    return _read_and_keep(*work, *_desk[0])


def _read_and_keep(document: Document, key: str, known: Sequence[Entity], folder: Path) -> Read:
    read = read_one(document, known)
    cache.keep(folder, key, document, read)
    return read


def read_one(document: Document, known: Sequence[Entity]) -> Read:
    """Return the facts of a document and what could not be read surely."""
    reading = read_document(document, known)
    return reading.facts, reading.findings


def _no_plan(table: Table) -> Finding:
    return Finding(
        severity="warning",
        focus=table.name,
        rule="pipeline.no-plan",
        message=Text(
            f"표 {table.name}에 맞는 매핑이 없어 읽지 않았습니다.",
            f"the table {table.name} was not read: no plan takes it",
        ),
        where=f"sources/{table.name}",
        hint=Text(
            "mappings/에 매핑을 만들고 kg.toml의 [mappings]에 적으십시오.",
            "write a plan into mappings/ and name it under [mappings] in kg.toml",
        ),
    )


def _same(source: Source, first: Source) -> Finding:
    return Finding(
        severity="info",
        focus=source.name,
        rule="pipeline.same-bytes",
        message=Text(
            f"{source.name}은(는) {first.name}과(와) 내용이 똑같아 한 번만 셌습니다.",
            f"{source.name} holds the same bytes as {first.name} and counts once",
        ),
        where=f"sources/{source.name}",
    )


def _unusable(project: Project, path: Path, error: SourceError) -> Finding:
    where = error.where or str(path.relative_to(project.folder))
    return Finding(
        severity="warning",
        focus=where,
        rule=f"pipeline.{type(error).__name__}",
        message=Text(f"쓸 수 없는 출처입니다: {error.message}", f"not used: {error.message}"),
        where=where,
        hint=hint_of(error),
    )
