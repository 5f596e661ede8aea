"""The agreement checks that look at shapes and their examples (A6, A7)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.ontology.findings import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.report import Finding
    from kg.ontology.checkout import Checkout

SH: Final = "http://www.w3.org/ns/shacl#"
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LIST: Final = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", f"{SH}alternativePath")
OPENING: Final = re.compile(
    r"# breaks (?:nothing|(?:kgs:[\w-]+(?:\*\d+)?)(?: kgs:[\w-]+(?:\*\d+)?)*)"
)


def shapes_cover_classes(checkout: Checkout) -> Iterator[Finding]:
    """A6: yield a finding for each class no shape covers, or that two shapes target.

    A class is covered by a shape of its own or of one of its superclasses.
    """
    shapes: dict[str, set[str]] = defaultdict(set)
    for triple in checkout.shape_triples():
        if triple.predicate.value == f"{SH}targetClass":
            shapes[_value(triple.object)].add(_value(triple.subject))
    parents = {term.iri: term.parents for term in checkout.inventory.classes()}
    for term in checkout.inventory.classes():
        if len(shapes[term.iri]) > 1:
            ko, en = "모양 둘 이상이 겨냥합니다.", "more than one shape targets it"
            yield finding("A6", "shapes", ko, en, term.iri)
        if not any(shapes[one] for one in _upwards(term.iri, parents)):
            ko, en = "어떤 모양도 다루지 않습니다.", "no shape covers it"
            yield finding("A6", "shapes", ko, en, term.iri)


def shapes_are_readable(checkout: Checkout) -> Iterator[Finding]:
    """A6: yield a finding for unknown terms, shapes without IRI and shapes without message."""
    known = checkout.inventory.known()
    for file in checkout.shapes:
        messages: dict[str, set[str]] = defaultdict(set)
        needs: set[str] = set()
        for triple in file.triples:
            value = _value(triple.object)
            if value.startswith(checkout.spaces()) and value not in known:
                ko, en = "온톨로지에 없는 낱말입니다.", "not in the ontology"
                yield finding("A6", f"shapes/{file.name}", ko, en, value)
            if triple.predicate.value == f"{SH}message" and isinstance(triple.object, Literal):
                messages[_value(triple.subject)].add(triple.object.language or "")
            if triple.predicate.value == TYPE and value == f"{SH}PropertyShape":
                needs.add(_value(triple.subject))
            if _is_nameless_shape(triple.subject, triple.predicate):
                ko, en = "모양에 이름(IRI)을 주세요.", "give the shape an IRI"
                yield finding("A6", f"shapes/{file.name}", ko, en)
        for shape in sorted(needs):
            if messages[shape] != {"ko", "en"}:
                ko, en = "두 언어로 sh:message를 적으세요.", "write sh:message in both languages"
                yield finding("A6", f"shapes/{file.name}", ko, en, shape)


def examples_open_well(checkout: Checkout) -> Iterator[Finding]:
    """A7: yield a finding for each example whose first line does not say what it breaks."""
    shapes = {_value(triple.subject) for triple in checkout.shape_triples()}
    names = {iri.rpartition("#")[2] for iri in shapes}
    for file in checkout.examples:
        path = checkout.root / "tests" / "shapes" / file.name
        first = path.read_text("utf-8").partition("\n")[0]
        if not OPENING.fullmatch(first):
            ko = "첫 줄을 '# breaks nothing'이나 '# breaks kgs:...'로 여세요."
            yield finding("A7", str(path), ko, "open with '# breaks nothing' or '# breaks kgs:...'")
        for name in re.findall(r"kgs:([\w-]+)", first):
            if name not in names:
                ko, en = "그런 모양이 없습니다.", "there is no such shape"
                yield finding("A7", str(path), ko, en, f"kgs:{name}")


def _is_nameless_shape(subject: object, predicate: NamedNode) -> bool:
    """Tell whether a blank node is used as a shape; lists and paths are no shapes."""
    return isinstance(subject, BlankNode) and not (
        predicate.value.startswith(LIST[0]) or predicate.value in {LIST[1], f"{SH}inversePath"}
    )


def _upwards(start: str, parents: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield start
    for parent in parents.get(start, ()):
        yield from _upwards(parent, parents)


def _value(term: object) -> str:
    return getattr(term, "value", "")
