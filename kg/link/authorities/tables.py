"""Registers that come as plain tables: GLEIF (CSV), OpenDART (XML), GeoNames (tabs). Pure."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING, Final

from kg.errors import SourceSyntax
from kg.link.check_digits import is_corporate_number, is_lei
from kg.link.match.known import Known, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEI: Final = "https://search.gleif.org/#/record/"
DART: Final = "https://dart.fss.or.kr/dsae001/selectPopup.ax?selectKey="
GEONAMES: Final = "https://sws.geonames.org/"
GEONAMES_COLUMNS: Final = 19
_OTHER_NAME: Final = re.compile(
    r"Entity\.(?:Transliterated)?OtherEntityNames\.(?:Transliterated)?OtherEntityName\.\d+"
)
_SUCCESSOR: Final = re.compile(r"Entity\.SuccessorEntity(?:\.\d+)?\.SuccessorLEI")
_LIST: Final = re.compile(r"<list>(.*?)</list>", re.DOTALL)
_CELL: Final = re.compile(r"<(\w+)>(.*?)</\1>", re.DOTALL)


def read_gleif(body: bytes, where: str) -> Iterator[Known]:
    """Yield the legal entities of a LEI-CDF file as CSV (golden copy or concatenated).

    Raises:
        SourceSyntax: The column `LEI` or `Entity.LegalName` is missing, or it is no UTF-8.
    """
    rows = csv.DictReader(io.StringIO(_text(body, where), newline=""))
    for column in ("LEI", "Entity.LegalName"):
        if column not in (rows.fieldnames or ()):
            raise SourceSyntax(f"the column {column} is missing", where=f"{where}:1")
    for row in rows:
        if is_lei(row["LEI"] or "") and row["Entity.LegalName"]:
            yield _gleif(row)


def _gleif(row: Mapping[str, str]) -> Known:
    lang = (row.get("Entity.LegalName.xmllang") or "")[:2].lower()
    others = [
        Name(text)
        for column, text in row.items()
        if column and text and _OTHER_NAME.fullmatch(column)
    ]
    number = row.get("Entity.RegistrationAuthority.RegistrationAuthorityEntityID") or ""
    numbers = [("leiCode", row["LEI"])]
    if row.get("Entity.LegalAddress.Country") == "KR" and is_corporate_number(number):
        numbers.append(("corporateRegistrationNumber", number))
    successors = [
        text for column, text in row.items() if column and text and _SUCCESSOR.fullmatch(column)
    ]
    places = (row.get(f"Entity.{each}Address.City") or "" for each in ("Legal", "Headquarters"))
    return Known(
        iri=LEI + row["LEI"],
        names=(Name(row["Entity.LegalName"], lang, is_preferred=True), *others),
        kinds=("RegisteredOrganization",),
        numbers=tuple(numbers),
        since=(row.get("Entity.EntityCreationDate") or "")[:10],
        is_gone=(row.get("Entity.EntityStatus") or "ACTIVE") != "ACTIVE",
        replaced_by=tuple(LEI + each for each in successors),
        places=tuple(dict.fromkeys(filter(None, places))),
    )


def read_dart(body: bytes, where: str) -> Iterator[Known]:
    """Yield the firms of OpenDART's CORPCODE.xml.

    The file is flat, so it is read without an XML parser: nothing in it can be expanded.

    Raises:
        SourceSyntax: A firm has no code or no name, or there is none at all.
    """
    count = 0
    for count, found in enumerate(_LIST.finditer(_text(body, where)), start=1):
        cells = {name: html.unescape(text).strip() for name, text in _CELL.findall(found[1])}
        code, name = cells.get("corp_code", ""), cells.get("corp_name", "")
        if not re.fullmatch(r"\d{8}", code) or not name:
            raise SourceSyntax("a firm lacks corp_code or corp_name", where=f"{where}: {count}")
        english = cells.get("corp_eng_name", "")
        stock = cells.get("stock_code", "")
        yield Known(
            iri=DART + code,
            names=tuple(
                Name(text, lang, is_preferred=True)
                for text, lang in ((name, "ko"), (english, "en"))
                if text
            ),
            kinds=("RegisteredOrganization",),
            numbers=(("dartCode", code), *((("stockCode", stock),) if stock else ())),
        )
    if not count:
        raise SourceSyntax("there is no <list> in it", where=where, hint="unzip CORPCODE.xml first")


def read_geonames(body: bytes, where: str) -> Iterator[Known]:
    """Yield the places of a GeoNames dump: 19 columns parted by tabs.

    Raises:
        SourceSyntax: A line has another number of columns.
    """
    for line, text in enumerate(_text(body, where).split("\n"), start=1):
        cells = text.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        if len(cells) != GEONAMES_COLUMNS or not cells[0].isdecimal():
            raise SourceSyntax(
                f"{len(cells)} columns, not {GEONAMES_COLUMNS}", where=f"{where}:{line}"
            )
        number, name, plain, others, *_ = cells
        texts = dict.fromkeys((name, plain, *others.split(",")))
        yield Known(
            iri=f"{GEONAMES}{number}/",
            names=tuple(
                Name(each, "", is_preferred=each == name) for each in texts if each.strip()
            ),
            kinds=("Place", cells[7]),
        )


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceSyntax("it is not UTF-8", where=where, hint="save it as UTF-8") from error
