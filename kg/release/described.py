"""A data set in the words of DCAT-AP 3: the same for a release's file and for a service. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.report import Text
from kg.release.told import catalogue_words
from kg.vocab import DCAT, DCT, DD, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.release.told import Copy, Told

SPACES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES: Final = "http://publications.europa.eu/resource/authority/language/"
LICENCE_TYPES: Final = "http://purl.org/adms/licencetype/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
HEX: Final = NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")
Mint = Callable[[str], NamedNode]  # makes the IRI of a part of the description


def named(thing: NamedNode, told: Told, mint: Mint) -> Iterator[Triple]:
    """Yield what DCAT-AP asks of everything in a catalogue: names, publisher, licence."""
    yield from both(thing, DCT.title, told.title)
    yield from both(thing, DCT.description, told.about)
    if told.publisher:
        publisher = mint("publisher")
        yield Triple(thing, DCT.publisher, publisher)
        yield Triple(publisher, RDF.type, term("foaf", "Agent"))
        yield Triple(publisher, term("foaf", "name"), Literal(told.publisher))
        if told.contact:
            predicate, address = _reached(told.contact, "foaf")
            yield Triple(publisher, predicate, address)
    yield from licensed(thing, told)


def licensed(thing: NamedNode, told: Told) -> Iterator[Triple]:
    """Yield a thing's licence by IRI and name; nothing where none is told."""
    if told.licence is None:
        return
    iri = NamedNode(told.licence.iri)
    yield Triple(thing, DCT.license, iri)
    yield Triple(iri, RDF.type, term("dct", "LicenseDocument"))
    if told.licence.id:
        yield Triple(iri, DCT.identifier, Literal(told.licence.id))
    for kind, name in told.licence.kinds.items():
        row = {"iri": LICENCE_TYPES + kind, "ko": name.ko, "en": name.en}
        yield from _concept(iri, term("dct", "type"), row, term("skos", "Concept"))
    for language, title in told.licence.titles.items():
        value = Literal(title, language=language) if language else Literal(title)
        yield Triple(iri, DCT.title, value)


def spoken(thing: NamedNode) -> Iterator[Triple]:
    """Yield the languages that names and descriptions come in."""
    for code in ("KOR", "ENG"):
        language = NamedNode(LANGUAGES + code)
        yield Triple(thing, term("dct", "language"), language)
        yield Triple(language, RDF.type, term("dct", "LinguisticSystem"))


def covered(dataset: NamedNode, told: Told, mint: Mint) -> Iterator[Triple]:
    """Yield what a data set is about, where and when; nothing where nobody knows."""
    if not told.version:
        return
    yield from themed(dataset, told)
    yield from placed(dataset, told)
    if told.days:
        yield from _between(dataset, told.days, mint("period"))
    frequency = term("dct", "accrualPeriodicity")
    row = catalogue_words()["frequency"]
    yield from _concept(dataset, frequency, row, term("dct", "Frequency"))
    yield from _provenance(dataset, told, mint("provenance"))
    yield from standard(dataset, NamedNode(DD.removesuffix("#")))


def themed(thing: NamedNode, told: Told) -> Iterator[Triple]:
    """Yield what a data set or a service is about; nothing where nobody knows."""
    words = catalogue_words()
    for language, each in words["keywords"].items() if told.version else ():
        for word in each:
            yield Triple(thing, term("dcat", "keyword"), Literal(word, language=language))
    for theme in words["theme"] if told.version else ():
        yield from _concept(thing, term("dcat", "theme"), theme, term("skos", "Concept"))


def sorted_by(shelf: NamedNode, told: Told) -> Iterator[Triple]:
    """Yield the scheme that a catalogue takes its themes from; nothing where it has none."""
    if told.version:
        scheme = catalogue_words()["themes"]
        node = NamedNode(scheme["iri"])
        yield Triple(shelf, term("dcat", "themeTaxonomy"), node)
        yield Triple(node, RDF.type, term("skos", "ConceptScheme"))
        yield from both(node, DCT.title, Text(scheme["ko"], scheme["en"]))


def placed(thing: NamedNode, told: Told) -> Iterator[Triple]:
    """Yield the places that a data set or a catalogue is about; nothing where nobody knows."""
    known = {each["iri"]: each for each in catalogue_words()["place"]}
    for iri in told.places if told.version else ():
        row = known.get(iri, {"iri": iri})
        yield from _concept(thing, term("dct", "spatial"), row, term("dct", "Location"))


def reached(thing: NamedNode, told: Told, page: NamedNode, mint: Mint) -> Iterator[Triple]:
    """Yield who answers questions: the contact that is told, else the page that leads to it."""
    card = mint("contact")
    yield Triple(thing, term("dcat", "contactPoint"), card)
    yield Triple(card, RDF.type, term("vcard", "Kind"))
    yield Triple(card, term("vcard", "fn"), Literal(told.publisher))
    predicate, address = (
        _reached(told.contact, "vcard") if told.contact else (term("vcard", "hasURL"), page)
    )
    yield Triple(card, predicate, address)


def copied(
    copy: Copy, place: NamedNode, file: tuple[str, int], told: Told, mint: Mint
) -> Iterator[Triple]:
    """Yield one file as a distribution.

    Args:
        copy: What file it is.
        place: Where it is.
        file: Its SHA-256 and its size in bytes.
        told: Of the data set.
        mint: Makes IRIs.
    """
    digest, size = file
    thing = mint(f"distribution.{copy.key}")
    yield Triple(thing, RDF.type, DCAT.Distribution)
    title = Text(f"{copy.name} 파일 {copy.file}", f"{copy.name} file {copy.file}")
    yield from both(thing, DCT.title, title)
    yield from both(thing, DCT.description, copy.about)
    for predicate in ("accessURL", "downloadURL"):
        yield Triple(thing, term("dcat", predicate), place)
    yield from _media(thing, "mediaType", copy.media)
    if copy.pack:
        yield from _media(thing, "compressFormat", copy.pack)
    yield from formed(thing, NamedNode(copy.type), copy.name)
    integer = XSD.nonNegativeInteger
    yield Triple(thing, term("dcat", "byteSize"), Literal(str(size), datatype=integer))
    checksum, algorithm = mint(f"checksum.{digest}"), term("spdx", "checksumAlgorithm_sha256")
    yield Triple(thing, term("spdx", "checksum"), checksum)
    yield Triple(checksum, RDF.type, term("spdx", "Checksum"))
    yield Triple(checksum, term("spdx", "algorithm"), algorithm)
    yield Triple(algorithm, RDF.type, term("spdx", "ChecksumAlgorithm"))
    yield Triple(checksum, term("spdx", "checksumValue"), Literal(digest, datatype=HEX))
    yield from licensed(thing, told)
    yield from restricted(thing, told, mint)
    yield from spoken(thing)


def restricted(thing: NamedNode, told: Told, mint: Mint) -> Iterator[Triple]:
    """Yield whose rights there are beside the licence; nothing where nobody knows."""
    if told.version:
        rights = mint("rights")
        yield Triple(thing, term("dct", "rights"), rights)
        yield Triple(rights, RDF.type, term("dct", "RightsStatement"))
        yield from both(rights, term("rdfs", "label"), Text(**catalogue_words()["rights"]))


def formed(thing: NamedNode, form: NamedNode, name: str) -> Iterator[Triple]:
    """Yield a distribution's form with its name: a list of forms has names, no IRIs."""
    yield Triple(thing, term("dct", "format"), form)
    yield Triple(form, RDF.type, term("dct", "MediaTypeOrExtent"))
    yield Triple(form, term("rdfs", "label"), Literal(name))


def standard(thing: NamedNode, known: NamedNode) -> Iterator[Triple]:
    """Yield a standard that a thing follows."""
    yield Triple(thing, term("dct", "conformsTo"), known)
    yield Triple(known, RDF.type, term("dct", "Standard"))


def both(thing: NamedNode, predicate: NamedNode, text: Text) -> Iterator[Triple]:
    """Yield a text in both languages."""
    yield Triple(thing, predicate, Literal(text.ko, language="ko"))
    yield Triple(thing, predicate, Literal(text.en, language="en"))


def term(prefix: str, name: str) -> NamedNode:
    """Return a term of a vocabulary."""
    return NamedNode(SPACES[prefix] + name)


def _media(thing: NamedNode, predicate: str, media: str) -> Iterator[Triple]:
    kind = NamedNode(IANA + media)
    yield Triple(thing, term("dcat", predicate), kind)
    yield Triple(kind, RDF.type, term("dct", "MediaType"))


def _concept(
    thing: NamedNode, predicate: NamedNode, row: Mapping[str, str], kind: NamedNode
) -> Iterator[Triple]:
    node = NamedNode(row["iri"])
    yield Triple(thing, predicate, node)
    yield Triple(node, RDF.type, kind)
    if "ko" in row:
        yield from both(node, term("skos", "prefLabel"), Text(row["ko"], row["en"]))


def _between(dataset: NamedNode, days: tuple[str, str], period: NamedNode) -> Iterator[Triple]:
    yield Triple(dataset, term("dct", "temporal"), period)
    yield Triple(period, RDF.type, term("dct", "PeriodOfTime"))
    for predicate, day in zip(("startDate", "endDate"), days, strict=True):
        yield Triple(period, term("dcat", predicate), Literal(day, datatype=XSD.date))


def _provenance(dataset: NamedNode, told: Told, node: NamedNode) -> Iterator[Triple]:
    words = catalogue_words()["provenance"]
    filled = {
        language: text.format(sources=told.sources, version=told.version)
        for language, text in words.items()
    }
    yield Triple(dataset, term("dct", "provenance"), node)
    yield Triple(node, RDF.type, term("dct", "ProvenanceStatement"))
    yield from both(node, term("rdfs", "label"), Text(**filled))


def _reached(contact: str, space: str) -> tuple[NamedNode, NamedNode]:
    if "://" in contact:
        name = "hasURL" if space == "vcard" else "homepage"
        return term(space, name), NamedNode(contact)
    return term(space, "hasEmail" if space == "vcard" else "mbox"), NamedNode(f"mailto:{contact}")
