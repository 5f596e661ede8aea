"""Parties of a sentence: names, unnamed groups, and lists of them, with particles. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import trades, unnamed
from kg.extract.grammar import particles
from kg.extract.grammar.clauses import MASK, pattern, words
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.grammar.clauses import Stretch
    from kg.extract.reading import Mention, MentionKind, Reading
    from kg.model.facts import ActorType

_FORM: Final = r"(?:,?\s(?:Inc|Co|Corp|Ltd|LLC|GmbH|PLC|plc|AG|KK)\.?)*"
_JOINT_EN: Final = re.compile(
    rf"{_FORM}(?:\sgovernment|\s\([^()]*\))?\s?(?:,|&|and|,\s?and|as well as|/)\s?(?:the\s)?"
)
_GOES_ON: Final = re.compile(r"(?:,\s[^,.;]{2,40})*,?\s(?:and|&)\s(?:the\s)?[A-Z\d]")
_BRACKET: Final = re.compile(r"\s?\([^()]{1,40}\)")
_SUM: Final = re.compile(
    r"\s?등\s(?:총\s)?((?:\d[\d,]*\s?(?:여\s?)?(?:개|곳)\s?)?[가-힣]+)(?=[\s,])"
)
_HEADS: Final = re.compile(r"\s|\s[-–—]\s|[:,]\s(?=[A-Z])|:\s")
_JOINT_SPACE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party, or a list of parties that fill one slot together.

    Attributes:
        span: The words, particle excluded.
        names: Canonical names, or the noun phrase of a group without names.
        particle: What is glued behind in Korean ("은", "에", "의"), or empty.
        group: The noun phrase that stands for the members, when there is one.
        product: What a group makes, as its noun phrase says.
        is_list: Whether several were joined.
        lead: Where words that only say what it is begin ("전지 업체 가람"), -1 without.
    """

    span: Span
    names: tuple[str, ...]
    type: ActorType | None
    kind: MentionKind
    particle: str = ""
    group: str | None = None
    product: str | None = None
    is_list: bool = False
    lead: int = -1

    @property
    def is_named(self) -> bool:
        """Whether at least one member has a name."""
        return self.kind != "group" or self.type is not None


def parties(reading: Reading, stretch: Stretch) -> tuple[Party, ...]:
    """Return the parties of a stretch in order, lists joined."""
    whole = Span(stretch.start, stretch.end)
    named = [
        _of(mention, reading, stretch)
        for mention in reading.mentions_in(whole)
        if stretch.text[mention.span.start - stretch.start] != MASK
    ]
    taken = [(p.span.start - stretch.start, p.span.end - stretch.start) for p in named]
    groups = [
        _group(reading, stretch, place)
        for place in unnamed.phrases(stretch.text, reading.lang, taken)
    ]
    found = sorted([*named, *groups], key=lambda party: party.span)
    if reading.lang == "en":
        found = [party for party in found if not _in_bracket(stretch, party)]
    return _joined(reading, _clear(found))


def _in_bracket(stretch: Stretch, party: Party) -> bool:
    """Tell whether a person only stands in brackets: "Garam Technopark (president Han Ji-woo)"."""
    if party.type != "Person":
        return False
    lead = stretch.text[: party.span.start - stretch.start]
    return lead.rfind("(") > lead.rfind(")")


def _clear(found: Sequence[Party]) -> list[Party]:
    """Drop what a wider party covers."""
    kept: list[Party] = []
    for party in found:
        if kept and kept[-1].span.meets(party.span):
            if len(party.span) > len(kept[-1].span):
                kept[-1] = party
            continue
        kept.append(party)
    return kept


def particle_after(text: str, at: int, end: int) -> str:
    """Return the Korean particle glued at `at` or behind a bracket there, else an empty string."""
    bracket = _BRACKET.match(text, at, end)
    at = bracket.end() if bracket else at
    match = particles.behind().match(text, at, min(end, at + 12))
    return match[0] if match else ""


def _of(mention: Mention, reading: Reading, stretch: Stretch) -> Party:
    if mention.kind == "group" and mention.type is None:
        start = mention.span.start - stretch.start
        lead = re.match(r"등\s(?:총\s)?", stretch.text[start:])
        start += lead.end() if lead else 0
        return _group(reading, stretch, (start, mention.span.end - stretch.start))
    span = mention.span
    full = Span(span.start, span.start + len(mention.names[0]))
    if len(full) > len(span) and full.of(reading.document.text) == mention.names[0]:
        span = full  # the name goes on where its short form was found
    particle = particle_after(reading.document.text, span.end, stretch.end)
    return Party(
        span=span,
        names=mention.names,
        type=mention.type,
        kind=mention.kind,
        particle=(particle or mention.particle) if reading.lang == "ko" else "",
    )


def _group(reading: Reading, stretch: Stretch, place: tuple[int, int]) -> Party:
    """Return an unnamed party, widened by what its members make."""
    start, end = place
    product = None
    particle = ""
    if reading.lang == "ko":
        particle = particle_after(stretch.text, end, len(stretch.text))
        made = trades.widened(stretch.text, start)
        if made is not None:
            start, product = made
        else:
            product = trades.product_of(stretch.text[start:end])
    phrase = stretch.text[start:end]
    return Party(
        span=stretch.span(start, end),
        names=(phrase,),
        type=None,
        kind="group",
        particle=particle,
        group=phrase,
        product=product,
    )


def _joined(reading: Reading, found: Sequence[Party]) -> tuple[Party, ...]:
    """Join parties that only a conjunction separates, and a list with the noun that heads it."""
    joined: list[Party] = []
    for party in _without_examples(reading, _without_appositions(reading, found)):
        if joined and _are_joined(reading, joined[-1], party):
            joined[-1] = _join(reading, joined[-1], party)
        else:
            joined.append(party)
    if reading.lang == "ko":
        joined = [_headed(reading, party) for party in joined]
    return tuple(joined)


def _without_appositions(reading: Reading, found: Sequence[Party]) -> list[Party]:
    """Return the parties without noun phrases that only say what a party is."""
    kept: list[Party] = []
    for party in found:
        if kept and _is_unit(reading, kept[-1], party):
            kept[-1] = replace(kept[-1], particle=party.particle)
        elif not (kept and _is_apposition(reading, kept[-1], party)):
            kept.append(party)
        elif party.is_named:
            kept[-1] = replace(party, lead=kept[-1].span.start)
    return kept


def _without_examples(reading: Reading, found: Sequence[Party]) -> list[Party]:
    """Return the parties without those that only stand for a group: "가람을 비롯한 7곳"."""
    kept: list[Party] = []
    for party in found:
        if kept and reading.lang == "ko" and party.kind == "group":
            between = reading.document.text[kept[-1].span.end : party.span.start]
            if _AMONG.fullmatch(between):
                kept.pop()
        kept.append(party)
    return kept


_AMONG: Final = re.compile(
    r"(?:을|를)\s(?:비롯한|포함한|비롯해|포함해|시작으로)\s(?:[^\s,]{1,8}\s){0,2}?|(?:과|와)\s같은\s(?:[^\s,]{1,8}\s){0,2}?"
)


def _is_unit(reading: Reading, left: Party, right: Party) -> bool:
    """Tell whether a name is only a part of the party before it: "가람전자 품질팀은"."""
    between = reading.document.text[left.span.end : right.span.start]
    is_part = right.names[0].endswith(tuple(words("ko", "parties")["units"]))
    return left.is_named and left.type != "Person" and between == " " and is_part


def _headed(reading: Reading, party: Party) -> Party:
    """Give a list the particle of the noun that sums it up: "A, B 등 9개 부처가"."""
    if party.particle not in {"", "등"} or party.kind == "group":
        return party
    found = _SUM.match(reading.document.text, party.span.end)
    if found is None:
        return party
    noun, particle = particles.cut(found[1].split()[-1])
    return replace(party, particle=particle, is_list=True) if noun and particle else party


def _is_apposition(reading: Reading, left: Party, right: Party) -> bool:
    """Tell whether a noun phrase only says what a party is: "부품업체 가람", "Garam, a maker"."""
    between = reading.document.text[left.span.end : right.span.start]
    if reading.lang == "en":
        if (
            not left.is_named
            and right.is_named
            and right.type != "Person"
            and _HEADS.fullmatch(between)
        ):
            return True  # "glass-vial makers Garam and Bada", "Three yards - Garam, Bada -"
        is_one = left.is_named and not right.is_named and left.type != "Person"
        return is_one and bool(re.fullmatch(r",\s(?:an?|the)\s(?:[\w-]+\s){0,4}?", between))
    is_one = not left.is_named and right.is_named and right.type != "Person"
    return is_one and left.particle in {"", "인"} and bool(re.fullmatch(r"인?\s[㈜(주)]*", between))


def _are_joined(reading: Reading, left: Party, right: Party) -> bool:
    end = right.span.start if right.lead < 0 else right.lead
    between = reading.document.text[left.span.end : end]
    if "Person" in (left.type, right.type) and left.type != right.type:
        return False
    if reading.lang == "en":
        same = (right.kind == "group") == (left.kind == "group")
        if re.fullmatch(r",\s(?:the\s)?", between):
            more = reading.document.text[right.span.end : right.span.end + 120]
            return same and bool(_GOES_ON.match(more))
        return same and bool(_JOINT_EN.fullmatch(between))
    if re.fullmatch(r"(?:\([^)]*\))?\s?등\s?(?:의\s)?(?:총\s)?", between):
        return right.kind == "group"
    joint = re.sub(r"\([^)]*\)", "", between).strip()
    if len(joint) > _JOINT_SPACE or joint not in words("ko", "clauses")["joints"]:
        return False
    return not (joint == "," and (right.kind == "group") != (left.kind == "group"))


def _join(reading: Reading, left: Party, right: Party) -> Party:
    text = reading.document.text
    span = Span(left.span.start, right.span.end)
    headed = right.kind == "group" and "등" in text[left.span.end : right.span.start]
    more = tuple(name for name in right.names if name not in left.names)
    return replace(
        right,
        span=span,
        names=left.names if headed else (*left.names, *more),
        type=left.type or right.type,
        kind=left.kind if left.is_named else right.kind,
        group=right.group if headed else (span.of(text) if left.group and right.group else None),
        product=right.product or left.product,
        is_list=True,
        lead=left.lead,
    )


def in_role(party: Party, role: str) -> bool:
    """Tell whether a Korean party's particle gives it a role of `parties.toml`."""
    return party.particle in words("ko", "parties")[role]


def is_pointer(party: Party, lang: str) -> bool:
    """Tell whether a group only points back: "해당 사업장들", "these firms"."""
    if party.group is None or party.is_named:
        return False
    return party.group.split()[0].lower() in words(lang, "parties")["pointers"]


def giver_words(lang: str) -> re.Pattern[str]:
    """Return the pattern of groups that help rather than are helped."""
    return pattern(lang, "parties", "givers", before="^(?:the )?" if lang == "en" else "^")
