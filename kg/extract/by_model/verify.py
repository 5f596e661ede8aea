"""From a model's answer to facts that the text bears out, and findings for the rest. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.extract.by_model import answers, figures, names
from kg.extract.by_model.passages import locate, passage
from kg.extract.by_model.refusals import Refused, finding
from kg.extract.by_model.same import is_known
from kg.extract.by_model.schema import fields_of
from kg.extract.text import quotes
from kg.model.evidence import MODEL, Basis, Slot, Span
from kg.model.facts import Facts
from kg.model.facts_json import KINDS

if TYPE_CHECKING:
    from kg.extract.by_model.passages import Passage
    from kg.model.document import Document
    from kg.model.facts import Fact
    from kg.model.report import Finding
    from kg.model.source import Language

    Json = dict[str, Any]  # Any: checked values of a fact

MARKS: Final = "\"'“”‘’「」『』＂"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who read, and what that is worth.

    Attributes:
        model: Name of the model.
        confidence: Of each fact it read.
    """

    model: str
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What of an answer the text bears out.

    Attributes:
        facts: Beyond those known before.
        findings: One for each refusal.
        known: How many facts said what was known already.
    """

    facts: Facts
    findings: tuple[Finding, ...] = ()
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every fact of one answer is held against."""

    document: Document
    within: Span
    lang: Language
    reader: Reader


def verify(
    content: str, document: Document, rules: Facts, *, reader: Reader, within: Span, lang: Language
) -> Verified:
    """Return the facts of an answer that the document bears out.

    Args:
        content: What the model wrote.
        document: What it was asked about.
        rules: What is known already: names count as read, and nothing is said twice.
        reader: Whose the facts are.
        within: The piece of the document it was shown.
        lang: Language of the document.
    """
    desk = _Desk(document=document, within=within, lang=lang, reader=reader)
    try:
        items, wrong = answers.items(content)
    except Refused as refused:
        return Verified(facts=Facts(), findings=(finding(refused, document),))
    findings = [finding(each, document) for each in wrong]
    found, known = Facts(), 0
    taken: dict[str, set[Span]] = {plural: set() for plural in KINDS}
    for plural, item in items:
        place: Span | None = None
        try:
            quote = answers.quote_of(plural, item)
            place = locate(document, quote, within, taken[plural])
            fact = _fact(plural, item, place, desk, rules.plus(found))
        except Refused as refused:
            where = f"{document.source[:12]}@{place.start}-{place.end}" if place else ""
            findings.append(finding(refused, document, kind=plural, where=where))
            continue
        taken[plural].add(place)
        if is_known(plural, fact, rules.plus(found)):
            known += 1
            continue
        found = replace(found, **{plural: (*getattr(found, plural), fact)})
    return Verified(facts=found, findings=tuple(findings), known=known)


def _fact(plural: str, item: Any, place: Span, desk: _Desk, known: Facts) -> Fact:  # Any: JSON
    told = answers.values(plural, item)
    quoted = passage(desk.document, place, desk.lang, desk.document.meta.published)
    if plural == "statements":
        told["quote"] = told["quote"].strip(MARKS + " ")
    slots = names.printed(plural, fields_of(plural), told, quoted, known)
    slots |= figures.dated(told, quoted)
    if plural == "measurements":
        slots |= figures.measured(told, quoted)
    if plural == "groups":
        slots |= figures.counted(told, quoted)
    _whole(plural, told, quoted, slots, known)
    evidence = desk.document.evidence
    basis = Basis(
        evidence=(evidence(place),),
        rule=f"{MODEL}{desk.reader.model}",
        confidence=desk.reader.confidence,
        slots=tuple(Slot(name, evidence(span)) for name, span in slots.items()),
    )
    return KINDS[plural](basis=basis, **told)


def _whole(plural: str, told: Json, quoted: Passage, slots: dict[str, Span], known: Facts) -> None:
    """Refuse what is no fact without another: help without a giver, a post without a person."""
    if plural == "supports":
        if not told["supporter"]:
            raise Refused("missing", "supporter")
        if not (told["recipient"] or told["recipient_group"]):
            raise Refused("missing", "recipient")
        both = set(told["supporter"]) & set(told["recipient"])
        if both:
            raise Refused("helps-itself", "recipient", ", ".join(sorted(both)))
    if plural == "affiliations":
        persons = {actor.name for actor in known.actors if actor.type == "Person"}
        if told["person"] not in persons:
            raise Refused("no-person", "person", told["person"])
        if not (told["organization"] or told["role"]):
            raise Refused("missing", "organization")
    if plural == "statements" and told["is_direct"]:
        said = slots["quote"]
        inside = quotes.find(quoted.document.text, _line(quoted, said))
        if not any(each.holds(said) for each in inside):
            raise Refused("not-quoted", "quote", told["quote"])


def _line(quoted: Passage, said: Span) -> Span:
    text = quoted.document.text
    end = text.find("\n", said.end)
    return Span(text.rfind("\n", 0, said.start) + 1, end if end >= 0 else len(text))
