"""Who helped whom with what, party by party: each kind of help with the words that tell it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import vocab
from kg.web import lookup
from kg.web.evidence import Quote, assertions_of, distinct, longest, quotes, with_clauses
from kg.web.shifts import Shift, shifts_of
from kg.web.terms import Badge, Shown, show_node, status
from kg.web.times import Day, day_of
from kg.web.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import NamedNode

MOST_DEEDS: Final = 120  # a page is for reading; more are a question to /sparql
MOST_PARTIES: Final = 24
MOST_CHANGES: Final = 6  # of one party
GIVERS: Final = (vocab.supporter, vocab.partner)
TAKERS: Final = (vocab.recipient, vocab.recipientGroup)
SECTIONS: Final = (("given", GIVERS, TAKERS), ("received", TAKERS, GIVERS))
TOLD: Final = frozenset(predicate.value for predicate in (*GIVERS, *TAKERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One kind of help, as one or several sources tell it.

    Attributes:
        label: Kinds of help and the product, in words.
        things: The activities in the graph: more than one where sources tell the same.
        day: When it was, or when it was reported.
    """

    label: str
    things: tuple[Shown, ...]
    status: Badge | None = None
    day: Day | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One that was helped, or that helped.

    Attributes:
        name: None where nobody is named.
        changes: What changed at one that was helped, the first of it, each with its words.
    """

    name: Shown | None
    deeds: tuple[Deed, ...]
    changes: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What a thing did for others, or got from them.

    Attributes:
        id: `given` or `received`.
        more: Activities beyond those told here.
    """

    id: str
    parties: tuple[Party, ...]
    more: int = 0


def help_of(node: NamedNode) -> tuple[Help, ...]:
    """Return the help a thing gave and the help it got; empty for what has no part in any."""
    found = (_section(node, name, own, other) for name, own, other in SECTIONS)
    return tuple(each for each in found if each.parties)


def _section(
    node: NamedNode, name: str, own: Sequence[NamedNode], other: Sequence[NamedNode]
) -> Help:
    pointing = dict.fromkeys(
        subject for predicate in own for subject, _, _ in lookup.triples(None, predicate, node)
    )
    acts = sorted(pointing, key=str)
    told = [one for one in acts[:MOST_DEEDS] if vocab.SupportActivity in lookup.types(one)]
    by_party: dict[NamedNode | None, list[NamedNode]] = defaultdict(list)
    for act in told:
        parties = [party for predicate in other for party in lookup.nodes(act, predicate)]
        for party in dict.fromkeys(parties) or [None]:
            by_party[party].append(act)
    ordered = sorted(by_party, key=lambda one: (one is None, -len(by_party[one]), str(one)))
    shown = ordered[:MOST_PARTIES]
    reached = {act for party in shown for act in by_party[party]}
    return Help(
        id=name,
        parties=tuple(
            Party(
                name=show_node(party) if party else None,
                deeds=tuple(_deeds(by_party[party], node)),
                changes=shifts_of(party, most=MOST_CHANGES).cards
                if party and name == "given"
                else (),
            )
            for party in shown
        ),
        more=len(acts) - len(reached),
    )


def _deeds(acts: Iterable[NamedNode], node: NamedNode) -> Iterator[Deed]:
    """Yield the help in order of time; what is told in the same words by several, once."""
    same: dict[tuple[str, Badge | None], list[NamedNode]] = defaultdict(list)
    for act in acts:
        same[_label(act), status(act)].append(act)
    deeds = []
    for (label, state), group in same.items():
        found = [quote for act in group for quote in _words(act, node)]
        days = [day for act in group if (day := day_of(act))]
        deeds.append(
            Deed(
                label=label,
                things=tuple(show_node(act) for act in group),
                status=state,
                day=min(days, key=lambda day: (day.is_reported, day.iso), default=None),
                quotes=distinct(found),
            )
        )
    yield from sorted(deeds, key=lambda deed: (deed.day.iso if deed.day else "~", deed.label))


def _label(act: NamedNode) -> str:
    kinds, products = (
        ", ".join(lookup.label(term).value for term in lookup.nodes(act, predicate))
        for predicate in (vocab.supportKind, vocab.product)
    )
    kinds = kinds or text("page.support")
    return f"{kinds} ({products})" if products else kinds


def _words(act: NamedNode, node: NamedNode) -> tuple[Quote, ...]:
    twins = assertions_of(act)
    own = [twin for (_, value), behind in twins.items() if value == str(node) for twin in behind]
    return longest(with_clauses(twins, quotes(own)))
