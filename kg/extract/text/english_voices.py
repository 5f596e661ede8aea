"""Answers and voices printed behind a label without quotation marks: `A. We cut …`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import words as lists
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.model.document import Document

# "HAN JI-WOO, HEAD, HANUL MEDICAL:", "[Han Ji-woo, Hanul Medical CEO]", "A." with its name and post
_LABELS: Final = (
    re.compile(r"\s*(?P<name>[QA])\d{0,2}\s?[.)](?=\s)(?P<post>)"),
    re.compile(
        r"\s*\[(?P<name>[A-Z][A-Za-z.’'-]*(?:\s[A-Z][A-Za-z.’'-]*){0,3})"
        r"(?:\s?[,/(](?P<post>[^\]\n]{2,60}))?\]:?(?=\s|$)"
    ),
    re.compile(
        r"\s*(?P<name>[A-Z][A-Z.’' -]+|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})"
        r"(?:\s?[,(](?P<post>[^:()\"“]{2,120})\)?)?:(?=\s|$)"
    ),
)
_QUESTION: Final = re.compile(r"^\s*Q(?:uestion)?\d{0,2}\s?[.:)]\s", re.MULTILINE)
_OFFICES: Final = re.compile(
    r"\b(?:reporter|correspondent|anchor|presenter|host|newsreader|moderator|interviewer)\b",
    re.IGNORECASE,
)
_REPORTS: Final = re.compile(
    r"\s(?:reports?|reporting|has (?:more|the story)|explains|went|spoke)\b"
)
_AHEAD: Final = 160  # code points a label is looked for in
_FEWEST: Final = 3  # words somebody says
_SEEN: Final = 2  # times a bare name heads a line of a dialogue


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    post: str
    end: int


def heads(document: Document) -> frozenset[str]:
    r"""Return the labels of a document that stand before somebody's own words.

    >>> from kg.model.document import Document
    >>> from kg.model.source import Meta
    >>> told = "HAN JI-WOO, PLANT MANAGER, GARAM: We did it all.\nQ. And now?\nA. Now we rest."
    >>> sorted(heads(Document(source="0" * 64, name="a", text=told, meta=Meta())))
    ['a', 'han ji-woo']
    """
    text = document.text
    found: set[str] = set()
    bare: dict[str, int] = {}
    parts = lists.words("en/persons", "parts")
    for line in text.split("\n"):
        label = _label(line)
        if label is None:
            continue
        if label.name in parts:
            if label.name in {"a", "answer"} and _QUESTION.search(text):
                found.add(label.name)
        elif label.post:
            told_post = _posts().search(label.post) or _posts().match(label.name)
            if told_post and not _OFFICES.search(f"{label.post} {label.name}"):
                found.add(label.name)
        elif _posts().match(label.name) and len(label.name.split()) > _FEWEST - 1:
            if not _OFFICES.search(label.name):
                found.add(label.name)
        elif len(label.name.split()) == 1:
            bare[label.name] = bare.get(label.name, 0) + 1
    told = {part for name in found for part in name.split()}
    found |= {name for name in bare if name in told}
    return frozenset(found | {name for name, times in bare.items() if _speaks(text, name, times)})


def words(text: str, passage: Span, labels: frozenset[str]) -> tuple[Span, ...]:
    """Return the words behind the label that a passage begins with, as a quotation."""
    line = passage.of(text)
    label = _label(line) if labels else None
    if label is None or label.name not in labels:
        return ()
    rest = line[label.end :]
    start = passage.start + label.end + len(rest) - len(rest.lstrip())
    is_told = len(rest.split()) >= _FEWEST and start < passage.end
    return (Span(start, passage.end),) if is_told else ()


def _label(line: str) -> _Label | None:
    head = line[: 2 * _AHEAD]
    for pattern in _LABELS:
        found = pattern.match(head)
        if found is not None:
            return _Label(found["name"].casefold(), found["post"] or "", found.end())
    return None


def _speaks(text: str, told: str, times: int) -> bool:
    """Tell whether a surname that heads several lines is that of a person named in full."""
    if times < _SEEN or not told.isalpha():
        return False
    name = re.escape(told.capitalize())
    full = re.search(rf"\b(?:{name}\s[A-Z][a-z]+(?:-[a-z]+)?|[A-Z][a-z]+\s{name})\b(?!:)", text)
    if full is None:
        return False
    around = text[max(0, full.start() - 40) : full.end() + 30]
    return not _OFFICES.search(around) and not _REPORTS.match(text, full.end())


@cache
def _posts() -> re.Pattern[str]:
    heads_ = lists.either(lists.table("en/persons")["heads"])
    return re.compile(rf"(?:[\w’'&.-]+\s){{0,5}}?\b{heads_}\b", re.IGNORECASE)
