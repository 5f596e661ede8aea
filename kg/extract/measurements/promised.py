"""What the sentences around a sum promise, where it tells no time of its own. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.measurements import tenses

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Line
    from kg.model.facts import StatusCode

HEADLINES: Final = 3  # lines at the head of a document that may be headlines


def before(line: Line) -> StatusCode | None:
    """Return `target` where the sentence before promises: "총사업비는 40억 원이다" goes on."""
    for back in range(line.index - 1, max(-1, line.index - 3), -1):
        told = tenses.told(line.reading.sentences[back].text, line.reading.lang)
        if told:
            return "target" if told != "past" else None
    return None


def behind(line: Line) -> StatusCode | None:
    """Return `target` where a headline's sum is of what the first sentences below promise."""
    if line.reading.lang != "ko" or line.index >= HEADLINES or line.text[-1:] == ".":
        return None
    for one in line.reading.sentences[line.index + 1 : line.index + 1 + HEADLINES]:
        told = tenses.told(one.text, line.reading.lang)
        if told:
            return "target" if told != "past" else None
    return None
