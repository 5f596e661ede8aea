"""The middle of a build: facts become quads, and the gate looks at all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg import vocab
from kg.derive import derived
from kg.errors import NotConforming
from kg.link.conflicts import conflicts
from kg.model.facts_json import KINDS
from kg.model.quads import write, write_entities, write_triples
from kg.model.report import Finding, Report, Text
from kg.pipeline.screen import screen
from kg.release import check_evidence
from kg.validate.gate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Quad

    from kg.model.document import Document
    from kg.model.facts import Facts
    from kg.model.quads import Setting, Written
    from kg.pipeline.inputs import Authority
    from kg.pipeline.reading import Gathered
    from kg.pipeline.who import Who
    from kg.project import Project

OF_THE_GATE: Final = ("http", "validate.")  # rules of shapes, and checks SHACL cannot say
RANK: Final = {"violation": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Everything a build has read, with who is who in it."""

    project: Project
    gathered: Gathered
    authority: Authority
    who: Who
    setting: Setting

    def checked(self) -> tuple[list[Quad], Report]:
        """Return every quad once, and the gate's report.

        Raises:
            NotConforming: A finding is a violation.
        """
        rules = {source: facts.by_rules() for source, facts in self.gathered.facts.items()}
        findings = [*self.authority.findings, *self.gathered.findings, *self.who.findings]
        findings += conflicts(rules, self.who.resolution)
        written = [*self._documents(), *self._others()]
        quads = list(dict.fromkeys(quad for each in written for quad in each.quads))
        quads += derived(self._by_rules(quads), self.setting.wording, self.setting.base)
        findings += [finding for each in written for finding in each.findings]
        return quads, _gate(self.project, self.gathered, self.authority, quads, findings)

    def screened(self, report: Report) -> Work:
        """Return the work without the facts of a model that break a shape.

        Args:
            report: Of the gate about the work as it is.
        """
        if not any(facts.by_models() for facts in self.gathered.facts.values()):
            return self
        broken = {
            each.focus
            for each in report.findings
            if each.severity != "info" and each.rule.startswith(OF_THE_GATE)
        }
        # All documents that speak of what is broken: it may take two to contradict each other.
        concerned = [
            document
            for document in self.gathered.documents
            if any(
                str(getattr(term, "value", "")) in broken
                for quad in self._write(document, self.gathered.facts[document.source])
                for term in (quad.subject, quad.object)
            )
        ]
        background = [quad for each in self._others() for quad in each.quads]
        left = screen(concerned, self.gathered.facts, self._write, background)
        if not left.findings:
            return self
        findings = (*self.gathered.findings, *left.findings)
        return replace(self, gathered=replace(self.gathered, facts=left.facts, findings=findings))

    def _by_rules(self, quads: list[Quad]) -> list[Quad]:
        """Return the quads that would be there had no model been asked."""
        facts = self.gathered.facts
        if not any(own.by_models() for own in facts.values()):
            return quads
        others = [quad for each in self._others() for quad in each.quads]
        documents = self.gathered.documents
        written = [self._write(each, facts[each.source].by_rules()) for each in documents]
        return [*others, *(quad for own in written for quad in own)]

    def _write(self, document: Document, facts: Facts) -> tuple[Quad, ...]:
        return self._written(document, facts).quads

    def _written(self, document: Document, facts: Facts) -> Written:
        return write(document, facts, self.who.resolution, self.setting, wide=self.who.wide)

    def _documents(self) -> Iterator[Written]:
        for document in self.gathered.documents:
            yield self._written(document, self.gathered.facts[document.source])

    def _others(self) -> Iterator[Written]:
        gathered, resolution = self.gathered, self.who.resolution
        for table in gathered.tables:
            yield write(table, gathered.facts[table.source], resolution, self.setting)
        for triples in gathered.triples:
            yield write_triples(triples, self.setting)
        named = self.who.wide.entities.values()
        for table in self.authority.tables:
            if any(each.evidence and each.evidence[0].source == table.source for each in named):
                yield write_entities(table, named, self.setting)


def _gate(
    project: Project,
    gathered: Gathered,
    authority: Authority,
    quads: Sequence[Quad],
    findings: Sequence[Finding],
) -> Report:
    """Check the quads and look up every quote; refuse what does not conform.

    Raises:
        NotConforming: A finding is a violation.
    """
    documents = [*gathered.documents, *(each.document for each in gathered.triples)]
    checked = check_evidence(quads, documents, [*gathered.tables, *authority.tables])
    shapes = validate(quads)
    every = [*findings, *shapes.findings, *checked.findings, *_missed(project, quads)]
    counts = {
        "sources": len(gathered.sources),
        "documents": len(gathered.documents),
        "tables": len(gathered.tables),
        "graphs": len({quad.graph_name for quad in quads}),
        "quads": len(quads),
        "assertions": checked.assertions,
        "passages": checked.passages,
        **{
            plural: sum(len(getattr(facts, plural)) for facts in gathered.facts.values())
            for plural in KINDS
        },
        **_by_model(project, gathered),
        **{name: shapes.counts.get(name, 0) for name in ("triples", "shapes", "targets")},
        **Counter({f"{severity}s": 0 for severity in RANK}),
        **Counter(f"{finding.severity}s" for finding in every),
    }
    ordered = sorted(every, key=lambda one: (RANK[one.severity], one.focus, one.rule, one.value))
    report = Report(findings=tuple(dict.fromkeys(ordered)), counts=counts)
    if not report.conforms:
        count = sum(finding.severity == "violation" for finding in report.findings)
        raise NotConforming(
            f"{count} violations; nothing was released",
            report=report,
            where=str(project.folder),
            hint="correct the sources or the settings the findings name, and build again",
        )
    return report


def _by_model(project: Project, gathered: Gathered) -> dict[str, int]:
    """Return how many of the facts a language model read, where the project names one."""
    if project.config.llm is None:
        return {}
    return {"by_model": sum(len(facts.by_models()) for facts in gathered.facts.values())}


def _missed(project: Project, quads: Sequence[Quad]) -> Iterator[Finding]:
    """Yield a finding for each class of which fewer things were found than the project expects."""
    members: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == vocab.RDF.type and isinstance(quad.object, NamedNode):
            members.setdefault(quad.object.value, set()).add(str(quad.subject))
    for name, least in sorted(project.config.expect_min.items()):
        count = len(members.get(vocab.DD + name, ()))
        if count < least:
            yield Finding(
                severity="warning",
                focus=vocab.DD + name,
                rule="pipeline.expect-min",
                message=Text(
                    f"{name}: {least}개 이상이어야 하는데 {count}개입니다.",
                    f"{name}: at least {least} expected, {count} found",
                ),
                where="kg.toml",
                value=str(count),
            )
