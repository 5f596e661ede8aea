"""What a release holds and where to begin: counts, first pages, what the manifest says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from flask import url_for

from kg import vocab
from kg.web import lookup
from kg.web.overview import Chosen, Overview, chosen, overview
from kg.web.shifts import Shift, shift_of
from kg.web.site import site
from kg.web.terms import number, show_node
from kg.web.wording import language, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import NamedNode

T = TypeVar("T")
COUNTED: Final[dict[str, Sequence[NamedNode]]] = {
    "assertions": (vocab.Assertion,),
    "sources": (vocab.SourceDocument,),
    "organizations": (
        vocab.Organization,
        vocab.Enterprise,
        vocab.LargeEnterprise,
        vocab.MidSizedEnterprise,
        vocab.SME,
        vocab.PublicBody,
        vocab.Ministry,
        vocab.PublicAgency,
        vocab.InternationalOrganization,
        vocab.IndustryAssociation,
        vocab.ResearchInstitute,
        vocab.MediaOrganization,
    ),
    "persons": (vocab.Person,),
    "supports": (vocab.SupportActivity,),
    "measurements": (vocab.Measurement,),
    "statements": (
        vocab.Statement,
        vocab.Claim,
        vocab.Proposal,
        vocab.Plan,
        vocab.PolicyStatement,
    ),
    "designations": (vocab.LighthouseDesignation,),
}
STARTS: Final[dict[str, Sequence[NamedNode]]] = {
    "entity": (vocab.LargeEnterprise, vocab.Enterprise, vocab.Organization),
    "change": (vocab.ChangeMeasurement,),
    "source": (vocab.SourceDocument,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A page worth opening first."""

    href: str
    label: str
    why: str


def counts() -> dict[str, int]:
    """Return how much the release holds, by the kinds a reader asks about; counted once."""
    return _once("counts", _counted)


def _counted() -> dict[str, int]:
    found = {"triples": site().size}
    for name, kinds in COUNTED.items():
        found[name] = len({each for kind in kinds for each in _of(kind)})
    return found


def starts() -> list[Start]:
    """Return a few pages that show what the graph can do, those it has."""
    return [
        Start(
            href=show_node(node).href,
            label=lookup.label(node).value,
            why=text(f"home.try-{name}"),
        )
        for name, node in _once("starts", _chosen)
    ]


def _chosen() -> list[tuple[str, NamedNode]]:
    """Return the things to start at with their names in the message catalogue; costly."""
    pages = [
        (name, max(candidates, key=_told_about))
        for name, kinds in STARTS.items()
        if (candidates := [each for kind in kinds for each in _of(kind)])
    ]
    readable = [node for node in _of(vocab.SourceDocument) if lookup.text_of(node)]
    if readable:
        pages = [page for page in pages if page[0] != "source"]
        pages.append(("source", max(readable, key=_told_about)))
    proposals = lookup.subjects(vocab.status, vocab.STATUS["proposed"])
    if proposals:
        pages.insert(2, ("proposal", proposals[0]))
    return pages


def change() -> Shift | None:
    """Return the change to begin with, as bars with its words; None where nothing changed."""
    found = [node for name, node in _once("starts", _chosen) if name == "change"]
    return shift_of(found[0]) if found else None


def glance() -> Overview | None:
    """Return who helped whom as a drawing; None where nobody did. Chosen once a release."""
    found: Chosen | None = _once("overview", chosen)
    return overview(found) if found else None  # its links keep the reader's language


def release_facts() -> list[tuple[str, str, str]]:
    """Return name, words and address of what the manifest says of the release."""
    told = site().manifest
    counted = told.get("counts", {})
    versions = ", ".join(f"{name} {version}" for name, version in told.get("versions", {}).items())
    inputs = [each for each in told.get("inputs", []) if each["role"] == "source"]
    facts = [
        (text("home.of"), told.get("title", {}).get(language(), "")),
        (text("home.built"), versions),
        (text("home.inputs"), str(len(inputs) or "")),
        (text("home.compared"), number(str(counted.get("passages", "")))),
        (text("home.licence"), told.get("licence", "")),
    ]
    return [(name, value, "") for name, value in facts if value] + _gate(counted)


def _gate(counted: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Return what the gate found, with its report; nothing where no gate was passed."""
    if not {"violations", "warnings"} <= set(counted):
        return []
    said = text(
        "home.findings-counted",
        violations=number(str(counted["violations"])),
        warnings=number(str(counted["warnings"])),
    )
    names = {file.name for file in site().files()}
    wanted = "report.html" if language() == "ko" else "report.en.html"
    href = url_for("downloads.dump", name=wanted) if wanted in names else ""
    return [(text("home.findings"), said, href)]


def _once(name: str, make: Callable[[], T]) -> T:
    """Return what was made of the served release before, or make it now."""
    remembered = site().remembered
    if name not in remembered:
        remembered[name] = make()
    made: T = remembered[name]
    return made


def _of(kind: NamedNode) -> list[NamedNode]:
    return lookup.subjects(vocab.RDF.type, kind)


def _told_about(node: NamedNode) -> int:
    return sum(1 for _ in lookup.triples(node)) + sum(1 for _ in lookup.triples(value=node))
