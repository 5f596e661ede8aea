"""From a project to a checked release, and nothing of it visible before it is whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.errors import CaseError, NotConforming
from kg.files import resource_files
from kg.link.conflicts import conflicts
from kg.link.resolve import resolve
from kg.link.wording import wording
from kg.model.facts_json import KINDS
from kg.model.quads import Setting, Written, write, write_entities, write_triples
from kg.model.report import Finding, Report, Text
from kg.pipeline.inputs import inputs, read_authorities
from kg.pipeline.reading import gather
from kg.release import Contents, check_evidence, release_files, write_release
from kg.store import read_quads
from kg.validate.gate import validate
from kg.validate.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.model.entities import Resolution
    from kg.pipeline.inputs import Authority
    from kg.pipeline.reading import Gathered, Progress
    from kg.project import Project

RANK: Final = {"violation": 0, "warning": 1, "info": 2}
STEPS: Final = ("link", "write", "check", "release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made.

    Attributes:
        path: Folder of the release.
        digest: Its name.
        report: Every finding on the way; none is a violation.
        counts: What was counted; `reread` is of this build only and in no release.
    """

    path: Path
    digest: str
    report: Report
    counts: Mapping[str, int]


def build(
    project: Project,
    out: Path | None = None,
    *,
    jobs: int = 1,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build a project into a checked release and make it the current one.

    Unchanged documents are not read again. The release depends on the inputs and the versions
    of package and ontology alone, not on `jobs`, the cache, the clock or earlier releases.

    Args:
        project: What is built.
        out: Folder of the releases; the project's own when None.
        jobs: How many processes read documents.
        keep_going: Whether a source that cannot be used is a finding instead of an error.
        progress: Told after each piece of work.

    Raises:
        CaseError: The project has no sources.
        SourceError: A source cannot be used, and `keep_going` is off.
        NotConforming: The data break a shape or quote what is not there; nothing was released.
        ReleaseError: The release cannot be written.
    """
    say = progress or (lambda _step, _done, _total: None)
    base = project.config.base
    authority = read_authorities(project, base)
    gathered = gather(project, authority.entities, jobs=jobs, keep_going=keep_going, progress=say)
    if not gathered.sources:
        raise CaseError(
            "there is nothing to build: no source can be used",
            where=str(project.folder / "sources"),
            hint="put reports, tables or RDF into sources/",
        )
    resolved = resolve(gathered.facts, authority.entities, metas=gathered.metas(), base=base)
    say("link", 1, len(STEPS))
    versions = {"deungdae": version("deungdae"), "ontology": vocab.VERSION}
    setting = Setting(wording=wording(), versions=versions, base=base)
    findings = [*authority.findings, *gathered.findings, *resolved.findings]
    findings += conflicts(gathered.facts, resolved.resolution)
    written = list(_written(gathered, authority, resolved.resolution, setting))
    quads = list(dict.fromkeys(quad for each in written for quad in each.quads))
    findings += [finding for each in written for finding in each.findings]
    say("write", 2, len(STEPS))
    report = _gate(project, gathered, authority, quads, findings)
    say("check", 3, len(STEPS))
    contents = Contents(
        quads=[*quads, *terms()],
        reports=_reports(report),
        inputs=inputs(project, gathered, authority),
        versions=versions,
        counts=report.counts,
        title=project.config.name,
        base=base,
        licence=project.config.licence,
        publisher=project.config.publisher,
        texts=_texts(gathered),
    )
    path = write_release(out or project.releases, release_files(contents))
    say("release", 4, len(STEPS))
    counts = {**report.counts, "reread": gathered.reread}
    return Built(path=path, digest=path.name, report=report, counts=counts)


def terms() -> Iterator[Quad]:
    """Yield the ontology and its code lists in two graphs of their own.

    Answers, pages and drawings need the names of classes, properties and codes; a query may
    also follow `rdfs:subClassOf` without leaving the release.
    """
    for folder, graph in (("ontology", vocab.ONTOLOGY), ("ontology/codes", NamedNode(vocab.CODE))):
        for file in resource_files(folder, ".ttl"):
            if file.parent.name == folder.rpartition("/")[2]:
                for quad in read_quads(file.read_bytes(), file.name):
                    yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _written(
    gathered: Gathered, authority: Authority, resolution: Resolution, setting: Setting
) -> Iterator[Written]:
    for document in gathered.documents:
        yield write(document, gathered.facts[document.source], resolution, setting)
    for table in gathered.tables:
        yield write(table, gathered.facts[table.source], resolution, setting)
    for triples in gathered.triples:
        yield write_triples(triples, setting)
    named = resolution.entities.values()
    for table in authority.tables:
        if any(each.evidence and each.evidence[0].source == table.source for each in named):
            yield write_entities(table, named, setting)


def _gate(
    project: Project,
    gathered: Gathered,
    authority: Authority,
    quads: Sequence[Quad],
    findings: Sequence[Finding],
) -> Report:
    """Check the quads and look up every quote; refuse what does not conform.

    Raises:
        NotConforming: A finding is a violation.
    """
    documents = [*gathered.documents, *(each.document for each in gathered.triples)]
    checked = check_evidence(quads, documents, [*gathered.tables, *authority.tables])
    shapes = validate(quads)
    every = [*findings, *shapes.findings, *checked.findings, *_missed(project, quads)]
    counts = {
        "sources": len(gathered.sources),
        "documents": len(gathered.documents),
        "tables": len(gathered.tables),
        "graphs": len({quad.graph_name for quad in quads}),
        "quads": len(quads),
        "assertions": checked.assertions,
        "passages": checked.passages,
        **{
            plural: sum(len(getattr(facts, plural)) for facts in gathered.facts.values())
            for plural in KINDS
        },
        **{name: shapes.counts.get(name, 0) for name in ("triples", "shapes", "targets")},
        **Counter({f"{severity}s": 0 for severity in RANK}),
        **Counter(f"{finding.severity}s" for finding in every),
    }
    ordered = sorted(every, key=lambda one: (RANK[one.severity], one.focus, one.rule, one.value))
    report = Report(findings=tuple(dict.fromkeys(ordered)), counts=counts)
    if not report.conforms:
        count = sum(finding.severity == "violation" for finding in report.findings)
        raise NotConforming(
            f"{count} violations; nothing was released",
            report=report,
            where=str(project.folder),
            hint="correct the sources or the settings the findings name, and build again",
        )
    return report


def _missed(project: Project, quads: Sequence[Quad]) -> Iterator[Finding]:
    """Yield a finding for each class of which fewer things were found than the project expects."""
    members: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == vocab.RDF.type and isinstance(quad.object, NamedNode):
            members.setdefault(quad.object.value, set()).add(str(quad.subject))
    for name, least in sorted(project.config.expect_min.items()):
        count = len(members.get(vocab.DD + name, ()))
        if count < least:
            yield Finding(
                severity="warning",
                focus=vocab.DD + name,
                rule="pipeline.expect-min",
                message=Text(
                    f"{name}: {least}개 이상이어야 하는데 {count}개입니다.",
                    f"{name}: at least {least} expected, {count} found",
                ),
                where="kg.toml",
                value=str(count),
            )


def _reports(report: Report) -> dict[str, bytes]:
    return {
        "report.json": render(report, "json", "ko").encode(),
        "report.ttl": render(report, "turtle", "ko").encode(),
        "report.html": render(report, "html", "ko").encode(),
        "report.en.html": render(report, "html", "en").encode(),
    }


def _texts(gathered: Gathered) -> dict[str, str]:
    """Return the texts that may be copied: those whose source tells its licence."""
    return {each.source: each.text for each in gathered.documents if each.meta.licence}
