"""What an English reader of supports keeps in mind: the firm in focus, people, speakers. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import can_take
from kg.extract.discourse.parties import Party, is_pointer
from kg.extract.grammar import english_clauses, english_frames
from kg.extract.grammar.words import table
from kg.extract.names import english_labels
from kg.extract.names.english_forms import is_lender
from kg.extract.supports import english_subjects
from kg.extract.supports.english_subjects import gives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.discourse.memory import Memory
    from kg.extract.discourse.scene import Scene
    from kg.extract.grammar.clauses import Stretch
    from kg.extract.reading import Mention, Reading
    from kg.extract.supports.english_deeds import Deed


def speaker(reading: Reading, stretch: Stretch, memory: Memory) -> None:
    """Take note of whose words a quotation is, for "we" and "us"."""
    if not stretch.is_quote:
        return
    firms = memory.posts
    sentence = stretch.sentence
    label = english_labels.of(sentence)
    if label is not None:
        told = label.name.of(reading.document.text).casefold()
        for person, firm in firms.items():
            if firm and (told in person.casefold().split() or told in {"a", "answer"}):
                memory.own = (firm,)
                return
    outside = [
        m
        for m in reading.mentions_in(sentence.span)
        if m.type == "Person" and not any(quote.holds(m.span) for quote in sentence.quotes)
    ]
    for mention in outside:
        firm = firms.get(mention.names[0])
        if firm:
            memory.own = (firm,)
            return
    if not memory.own:
        known = [firm for firm in firms.values() if firm]
        memory.own = tuple(known[:1]) or memory.only


def after(view: Scene, memory: Memory, helpers: set[str]) -> None:
    """Take note of whom a sentence was about, and of whose people it told."""
    if view.stretch.is_quote:
        return
    text = view.stretch.text
    named = [p for p in view.parties if p.is_named and p.type != "Person"]
    heads = [p for p in named if not english_clauses.is_object(text[: view.at(p)[0]])]
    if heads:
        told = [p for p in heads if _REPORTED.search(text[: view.at(p)[0]])]
        memory.subject = (told or heads)[0]  # "the council said Garam had sent": Garam goes on
    givers = [p for p in heads if gives(p)]
    if givers:
        memory.topic = givers[0]
    takers = [
        p
        for p in named
        if can_take(p)
        and not set(p.names) & helpers
        and p.type != "LighthouseFactory"
        and not is_lender(p.names[0])
    ]
    crowds = [p for p in view.parties if p.group and not p.is_named and can_take(p)]
    crowds = [p for p in crowds if not gives(p) and not is_pointer(p, "en")]
    crowds = [p for p in crowds if re.search(r"(?:^|\s)\S*(?:s|ies|men)$", p.group or "")]
    if crowds:
        memory.crowd = crowds[-1]
    if takers:
        if memory.firm is not None and memory.firm.names != takers[0].names:
            memory.former = memory.firm
        memory.firm = takers[0]
        if not set(takers[0].names) & set(memory.recipients) and memory.group is None:
            memory.shared = False
    for party in named:
        if english_subjects.is_acting(text, *view.at(party)):
            memory.people = party.names


_REPORTED: Final = re.compile(
    r"\b(?:said|says|reported|reports|announced|noted|added|explained)\s(?:(?:on\s)?[A-Z][a-z]+day\s)?(?:that\s)?(?:the\s)?$"
)
_US: Final = re.compile(r"(?<![\w-])(?:us|we|We)(?![\w-])")
_HOUSES: Final = frozenset({"PublicAgency", "IndustryAssociation", "Ministry", "ResearchInstitute"})
_MASTHEAD: Final = 2  # lines in which a newsletter names who sends it


def house(reading: Reading) -> Mention | None:
    """Return the body whose newsletter a text is, "we" outside of quotations: named at its head."""
    heads = [one for one in reading.sentences if one.paragraph < _MASTHEAD][:_MASTHEAD]
    named = (m for one in heads for m in reading.mentions_in(one.span) if m.kind != "group")
    first = next(named, None)
    return first if first is not None and first.type in _HOUSES else None


def us(stretch: Stretch, sender: Mention, told: tuple[Party, ...]) -> Iterator[Party]:
    """Yield the sender of a newsletter where it says "us" or "we"."""
    for found in _US.finditer(stretch.text):
        span = stretch.span(found.start(), found.end())
        if not any(span.meets(party.span) for party in told):
            yield Party(span=span, names=sender.names, type=sender.type, kind="anaphor")


_PAID_FOR: Final = re.compile(
    r"\b(?:for|towards?)\s((?:an?|the|its|new|their|[a-z]+s\b|[a-z-]+\s[a-z]+s\b)\s?.*)"
)
_PAID: Final = re.compile(
    r"\b(?:on|of)\s((?:an?|the|its|new)\s(?!\d|[a-z]+\s(?:million|billion)).*)"
)
# The thing right behind "financed", "will pay for", "was paid for"
_BOUGHT: Final = re.compile(
    r"\s?((?:an?|the|its|their|two|three|four|five|six|\d+|new|[a-z-]+s)\s?.*)"
)
_TIME: Final = re.compile(
    r"(?:hours?|days?|nights?|weeks?|months?|years?|quarters?|time|second year|term|shift"
    r"|it|them|free|us|nothing)$"
)
_DETERMINER: Final = re.compile(
    rf"^(?:\s|(?:{'|'.join(table('en/grammar')['before_products'])})\s)+", re.IGNORECASE
)


@cache
def _stop() -> re.Pattern[str]:
    listed = "|".join(table("en/gifts")["product_stops"])
    return re.compile(rf"[,.;:(\u2592]|\s(?:{listed})\b")


def product(deed: Deed) -> str | None:
    """Return what was given: the noun phrase of equipment, or what money was for."""
    if deed.kind == "Funding":
        return _paid_for(deed)
    if deed.kind != "FacilityInvestment" or deed.frame.takes == "party":
        return None
    return _noun_phrase(deed.told)


def _paid_for(deed: Deed) -> str | None:
    """Return what money was for: "financed two presses", "60 million won for a lathe"."""
    told = deed.told
    if deed.frame.id in {"fund", "pay-for"}:
        found = _BOUGHT.match(told)
        named = _noun_phrase(found[1]) if found else None
        if named and english_frames.cue_of(named) != "money":
            return named
    for pattern in (_PAID_FOR, _PAID):
        found = pattern.search(told)
        named = _noun_phrase(found[1]) if found else None
        if named:
            return named
    return None


def _noun_phrase(told: str) -> str | None:
    bare = _DETERMINER.sub("", told.lstrip(" \u2592"))
    kept = _stop().split(bare, maxsplit=1)[0].strip()
    is_short = kept and len(kept.split()) <= _LONGEST and kept[0].islower()
    return kept if is_short and not _TIME.search(kept) else None


_LONGEST: Final = 4  # words of a product's name
