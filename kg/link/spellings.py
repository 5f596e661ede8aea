"""One spelling for the things that sources share: programmes, events, products, topics. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.model.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.facts import Facts


def spellings(told: Iterable[Facts]) -> dict[str, str]:
    """Return the spelling to show for each folded name that is written in several ways.

    The most frequent one, of equals the one with more blanks, as print has them.
    """
    counts: dict[str, Counter[str]] = {}
    for facts in told:
        for name in _shared(facts):
            counts.setdefault(fold(name), Counter())[name] += 1
    return {
        folded: min(names, key=lambda name: (-names[name], -len(name), name))
        for folded, names in sorted(counts.items())
        if len(names) > 1
    }


def _shared(facts: Facts) -> Iterator[str]:
    for actor in facts.actors:
        yield from actor.products
    for event in facts.events:
        yield from (event.name, *event.topics)
    yield from (programme.name for programme in facts.programmes)
    yield from (group.product for group in facts.groups if group.product)
    for support in facts.supports:
        yield from filter(None, (support.programme, support.product))
    for measurement in facts.measurements:
        yield from filter(None, (measurement.product, measurement.unit))
    for statement in facts.statements:
        yield from statement.topics
    yield from (each.product for each in facts.circumstances if each.product)
