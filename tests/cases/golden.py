"""Write down what the example project says: run by `make golden`, compared by `test_golden.py`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.pipeline import build
from kg.project import open_project
from kg.release import open_release

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("example.txt")
# What a person would look at; evidence, days and codes stand behind these.
TOLD = (
    *("Ministry", "PublicAgency", "LargeEnterprise", "MidSizedEnterprise", "SME", "Organization"),
    *("ResearchInstitute", "IndustryAssociation", "InternationalOrganization", "Person"),
    *("MediaOrganization", "ActorGroup", "SupportProgramme", "Event", "Circumstance"),
    *("SupportActivity", "ChangeMeasurement", "Measurement", "Claim", "Plan", "Proposal"),
    *("PolicyStatement", "LighthouseDesignation", "DerivedCluster", "KnowHowOpportunity"),
)


def said(folder: Path) -> str:
    """Return one line for each thing the example project tells: its class and its Korean name."""
    release = open_release(build(open_project(ROOT / "examples" / "cases"), folder).path)
    kinds: dict[str, str] = {}
    names: dict[str, str] = {}
    for quad in release.quads():
        if not isinstance(quad.subject, NamedNode):
            continue
        if quad.predicate == vocab.RDF.type and isinstance(quad.object, NamedNode):
            kind = quad.object.value.removeprefix(vocab.DD)
            if kind in TOLD:
                kinds[quad.subject.value] = kind
        name = quad.object
        is_name = quad.predicate == vocab.SKOS.prefLabel
        if is_name and isinstance(name, Literal) and name.language == "ko":
            names.setdefault(quad.subject.value, name.value)
    lines = {f"{kind}\t{names.get(iri, '')}" for iri, kind in kinds.items()}
    return "\n".join(sorted(lines)) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        GOLDEN.write_text(said(Path(made)), "utf-8")
