"""Compare confidence with what proved right: `python -m benchmarks.calibrate [--write]`.

Every fact read of the open annotated cases gets the credit of the scorer. What a rule's stated
confidence is worth is the share of credit its facts got, drawn towards that of its family: a
rule seen twice says little. The curve leaves out, for each case, that case itself.
`--write` puts the shares into `kg/data/words/confidence.toml` and the curve into `docs/`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.cases import Judged, judged, part, scorer
from benchmarks.curve import Bin, page, svg
from kg.extract.confidence import DIGITS, TABLE, earned, families
from kg.files import resource, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT: Final = Path(__file__).parents[1]
SHARED: Final = ROOT.parent / "shared" / "gold"
OWN: Final = ROOT / "tests" / "gold"
EDGE: Final = 0.01  # no number of cases makes a rule certain
HELD: Final = 3  # times a fact of a closed case counts: the rules were not fitted to it
PULL: Final = 8  # facts that the share of the family weighs as much as
LEAST: Final = 3  # facts a rule needs to stand in the table by itself
HEAD: Final = """\
# What a confidence stated by a rule has proved to be worth on annotated cases. Written by
# `make calibrate`: change the rules, not this file. "0.85" = 0.78 says that of the facts a rule
# states with 0.85, 78 in a hundred were right; the remark counts them.
# 규칙이 밝힌 신뢰도가 주석 달린 사례에서 실제로 얼마나 맞았는지 적은 표. `make calibrate`가 쓰므로
# 손으로 고치지 않습니다. "0.85" = 0.78은 0.85라고 밝힌 사실 백 개 가운데 78개가 맞았다는 뜻입니다.
"""

Shares = dict[str, dict[float, float]]


@dataclass(slots=True)
class Tally:
    """Facts of one family stated with one confidence, and the credit they got."""

    facts: int = 0
    credit: float = 0.0

    def share(self, prior: float) -> float:
        """Return the share that was right, drawn towards `prior`."""
        share = (self.credit + PULL * prior) / (self.facts + PULL)
        return min(max(share, EDGE), 1 - EDGE)


@dataclass(slots=True)
class Counted:
    """Tallies of a set of facts: of all, of each kind of rule, of each family and confidence."""

    every: Tally = field(default_factory=Tally)
    kinds: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    levels: defaultdict[tuple[str, float], Tally] = field(
        default_factory=lambda: defaultdict(Tally)
    )

    def shares(self) -> Shares:
        """Return family to stated confidence to the share that was right, smoothed."""
        whole = self.every.share(self.every.credit / max(self.every.facts, 1))
        found: Shares = defaultdict(dict)
        for (family, stated), tally in sorted(self.levels.items()):
            wider = family.rpartition(".")[0]
            # Sorted: a family comes before its rules, and both were counted at this level.
            prior = found[wider][stated] if wider else self.kinds[family].share(whole)
            found[family][stated] = tally.share(prior)
        return dict(found)


def counted(facts: Iterable[Judged]) -> Counted:
    """Return the tallies of facts that carry the confidence their rules state."""
    found = Counted()
    for fact in facts:
        level = round(fact.said, DIGITS)
        kind = fact.rule.partition(".")[0]
        own = [found.levels[family, level] for family in families(fact.rule)]
        for tally in (found.every, found.kinds[kind], *own):
            tally.facts += 1
            tally.credit += fact.credit
    return found


def left_out(facts: Sequence[Judged], every: Sequence[Judged] = ()) -> list[Judged]:
    """Return facts with the confidence they would have earned had their case not been seen.

    Args:
        facts: Those to be judged.
        every: All that are counted, `facts` among them; only `facts` when empty.
    """
    found: list[Judged] = []
    for case, own in groupby(sorted(facts, key=lambda one: one.case), key=lambda one: one.case):
        shares = counted(one for one in every or facts if one.case != case).shares()
        found += [replace(one, said=earned(one.rule, one.said, shares)) for one in own]
    return found


def bins(facts: Sequence[Judged], width: float = 0.1) -> list[Bin]:
    """Return how much of what was said how surely proved right, by tenths."""
    heaps: dict[int, list[Judged]] = defaultdict(list)
    for one in facts:
        heaps[min(int(one.said / width + 1e-9), round(1 / width) - 1)].append(one)
    return [Bin.of(f"{at * width:.1f}–{(at + 1) * width:.1f}", heaps[at]) for at in sorted(heaps)]


def by_kind(facts: Sequence[Judged]) -> list[Bin]:
    """Return the same, by kind of fact."""
    kinds = list(dict.fromkeys(one.kind for one in facts))
    return [Bin.of(kind, [one for one in facts if one.kind == kind]) for kind in kinds]


def table(found: Counted) -> str:
    """Return the data file: families in order, rules seen often enough."""
    lines = [HEAD, f"facts = {found.every.facts}"]
    shares: Mapping[str, Mapping[float, float]] = found.shares()
    for family in sorted(shares):
        rows = [
            f'"{stated}" = {share:.2f}  # {found.levels[family, stated].facts}'
            for stated, share in sorted(shares[family].items())
            if "." not in family or found.levels[family, stated].facts >= LEAST
        ]
        if rows:
            lines += ["", f'[earned."{family}"]', *rows]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Print the curve, and with `--write` put table, page and drawing where they belong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scorer", type=Path, default=SHARED / "score.py")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--closed",
        action="store_true",
        help="only show how the shipped table does on the closed cases",
    )
    parser.add_argument(
        "--held-out",
        action="store_true",
        help="count the closed cases too, once, when the rules are done: rules fitted to the "
        "open cases look surer on them than on any other text",
    )
    options = parser.parse_args(arguments)
    if not options.scorer.is_file():
        print(f"{options.scorer} is absent: nothing can be judged", file=sys.stderr)
        return 3
    score = scorer(options.scorer)
    if options.closed:
        for one in bins(list(judged(part(OWN, "closed"), score))):
            print(one.line())
        return 0
    open_cases = [*part(OWN, "development"), *(part(SHARED, "public") if SHARED.is_dir() else ())]
    facts = list(judged(open_cases, score, is_calibrated=False))
    closed = part(OWN, "closed") if options.held_out else ()
    held = list(judged(closed, score, is_calibrated=False))
    every = [*facts, *held * HELD]
    told = held or facts
    unseen = left_out(told, every)
    for one in (*bins(unseen), *by_kind(unseen)):
        print(one.line())
    if options.write:
        write_atomically(resource(TABLE), table(counted(every)).encode())
        body = page(
            bins(unseen),
            bins(told),
            by_kind(unseen),
            cases=len(open_cases) + len(closed),
            facts=len(facts) + len(held),
            which="closed" if held else "open",
        )
        write_atomically(ROOT / "docs" / "confidence.md", body.encode())
        write_atomically(ROOT / "docs" / "confidence.svg", svg(bins(unseen)).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
