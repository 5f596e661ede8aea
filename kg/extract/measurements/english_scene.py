"""Who helps and who is helped in an English text, as far as figures need to know it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.words import table

if TYPE_CHECKING:
    from kg.extract.measurements.holder import Holder
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Mention, Reading
    from kg.model.facts import ActorType

PUBLIC: Final[frozenset[ActorType]] = frozenset(
    {
        "Ministry",
        "PublicAgency",
        "IndustryAssociation",
        "InternationalOrganization",
        "ResearchInstitute",
        "Media",
    }
)
SMALL: Final[frozenset[ActorType]] = frozenset({"SME", "MidSizedEnterprise", "LighthouseFactory"})
NEAR: Final = 60  # code points around a name that tell what its party does
NAME_GOES_ON: Final = re.compile(r"(?:\s(?:[A-Z][\w&'’.-]*|of|and(?=\s[A-Z])))*")


@dataclass(slots=True)
class Scene:
    """The parties of one text; a reader of it notes as it goes whose figures were told.

    Attributes:
        helpers: Names of those who help or pay.
        helped: Names of those who are helped.
        last: Whose figure the last one was, and in which sentence.
        payer: Who paid what was told last, and in which sentence.
        cue: What the last figure measured, for "it rose".
        first: Where each name first stands, in order.
    """

    helpers: frozenset[str] = frozenset()
    helped: frozenset[str] = frozenset()
    last: Holder | None = None
    last_index: int = -1
    cue: Cue | None = None
    payer: Holder | None = None
    payer_index: int = -1
    first: dict[str, int] = field(default_factory=dict)

    def is_helper(self, names: tuple[str, ...]) -> bool:
        """Tell whether parties only help: none of them is helped as well."""
        return bool(set(names) & self.helpers) and not set(names) & self.helped

    @property
    def order(self) -> tuple[str, ...]:
        """The names in the order the text first gives them."""
        return tuple(self.first)


@cache
def choice(key: str) -> str:
    """Return a pattern of one list of `words/en/scene.toml`."""
    return f"(?:{'|'.join(sorted(table('en/scene')[key], key=len, reverse=True))})"


@cache
def either(key: str) -> re.Pattern[str]:
    """Return the words of one list of `words/en/scene.toml`, whole words only."""
    return re.compile(rf"\b{choice(key)}(?!\w)", re.IGNORECASE)


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    between = rf"(?:,[^,.;]{{3,70}},)?(?:,?\s{choice('between')})*"
    return (
        re.compile(rf"{between}\s{choice('gives')}\b"),
        re.compile(rf"\b{choice('given')}\s(?:the |a )?$", re.IGNORECASE),
        re.compile(rf"{between}\s{choice('taken')}\b"),
    )


def of(reading: Reading) -> Scene:
    """Return the parties of a text, sorted by what they do."""
    votes: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in reading.mentions:
        if mention.type in (None, "Person") or mention.kind == "group":
            continue
        for name in mention.names:
            votes[name] += _vote(reading, mention)
            first.setdefault(name, mention.span.start)
    for support in reading.facts.supports:
        for name in support.supporter:
            votes[name] += 2
        for name in support.recipient:
            votes[name] -= 2
    return Scene(
        helpers=frozenset(name for name, count in votes.items() if count > 0),
        helped=frozenset(name for name, count in votes.items() if count < 0),
        first=first,
    )


def _vote(reading: Reading, mention: Mention) -> int:
    """Return how far a mention shows its party as a helper; less than 0: as one helped."""
    gives, given, taken = _cues()
    text = reading.document.text
    end = name_end(text, mention)
    vote = 3 if mention.type in PUBLIC else 1 if mention.type == "LargeEnterprise" else 0
    if given.search(text[max(0, mention.span.start - NEAR) : mention.span.start]):
        vote += 1
    if taken.match(text, end):
        vote -= 1
    elif gives.match(text, end):
        vote += 1
    head = text[max(0, mention.span.start - 4) : mention.span.start]
    return vote - 2 if head in ("\nAt ", " At ") or (head == "At ") else vote


def name_end(text: str, mention: Mention) -> int:
    """Return where the printed name ends, capitals behind a short form included."""
    match = NAME_GOES_ON.match(text, mention.span.end)
    return match.end() if match and mention.kind == "alias" else mention.span.end
