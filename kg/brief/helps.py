"""Who helped whom and how, grouped as a person would tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import NamedNode

    from kg.brief.notes import Notes
    from kg.brief.phrases import Phrases

UNTOLD: Final = "Other"  # the kind of help that says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """The same help of one party to one or several.

    Attributes:
        is_vague: Whether either side is told as a group and not by name.
    """

    supporter: str
    recipients: tuple[str, ...]
    kinds: tuple[str, ...]
    products: tuple[str, ...]
    is_planned: bool
    is_vague: bool
    notes: tuple[int, ...]

    def sentence(self, say: Phrases) -> str:
        """Return it as one sentence."""
        about = say.fill("about", product=say.joined(self.products)) if self.products else ""
        return say.sentence(
            "support_planned" if self.is_planned else "support",
            supporter=self.supporter,
            recipient=say.joined(self.recipients),
            kinds=say.joined(self.kinds),
            about=about,
        )


def helps_of(say: Phrases, notes: Notes, supports: Sequence[NamedNode]) -> tuple[Help, ...]:
    """Return the help, those who had the same from the same party together; named ones first."""
    single: dict[tuple[str, bool, str, bool], list[NamedNode]] = {}
    for one in supports:
        for key in _pairs(say, one):
            single.setdefault(key, []).append(one)
    groups: dict[tuple[object, ...], list[tuple[str, list[NamedNode]]]] = {}
    for (supporter, is_planned, recipient, is_vague), own in single.items():
        same = (supporter, is_planned, is_vague, _kinds(say, own), _products(say, own))
        groups.setdefault(same, []).append((recipient, own))
    found = [
        Help(
            supporter=str(supporter),
            recipients=tuple(sorted(name for name, _ in members)),
            kinds=_kinds(say, members[0][1]),
            products=_products(say, members[0][1]),
            is_planned=bool(is_planned),
            is_vague=bool(is_vague),
            notes=notes.of(*dict.fromkeys(one for _, own in members for one in own)),
        )
        for (supporter, is_planned, is_vague, *_), members in groups.items()
    ]
    sure = {one.supporter for one in found if not one.is_vague}

    def order(one: Help) -> tuple[object, ...]:
        own = (one.supporter, one.is_vague, -len(one.kinds), one.recipients)
        return (one.is_planned, one.supporter not in sure, *own)

    return tuple(sorted(found, key=order))


def _pairs(say: Phrases, support: NamedNode) -> Iterator[tuple[str, bool, str, bool]]:
    """Yield helper and helped of one support, and whether either is only a group."""
    graph = say.graph
    helpers = graph.nodes(support, ["supporter"])
    helped = graph.nodes(support, ["recipient"]) or graph.nodes(support, ["recipientGroup"])
    supporter = say.names(support, "supporter") or say.words["nobody"]
    is_planned = say.code(support, "status") == "planned"
    no_name = not helpers or any(_is_group(say, one) for one in helpers)
    if not helped:
        yield supporter, is_planned, say.words["nobody"], True
    for one in helped:
        yield supporter, is_planned, say.name(one), no_name or _is_group(say, one)


def _is_group(say: Phrases, party: NamedNode) -> bool:
    return vocab.ActorGroup in say.graph.nodes(party, [vocab.RDF.type.value])


def _kinds(say: Phrases, supports: Sequence[NamedNode]) -> tuple[str, ...]:
    named = dict.fromkeys(
        name
        for one in supports
        if say.code(one, "supportKind") != UNTOLD
        for name in say.called(one, "supportKind")
    )
    return tuple(named) or (say.words["other_kind"],)


def _products(say: Phrases, supports: Sequence[NamedNode]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in supports for name in say.goods(one)))
