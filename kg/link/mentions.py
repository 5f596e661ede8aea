"""A table of mentions and its answers, line by line. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.link.match.decide import decide
from kg.link.match.known import Mention
from kg.link.match.learnt import together, told_in
from kg.link.numbers import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.link.match.decide import Decision
    from kg.link.match.index import Index

NIL: Final = "NIL"
# Names of columns, in Korean and English; a first line of such names is a header.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "mention", "name", "text", "surface", "surface_form", "label", "query", "string", "entity",
        "organization", "organisation", "org",
        "언급", "이름", "명칭", "표현", "표기", "기관", "기관명",
        "기업", "기업명", "업체명", "회사명",
    ),
    "context": ("context", "sentence", "snippet", "passage", "문맥", "문장", "맥락", "본문"),
    "kind": ("type", "kind", "종류", "유형"),
    "day": ("date", "day", "published", "year", "날짜", "일자", "연도", "발행일"),
    "place": ("place", "location", "city", "장소", "지역", "소재지"),
    "leiCode": ("lei", "leicode"),
    "businessRegistrationNumber": ("brn", "business_number", "사업자등록번호"),
    "corporateRegistrationNumber": ("crn", "corporate_number", "법인등록번호"),
    "dartCode": ("dart", "corp_code", "고유번호"),
}  # fmt: skip
_MEANING: Final = {name: column for column, names in COLUMNS.items() for name in names}
PLAIN: Final = ("text", "context")
FEWEST: Final = 2  # known names in a header of several columns: one may be a mention by chance


def read_mentions(text: str) -> tuple[Mention, ...]:
    """Return the mentions of a tab-separated table, one for each line that is no header.

    A header names the columns; without one the first is the mention and the second its context.
    """
    # Not splitlines(): that also breaks at U+2028, which may stand in a context.
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    if lines[-1] == "":
        lines.pop()
    header = _header(lines[0]) if lines else None
    columns = header or PLAIN
    return tuple(_mention(line, columns) for line in (lines[1:] if header else lines))


def link_mentions(
    mentions: Sequence[Mention], index: Index, known: Mapping[str, frozenset[str]]
) -> Iterator[Decision]:
    """Yield one decision for each mention.

    Args:
        mentions: Names with context; what one context introduces holds for all.
        index: The authority.
        known: Abbreviations known before; see `kg.link.match.learnt`.
    """
    learnt = together(known, told_in(each.context for each in mentions))
    return (decide(each, index, learnt) for each in mentions)


def shown(decision: Decision) -> str:
    """Return a decision as a line: IRI or NIL, score, why."""
    answer = decision.chosen.known.iri if decision.chosen else NIL
    cells = (answer, f"{decision.score:.3f}", decision.why())
    return "\t".join(re.sub(r"\s+", " ", cell) for cell in cells)


def _header(line: str) -> tuple[str, ...] | None:
    """Return what each column of a header means; None for a line that is none."""
    names = [cell.strip().casefold() for cell in line.split("\t")]
    meanings = [_MEANING.get(name, "") for name in names]
    is_named = all(re.fullmatch(r"[a-z가-힣_ ]+", name) for name in names)
    known = sum(bool(each) for each in meanings)
    if "text" not in meanings or not is_named or (len(names) > 1 and known < FEWEST):
        return None
    first = meanings.index("text")
    for place in range(first + 1, len(meanings)):
        if meanings[place] == "text":  # a second text beside a mention is what stands around it
            meanings[place] = "" if "context" in meanings else "context"
    return tuple(meanings)


def _mention(line: str, columns: Sequence[str]) -> Mention:
    cells = zip(columns, line.split("\t"), strict=False)
    told = {column: cell.strip() for column, cell in cells if column}
    return Mention(
        text=told.get("text", ""),
        context=told.get("context", ""),
        kind=told.get("kind", ""),
        day=told.get("day", ""),
        place=told.get("place", ""),
        numbers=tuple(
            (kind, told[kind]) for kind in CHECKS if told.get(kind) and CHECKS[kind](told[kind])
        ),
    )
