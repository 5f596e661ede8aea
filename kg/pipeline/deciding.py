"""Who is who with what people decided, and links to the authorities outside a project names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.files import file_digest
from kg.link.idle import idle_findings, sides
from kg.link.lines import read_decisions
from kg.link.outside import Outside, proposals, with_links
from kg.link.persons_proposed import proposed_persons
from kg.pipeline.authorities import check_forms, index_of, learnt_names
from kg.pipeline.cache import FOLDER
from kg.pipeline.who import who_is_who
from kg.project import DECISIONS, decisions_text, outside_paths
from kg.release import Input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link.decisions import Decisions
    from kg.link.outside import Proposal
    from kg.pipeline.inputs import Authority
    from kg.pipeline.reading import Gathered
    from kg.pipeline.who import Who
    from kg.project import Project


def check_deciding(project: Project) -> None:
    """Refuse what cannot decide who is who: before minutes of reading, not after them.

    Raises:
        ConfigError: A file that is named is not there or not UTF-8.
        LinkError: A line of the decisions is none, or two contradict each other.
        SourceError: A file outside is no authority by its beginning.
    """
    decisions_of(project)
    check_forms(outside_paths(project))


def decisions_of(project: Project) -> Decisions:
    """Return what people decided about who is who in a project.

    Raises:
        ConfigError: The file is not UTF-8.
        LinkError: A line is no decision, or two contradict each other.
    """
    return read_decisions(decisions_text(project), base=project.config.base)


def who_decided(project: Project, gathered: Gathered, authority: Authority) -> Who:
    """Return who is who, decisions heard, with links to the authorities outside.

    Raises:
        LinkError: Two decisions contradict each other.
        SourceError: A file outside is no authority.
    """
    decisions = decisions_of(project)
    metas = gathered.metas()
    who = who_is_who(gathered.facts, authority.entities, metas, project.config.base, decisions)
    resolution = with_links(who.resolution, proposed(project, gathered, who))
    wide = replace(who.wide, entities={**who.wide.entities, **resolution.entities})
    idle = idle_findings(decisions, sides(gathered.facts, wide, project.config.base))
    return replace(who, resolution=resolution, wide=wide, findings=(*who.findings, *idle))


def proposed(project: Project, gathered: Gathered, who: Who) -> tuple[Proposal, ...]:
    """Return what the authorities outside hold for each organisation, and who may be one person."""
    rules = {source: facts.by_rules() for source, facts in gathered.facts.items()}
    decisions = decisions_of(project)
    persons = proposed_persons(who.resolution, rules, decisions, project.config.base)
    paths = outside_paths(project)
    if not paths:
        return persons
    outside = Outside(
        index=index_of(paths, project.folder / FOLDER / "authorities"),
        learnt=learnt_names(),
        base=project.config.base,
        decisions=decisions,
    )
    return (*proposals(who.resolution, rules, gathered.metas(), outside), *persons)


def deciding_inputs(project: Project) -> Iterator[Input]:
    """Yield the files that decide who is linked to whom."""
    for path in outside_paths(project):
        name = path.relative_to(project.folder).as_posix()
        yield Input(role="authority", name=name, digest=file_digest(path))
    text = decisions_text(project)
    if text:
        digest = file_digest(project.folder / DECISIONS)
        yield Input(role="decisions", name=DECISIONS, digest=digest)
