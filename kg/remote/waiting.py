"""How long to wait before a question is sent again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

FIRST: Final = 0.5  # seconds; doubled each time
LONGEST: Final = 30.0  # seconds of our own accord
PATIENCE: Final = 120.0  # seconds at a server's wish


def pause(repeat: int, wish: str = "") -> float:
    """Return the seconds to wait after failure number `repeat`, counted from 0.

    Args:
        repeat: How many failures came before.
        wish: The server's `Retry-After`: seconds or an HTTP date; empty or unreadable is none.

    >>> pause(0), pause(3), pause(20), pause(0, "7")
    (0.5, 4.0, 30.0, 7.0)
    """
    wanted = _seconds(wish)
    if wanted is not None:
        return min(max(wanted, 0.0), PATIENCE)
    return float(min(FIRST * 2 ** min(repeat, 10), LONGEST))


def _seconds(wish: str) -> float | None:
    if wish.strip().isdecimal():
        return float(wish)
    try:
        until = parsedate_to_datetime(wish)
    except ValueError:
        return None
    moment = until if until.tzinfo else until.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()
