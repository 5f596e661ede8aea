"""Candidates that name one party, fused into one actor with its aliases. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.extract.names.candidates import Candidate
    from kg.model.facts import ActorType

_BLANK: Final = re.compile(r"\s+")


@dataclass(slots=True, kw_only=True)
class Party:
    """One party in the making.

    Attributes:
        names: Printed names, with how often each was seen.
        types: What rules took it for, with the confidence (percent) summed.
        first: The surest candidate.
    """

    key: str
    first: Candidate
    names: Counter[str] = field(default_factory=Counter)
    also: list[str] = field(default_factory=list)
    email: str = ""
    types: Counter[ActorType] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The canonical name: the longest printed one, the first of equals."""
        return max(self.names, key=len)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every other printed name, longest first."""
        others = {*self.names, *self.also} - {self.name}
        return tuple(sorted(others, key=lambda name: (-len(name), name)))

    def type_or(self, default: ActorType) -> ActorType:
        """Return the type most surely told, or the default."""
        if not self.types:
            return default
        return max(self.types, key=lambda kind: self.types[kind])


def gather(candidates: Iterable[Candidate], aliases: Mapping[str, str]) -> dict[str, Party]:
    """Fuse candidates by key.

    Args:
        candidates: Settled, in the order of the text.
        aliases: Short form to the name it stands for.
    """
    parties: dict[str, Party] = {}
    keys: dict[str, str] = {}
    for candidate in candidates:
        full = aliases.get(candidate.name, candidate.name)
        plain = plain_form(full)
        key = keys.setdefault(plain, candidate.of or plain)
        party = parties.setdefault(key, Party(key=key, first=candidate))
        party.names[candidate.name] += 1
        party.email = party.email or candidate.email
        if candidate.also and candidate.also not in party.also:
            party.also.append(candidate.also)
        if candidate.type:
            party.types[candidate.type] += round(100 * candidate.confidence)
        if candidate.confidence > party.first.confidence + 0.2:
            party.first = candidate
    return parties


def plain_form(name: str) -> str:
    """Return a name without blanks, in lower case: what two spellings share."""
    return _BLANK.sub("", name).casefold()
