"""Supports: who helped whom, in which way, and whether it happened. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import Memory
from kg.extract.reading import Mention
from kg.extract.supports import english as supports_en
from kg.extract.supports import korean as supports_ko
from kg.model.facts import Actor
from kg.model.guide import COARSER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.extract.discourse.parties import Party
    from kg.extract.reading import Reading
    from kg.model.facts import Support

BARE: Final = ".bare"  # ends the rule of a support whose words tell no kind
AGAIN: Final = ".again"  # ends the rule of one that only goes on with what was told


def read(reading: Reading) -> Reading:
    """Add the supports of a document, told in sentences, bullets and table rows.

    A firm or body that no list of names knew, but that a support cannot do without, becomes
    an actor of its own.
    """
    memory = Memory()
    reader = supports_ko if reading.lang == "ko" else supports_en
    found = _without_echoes(reader.read(reading, memory))
    known = {name for actor in reading.facts.actors for name in (actor.name, *actor.aliases)}
    new = [party for name, party in memory.introduced.items() if name not in known]
    facts = replace(
        reading.facts,
        supports=tuple(found),
        actors=(*reading.facts.actors, *(_actor(reading, party) for party in new)),
    )
    return replace(reading, facts=facts, mentions=_with_mentions(reading, new))


def _actor(reading: Reading, party: Party) -> Actor:
    return Actor(
        basis=reading.basis(party.span, f"actor.{reading.lang}.support", 0.6),
        name=party.names[0],
        type=party.type or "OtherOrganization",
    )


def _with_mentions(reading: Reading, new: list[Party]) -> tuple[Mention, ...]:
    """Return the mentions with those of new parties, for the layers that follow."""
    fresh = [
        Mention(
            span=party.span,
            names=party.names,
            type=party.type,
            kind="name",
            particle=party.particle,
        )
        for party in new
        if not any(party.span.meets(mention.span) for mention in reading.mentions)
    ]
    return tuple(sorted((*reading.mentions, *fresh), key=lambda mention: mention.span))


def guide_view(
    supports: Iterable[Support], named: Collection[str] | None = None
) -> tuple[Support, ...]:
    """Return supports as the annotation guide counts them: seven kinds, each pair once.

    A visit and a hearing are a Diagnosis, the derivation of tasks is Mentoring. With
    `named`, the names of the document's actors, supports by groups without a name are left out.
    """
    merged: dict[tuple[object, ...], Support] = {}
    for support in supports:
        if named is not None and not any(name in named for name in support.supporter):
            continue
        kind = COARSER.get(support.kind, support.kind)
        key = (frozenset(support.supporter), frozenset(support.recipient), kind, support.status)
        known = merged.get(key)
        merged[key] = _merge(known, support) if known else replace(support, kind=kind)
    return tuple(merged.values())


def _merge(first: Support, second: Support) -> Support:
    return replace(
        first,
        programme=first.programme or second.programme,
        product=first.product or second.product,
        purpose=first.purpose or second.purpose,
        partners=first.partners or second.partners,
        heard=(*first.heard, *(item for item in second.heard if item not in first.heard)),
        yielded=(*first.yielded, *(item for item in second.yielded if item not in first.yielded)),
        mentor_affiliation=first.mentor_affiliation or second.mentor_affiliation,
    )


def _without_echoes(found: Iterable[Support]) -> list[Support]:
    """Join what is told twice, and drop a bare "지원" where the same pair's kind is told."""
    merged: dict[tuple[object, ...], Support] = {}
    for support in found:
        key = (
            frozenset(support.supporter),
            frozenset(support.recipient),
            support.kind,
            support.status,
        )
        known = merged.get(key)
        if known and known.basis.rule.endswith(BARE):
            merged[key] = _merge(support, known)  # what tells the kind is kept
        else:
            merged[key] = _merge(known, support) if known else support
    listed = list(merged.values())
    return [support for support in listed if not _is_echo(support, listed)]


def _is_echo(support: Support, others: list[Support]) -> bool:
    if any(_is_briefer(support, other) for other in others):
        return True
    if support.basis.rule.endswith(AGAIN):
        return any(
            other.status == support.status
            and set(other.recipient) & set(support.recipient)
            and set(other.supporter) & set(support.supporter)
            for other in others
            if other is not support
        )
    if not support.basis.rule.endswith(BARE):
        return False
    told = [o for o in others if o is not support and not o.basis.rule.endswith(BARE)]
    if support.recipient == (support.recipient_group,):
        # A headline for what each of them then does, for the same firms by another name
        each = {name for o in told if o.recipient_group for name in o.supporter}
        if set(support.supporter) <= each:
            return True
    return any(
        set(other.recipient) & set(support.recipient)
        and set(other.supporter) & set(support.supporter)
        for other in told
    )


def _is_briefer(support: Support, other: Support) -> bool:
    """Tell whether a support tells in fewer words of the same group: "협력사", "협력사 80곳"."""
    short, full = support.recipient_group or "", other.recipient_group or ""
    if support.recipient != (short,) or other.recipient != (full,) or len(short) >= len(full):
        return False
    if (support.supporter, support.kind, support.status) != (
        other.supporter,
        other.kind,
        other.status,
    ):
        return False
    counted = rf"(?:.*\s)?{re.escape(short)}(?:\s?\d.*|\s[가-힣]{{1,3}}\s곳)"
    return re.fullmatch(counted, full) is not None
