"""Which other data sets a release links to, and how often: VoID link sets. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.ids import short
from kg.vocab import OWL, RDF, SKOS, VOID, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SPACE: Final = "http://rdfs.org/ns/void#"
PREDICATES: Final = (SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs)


def linksets(triples: Iterable[Triple], base: str) -> Iterator[Triple]:
    """Yield one `void:Linkset` for each other data set and kind of link, with its count.

    A data set is told by what stands in front of the last segment of its IRIs.
    """
    counts = Counter(
        (_space(triple.object.value), triple.predicate)
        for triple in triples
        if triple.predicate in PREDICATES and isinstance(triple.object, NamedNode)
    )
    dataset = NamedNode(base + "dataset")
    for (space, predicate), count in sorted(counts.items(), key=lambda each: str(each[0])):
        if space == base:
            continue
        other = NamedNode(f"{base}dataset.outside-{short(space)}")
        found = NamedNode(f"{base}linkset.{short(space, predicate.value)}")
        for subject, name, value in (
            (dataset, "subset", found),
            (found, "linkPredicate", predicate),
            (found, "subjectsTarget", dataset),
            (found, "objectsTarget", other),
            (found, "triples", Literal(str(count), datatype=XSD.integer)),
            (other, "uriSpace", Literal(space)),
        ):
            yield Triple(subject, NamedNode(SPACE + name), value)
        yield Triple(found, RDF.type, NamedNode(SPACE + "Linkset"))
        yield Triple(other, RDF.type, VOID.Dataset)


def _space(iri: str) -> str:
    cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind("="))
    return iri[: cut + 1]
