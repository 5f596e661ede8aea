"""Decisions as a file: one line a pair, read, checked and put in. Pure.

Lines stand in the order of their pairs, so two people who decide different pairs change different
lines.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from kg.errors import LinkError
from kg.link.clashes import clash_of
from kg.link.decisions import Decided, Decisions, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.link.clashes import Clash

FILE: Final = "decisions.jsonl"
FIELDS: Final = frozenset(("one", "other", "verdict", "by", "because"))
HINT: Final = '{"one": "org.a", "other": "https://…", "verdict": "same", "by": "…"}'


def read_decisions(text: str, where: str = FILE, *, base: str = "") -> Decisions:
    """Read a file of decisions.

    Args:
        text: The file.
        where: Its name, for messages.
        base: IRI in front of local names: a side that is written with it is one of ours.

    Raises:
        LinkError: A line is no decision, or two contradict each other, directly or by what
            follows from them.
    """
    told = [
        _decided(line, f"{where}:{number}", base)
        for number, line in enumerate(_lines(text), start=1)
        if _is_decision(line)
    ]
    check(told)
    pairs: dict[tuple[str, str], Decided] = {}
    for each in told:
        pairs.setdefault(each.pair, each)
    return Decisions(pairs)


def check(told: Sequence[Decided]) -> None:
    """Refuse decisions that cannot all hold; the last of those that clash is named.

    Raises:
        LinkError: Two contradict each other, directly or by what follows from them.
    """
    clash = clash_of(told)
    if clash:
        raise _refused(clash, clash.last(told))


def written(decisions: Iterable[Decided]) -> str:
    """Return decisions as a file, sorted by pair; of two about one pair the later counts."""
    kept = {each.pair: each for each in decisions}
    return "".join(_line(kept[pair]) for pair in sorted(kept))


def amended(text: str, decisions: Iterable[Decided]) -> str:
    """Return a file with decisions put in where they sort; they take the place of older ones.

    Every other line stays where it is and as it was written, comments too.
    """
    new = {each.pair: each for each in decisions}
    lines = [
        (line, _decided(line, "", "").pair if _is_decision(line) else None)
        for line in _lines(text.rstrip("\n"))
        if text.strip("\n")
    ]
    kept = [(line, pair) for line, pair in lines if pair not in new]
    for pair in sorted(new):
        places = (place for place, (_, other) in enumerate(kept) if other and other > pair)
        place = _above_comments(kept, next(places, len(kept)))
        kept.insert(place, (_line(new[pair]).rstrip("\n"), pair))
    return "".join(f"{line}\n" for line, _ in kept)


def _above_comments(lines: Sequence[tuple[str, tuple[str, str] | None]], place: int) -> int:
    """Return where a line may stand without parting comments from the line they speak of."""
    above = place
    while above and lines[above - 1][1] is None:
        above -= 1
    is_head_or_end = above == 0 or place == len(lines)
    return place if is_head_or_end else above


def _lines(text: str) -> list[str]:
    # Not splitlines(): a reason may hold U+2028, which is no end of a line in JSON.
    return text.removeprefix("\ufeff").split("\n")


def _is_decision(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _line(decided: Decided) -> str:
    told = {
        "one": decided.one,
        "other": decided.other,
        "verdict": decided.verdict,
        "by": decided.by,
        "because": decided.because,
    }
    kept = {key: value for key, value in told.items() if value}
    return json.dumps(kept, ensure_ascii=False) + "\n"


def _decided(line: str, where: str, base: str) -> Decided:
    try:
        told: Any = json.loads(line)  # Any: JSON, checked below
    except (ValueError, RecursionError) as error:  # the latter for brackets without end
        raise LinkError(f"this is no JSON: {error}", where=where, hint=HINT) from error
    if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
        raise LinkError("a decision is an object of texts", where=where, hint=HINT)
    if strange := set(told) - FIELDS:
        raise LinkError(f"a decision has no {min(strange)}", where=where, hint=HINT)
    one, other = (told.get(side, "").removeprefix(base) for side in ("one", "other"))
    verdict = told.get("verdict", "")
    if not one or not other or one == other:
        raise LinkError("a decision is about two things", where=where, hint=HINT)
    if verdict not in get_args(Verdict):
        raise LinkError(f"the verdict is {verdict!r}", where=where, hint="same or different")
    return Decided(
        one=one,
        other=other,
        verdict=cast("Verdict", verdict),
        by=told.get("by", ""),
        because=told.get("because", ""),
        where=where,
    )


def _refused(clash: Clash, last: Decided) -> LinkError:
    told = clash.decided
    if clash.against and clash.against[0].pair == told.pair:
        before = clash.against[0] if last is told else told
        message = (
            f"{last.one} and {last.other} are decided to be {before.verdict}"
            f"{_in(before)} and {last.verdict} here"
        )
    else:
        chain = ", ".join(f"{each.one} = {each.other}{_in(each)}" for each in clash.against)
        message = (
            f"{told.one} and {told.other} are decided to be different{_in(told)}, "
            f"but these make them one: {chain}"
        )
    return LinkError(message, where=last.where, hint="take one of these decisions away")


def _in(decided: Decided) -> str:
    return f" in {decided.where}" if decided.where else ""
