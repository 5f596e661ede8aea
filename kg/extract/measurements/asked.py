"""Shares of those asked in a survey: they belong to the answers, not to a firm. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.measurements.figures import Amount

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity

BEFORE: Final = 40  # code points between a word for being content and the share behind it
BEHIND: Final = 60


def satisfaction(line: Line, quantity: Quantity) -> Cue | None:
    """Return the words near a share that tell of being content, if there are any."""
    at = quantity.span.start
    near = (cue for cue in line.cues if -BEFORE <= cue.start - at <= BEHIND)
    return next((cue for cue in near if cue.code == "Satisfaction"), None)


def of_those_asked(quantity: Quantity, cue: Cue | None) -> Amount:
    """Return the share as an amount of nobody by name."""
    return Amount(
        quantity=quantity,
        code="Satisfaction" if cue else "Other",
        cue=cue,
        is_plan=False,
        is_survey=True,
    )
