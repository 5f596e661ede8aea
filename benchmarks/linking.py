"""Measure how well names are linked: `python -m benchmarks.linking AUTHORITY [--write] [--errors]`.

The mentions of `tests/link_gold` were annotated before the linker ran: the open parts are those
that weights were set with, the closed ones (a third, by a seeded draw within each category) only
ever give these figures. The other questions are made from the authority itself.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.linking_made import made
from kg.link.match.decide import decide
from kg.link.match.known import Mention
from kg.link.match.learnt import together, told_in
from kg.pipeline.authorities import index_of, learnt_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.link.match.decide import Decision
    from kg.link.match.index import Index

ROOT: Final = Path(__file__).parents[1]
GOLD: Final = ROOT / "tests" / "link_gold"
PAGE: Final = ROOT / "docs" / "linking.md"
FIRST, LAST = "<!-- figures: written by `make linking` -->", "<!-- end of figures -->"
PARTS: Final = {
    "mentions": "first, open",
    "closed": "first, closed",
    "mentions-2": "second, open",
    "closed-2": "second, closed",
    "mentions-3": "third, open",
    "closed-3": "third, closed",
}
OPEN: Final = tuple(part for part in PARTS if part.startswith("mentions"))
PREFIXES: Final = {
    "wd": "http://www.wikidata.org/entity/",
    "ror": "https://ror.org/",
    "ks": "https://example.org/ks/id/org/",
}


class Row(NamedTuple):
    """One annotated mention; `gold` is an IRI, or NIL where the authority has nobody."""

    text: str
    context: str
    gold: str
    category: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mention."""

    row: Row
    decision: Decision

    @property
    def is_linked(self) -> bool:
        """Tell whether somebody was linked."""
        return self.decision.chosen is not None

    @property
    def is_right(self) -> bool:
        """Tell whether the decision is the annotated one; records of one body are one."""
        chosen = self.decision.chosen
        return self.row.gold in ({chosen.known.iri, *chosen.twins} if chosen else {"NIL"})


def rows(part: str) -> list[Row]:
    """Return the mentions of a part."""
    lines = (GOLD / f"{part}.tsv").read_text("utf-8").splitlines()[1:]
    found = [Row(*line.split("\t")) for line in lines]
    return [row._replace(gold=expanded(row.gold)) for row in found]


def expanded(curie: str) -> str:
    """Return the IRI of a short name; NIL stays."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local if local else curie


def outcomes(part: str, authority: Index, *, is_learnt: bool = True) -> list[Outcome]:
    """Return what becomes of the mentions of a part."""
    told = rows(part)
    learnt = together(learnt_names() if is_learnt else {}, told_in(row.context for row in told))
    return [
        Outcome(row, decide(Mention(text=row.text, context=row.context), authority, learnt))
        for row in told
    ]


class Score(NamedTuple):
    """How well a part was linked; the parts of one that the page explains."""

    mentions: int
    absent: int
    accuracy: float
    precision: float
    recall: float
    nil_precision: float
    nil_recall: float


def score(found: Sequence[Outcome]) -> Score:
    """Return the figures of a part."""
    links = [each.is_right for each in found if each.is_linked]
    nils = [each.is_right for each in found if not each.is_linked]
    absent = sum(each.row.gold == "NIL" for each in found)
    return Score(
        mentions=len(found),
        absent=absent,
        accuracy=sum(each.is_right for each in found) / len(found),
        precision=sum(links) / max(len(links), 1),
        recall=sum(links) / (len(found) - absent),
        nil_precision=sum(nils) / max(len(nils), 1),
        nil_recall=sum(nils) / absent,
    )


def page(authority: Index) -> str:
    """Return the figures as they stand in the page."""
    return "\n".join((*_gold(authority), "", *made(authority)))


def _gold(authority: Index) -> Iterator[str]:
    yield (
        "| part | mentions | absent | accuracy | precision | recall | NIL precision | NIL recall |"
    )
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    told = {part: outcomes(part, authority) for part in PARTS}
    for part, title in PARTS.items():
        yield _line(title, score(told[part]))
    fresh = ("closed-2", "closed-3")
    closed = tuple(part for part in PARTS if part not in OPEN)
    for title, parts in (("all open", OPEN), ("all closed", closed), ("closed, fresh", fresh)):
        found = [each for part in parts for each in told[part]]
        yield _line(f"**{title}**", score(found))
    bare = [each for part in OPEN for each in outcomes(part, authority, is_learnt=False)]
    yield _line("all open, without the packaged abbreviations", score(bare))
    yield ""
    yield "| category | mentions open | accuracy | mentions closed | accuracy |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for category in sorted({each.row.category for found in told.values() for each in found}):
        cells = []
        for mark in ("mentions", "closed"):
            found = [each for part in PARTS if part.startswith(mark) for each in told[part]]
            right = [each.is_right for each in found if each.row.category == category]
            cells += [str(len(right)), f"{sum(right) / max(len(right), 1):.2f}"]
        yield f"| {category} | {' | '.join(cells)} |"


def _line(title: str, figures: Score) -> str:
    counts = f"{figures.mentions} | {figures.absent}"
    return f"| {title} | {counts} | " + " | ".join(f"{each:.3f}" for each in figures[2:]) + " |"


def errors(authority: Index, parts: Iterable[str]) -> Iterator[str]:
    """Yield what went wrong in the open parts."""
    for part in parts:
        for each in outcomes(part, authority):
            if not each.is_right:
                yield "\t".join((*each.row, each.decision.why()))


def main() -> None:
    """Measure, and write or print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("authority", type=Path)
    parser.add_argument("--write", action="store_true", help="put the figures into the page")
    parser.add_argument("--errors", action="store_true", help="list the errors of the open parts")
    options = parser.parse_args()
    authority = index_of([options.authority])
    if options.errors:
        print(*errors(authority, OPEN), sep="\n")
        return
    figures = page(authority)
    print(figures)
    if options.write:
        text = PAGE.read_text("utf-8")
        head, _, rest = text.partition(FIRST)
        _, _, tail = rest.partition(LAST)
        PAGE.write_text(f"{head}{FIRST}\n\n{figures}\n\n{LAST}{tail}", "utf-8")


if __name__ == "__main__":
    main()
