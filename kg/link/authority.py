"""Authority files: who is known before any source is read, and by which names. Pure.

The form is CSV with a header: `id,type,ko,en,aliases,wikidata,lei,brn,crn,valid_from,valid_to,
source,note`. Aliases are parted by `|`. `source` says who vouches for the row: `verified` where
the Wikidata number was found in two sources, `single-source` where in one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from kg.errors import SourceSyntax
from kg.files import resource_text
from kg.ids.names import BASE, LOCAL_NAME, local_name
from kg.link.check_digits import is_business_number, is_corporate_number, is_lei
from kg.link.match.hanja import has_hanja
from kg.model.entities import Entity, Label, Link
from kg.model.evidence import Cell, Evidence
from kg.model.facts import ActorType
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.model.report import Severity

BUILT_IN: Final = "authority/organisations.csv"
NEEDED: Final = frozenset({"type", "ko", "en"})
KNOWN: Final = NEEDED | {
    "id", "aliases", "wikidata", "lei", "brn", "crn", "valid_from", "valid_to", "source", "note",
}  # fmt: skip
TYPES: Final[Mapping[str, ActorType]] = {name: name for name in get_args(ActorType)}
WIKIDATA: Final = "http://www.wikidata.org/entity/"
CONFIDENCE: Final = {"verified": 0.99, "single-source": 0.8}
OTHERWISE: Final = 0.9  # a project's own file: an analyst wrote it, nobody said how it was checked
KIND_OF: Final = {"Person": "person", "LighthouseFactory": "site"}
IDENTIFIERS: Final[Mapping[str, tuple[str, Callable[[str], bool], Severity]]] = {
    "lei": ("leiCode", is_lei, "violation"),
    "brn": ("businessRegistrationNumber", is_business_number, "violation"),
    "crn": ("corporateRegistrationNumber", is_corporate_number, "warning"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of an authority file.

    Attributes:
        source: Digest of the file.
        where: Name of the file with the row's first line.
        cells: Column to text; empty cells are left out.
    """

    source: str
    where: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell's text without blanks around it; empty when there is none."""
        return self.cells.get(column, "").strip()

    def evidence(self) -> tuple[Evidence, ...]:
        """Return every filled cell as evidence, in the file's column order."""
        return tuple(
            Evidence(source=self.source, place=Cell("", self.line, column), quote=text)
            for column, text in self.cells.items()
        )


@cache
def built_in(base: str = BASE) -> tuple[Entity, ...]:
    """Return the organisations that ship with the package, read once a process."""
    entities, findings = read_authority(resource_text(BUILT_IN), BUILT_IN, base)
    if findings:
        raise SourceSyntax(findings[0].message.en, where=findings[0].where)
    return entities


def read_authority(
    text: str, where: str, base: str = BASE
) -> tuple[tuple[Entity, ...], tuple[Finding, ...]]:
    """Read an authority file; a row that cannot be used is a finding.

    Args:
        text: The file's text, a byte-order mark allowed.
        where: Its name, for findings.
        base: IRI in front of every local name.

    Raises:
        SourceSyntax: The file is no CSV or lacks a column.
    """
    entities: dict[str, Entity] = {}
    findings: list[Finding] = []
    for record in _records(text, where):
        wrong = tuple(_faults(record))
        findings += wrong
        if any(finding.rule == "authority.row" for finding in wrong):
            continue
        entity = _entity(record, base)
        if entity.iri in entities:
            findings.append(
                _finding(
                    record,
                    "id",
                    f"{entity.iri} 항목이 두 번 나옵니다",
                    f"{entity.iri} stands twice",
                )
            )
            continue
        entities[entity.iri] = entity
    return tuple(entities.values()), tuple(findings)


def _records(text: str, where: str) -> Iterator[Record]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(header, where)
        line = reader.line_num + 1
        for cells in reader:
            named = zip(header, cells, strict=False)
            filled = {column: cell for column, cell in named if cell.strip()}
            if filled:
                yield Record(source=digest, where=f"{where}:{line}", line=line, cells=filled)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceSyntax(str(error), where=f"{where}:{reader.line_num}") from error


def _check_header(header: list[str], where: str) -> None:
    lacking, strange = NEEDED - set(header), set(header) - KNOWN
    if lacking or strange or len(set(header)) < len(header):
        raise SourceSyntax(
            f"the header is {','.join(header)}",
            where=f"{where}:1",
            hint="write " + ",".join(sorted(KNOWN)),
        )


def _faults(record: Record) -> Iterator[Finding]:
    cells = {column: text.strip() for column, text in record.cells.items()}
    if cells.get("type") not in TYPES:
        known = ", ".join(TYPES)
        yield _finding(
            record,
            "type",
            f"종류는 다음 중 하나로 적으세요: {known}",
            f"the type is one of {known}",
        )
    if not (cells.get("ko") or cells.get("en")):
        yield _finding(record, "ko", "이름이 없습니다", "the row has no name")
    if "id" in cells and not LOCAL_NAME.fullmatch(cells["id"]):
        yield _finding(
            record,
            "id",
            "식별자는 org.saebom-tech 꼴로 적으세요",
            "write the id like org.saebom-tech",
        )
    if "wikidata" in cells and not re.fullmatch(r"Q[1-9][0-9]*", cells["wikidata"]):
        yield _finding(record, "wikidata", "Q 번호를 적으세요", "write a Q number")
    for column in ("valid_from", "valid_to"):
        if column in cells and not _is_day(cells[column]):
            yield _finding(
                record, column, "날짜는 2017-07-26처럼 적으세요", "write the day as 2017-07-26"
            )
    for column, (_, is_right, severity) in IDENTIFIERS.items():
        if column in cells and not is_right(cells[column]):
            ko, en = "검증번호가 맞지 않습니다", "the check digit does not fit"
            yield _finding(record, column, ko, en, severity)


def _finding(
    record: Record, column: str, ko: str, en: str, severity: Severity = "violation"
) -> Finding:
    is_number = column in IDENTIFIERS
    return Finding(
        severity=severity,
        focus=record.text("id") or record.text("ko") or record.where,
        rule="authority.number" if is_number else "authority.row",
        message=Text(ko=ko, en=en),
        where=record.where,
        value=record.text(column),
    )


def _entity(record: Record, base: str) -> Entity:
    cells = {column: text.strip() for column, text in record.cells.items()}
    kind = TYPES[cells["type"]]
    name = cells.get("id") or local_name(
        KIND_OF.get(kind, "org"), cells.get("en") or cells.get("ko", "")
    )
    labels = tuple(Label(cells[lang], lang) for lang in ("ko", "en") if lang in cells)
    preferred = {label.text for label in labels}
    aliases = {alias.strip() for alias in cells.get("aliases", "").split("|")} - preferred - {""}
    return Entity(
        iri=base + name,
        type=kind,
        labels=labels,
        aliases=tuple(sorted(Label(alias, language_of(alias)) for alias in aliases)),
        identifiers={
            term: cells[column]
            for column, (term, is_right, severity) in IDENTIFIERS.items()
            if column in cells and (severity == "warning" or is_right(cells[column]))
        },
        links=_links(record),
        is_authority=True,
        valid_from=cells.get("valid_from", ""),
        valid_to=cells.get("valid_to", ""),
        evidence=record.evidence(),
    )


def _links(record: Record) -> tuple[Link, ...]:
    if not record.text("wikidata"):
        return ()
    link = Link(
        target=WIKIDATA + record.text("wikidata"),
        relation="exactMatch",
        justification="ManualMappingCuration",
        confidence=CONFIDENCE.get(record.text("source"), OTHERWISE),
        evidence=tuple(
            each
            for each in record.evidence()
            if isinstance(each.place, Cell) and each.place.column == "wikidata"
        ),
    )
    return (link,)


def language_of(text: str) -> str:
    """Return `ko` for a name with Hangul or Chinese characters in it, else `en`.

    >>> language_of("새봄정밀"), language_of("海霧製鋼"), language_of("Gaon Ltd")
    ('ko', 'ko', 'en')
    """
    return "ko" if re.search(r"[ㄱ-ㅎ가-힣]", text) or has_hanja(text) else "en"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
