"""The fuller words for firms that a bare plural means: "the foundries", "selected firms". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party


def told_before(party: Party, memory: Memory) -> tuple[str, ...] | None:
    """Return the fuller words for the firms a bare plural means: "the foundries"."""
    phrase = party.group or ""
    if party.is_named or not _BARE.fullmatch(phrase):
        return None
    head = phrase.split()[-1].casefold()
    head = "participants" if _CHOSEN.match(phrase) else head
    crowd = memory.crowd.names if memory.crowd is not None else ()
    for told in (memory.recipients if memory.group else (), crowd):
        if (
            told
            and told[0] != phrase
            and (told[0].casefold().endswith(head) or head in _PARTICIPANTS)
        ):
            return told
    return None


_BARE: Final = re.compile(
    r"(?:(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose)\s)?(?:(?i:selected|chosen|participating|supported|successful"
    r"|winning|assisted|beneficiary)\s)?[A-Za-z-]+s"
)


_CHOSEN: Final = re.compile(
    r"(?:the |these |those )?(?:selected|chosen|successful|winning|beneficiary)\s", re.IGNORECASE
)


_PARTICIPANTS: Final = frozenset({"participants", "recipients", "winners", "members", "applicants"})
