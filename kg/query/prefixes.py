"""The prefixes this graph's readers know, for tables, Turtle answers and hints."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.ids.names import BASE
from kg.vocab import CODE, DD

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "code": CODE,
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "dd": DD,
        "foaf": "http://xmlns.com/foaf/0.1/",
        "id": BASE,
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sosa": "http://www.w3.org/ns/sosa/",
        "time": "http://www.w3.org/2006/time#",
        "void": "http://rdfs.org/ns/void#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def shorten(iri: str) -> str:
    """Return an IRI with its prefix where one is known and the rest is a plain local name.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    space = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    for prefix, known in PREFIXES.items():
        if space == known and len(iri) > len(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def prologue(*names: str) -> str:
    """Return PREFIX lines for the named prefixes, or for every known one where none is named."""
    chosen = names or tuple(PREFIXES)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in chosen)
