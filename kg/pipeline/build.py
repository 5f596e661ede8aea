"""From a project to a checked release, and nothing of it visible before it is whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.errors import CaseError, NotConforming
from kg.files import resource_files
from kg.link.wording import wording
from kg.model.quads import Setting
from kg.pipeline.asking import ask
from kg.pipeline.deciding import check_deciding, deciding_inputs, who_decided
from kg.pipeline.inputs import inputs, read_authorities
from kg.pipeline.moving import replacements
from kg.pipeline.reading import gather
from kg.pipeline.work import Work
from kg.release import Contents, release_files, write_release
from kg.store import read_quads
from kg.validate.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.model.report import Report
    from kg.pipeline.reading import Gathered, Progress
    from kg.project import Project

STEPS: Final = ("link", "write", "check", "release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made.

    Attributes:
        path: Folder of the release.
        digest: Its name.
        report: Every finding on the way; none is a violation.
        counts: What was counted; `reread` is of this build only and in no release.
        spent: What asking a language model has cost this build: `requests`, `tokens_in`,
            `tokens_out`, `price`; empty where none is configured.
    """

    path: Path
    digest: str
    report: Report
    counts: Mapping[str, int]
    spent: Mapping[str, float] = field(default_factory=dict)


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
        ConfigError: A file that the settings name is not there or not UTF-8.
        LinkError: A decision about who is who is none, or two contradict each other.
        SourceError: A source cannot be used, and `keep_going` is off.
        RemoteError: A configured language model does not answer, and `keep_going` is off.
        NotConforming: The data break a shape or quote what is not there; nothing was released.
        ReleaseError: The release cannot be written.
    """
    say = progress or (lambda _step, _done, _total: None)
    base = project.config.base
    authority = read_authorities(project, base)
    check_deciding(project)
    gathered = gather(project, authority.entities, jobs=jobs, keep_going=keep_going, progress=say)
    if not gathered.sources:
        raise CaseError(
            "there is nothing to build: no source can be used",
            where=str(project.folder / "sources"),
            hint="put reports, tables or RDF into sources/",
        )
    gathered = _ask(project, gathered, keep_going=keep_going, progress=say)
    who = who_decided(project, gathered, authority)
    say("link", 1, len(STEPS))
    versions = {"deungdae": version("deungdae"), "ontology": vocab.VERSION}
    setting = Setting(wording=wording(), versions=versions, base=base)
    work = Work(project=project, gathered=gathered, authority=authority, who=who, setting=setting)
    say("write", 2, len(STEPS))
    work, quads, report = _checked(work)
    say("check", 3, len(STEPS))
    contents = Contents(
        quads=[*quads, *replacements(project, quads), *terms()],
        reports=_reports(report),
        inputs=[*inputs(project, work.gathered, authority), *deciding_inputs(project)],
        versions=versions,
        counts=report.counts,
        title=project.config.name,
        base=base,
        licence=project.config.licence,
        publisher=project.config.publisher,
        contact=project.config.contact,
        covers=project.config.covers,
        texts=_texts(work.gathered),
    )
    path = write_release(out or project.releases, release_files(contents))
    say("release", 4, len(STEPS))
    counts = {**report.counts, "reread": gathered.reread}
    return Built(path=path, digest=path.name, report=report, counts=counts, spent=gathered.spent)


def _checked(work: Work) -> tuple[Work, list[Quad], Report]:
    """Check the work, if need be without the facts of a language model that break a shape.

    Raises:
        NotConforming: What the rules read breaks one.
    """
    try:
        quads, report = work.checked()
    except NotConforming as error:
        left = work.screened(error.report)
        if left is work:
            raise
        return left, *left.checked()
    left = work.screened(report)
    return (work, quads, report) if left is work else (left, *left.checked())


def _ask(project: Project, gathered: Gathered, *, keep_going: bool, progress: Progress) -> Gathered:
    """Add what a language model reads, where the project names one."""
    llm = project.config.llm
    if llm is None:
        return gathered
    asked = ask(
        gathered.documents,
        gathered.facts,
        llm,
        project.folder,
        keep_going=keep_going,
        progress=progress,
    )
    return replace(
        gathered,
        facts=asked.facts,
        findings=(*gathered.findings, *asked.findings),
        answers=asked.digest,
        spent=asked.spent,
    )


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
