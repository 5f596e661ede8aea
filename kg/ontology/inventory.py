"""What `ontology/` holds: terms, borrowed terms and code lists, read from its Turtle files."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import VocabularyError
from kg.files import resource
from kg.ontology.terms import Code, Inventory, Scheme, Term, TermKind
from kg.ontology.turtle import Parsed, parse_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Triple

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SCHEMA: Final = "https://schema.org/"
VANN: Final = "http://purl.org/vocab/vann/"
STATUS: Final = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
SYMBOL: Final = "http://qudt.org/schema/qudt/symbol"

KINDS: Final[Mapping[str, TermKind]] = {
    f"{OWL}Class": "class",
    f"{OWL}ObjectProperty": "property",
    f"{OWL}DatatypeProperty": "property",
    f"{RDF}Property": "property",
    f"{RDFS}Datatype": "datatype",
}

Said = dict[str, dict[str, list[str]]]  # subject -> predicate (with @lang for texts) -> values


@cache
def read_inventory(folder: Path | None = None) -> Inventory:
    """Read every Turtle file of `folder`; of the packaged ontology when None. Once a process.

    Raises:
        VocabularyError: No file, a file that does not parse, or no ontology header.
    """
    place = folder or resource("ontology")
    parsed = parse_folder(place)
    triples = tuple(triple for file in parsed for triple in file.triples)
    said = _said(triples)
    ontology = [one for one, facts in said.items() if f"{OWL}Ontology" in facts[f"{RDF}type"]]
    if len(ontology) != 1:
        raise VocabularyError(
            f"{len(ontology)} subjects are an owl:Ontology, not one", where=str(place)
        )
    header = said[ontology[0]]
    namespace = _one(header, f"{VANN}preferredNamespaceUri")
    terms = _terms(parsed, said, namespace)
    return Inventory(
        iri=ontology[0],
        namespace=namespace,
        version=_one(header, f"{OWL}versionInfo"),
        title=_texts(header, "http://purl.org/dc/terms/title"),
        terms=tuple(term for term in terms if term.iri.startswith(namespace)),
        borrowed=tuple(term for term in terms if not term.iri.startswith(namespace)),
        schemes=_schemes(said),
        prefixes={p: iri for file in parsed for p, iri in sorted(file.prefixes.items())},
        triples=triples,
        files=len(parsed),
    )


def _said(triples: Iterable[Triple]) -> Said:
    said: Said = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        language = getattr(triple.object, "language", None)
        predicate = triple.predicate.value + (f"@{language}" if language else "")
        subject, value = getattr(triple.subject, "value", ""), getattr(triple.object, "value", "")
        said[subject][predicate].append(value)
    return said


def _terms(parsed: Iterable[Parsed], said: Said, namespace: str) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    for file in parsed:
        for triple in file.triples:
            kind = KINDS.get(getattr(triple.object, "value", ""))
            if triple.predicate.value != f"{RDF}type" or kind is None:
                continue
            iri = getattr(triple.subject, "value", "")
            found[iri] = _term(iri, kind, said[iri], file=file.name, namespace=namespace)
    return tuple(found[iri] for iri in sorted(found))


def _term(
    iri: str, kind: TermKind, facts: Mapping[str, list[str]], *, file: str, namespace: str
) -> Term:
    parents = sorted(facts.get(f"{RDFS}subClassOf", ()))
    return Term(
        iri=iri,
        name=iri.replace("#", "/").rpartition("/")[2],
        kind=kind,
        labels=_texts(facts, f"{RDFS}label"),
        definitions=_texts(facts, f"{SKOS}definition"),
        parents=tuple(parent for parent in parents if parent.startswith(namespace)),
        disjoint=tuple(sorted(facts.get(f"{OWL}disjointWith", ()))),
        domain=tuple(sorted(facts.get(f"{SCHEMA}domainIncludes", ()))),
        range=tuple(sorted(facts.get(f"{SCHEMA}rangeIncludes", ()))),
        matches=tuple(
            sorted(
                [parent for parent in parents if not parent.startswith(namespace)]
                + list(facts.get(f"{SKOS}closeMatch", ()))
            )
        ),
        example=_one(facts, f"{SKOS}example@ko"),
        defined_by=_one(facts, f"{RDFS}isDefinedBy"),
        status=_one(facts, STATUS) or "stable",
        replaced_by=_one(facts, "http://purl.org/dc/terms/isReplacedBy"),
        file=file,
    )


def _schemes(said: Said) -> tuple[Scheme, ...]:
    codes: dict[str, list[Code]] = defaultdict(list)
    for iri, facts in said.items():
        for scheme in facts.get(f"{SKOS}inScheme", ()):
            codes[scheme].append(_code(iri, facts))
    return tuple(
        Scheme(
            iri=iri,
            name=iri.rpartition("/")[2],
            labels=_texts(said[iri], f"{SKOS}prefLabel"),
            codes=tuple(sorted(codes[iri], key=lambda code: code.notation)),
        )
        for iri, facts in sorted(said.items())
        if f"{SKOS}ConceptScheme" in facts.get(f"{RDF}type", ())
    )


def _code(iri: str, facts: Mapping[str, list[str]]) -> Code:
    labels = _texts(facts, f"{SKOS}prefLabel")
    others = [name for lang in ("ko", "en") for name in facts.get(f"{SKOS}altLabel@{lang}", ())]
    return Code(
        iri=iri,
        notation=_one(facts, f"{SKOS}notation"),
        labels=labels,
        definitions=_texts(facts, f"{SKOS}definition"),
        other_names=tuple(sorted(others)),
        broader=_one(facts, f"{SKOS}broader"),
        symbol=_one(facts, SYMBOL),
    )


def _texts(facts: Mapping[str, list[str]], predicate: str) -> dict[str, str]:
    found = {lang: facts.get(f"{predicate}@{lang}", []) for lang in ("ko", "en")}
    return {lang: values[0] for lang, values in found.items() if values}


def _one(facts: Mapping[str, list[str]], predicate: str) -> str:
    return next(iter(facts.get(predicate, ())), "")
