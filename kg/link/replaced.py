"""Ids that another id of ours answers for, because a person decided that they are one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids.names import LOCAL_NAME

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.link.decisions import Decisions


def replaced(decisions: Decisions, present: Collection[str]) -> dict[str, str]:
    """Return each local name that decisions made one with another to the one that is left.

    It follows from decisions and data alone, not from earlier releases. Where none of a circle
    is left, or several are, nothing answers for the others.

    Args:
        decisions: What people decided.
        present: Local names of which the data say something.
    """
    answers: dict[str, str] = {}
    for circle in circles(decisions):
        left = [side for side in circle if side in present]
        if len(left) == 1:
            names = (side for side in circle if LOCAL_NAME.fullmatch(side))
            answers |= {side: left[0] for side in names if side != left[0]}
    return dict(sorted(answers.items()))


def homes(decisions: Decisions, known: Collection[str]) -> dict[str, str]:
    """Return each local name that was decided to be a known party to that party's.

    Of several known parties that are one, the one that sorts first keeps its address.

    Args:
        decisions: What people decided.
        known: Local names of those whom authority files of the project know.
    """
    found: dict[str, str] = {}
    for circle in circles(decisions):
        told = sorted(circle & set(known))
        if told:
            found |= dict.fromkeys(circle, told[0])
    return found


def circles(decisions: Decisions) -> list[set[str]]:
    """Return the sides that are one, directly or by what follows from several decisions.

    An IRI outside binds nothing: a firm and its plant may be linked to one thing there.
    """
    circles: dict[str, set[str]] = {}
    for pair, told in sorted(decisions.pairs.items()):
        if told.verdict != "same" or any("://" in side for side in pair):
            continue
        one, other = (circles.get(side, {side}) for side in pair)
        joined = one | other
        circles |= dict.fromkeys(joined, joined)
    return [circle for side, circle in sorted(circles.items()) if side == min(circle)]
