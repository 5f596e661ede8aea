"""Every file that goes into a build beside the sources, and how a release names them all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import loaders
from kg.files import resource_text
from kg.link.authority import BUILT_IN, read_authority
from kg.model.report import Finding, Text
from kg.model.source import Source
from kg.project import authority_texts, idle_authorities, plan_of
from kg.release import Input

if TYPE_CHECKING:
    from kg.model.document import Table
    from kg.model.entities import Entity
    from kg.model.source import Meta
    from kg.pipeline.reading import Gathered
    from kg.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who is known before any source is read, and the files that say so."""

    entities: tuple[Entity, ...]
    tables: tuple[Table, ...]
    files: tuple[Source, ...]
    findings: tuple[Finding, ...]


def read_authorities(project: Project, base: str) -> Authority:
    """Read the project's authority files, then the built-in one: of two rows the first counts."""
    texts = [*authority_texts(project), (BUILT_IN, resource_text(BUILT_IN))]
    entities: list[Entity] = []
    findings: list[Finding] = []
    files: list[Source] = []
    for name, text in texts:
        found, faults = read_authority(text, name, base)
        entities += found
        findings += faults
        files.append(Source(name=name, media_type="text/csv", body=text.encode()))
    tables = [table for file in files for table in loaders.load(file).tables]
    return Authority(
        entities=tuple(entities),
        tables=tuple(tables),
        files=tuple(files),
        findings=(*findings, *(_idle(name) for name in idle_authorities(project))),
    )


def _idle(name: str) -> Finding:
    return Finding(
        severity="info",
        focus=name,
        rule="authority.idle",
        message=Text(
            f"{name}은(는) [authority]의 files에도 link에도 맞지 않아 읽지 않았습니다.",
            f"{name} is named neither by files nor by link of [authority] and was not read",
        ),
        where=name,
    )


def inputs(project: Project, gathered: Gathered, authority: Authority) -> list[Input]:
    """Return every file that went in; the page's own metadata count where no sidecar tells."""
    metas = gathered.metas() | {
        each.document.source: each.document.meta for each in gathered.triples
    }
    found = [_source(source, metas.get(source.digest, source.meta)) for source in gathered.sources]
    found += [
        Input(role="authority", name=file.name, digest=file.digest, media_type=file.media_type)
        for file in authority.files
    ]
    plans = {file for table in gathered.tables for file in _plan_files(project, table.name)}
    for role, name in [("settings", "kg.toml"), *(("mapping", plan) for plan in sorted(plans))]:
        body = (project.folder / name).read_bytes()
        found.append(Input(role=role, name=name, digest=hashlib.sha256(body).hexdigest()))
    if project.config.llm is not None:
        found.append(Input(role="model", name=project.config.llm.model, digest=gathered.answers))
    return found


def _plan_files(project: Project, table: str) -> list[str]:
    plan = plan_of(project, table)
    return [plan.where] if plan else []


def _source(source: Source, meta: Meta) -> Input:
    return Input(
        role="source",
        name=source.name,
        digest=source.digest,
        media_type=source.media_type,
        published=meta.published.isoformat() if meta.published else "",
        publisher=meta.publisher,
        title=meta.title,
        licence=meta.licence,
    )
