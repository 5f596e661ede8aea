"""What makers without a name make, called back from before: "국내 제조업체". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.parties import Party
    from kg.extract.discourse.scene import Scene
    from kg.extract.reading import Reading


def with_product(
    reading: Reading, view: Scene, party: Party, memory: Memory
) -> tuple[str | None, str | None]:
    """Return a group's noun phrase and product, the product called back for bare makers.

    After "검사키트 주문이 몰리자", "국내 제조업체" are makers of test kits.
    """
    if party.kind != "group" or party.type is not None:
        return party.group, party.product
    phrase = party.group or ""
    if party.product or not re.search(r"(?:제조|생산)\s?(?:업체|기업|사)(?:들)?$", phrase):
        return phrase, party.product
    product = _product_before(reading, view, party) or (
        memory.product if memory.product_paragraph == view.stretch.sentence.paragraph else None
    )
    if product is None:
        return phrase, None
    head = re.search(r"(?:제조|생산)\s?(?:업체|기업|사)(?:들)?$", phrase)
    return f"{product} {head[0] if head else phrase}", product


def _product_before(reading: Reading, view: Scene, party: Party) -> str | None:
    """Return the product of a circumstance that the same sentence told of before the party."""
    for circumstance in reversed(reading.facts.circumstances):
        place = circumstance.basis.evidence[0].place
        if (
            circumstance.product
            and isinstance(place, Span)
            and view.stretch.start <= place.start < party.span.start
        ):
            return circumstance.product
    return None
