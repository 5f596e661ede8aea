"""What a Korean quantity states without a verb: by a noun of change, or by a copula. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.verbs import Part, is_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.measurements.verbs import Verb
    from kg.extract.reading import Quantity


def named(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Part | None:
    """Read what a noun calls a change: "생산성 향상 폭은 평균 18.9%", "갑절인 160억 원"."""
    start, end = quantity.span.start, quantity.span.end
    if quantity.kind in ("multiple", "fraction"):
        is_leading = pattern("ko", "changes", "leading").match(text, end)
        ahead = text[max(0, start - 16) : start]
        is_part = pattern("ko", "changes", "part_of").search(ahead)  # "설비비의 절반인 1억 원"
        return Part("percent", quantity) if is_leading and not is_part else None
    ahead = text[max(0, start - 24) : start]
    if quantity.kind == "percent" and pattern("ko", "changes", "marked_share").search(ahead):
        return Part("percent", quantity)
    noun = pattern("ko", "changes", "rate_noun").search(ahead)
    if noun is None:
        return None
    place = max(0, start - 24) + noun.start("verb")
    verb = next((one for one in verbs if one.start == place), None)
    if quantity.kind not in ("percent", "points") and verb is None:
        return None
    return Part("percent" if quantity.kind == "percent" else "absolute", quantity, verb)


def stated(text: str, quantity: Quantity) -> Part | None:
    """Read a quantity that nothing but a copula or the end of a line follows: "2.4배", "85%임"."""
    end = quantity.span.end
    if is_value(quantity) and quantity.kind != "fraction":
        return (
            Part("value", quantity) if pattern("ko", "changes", "copula").match(text, end) else None
        )
    ahead = text[max(0, quantity.span.start - 16) : quantity.span.start]
    if quantity.kind == "points" or pattern("ko", "changes", "part_of").search(ahead):
        return None
    is_told = pattern("ko", "changes", "reached").match(text, end)
    return Part("percent", quantity) if is_told else None
