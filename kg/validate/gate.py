"""Check quads against shapes and rules, and count what was checked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.model.report import Finding, Report, Text
from kg.validate.rules import RULES
from kg.validate.shapes import SUBCLASS, Shapes, packaged_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Quad, Triple

NOTHING_CHECKED: Final = "validate.nothing-checked"
RANK: Final = {"violation": 0, "warning": 1, "info": 2}


def validate(quads: Iterable[Quad], shapes: Shapes | None = None) -> Report:
    """Check the union of all graphs of `quads`; the ontology's subclasses are applied.

    Args:
        quads: The data, literals spelt as their source spells them: a store rewrites them,
            so check before loading.
        shapes: What to check against; the packaged shapes when None.

    Returns:
        Findings sorted by severity, focus, rule and value. The counts hold `triples`, `shapes`,
        `targets` and for each shape with a target `targets:<shape IRI>`. Data that no shape
        aims at are a violation: nothing was checked.

    Raises:
        VocabularyError: The shapes cannot be used.
    """
    chosen = shapes or packaged_shapes()
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    counts = {"triples": len(triples), "shapes": len(chosen.names())}
    aimed = _targets(triples, chosen)
    counts["targets"] = len(set().union(*aimed.values()))
    counts |= {f"targets:{shape}": len(nodes) for shape, nodes in sorted(aimed.items())}
    if not counts["targets"]:
        return Report(findings=(_nothing(),), counts=counts)
    found = [*_shacl(triples, chosen), *(one for rule in RULES for one in rule(triples))]
    order = sorted(found, key=lambda one: (RANK[one.severity], one.focus, one.rule, one.value))
    return Report(findings=tuple(order), counts=counts)


def _targets(triples: Sequence[Triple], shapes: Shapes) -> Mapping[str, set[str]]:
    """Return for each shape with a target the nodes of the data it aims at."""
    by_class: dict[str, set[str]] = defaultdict(set)
    subjects: dict[str, set[str]] = defaultdict(set)
    objects: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, set[str]] = defaultdict(set)
    for triple in (*triples, *shapes.background):
        if triple.predicate == SUBCLASS:
            parents[_name(triple.subject)].add(_name(triple.object))
    for triple in triples:
        subjects[triple.predicate.value].add(_name(triple.subject))
        objects[triple.predicate.value].add(_name(triple.object))
        if triple.predicate == vocab.RDF.type:
            for one in _upwards(_name(triple.object), parents):
                by_class[one].add(_name(triple.subject))
    aims = {"targetClass": by_class, "targetSubjectsOf": subjects, "targetObjectsOf": objects}
    found: dict[str, set[str]] = defaultdict(set)
    for target in shapes.targets():
        if target.kind == "targetNode":
            found[target.shape].add(target.value)
        else:
            found[target.shape] |= aims[target.kind].get(target.value, set())
    return found


def _upwards(start: str, parents: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(parents.get(one, ()))
    return seen


def _shacl(triples: Sequence[Triple], shapes: Shapes) -> tuple[Finding, ...]:
    # Late: rdflib and pySHACL take a second to load, and most programs check nothing.
    from kg.validate.shacl import check

    return check(triples, shapes)


def _nothing() -> Finding:
    return Finding(
        severity="violation",
        focus="",
        rule=NOTHING_CHECKED,
        message=Text(
            ko="아무것도 검사하지 않았습니다. 어떤 모양도 이 데이터를 겨냥하지 않습니다.",
            en="Nothing was checked: no shape aims at these data.",
        ),
        hint=Text(
            ko="데이터의 rdf:type과 모양의 sh:targetClass를 견주어 보세요.",
            en="Compare the rdf:type of the data with the sh:targetClass of the shapes.",
        ),
    )


def _name(term: object) -> str:
    return getattr(term, "value", "")
