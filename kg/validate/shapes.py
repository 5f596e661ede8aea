"""Shapes as values: where they are read from, what they say, and what they aim at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.errors import VocabularyError
from kg.files import resource_files
from kg.store.syntaxes import SYNTAXES, read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SH: Final = "http://www.w3.org/ns/shacl#"
SUBCLASS: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
DISJOINT: Final = NamedNode("http://www.w3.org/2002/07/owl#disjointWith")
CLASSES: Final = frozenset(
    {"http://www.w3.org/2000/01/rdf-schema#Class", "http://www.w3.org/2002/07/owl#Class"}
)
BACKGROUND: Final = frozenset({SUBCLASS, DISJOINT, vocab.SKOS.inScheme, vocab.SKOS.prefLabel})
LINKS: Final = frozenset(SH + name for name in ("property", "node", "not", "qualifiedValueShape"))
TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True)
class Target:
    """What one shape is aimed at: `kind` is the local name of the SHACL property."""

    shape: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Shapes, and the background the data may lean on.

    Attributes:
        triples: The shapes themselves.
        background: Subclass and disjointness axioms and code lists, visible to every
            constraint but checked by none.
    """

    triples: tuple[Triple, ...]
    background: tuple[Triple, ...] = ()

    def targets(self) -> tuple[Target, ...]:
        """Return what the shapes aim at, sorted; a shape that is a class aims at itself."""
        found = [
            Target(_iri(triple.subject), kind, _iri(triple.object))
            for triple in self.triples
            for kind in TARGETS
            if triple.predicate.value == SH + kind
        ]
        types: dict[str, set[str]] = defaultdict(set)
        for triple in self.triples:
            if triple.predicate == vocab.RDF.type:
                types[_iri(triple.subject)].add(_iri(triple.object))
        found += [
            Target(one, "targetClass", one)
            for one, kinds in types.items()
            if f"{SH}NodeShape" in kinds and kinds & CLASSES
        ]
        return tuple(sorted(found, key=lambda target: (target.shape, target.kind, target.value)))

    def names(self) -> frozenset[str]:
        """Return the IRIs of all shapes, those without a type too."""
        typed = {
            _iri(triple.subject)
            for triple in self.triples
            if triple.predicate == vocab.RDF.type
            and _iri(triple.object) in {f"{SH}NodeShape", f"{SH}PropertyShape"}
        }
        linked = {_iri(triple.object) for triple in self.triples if triple.predicate.value in LINKS}
        return frozenset(typed | linked | {target.shape for target in self.targets()})

    def messages(self) -> Mapping[str, Mapping[str, str]]:
        """Return each shape's and constraint's messages by language; no language counts as `en`."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for triple in self.triples:
            if triple.predicate.value == f"{SH}message" and isinstance(triple.object, Literal):
                language = triple.object.language or "en"
                found[_iri(triple.subject)][language] = triple.object.value
        return found


@cache
def packaged_shapes() -> Shapes:
    """Return the shapes that ship with the package, read once a process."""
    return Shapes(triples=_triples(resource_files("shapes", ".ttl")), background=background())


def read_shapes(path: Path) -> Shapes:
    """Read shapes from a file or from every RDF file of a folder.

    Raises:
        VocabularyError: The folder holds no RDF file.
        SourceSyntax: A file does not parse.
        UnknownFormat: The file's name does not tell its syntax.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    named = [file for file in files if file == path or file.suffix in SYNTAXES]
    if not named:
        raise VocabularyError("no file of shapes stands here", where=str(path))
    return Shapes(triples=_triples(named), background=background())


@cache
def background() -> tuple[Triple, ...]:
    """Return what data may lean on without saying it: subclasses, disjointness, code lists."""
    return tuple(
        triple
        for triple in _triples(resource_files("ontology", ".ttl"))
        if triple.predicate in BACKGROUND
        or (triple.predicate == vocab.RDF.type and triple.object == vocab.SKOS.Concept)
    )


def _triples(files: Iterable[Path]) -> tuple[Triple, ...]:
    return tuple(
        quad.triple
        for file in files
        for quad in read_quads(file.read_bytes(), str(file), rename_blanks=True)
    )


def _iri(term: object) -> str:
    return getattr(term, "value", "")
