"""Registers that come as plain tables: GLEIF (CSV), OpenDART (XML), GeoNames (tabs). Pure."""

from __future__ import annotations

import csv
import html
import re
from typing import TYPE_CHECKING, Final, Protocol

from kg.errors import SourceSyntax
from kg.link.authorities.pieces import AGAIN, cut, lines, texts
from kg.link.check_digits import is_corporate_number, is_lei
from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEI: Final = "https://search.gleif.org/#/record/"
DART: Final = "https://dart.fss.or.kr/dsae001/selectPopup.ax?selectKey="
GEONAMES: Final = "https://sws.geonames.org/"
GEONAMES_COLUMNS: Final = 19
LONGEST: Final = 1 << 20  # characters of one firm
_OTHER_NAME: Final = re.compile(
    r"Entity\.(?:Transliterated)?OtherEntityNames\.(?:Transliterated)?OtherEntityName\.\d+"
)
_SUCCESSOR: Final = re.compile(r"Entity\.SuccessorEntity(?:\.\d+)?\.SuccessorLEI")
_LIST: Final = re.compile(r"<list>(.*?)</list>", re.DOTALL)
_CELL: Final = re.compile(r"<(\w+)>(.*?)</\1>", re.DOTALL)


class _Rows(Protocol):
    """Rows of a CSV file and the number of the line they end in."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """Return itself."""

    def __next__(self) -> list[str]:
        """Return the next row."""


def read_gleif(pieces: Iterable[bytes], where: str) -> Iterator[Known]:
    """Yield the legal entities of a LEI-CDF file as CSV (golden copy or concatenated).

    A row with a wrong check digit or without a name is no entity.

    Raises:
        SourceSyntax: A column is missing, a row is cut or no CSV, or it is no UTF-8.
    """
    rows = csv.reader((line + "\n" for _, line in lines(pieces, where)), strict=True)
    header = _row(rows, where)
    for column in ("LEI", "Entity.LegalName"):
        if column not in header:
            raise SourceSyntax(f"the column {column} is missing", where=f"{where}:1")
    columns = _Columns(header)
    while row := _row(rows, where):
        if len(row) != len(header):
            told = f"{len(row)} columns, not {len(header)}"
            raise SourceSyntax(told, where=f"{where}:{rows.line_num}", hint=AGAIN)
        if is_lei(row[columns.lei]) and row[columns.name]:
            yield _gleif(row, columns)


def _row(rows: _Rows, where: str) -> list[str]:
    """Return the next row that is not blank; an empty one at the end."""
    try:
        return next((row for row in rows if row), [])
    except csv.Error as error:
        place = f"{where}:{rows.line_num}"
        raise SourceSyntax(f"this is no CSV: {error}", where=place, hint=AGAIN) from error


class _Columns:
    """Where the cells stand that are looked at: a row has more than three hundred."""

    def __init__(self, header: Sequence[str]) -> None:
        place = {name: at for at, name in enumerate(header)}
        self.lei, self.name = place["LEI"], place["Entity.LegalName"]
        self.others = [at for name, at in place.items() if _OTHER_NAME.fullmatch(name)]
        self.successors = [at for name, at in place.items() if _SUCCESSOR.fullmatch(name)]
        self.place = place

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return a cell; empty where the file has no such column."""
        at = self.place.get(name)
        return row[at] if at is not None else ""


def _gleif(row: Sequence[str], columns: _Columns) -> Known:
    def cell(name: str) -> str:
        return columns.cell(row, f"Entity.{name}")

    lei, lang = row[columns.lei], cell("LegalName.xmllang")[:2].lower()
    number = cell("RegistrationAuthority.RegistrationAuthorityEntityID")
    numbers = [("leiCode", lei)]
    if cell("LegalAddress.Country") == "KR" and is_corporate_number(number):
        numbers.append(("corporateRegistrationNumber", number))
    places = (cell(f"{each}Address.City") for each in ("Legal", "Headquarters"))
    return Known(
        iri=LEI + lei,
        names=(
            Name(row[columns.name], lang, is_preferred=True),
            *(Name(row[at]) for at in columns.others if row[at]),
        ),
        kinds=("RegisteredOrganization",),
        numbers=tuple(numbers),
        since=cell("EntityCreationDate")[:10],
        is_gone=(cell("EntityStatus") or "ACTIVE") != "ACTIVE",
        replaced_by=tuple(LEI + row[at] for at in columns.successors if row[at]),
        places=tuple(dict.fromkeys(filter(None, places))),
    )


def read_dart(pieces: Iterable[bytes], where: str) -> Iterator[Known]:
    """Yield the firms of OpenDART's CORPCODE.xml.

    The file is flat, so it is read without an XML parser: nothing in it can be expanded.

    Raises:
        SourceSyntax: A firm has no code or no name, there is none at all, or the end is missing.
    """
    count, rest = 0, ""
    for text in texts(pieces, where):
        rest += text
        at = 0
        for found in _LIST.finditer(rest):
            count += 1
            yield _firm(found[1], f"{where}: firm {count}")
            at = found.end()
        rest = rest[at:]
        if len(rest) > LONGEST:
            raise SourceSyntax(f"firm {count + 1} has no </list>", where=where, hint=AGAIN)
    if "</result>" not in rest:
        raise cut(f"the file ends after firm {count} without a </result>", where)
    if not count:
        raise SourceSyntax("there is no firm in it", where=where, hint=AGAIN)


def _firm(body: str, where: str) -> Known:
    cells = {name: html.unescape(text).strip() for name, text in _CELL.findall(body)}
    code, name = cells.get("corp_code", ""), cells.get("corp_name", "")
    if not re.fullmatch(r"\d{8}", code) or not name:
        raise SourceSyntax("a firm lacks corp_code or corp_name", where=where, hint=AGAIN)
    english, stock = cells.get("corp_eng_name", ""), cells.get("stock_code", "")
    return Known(
        iri=DART + code,
        names=tuple(
            Name(text, lang, is_preferred=True)
            for text, lang in ((name, "ko"), (english, "en"))
            if text
        ),
        kinds=("RegisteredOrganization",),
        numbers=(("dartCode", code), *((("stockCode", stock),) if stock else ())),
    )


def read_geonames(pieces: Iterable[bytes], where: str) -> Iterator[Known]:
    """Yield the places of a GeoNames dump: 19 columns parted by tabs.

    Raises:
        SourceSyntax: A line has another number of columns.
    """
    for line, text in lines(pieces, where):
        cells = text.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        if len(cells) != GEONAMES_COLUMNS or not cells[0].isdecimal():
            raise SourceSyntax(
                f"{len(cells)} columns, not {GEONAMES_COLUMNS}",
                where=f"{where}:{line}",
                hint="fetch the file again; of GeoNames those by country and allCountries are read",
            )
        number, name, plain, others, *_ = cells
        names = dict.fromkeys((name, plain, *others.split(",")))
        yield Known(
            iri=f"{GEONAMES}{number}/",
            names=tuple(
                Name(each, "", is_preferred=each == name) for each in names if each.strip()
            ),
            kinds=("Place", cells[7]),
        )
