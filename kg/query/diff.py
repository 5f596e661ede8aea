"""What two releases say differently, and which sources changed between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad, Triple

    from kg.release import Release

# Statements about statements change whenever a sentence moves: they are evidence, not news.
BEHIND: Final = frozenset({vocab.Assertion, vocab.ExtractionRun, vocab.OA.SpecificResource,
    vocab.OA.TextPositionSelector, vocab.OA.TextQuoteSelector, vocab.CellSelector})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A thing of which the second release says something else.

    Attributes:
        iri: Of the thing.
        names: Language to name, of the later release first.
        removed: What only the first release says of it, sorted.
        added: What only the second release says, sorted.
    """

    iri: str
    names: Mapping[str, str]
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The difference of two releases.

    Attributes:
        before: Digest of the first.
        after: Digest of the second.
        sources: Name of an input to `added`, `removed` or `changed`.
        things: Sorted by IRI; things whose statements stay the same are left out.
        removed: How many statements only the first has, evidence left out.
        added: How many only the second has.
    """

    before: str
    after: str
    sources: Mapping[str, str] = field(default_factory=dict)
    things: tuple[Changed, ...] = ()
    removed: int = 0
    added: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether both say the same from the same inputs."""
        return not (self.sources or self.things)


def diff(first: Release, second: Release) -> Diff:
    """Return what two releases say differently: statements without their evidence."""
    old, new = first.quads(), second.quads()
    before, after = _said(old), _said(new)
    gone, come = before - after, after - before
    names = _names(new) | {iri: own for iri, own in _names(old).items() if iri not in _names(new)}
    things: dict[str, tuple[list[Triple], list[Triple]]] = defaultdict(lambda: ([], []))
    for place, triples in enumerate((gone, come)):
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                things[triple.subject.value][place].append(triple)
    return Diff(
        before=first.digest,
        after=second.digest,
        sources=_inputs(first, second),
        things=tuple(
            Changed(
                iri=iri,
                names=names.get(iri, {}),
                removed=tuple(sorted(own[0], key=str)),
                added=tuple(sorted(own[1], key=str)),
            )
            for iri, own in sorted(things.items())
        ),
        removed=len(gone),
        added=len(come),
    )


def _said(quads: Iterable[Quad]) -> set[Triple]:
    held = list(quads)
    behind = {q.subject for q in held if q.predicate == vocab.RDF.type and q.object in BEHIND}
    return {q.triple for q in held if q.subject not in behind}


def _names(quads: Iterable[Quad]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        is_name = quad.predicate in (vocab.SKOS.prefLabel, vocab.DCT.title)
        if is_name and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            own = found.setdefault(quad.subject.value, {})
            own.setdefault(quad.object.language or "", quad.object.value)
    return found


def _inputs(first: Release, second: Release) -> dict[str, str]:
    old, new = (
        {each["name"]: each["digest"] for each in release.manifest.get("inputs", ())}
        for release in (first, second)
    )
    found = dict.fromkeys(old.keys() - new.keys(), "removed")
    found |= dict.fromkeys(new.keys() - old.keys(), "added")
    found |= {name: "changed" for name in old.keys() & new.keys() if old[name] != new[name]}
    return dict(sorted(found.items()))
