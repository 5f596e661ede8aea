"""What a release is made of, before it is bytes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Quad

    from kg.model.report import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file that went into a release.

    Attributes:
        role: `source`, `authority`, `decisions`, `mapping`, `settings` or `model` (its answers).
        name: Path inside the project.
        digest: SHA-256 of its bytes.
        published: ISO 8601 day, or empty.
        licence: As told beside the source; empty means quotation only.
    """

    role: str
    name: str
    digest: str
    media_type: str = ""
    published: str = ""
    publisher: str = ""
    title: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a release is made of; nothing in it tells when or where it was built.

    Attributes:
        quads: The whole dataset, named graphs only.
        reports: File name to bytes of the gate's report in its forms.
        inputs: Every file that went in, in any order.
        versions: Of package and ontology.
        counts: What was counted on the way, such as `passages`.
        texts: Digest of a source to its text, for sources whose licence allows a copy.
        title: Name of the data set.
        base: IRI in front of instance names.
        contact: Mail address or page of who answers questions.
        covers: IRIs of the places the data are about; empty leaves it to the catalogue.
    """

    quads: Sequence[Quad]
    reports: Mapping[str, bytes]
    inputs: Sequence[Input]
    versions: Mapping[str, str]
    counts: Mapping[str, int]
    title: Text
    base: str
    licence: str = ""
    publisher: str = ""
    contact: str = ""
    covers: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def said(contents: Contents) -> dict[str, Any]:  # Any: JSON
    """Return what the manifest says of the contents, beside the files and their digests."""
    told: dict[str, Any] = {
        "title": {"ko": contents.title.ko, "en": contents.title.en},
        "base": contents.base,
        "licence": contents.licence,
        "publisher": contents.publisher,
        "versions": dict(contents.versions),
        "counts": dict(contents.counts),
        "inputs": [
            {name: getattr(each, name) for name in Input.__slots__ if getattr(each, name)}
            for each in sorted(contents.inputs, key=lambda each: (each.role, each.name))
        ],
    }
    if contents.contact:
        told["contact"] = contents.contact
    if contents.covers:
        told["covers"] = list(contents.covers)
    return told
