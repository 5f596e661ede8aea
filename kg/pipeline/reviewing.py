"""What people should decide about who is who, and where their decisions are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import CaseError, LinkError
from kg.files import write_atomically
from kg.ids import SHORT
from kg.link.decisions import Decisions, mention_of
from kg.link.idle import idle, sides
from kg.link.lines import amended, check, read_decisions
from kg.link.outside import undecided
from kg.pipeline.deciding import decisions_of, proposed
from kg.pipeline.inputs import read_authorities
from kg.pipeline.quoting import around
from kg.pipeline.reading import gather
from kg.pipeline.who import who_is_who
from kg.project import DECISIONS, decisions_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.link.decisions import Decided
    from kg.link.outside import Proposal
    from kg.model.entities import Resolution
    from kg.model.facts import Facts
    from kg.pipeline.quoting import Around
    from kg.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A name of one source that stands for an entity.

    Attributes:
        local: Local name of the entity.
        mention: The name as decisions tell it.
        source: File name of the source.
        quote: Words that name it there; empty when only metadata do.
        around: The same with what stands around them.
    """

    local: str
    mention: str
    source: str
    quote: str
    around: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What there is to decide.

    Attributes:
        undecided: Entities with candidates outside, the most useful first.
        seen: Every name of every source with the entity it stands for, by entity.
        present: What decisions may be about: local names, and names of sources.
        base: IRI in front of local names.
    """

    undecided: tuple[Proposal, ...]
    seen: tuple[Seen, ...]
    present: frozenset[str]
    base: str

    def merged(self) -> tuple[Seen, ...]:
        """Return the names of entities that several sources tell of: each can be split off."""
        sources: dict[str, set[str]] = {}
        for each in self.seen:
            sources.setdefault(each.local, set()).add(each.source)
        return tuple(each for each in self.seen if len(sources[each.local]) > 1)

    def idle(self, decided: Iterable[Decided]) -> tuple[tuple[Decided, str], ...]:
        """Return decisions that will change nothing, each with the side that is nobody here."""
        return idle(Decisions({each.pair: each for each in decided}), self.present)


def review(project: Project) -> Review:
    """Read a project as a build does and return what there is to decide; nothing is written.

    Raises:
        CaseError: The project has no sources.
        LinkError: Two decisions contradict each other.
    """
    base = project.config.base
    authority = read_authorities(project, base)
    gathered = gather(
        project, authority.entities, jobs=1, keep_going=True, progress=lambda *_: None
    )
    if not gathered.sources:
        raise CaseError("there is nothing to review", where=str(project.folder / "sources"))
    decisions = decisions_of(project)
    facts = {source: each.by_rules() for source, each in gathered.facts.items()}
    who = who_is_who(facts, authority.entities, gathered.metas(), base, decisions)
    names = {source.digest: source.name for source in gathered.sources}
    return Review(
        undecided=undecided(proposed(project, gathered, who)),
        seen=tuple(sorted(_seen(facts, who.resolution, names, around(gathered), base), key=_place)),
        present=sides(facts, who.resolution, base),
        base=base,
    )


def decide_pair(project: Project, decided: Decided) -> None:
    """Write a decision into the project's file; what was decided about the pair before goes.

    Raises:
        LinkError: It contradicts other decisions; the file stays as it is.
    """
    base = project.config.base
    new = replace(
        decided, one=decided.one.removeprefix(base), other=decided.other.removeprefix(base)
    )
    if new.one == new.other:
        raise LinkError("a decision is about two things", where=f"{decided.one} {decided.other}")
    held = decisions_of(project).pairs.values()
    check([*(each for each in held if each.pair != new.pair), new])
    _write(project, [new])


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file of decisions.

    Attributes:
        added: Decisions that were written into the project's file.
        known: Decisions that stood there already.
    """

    added: tuple[Decided, ...]
    known: tuple[Decided, ...]


def import_decisions(project: Project, text: str, where: str) -> Imported:
    """Put a file of decisions into the project's own; nothing that stands there is changed.

    Args:
        project: Whose decisions they join.
        text: Lines as `/review` gives them, or another project's decisions.
        where: Name of the file, for messages.

    Raises:
        LinkError: A line is no decision, or contradicts another one of the file or of the
            project; nothing is written then.
    """
    told = tuple(read_decisions(text, where, base=project.config.base).pairs.values())
    held = decisions_of(project)
    check([*held.pairs.values(), *told])
    known = tuple(each for each in told if each.pair in held.pairs)
    added = tuple(each for each in told if each.pair not in held.pairs)
    if added:
        _write(project, added)
    return Imported(added=added, known=known)


def _write(project: Project, new: Iterable[Decided]) -> None:
    text = amended(decisions_text(project), new)
    write_atomically(project.folder / DECISIONS, text.encode())


def _seen(
    facts: Mapping[str, Facts],
    resolution: Resolution,
    names: Mapping[str, str],
    words: Around,
    base: str,
) -> Iterator[Seen]:
    for source, told in facts.items():
        for actor in told.actors:
            iri = resolution.names.get(source, {}).get(actor.name, "")
            first = next(iter(actor.basis.evidence), None)
            yield Seen(
                local=iri.removeprefix(base),
                mention=mention_of(actor.name, source),
                source=names.get(source, source[:SHORT]),
                quote=" ".join(first.quote.split()) if first else "",
                around=words.told(first) if first else "",
            )


def _place(seen: Seen) -> tuple[str, str, str]:
    return seen.local, seen.source, seen.mention
