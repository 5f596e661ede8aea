"""Values that describe a vocabulary: terms, codes and the whole of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

TermKind = Literal["class", "property", "datatype"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property or datatype, ours or borrowed.

    Attributes:
        name: Local name.
        labels: Language (`ko`, `en`) to label.
        definitions: Language to one-sentence definition; empty for borrowed terms.
        parents: IRIs of superclasses, ours only, sorted.
        disjoint: IRIs of classes that share no instance with it, sorted.
        domain: IRIs of the classes a property is used on, sorted.
        range: IRIs of the classes or datatypes of its values, sorted.
        matches: IRIs of aligned terms of other vocabularies, sorted.
        example: A value as a source would print it; empty for none.
        defined_by: IRI of the vocabulary it belongs to; empty when the file does not say.
        status: `stable`, `testing` or `deprecated`.
        replaced_by: IRI of what to use instead of a deprecated term; empty for none.
        file: Path inside `ontology/` of the file that defines it.
    """

    iri: str
    name: str
    kind: TermKind
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    parents: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    example: str = ""
    defined_by: str = ""
    status: str = "stable"
    replaced_by: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One concept of a code list.

    Attributes:
        notation: The code, such as `Mentoring`.
        other_names: What texts call it beside its labels, sorted.
        broader: IRI of the wider concept; empty for none.
        symbol: Of a unit, such as `%`; empty for none.
    """

    iri: str
    notation: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    other_names: tuple[str, ...] = ()
    broader: str = ""
    symbol: str = ""

    def names(self) -> tuple[str, ...]:
        """Return everything a text may call it, sorted, without repeats."""
        return tuple(sorted({*self.labels.values(), *self.other_names, self.symbol} - {""}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A code list; its codes are sorted by notation."""

    iri: str
    name: str
    labels: Mapping[str, str]
    codes: tuple[Code, ...]

    @property
    def is_open(self) -> bool:
        """Whether texts name its codes in words of their own, as they do units and products."""
        return any(code.other_names for code in self.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Everything `ontology/` says.

    Attributes:
        namespace: IRI before the local names of our terms.
        terms: Our own, sorted by IRI.
        borrowed: Those of other vocabularies, sorted by IRI.
        schemes: Code lists, sorted by IRI.
        prefixes: Prefix to namespace, of all files.
        triples: All statements of all files, in file order.
        files: How many files were read.
    """

    iri: str
    namespace: str
    version: str
    title: Mapping[str, str]
    terms: tuple[Term, ...]
    borrowed: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    triples: tuple[Triple, ...] = ()
    files: int = 0

    def classes(self) -> tuple[Term, ...]:
        """Return our classes, sorted by IRI."""
        return tuple(term for term in self.terms if term.kind == "class")

    def properties(self) -> tuple[Term, ...]:
        """Return our properties, sorted by IRI."""
        return tuple(term for term in self.terms if term.kind == "property")

    @property
    def code_namespace(self) -> str:
        """IRI before the names of code lists and codes."""
        return self.schemes[0].iri.removesuffix(self.schemes[0].name)

    def known(self) -> frozenset[str]:
        """Return every IRI of ours that means something, the bare namespaces too."""
        named = {term.iri for term in self.terms} | {scheme.iri for scheme in self.schemes}
        codes = {code.iri for code in self.codes()}
        return frozenset(named | codes | {self.namespace, self.code_namespace})

    def codes(self) -> tuple[Code, ...]:
        """Return the codes of all lists, in the order of the lists."""
        return tuple(code for scheme in self.schemes for code in scheme.codes)

    def curie(self, iri: str) -> str:
        """Return `iri` with its prefix (`dd:Actor`), or itself where no prefix fits.

        The longest namespace wins.
        """
        fitting = [
            (len(space), prefix) for prefix, space in self.prefixes.items() if iri.startswith(space)
        ]
        if not fitting:
            return iri
        length, prefix = max(fitting)
        return f"{prefix}:{iri[length:]}"
