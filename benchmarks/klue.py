"""Measure names, dates and quantities on real news: `python benchmarks/klue.py FOLDER`.

FOLDER holds `news.tsv`, sentences of KLUE-NER with one letter and its tag a line
(KLUE benchmark, CC BY-SA 4.0). Each sentence is read as a document of its own, by the same
rules as a case report, and a stretch counts only when both its ends are right.

| tag | what the reader finds |
| --- | --- |
| PS  | mentions of persons |
| OG  | mentions of organisations |
| DT  | time expressions |
| QT  | quantities |

Lengths of days and longer are DT there, hours and minutes a kind of their own; a period is two
stretches, and the `지난` of `지난 9일` stays outside: our stretches are cut so before they count.

KLUE marks things we do not count as names (`경찰`, `한국` as a team, ages, `첫 번째`), and
nothing here is trained on it: the table shows a trend on texts nobody wrote for us.
With `--errors KIND` the first stretches missed and wrongly taken are listed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.extract import read
from kg.link.authority import built_in
from kg.model.document import Document
from kg.model.evidence import Span
from kg.model.source import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading
    from kg.model.entities import Entity

KINDS: Final = ("PS", "OG", "DT", "QT")
DIRECTION: Final = re.compile(r"(?:지난|오는|돌아오는|다가오는)\s")
LASTING: Final = re.compile(r"간(?![가-힣])|\s동안")
NAMES: Final = frozenset({"name", "alias"})

Stretch = tuple[str, int, int]  # tag, start, end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the stretches its annotators marked, of the kinds we measure."""

    text: str
    marked: frozenset[Stretch]


@dataclass(slots=True)
class Score:
    """How many stretches of one kind are marked, found, and right."""

    marked: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def row(self, kind: str) -> str:
        """Return the line of the table: precision, recall and F1 of exact stretches."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.marked if self.marked else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        counts = f"{self.marked:>8}{self.found:>8}{self.right:>8}"
        return f"{kind:<6}{counts}{precision:>9.3f}{recall:>9.3f}{f1:>9.3f}"


def sentences(lines: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of a file of letters and tags; blank lines part them."""
    letters: list[str] = []
    tags: list[str] = []
    for line in (*lines, ""):
        if line.startswith("## "):
            continue
        if line:
            letter, _, tag = line.rpartition("\t")
            letters.append(letter)
            tags.append(tag)
        elif letters:
            yield Sentence("".join(letters), frozenset(_stretches(tags)))
            letters, tags = [], []


def _stretches(tags: Sequence[str]) -> Iterator[Stretch]:
    """Yield the marked stretches: a `B-` opens one, `I-` of the same kind goes on with it."""
    start, kind = 0, ""
    for place, tag in enumerate((*tags, "O")):
        if tag.startswith("I-") and tag[2:] == kind:
            continue
        if kind in KINDS:
            yield kind, start, place
        start, kind = place, tag[2:]


def found(reading: Reading) -> frozenset[Stretch]:
    """Return what the reader took for persons, organisations, times and quantities."""
    named = [mention for mention in reading.mentions if mention.kind in NAMES]
    text = reading.document.text
    long = {"일", "주", "개월", "년"}
    short = {"시간", "분", "초"}  # TI, which is not measured
    stretches = [
        *(("PS" if one.type == "Person" else "OG", one.span) for one in named),
        *(("DT", span) for one in reading.times for span in _ends(text, one.span)),
        *(("DT", _lasting(text, one.span)) for one in reading.quantities if one.unit in long),
        *(("QT", one.span) for one in reading.quantities if one.unit not in long | short),
    ]
    return frozenset((kind, span.start, span.end) for kind, span in stretches)


def _ends(text: str, span: Span) -> Iterator[Span]:
    """Yield the first and the last point of a period, each without `지난` or `오는`."""
    start = span.start
    for part in re.split(r"(?<=부터)\s", text[span.start : span.end]):
        words = part.removesuffix("부터")
        lead = DIRECTION.match(words)
        yield Span(start + (lead.end() if lead else 0), start + len(words))
        start += len(part) + 1


def _lasting(text: str, span: Span) -> Span:
    """Return a length of time with the `간` or `동안` behind it."""
    behind = LASTING.match(text, span.end)
    return Span(span.start, behind.end()) if behind else span


def measure(rows: Sequence[Sentence], known: Sequence[Entity]) -> dict[str, Score]:
    """Return the score of each kind over the sentences."""
    scores = {kind: Score() for kind in KINDS}
    for number, row in enumerate(rows):
        document = Document(
            source=f"{number:064x}", name="klue", text=row.text, meta=Meta(language="ko")
        )
        ours = found(read(document, known))
        for kind, own in scores.items():
            marked = {one for one in row.marked if one[0] == kind}
            taken = {one for one in ours if one[0] == kind}
            own.marked += len(marked)
            own.found += len(taken)
            own.right += len(marked & taken)
            own.missed += _shown(row.text, marked - taken)
            own.wrong += _shown(row.text, taken - marked)
    return scores


def _shown(text: str, stretches: set[Stretch]) -> list[str]:
    return [
        f"{text[max(0, start - 15) : start]}<{text[start:end]}>{text[end : end + 15]}"
        for _, start, end in sorted(stretches)
    ]


def main(arguments: Sequence[str]) -> int:
    """Print the table, and with `--errors KIND` the first errors of that kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="holds news.tsv")
    parser.add_argument("--errors", choices=KINDS, help="also list the first errors of a kind")
    parser.add_argument("--count", type=int, default=40, help="how many errors to list")
    options = parser.parse_args(arguments)
    lines = (options.folder / "news.tsv").read_text("utf-8").splitlines()
    scores = measure(list(sentences(lines)), built_in())
    print(f"{'kind':<6}{'marked':>8}{'found':>8}{'right':>8}{'P':>9}{'R':>9}{'F1':>9}")
    for kind, score in scores.items():
        print(score.row(kind))
    if options.errors:
        score = scores[options.errors]
        for sign, rows in (("-", score.missed), ("+", score.wrong)):
            for shown, times in Counter(rows).most_common(options.count):
                print(sign, shown, f"({times})" if times > 1 else "")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
