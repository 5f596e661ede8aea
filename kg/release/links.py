"""Identity links as an SSSOM table (Simple Standard for Sharing Ontological Mappings 1.0). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.release.licences import licence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "mapping_tool",
    "comment",
)
PROPOSED: Final = (*COLUMNS[:3], *COLUMNS[4:])
SEMAPV: Final = "https://w3id.org/semapv/vocab/"
OTHERWISE: Final = "UnspecifiedMatching"
BY_HAND: Final = "ManualMappingCuration"
TOOL: Final = "deungdae"
CURIES: Final[Mapping[str, str]] = {
    "semapv": SEMAPV,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "ror": "https://ror.org/",
    "gn": "https://sws.geonames.org/",
}


def sssom(quads: Iterable[Quad], *, digest: str, licence: str, base: str) -> bytes:
    """Return the identity links of a dataset as an SSSOM/TSV file, sorted, metadata on top.

    Args:
        quads: A whole dataset.
        digest: Names the mapping set together with the dataset.
        licence: IRI or SPDX id of the dataset; empty where none is given.
        base: IRI in front of instance names; its CURIE prefix is `id`.
    """
    said: dict[str, dict[NamedNode, str]] = {}
    labels: dict[str, str] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        is_term = isinstance(quad.object, NamedNode | Literal)
        value = quad.object.value if is_term else ""  # type: ignore[union-attr]  # is_term tells
        said.setdefault(quad.subject.value, {})[quad.predicate] = value
        if quad.predicate == vocab.SKOS.prefLabel:
            language = getattr(quad.object, "language", None)
            if language == "ko" or quad.subject.value not in labels:
                labels[quad.subject.value] = value
    curies = {**CURIES, "id": base}
    links = _links(quads)
    rows = sorted(_row(said[link], labels, curies) for link in links)
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    return "\n".join([*_head(curies, digest, licence), *lines, ""]).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """One row of a table of proposals."""

    subject: str
    label: str
    predicate: str
    target: str
    target_label: str
    justification: str
    confidence: float
    reasons: str


def proposed_sssom(rows: Iterable[Mapped], *, digest: str, base: str) -> bytes:
    """Return proposals as an SSSOM/TSV file, sorted, metadata on top.

    Args:
        rows: What was proposed.
        digest: Names the mapping set.
        base: IRI in front of instance names; its CURIE prefix is `id`.
    """
    curies = {**CURIES, "id": base}
    lines = ["\t".join(PROPOSED)]
    for row in sorted(rows, key=lambda each: (each.subject, each.target)):
        cells = (
            _curie(row.subject, curies),
            row.label,
            f"skos:{row.predicate}",
            _curie(row.target, curies),
            row.target_label,
            f"semapv:{row.justification}",
            str(row.confidence),
            TOOL,
            row.reasons,
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join([*_head(curies, digest, ""), *lines, ""]).encode()


def _links(quads: Iterable[Quad]) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if quad.object == vocab.IdentityLink
        and quad.predicate == vocab.RDF.type
        and isinstance(quad.subject, NamedNode)
    }


def _head(curies: Mapping[str, str], digest: str, licence: str) -> list[str]:
    """Return the YAML block that SSSOM puts into comments."""
    lines = ["#curie_map:"]
    lines += [f"#  {prefix}: {space}" for prefix, space in sorted(curies.items())]
    lines.append(f"#mapping_set_id: urn:sha256:{digest}")
    lines.append(f"#license: {_licence(licence)}")
    return lines


def _licence(licence: str) -> str:
    """Return a licence as the IRI that SSSOM asks for; an SPDX id has its own."""
    known = licence_of(licence)
    return known.iri if known else "https://w3id.org/sssom/license/unspecified"


def _row(
    said: Mapping[NamedNode, str], labels: Mapping[str, str], curies: Mapping[str, str]
) -> tuple[str, ...]:
    subject, target = said.get(vocab.RDF.subject, ""), said.get(vocab.RDF.object, "")
    justification = said.get(vocab.justification, OTHERWISE)
    predicate = said.get(vocab.RDF.predicate, "")
    # SSSOM tells what was told apart as a match with a modifier.
    is_apart = predicate == vocab.OWL.differentFrom.value
    cells = (
        _curie(subject, curies),
        labels.get(subject, ""),
        _curie(vocab.SKOS.exactMatch.value if is_apart else predicate, curies),
        "Not" if is_apart else "",
        _curie(target, curies),
        said.get(vocab.targetName) or labels.get(target, ""),
        f"semapv:{justification.removeprefix(SEMAPV)}",
        said.get(vocab.confidence, ""),
        "" if justification == BY_HAND else TOOL,
        said.get(vocab.reasons, ""),
    )
    return tuple(" ".join(cell.split()) for cell in cells)


def _curie(iri: str, curies: Mapping[str, str]) -> str:
    for prefix, space in curies.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
