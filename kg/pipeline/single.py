"""Facts of single files, no project needed."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import RdfFormat

from kg import loaders, vocab
from kg.errors import ConfigError
from kg.ids.names import BASE
from kg.link.authority import built_in
from kg.link.decisions import Decisions
from kg.link.wording import wording
from kg.model.facts import Facts
from kg.model.facts_json import KINDS, fact_json
from kg.model.guide import guide_json
from kg.model.language import recognise
from kg.model.quads import Setting, Written, write
from kg.pipeline.asking import Desk
from kg.pipeline.reading import read_one
from kg.pipeline.screen import screen
from kg.pipeline.who import who_is_who
from kg.project import open_source
from kg.store import graph_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.model.document import Document
    from kg.model.entities import Entity
    from kg.model.report import Finding
    from kg.model.source import Language, Source
    from kg.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one file says.

    Attributes:
        name: The file's name as it was given.
        digest: SHA-256 of its bytes.
        documents: Its texts; most files hold one.
        facts: Of all of them.
        spent: What asking a language model has cost for it: `requests`, `tokens_in`,
            `tokens_out`, `price`; empty where none was to be asked.
    """

    name: str
    digest: str
    lang: str
    published: str | None
    documents: tuple[Document, ...]
    facts: Facts
    findings: tuple[Finding, ...]
    spent: Mapping[str, float] = field(default_factory=dict)


def extract_files(
    files: Sequence[Path],
    published: date | None = None,
    lang: str = "auto",
    *,
    project: Project | None = None,
) -> Iterator[Extracted]:
    """Yield the facts of each file, in order; a table needs a project with a plan.

    Args:
        files: Texts, pages, or JSON with texts; sidecars beside them are read.
        published: Publication date, which wins over the sidecar's.
        lang: `ko`, `en`, or `auto` to go by the sidecar and the text.
        project: Whose language model is asked as well, its answers kept there; None asks nobody.

    Raises:
        SourceError: A file cannot be used.
        ConfigError: The project names no model.
        RemoteError: The model's server does not answer as it should.
    """
    told: Language | None = "ko" if lang == "ko" else "en" if lang == "en" else None
    known = built_in()
    with ExitStack() as stack:
        desk = stack.enter_context(_desk(project)) if project else None
        for file in files:
            yield extracted(open_source(file, published, told), known, desk)


def _desk(project: Project) -> Desk:
    llm = project.config.llm
    if llm is None:
        raise ConfigError(
            "the project names no language model",
            where=str(project.folder / "kg.toml"),
            hint="fill in [llm]",
        )
    return Desk(llm, project.folder)


def extracted(
    source: Source, known: Sequence[Entity] | None = None, desk: Desk | None = None
) -> Extracted:
    """Return the facts of one source.

    Args:
        source: A text, a page, or JSON with texts.
        known: Entities whose names are taken as given; the built-in ones when None.
        desk: Where a language model is asked as well; None asks nobody.

    Raises:
        SourceError: It cannot be used.
    """
    known = built_in() if known is None else known
    loaded = loaders.load(source)
    facts, findings = Facts(), list(loaded.findings)
    before = desk.spent() if desk else {}
    for document in loaded.documents:
        own, doubts = read_one(document, known)
        if desk:
            own, more = _asked(document, own, desk)
            doubts = (*doubts, *more)
        facts = _together(facts, own)
        findings += doubts
    metas = [document.meta for document in loaded.documents] or [source.meta]
    text = "".join(document.text for document in loaded.documents)
    day = metas[0].published
    after = desk.spent() if desk else {}
    return Extracted(
        name=source.name,
        digest=source.digest,
        lang=metas[0].language or recognise(text),
        published=day.isoformat() if day else None,
        documents=loaded.documents,
        facts=facts,
        findings=tuple(findings),
        spent={name: amount - before[name] for name, amount in after.items()},
    )


def _asked(document: Document, rules: Facts, desk: Desk) -> tuple[Facts, tuple[Finding, ...]]:
    """Return a document's facts with those of a model that break no shape."""
    earlier = len(desk.findings)
    together = rules.plus(desk.read(document, rules))

    def write_alone(document: Document, facts: Facts) -> tuple[Quad, ...]:
        return written([document], facts).quads

    left = screen([document], {document.source: together}, write_alone)
    return left.facts[document.source], (*desk.findings[earlier:], *left.findings)


def _together(first: Facts, second: Facts) -> Facts:
    return Facts(
        **{name: (*getattr(first, name), *getattr(second, name)) for name in Facts.__slots__}
    )


def guide_view(extracted: Extracted) -> dict[str, Any]:  # Any: JSON values
    """Return the facts in the fields of the annotation guide, as JSON values."""
    return guide_json(
        extracted.facts,
        digest=extracted.digest,
        source=extracted.name,
        lang=extracted.lang,
        published=extracted.published,
        findings=extracted.findings,
    )


def extracted_json(extracted: Extracted) -> dict[str, Any]:  # Any: JSON values
    """Return what `kg extract --format json` prints: the fields of the annotation guide."""
    return guide_view(extracted)


def extracted_turtle(extracted: Extracted) -> str:
    """Return the facts as Turtle with their evidence, names linked as far as the package knows."""
    triples = [quad.triple for quad in written(extracted.documents, extracted.facts).quads]
    spaces = {
        "dd": vocab.DD,
        "code": vocab.CODE,
        "id": BASE,
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    return graph_bytes(triples, RdfFormat.TURTLE, spaces).decode()


def written(documents: Sequence[Document], facts: Facts) -> Written:
    """Return the quads of documents that share their facts, known names linked."""
    metas = {document.source: document.meta for document in documents}
    who = who_is_who(dict.fromkeys(metas, facts), built_in(), metas, BASE, Decisions())
    setting = Setting(wording=wording(), versions={"ontology": vocab.VERSION})
    parts = [
        write(document, facts, who.resolution, setting, wide=who.wide) for document in documents
    ]
    return Written(quads=tuple(quad for part in parts for quad in part.quads))


def extracted_table(extracted: Extracted) -> str:
    """Return one line a fact: kind, fields, place, quote, rule and confidence, parted by tabs."""
    lines = ["kind\tfact\tstart\tend\tquote\trule\tconfidence"]
    for plural in KINDS:
        for fact in getattr(extracted.facts, plural):
            told = fact_json(fact, extracted.digest)
            first = told["evidence"][0]
            own = {
                name: value
                for name, value in told.items()
                if name not in {"evidence", "rule", "confidence", "slots"} and value
            }
            shown = "; ".join(f"{name}={_words(value)}" for name, value in own.items())
            place = [str(first.get(name, "")) for name in ("start", "end")]
            why = [told["rule"], f"{told['confidence']:.2f}"]
            cells = [plural, shown, *place, first["quote"], *why]
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines)


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
