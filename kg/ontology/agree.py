"""Do ontology, shapes, examples and code say the same? Each check returns findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import VocabularyError
from kg.model.report import Finding, Text
from kg.ontology.agree_shapes import examples_open_well, shapes_are_readable, shapes_cover_classes
from kg.ontology.checkout import GENERATED, Checkout, read_checkout
from kg.ontology.findings import finding
from kg.ontology.generate import terms_page, vocab_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Fewer than before is a failure: a folder that was moved must not pass as agreement.
FLOORS: Final = {"ontology": 19, "shapes": 9, "tests/shapes": 230}
LANGUAGES: Final = ("ko", "en")


def check(root: Path) -> tuple[Finding, ...]:
    """Return every disagreement of a checkout, in the order of the checks.

    A file that does not parse is the only finding then: nothing behind it can be judged.
    """
    try:
        checkout = read_checkout(root)
    except VocabularyError as error:
        text = Text(ko=f"읽을 수 없습니다: {error.message}", en=error.message)
        return (
            Finding(severity="violation", focus="", rule="A1", message=text, where=error.where),
        )
    return tuple(one for check in CHECKS for one in check(checkout))


def folders_are_full(checkout: Checkout) -> Iterator[Finding]:
    """A1: yield a finding for each folder with fewer files than recorded."""
    found = {
        "ontology": checkout.inventory.files,
        "shapes": len(checkout.shapes),
        "tests/shapes": len(checkout.examples),
    }
    for folder, floor in FLOORS.items():
        if found[folder] < floor:
            ko = f"파일이 {found[folder]}개뿐입니다. {floor}개 이상이어야 합니다."
            en = f"only {found[folder]} files, not {floor} or more"
            yield finding("A1", folder, ko, en)


def generated_files_are_new(checkout: Checkout) -> Iterator[Finding]:
    """A2: yield a finding for each generated file that is older than the ontology."""
    wanted = {
        GENERATED: ("vocab", vocab_text(checkout.inventory)),
        "docs/terms.md": ("docs", terms_page(checkout.inventory)),
    }
    for name, (verb, text) in wanted.items():
        file = checkout.root / name
        if not file.is_file() or file.read_text("utf-8") != text:
            ko = f"ontology/와 다릅니다. kg ontology {verb}를 실행하세요."
            yield finding("A2", name, ko, f"differs from ontology/; run kg ontology {verb}")


def no_iri_by_hand(checkout: Checkout) -> Iterator[Finding]:
    """A4: yield a finding for each IRI of ours spelt in Python, and each unknown one elsewhere."""
    for path, module in checkout.python.items():
        for text, line in module.texts:
            if any(space in text for space in checkout.spaces()):
                ko, en = "IRI를 손으로 적지 말고 kg.vocab을 쓰세요.", "take it from kg.vocab"
                yield finding("A4", f"{path}:{line}", ko, en, text)
    known = checkout.inventory.known()
    for iri, path in checkout.iris_in_texts():
        if iri not in known:
            yield finding("A4", path, "온톨로지에 없는 IRI입니다.", "not in the ontology", iri)


def terms_are_described(checkout: Checkout) -> Iterator[Finding]:
    """A5: yield a finding for each term without label, definition, home, domain or range."""
    inventory = checkout.inventory
    for term in inventory.terms:
        lacks = [f"rdfs:label@{lang}" for lang in LANGUAGES if lang not in term.labels]
        lacks += [f"skos:definition@{lang}" for lang in LANGUAGES if lang not in term.definitions]
        if term.defined_by != inventory.iri:
            lacks.append("rdfs:isDefinedBy")
        if term.kind == "property":
            lacks += [] if term.domain else ["schema:domainIncludes"]
            lacks += [] if term.range else ["schema:rangeIncludes"]
        if lacks:
            said = ", ".join(lacks)
            yield finding("A5", term.file, f"{said}이(가) 없습니다.", f"lacks {said}", term.iri)
    for term in inventory.borrowed:
        if set(term.labels) != set(LANGUAGES):
            ko, en = "한국어와 영어 이름을 적으세요.", "give it a Korean and an English label"
            yield finding("A5", term.file, ko, en, term.iri)
    for code in inventory.codes():
        if set(code.labels) != set(LANGUAGES) or set(code.definitions) != set(LANGUAGES):
            ko, en = (
                "이름과 뜻을 두 언어로 적으세요.",
                "give label and definition in both languages",
            )
            yield finding("A5", "codes", ko, en, code.iri)


def classes_have_examples(checkout: Checkout) -> Iterator[Finding]:
    """A5: yield a finding for each class that no example is an instance of."""
    shown = {
        getattr(triple.object, "value", "")
        for triple in checkout.example_triples()
        if triple.predicate.value.endswith("#type")
    }
    for term in checkout.inventory.classes():
        if term.iri not in shown:
            ko, en = "보기가 없는 클래스입니다.", "no example is an instance of this class"
            yield finding("A5", "tests/shapes", ko, en, term.iri)


def code_writes_what_shapes_allow(checkout: Checkout) -> Iterator[Finding]:
    """A9: yield a finding for each property the code names and no shape speaks of."""
    spoken = {getattr(triple.object, "value", "") for triple in checkout.shape_triples()}
    properties = {term.name: term.iri for term in checkout.inventory.properties()}
    for name, place in sorted(checkout.names_in_code().items()):
        if name in properties and properties[name] not in spoken:
            ko, en = "어떤 모양도 다루지 않는 속성입니다.", "no shape speaks of this property"
            yield finding("A9", place, ko, en, properties[name])


def terms_are_used(checkout: Checkout) -> Iterator[Finding]:
    """A10: yield a finding for each stable term that nothing uses."""
    used = {
        getattr(term, "value", "")
        for triple in (*checkout.shape_triples(), *checkout.example_triples())
        for term in triple
    }
    names = checkout.names_in_code()
    for term in checkout.inventory.terms:
        if term.status == "stable" and term.iri not in used and term.name not in names:
            ko, en = "아무도 쓰지 않는 낱말입니다.", "nothing uses this term"
            yield finding("A10", term.file, ko, en, term.iri)


def deprecated_terms_are_gone(checkout: Checkout) -> Iterator[Finding]:
    """A11: yield a finding for each deprecated term without replacement or still in the code."""
    names = checkout.names_in_code()
    for term in checkout.inventory.terms:
        if term.status != "deprecated":
            continue
        if not term.replaced_by:
            ko, en = "대신 쓸 것을 적으세요 (dct:isReplacedBy).", "name its dct:isReplacedBy"
            yield finding("A11", term.file, ko, en, term.iri)
        if term.name in names:
            ko, en = "폐지된 낱말을 코드가 씁니다.", "the code uses a deprecated term"
            yield finding("A11", names[term.name], ko, en, term.iri)


CHECKS: Final[tuple[Callable[[Checkout], Iterator[Finding]], ...]] = (
    folders_are_full,
    generated_files_are_new,
    no_iri_by_hand,
    terms_are_described,
    classes_have_examples,
    shapes_cover_classes,
    shapes_are_readable,
    examples_open_well,
    code_writes_what_shapes_allow,
    terms_are_used,
    deprecated_terms_are_gone,
)
