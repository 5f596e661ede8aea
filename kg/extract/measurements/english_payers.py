"""Who pays or helps where an English sentence tells of money or of firms helped. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.english_holders import NOBODY, joined
from kg.extract.measurements.english_scene import SMALL, either, name_end
from kg.extract.measurements.holder import Holder
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.measurements.english_scene import Scene
    from kg.extract.measurements.figures import Line
    from kg.extract.reading import Mention

FROM: Final = re.compile(
    r"\b(?:from|by|(?:scheme|programme|program|project|course|initiative|fund|gift|donation) of)\s"
    r"(?:the |its |a |an )?(?:[a-z-]+ ){0,3}$",
    re.IGNORECASE,
)
BY: Final = re.compile(r"\b(?:by|from)\s(?:the |its )?(?:[a-z-]+ ){0,3}$", re.IGNORECASE)
# who pays without a name of its own
STATE: Final = re.compile(
    r"(?:^|[\s\"“(])(?:[Tt]he )?"
    r"(?P<body>government|state|country|city|town|county|province|municipality)(?=\s)"
)
BY_STATE: Final = re.compile(
    r"\s(?:(?:is|was|will be|are|were|being|to be)\s)?(?:[a-z]+\s)?(?:by|from)\s(?:the\s)"
    r"(?P<body>government|state|country|city|town|county|province|municipality)\b"
)
NO_PAYER: Final = re.compile(
    r"\b(?:cost|costs|costing|to|for|gave|give|gives|lent|paid) (?:the )?$"
)
AND: Final = re.compile(r",? and (?:the )?")
RECENT: Final = 1  # sentences that firms may be told of behind the money for them
LOOK_BACK: Final = 10  # sentences
AFTER: Final = 70  # code points behind the money a payer may stand
CUT: Final = re.compile(r"[;]\s|\.\s")


def of(
    line: Line,
    scene: Scene,
    start: int,
    end: int,
    deed: int | None,
    *,
    is_taker_first: bool = False,
) -> Holder:
    """Return who pays what stands at `[start, end)`; `deed` is where its verb starts.

    With `is_taker_first` the subject is the one who receives.
    """
    state = STATE.search(line.text, 0, start)
    is_state = state is not None and deed is not None and 0 <= deed - state.end() < 2
    agent = BY_STATE.match(line.text, end)
    if agent is not None:  # "2.1 billion won is borne by the government"
        state, is_state = agent, True
    found = _in_sentence(line, scene, (start, end), deed, is_taker_first=is_taker_first)
    told = _by_support(line, start, end)
    if told is not None and (found is None or not scene.is_helper(found.names)):
        return told
    if found is not None and not is_state:
        return _together(line, found)
    if state is None:
        return told_before(line, scene)
    named = [name for name in scene.order if state["body"].casefold() in name.casefold().split()]
    types = {actor.name: actor.type for actor in line.reading.facts.actors}
    ministries = [name for name in scene.order if types.get(name) == "Ministry"]
    if not named and state["body"] == "government" and len(ministries) == 1:
        named = ministries
    return Holder(names=(named[0],)) if named else NOBODY


def is_own(line: Line, scene: Scene, payer: Holder) -> bool:
    """Tell whether a payer is a small firm that helps nobody."""
    types = {actor.name: actor.type for actor in line.reading.facts.actors}
    return bool(payer.names) and all(
        types.get(name) in SMALL and name in scene.helped for name in payer.names
    )


def _by_support(line: Line, start: int, end: int) -> Holder | None:
    """Return who gave what stands at `[start, end)`, where one support of money tells it."""
    money = line.span(start, end)
    givers = {
        support.supporter
        for support in line.reading.facts.supports
        if support.kind in {"Funding", "FacilityInvestment"}
        and not support.basis.rule.endswith("row")
        and (place := support.basis.evidence[0].place)
        and isinstance(place, Span)
        and place.holds(money)
    }
    named = {name for actor in line.reading.facts.actors for name in (actor.name,)}
    if len(givers) != 1:
        return None
    names = tuple(name for name in next(iter(givers)) if name in named)
    return Holder(names=names) if names else None


def of_row(line: Line, start: int, end: int) -> Holder | None:
    """Return who gave the money of a table's row, where the row was read as money given."""
    money = line.span(start, end)
    for support in line.reading.facts.supports:
        place = support.basis.evidence[0].place
        is_row = support.basis.rule.endswith("row") and support.kind == "Funding"
        if is_row and isinstance(place, Span) and place.holds(money):
            return Holder(names=support.supporter)
    return None


def of_firms(line: Line, scene: Scene, start: int, end: int, deed: int) -> Holder:
    """Return who helps the firms at `[start, end)`: told beside them, else the first helper."""
    found = _in_sentence(line, scene, (start, end), deed, is_taker_first=False)
    if found is not None:
        return joined(line.reading, found)
    if scene.payer is not None and scene.payer.names and line.index - scene.payer_index <= RECENT:
        return scene.payer
    helpers = [name for name in scene.order if name in scene.helpers]
    return Holder(names=(helpers[0],)) if helpers else NOBODY


def _in_sentence(
    line: Line, scene: Scene, place: tuple[int, int], deed: int | None, *, is_taker_first: bool
) -> Mention | None:
    start, end = place
    begin = max((cut.end() for cut in CUT.finditer(line.text, 0, start)), default=0)
    cut = CUT.search(line.text, end)
    stop = cut.start() if cut else len(line.text)
    parties = [one for one in _parties(line) if begin <= _first(line, one) < stop]
    found = _right_ahead(line, parties, deed) if deed is not None and not is_taker_first else None
    found = found or (
        _behind(line, parties, end) or _ahead(line, parties, start) or _agent(line, parties, start)
    )
    if found is None and not is_taker_first:
        found = _subject(line, scene, parties, start if deed is None else deed)
    return found or _behind_deed(line, parties, deed)


def spender(line: Line, scene: Scene, deed: int) -> Holder | None:
    """Return the subject of a verb of spending, where its clause names one."""
    begin = max((cut.end() for cut in CUT.finditer(line.text, 0, deed)), default=0)
    parties = [one for one in _parties(line) if begin <= _first(line, one) < deed]
    found = _subject(line, scene, parties, deed)
    if found is not None and BY.search(line.text[: _first(line, found)]):
        return None  # "with a subsidy from the county, he bought a cutter"
    return joined(line.reading, found) if found else None


def _together(line: Line, found: Mention) -> Holder:
    """Return a payer with the one joined to it by "and": "Garam and Bada City will each put"."""
    holder = joined(line.reading, found)
    if len(holder.names) > 1:
        return holder
    text = line.reading.document.text
    for one in _parties(line):
        gap = text[name_end(text, one) : found.span.start]
        if AND.fullmatch(gap) and not set(one.names) & set(holder.names):
            head = line.text[max(0, _first(line, one) - 40) : _first(line, one)]
            if not pattern("en", "scene", "helping").search(head):
                return Holder(names=(*one.names, *holder.names), span=holder.span)
        gap = text[name_end(text, found) : one.span.start]
        if AND.fullmatch(gap):
            return Holder(names=(*holder.names, *one.names), span=holder.span)
    return holder


def told_before(line: Line, scene: Scene) -> Holder:
    """Return the helper that this or an earlier sentence tells of."""
    for back in range(line.index, max(-1, line.index - LOOK_BACK), -1):
        span = line.reading.sentences[back].span
        for mention in line.reading.mentions_in(span):
            if _is_party(mention) and set(mention.names) & scene.helpers:
                return joined(line.reading, mention)
    return NOBODY


def _is_party(mention: Mention) -> bool:
    return mention.type not in (None, "Person", "Media") and mention.kind != "group"


def _parties(line: Line) -> list[Mention]:
    return [one for one in line.reading.mentions_in(line.sentence.span) if _is_party(one)]


def _first(line: Line, mention: Mention) -> int:
    return mention.span.start - line.sentence.span.start


def _behind(line: Line, parties: list[Mention], end: int) -> Mention | None:
    """Return the party of "900 million won from the province", "a grant paid by Garam"."""
    for one in parties:
        first = _first(line, one)
        if end <= first < end + AFTER:
            gap = line.text[end:first]
            return one if FROM.search(gap) and not re.search(r"[;.]\s|\d", gap) else None
    return None


def _right_ahead(line: Line, parties: list[Mention], deed: int) -> Mention | None:
    """Return the party that stands right ahead of its verb: "the Bada Centre met the cost"."""
    base, text = line.sentence.span.start, line.reading.document.text
    for one in parties:
        head = line.text[max(0, _first(line, one) - 40) : _first(line, one)]
        if name_end(text, one) - base == deed - 1:
            return None if pattern("en", "scene", "helping").search(head) else one
    return None


def _ahead(line: Line, parties: list[Mention], start: int) -> Mention | None:
    """Return the party of "and the province 300 million won", its verb left out."""
    base, text = line.sentence.span.start, line.reading.document.text
    for one in parties:
        if name_end(text, one) - base == start - 1:
            return None if NO_PAYER.search(line.text, 0, _first(line, one)) else one
    return None


def _agent(line: Line, parties: list[Mention], start: int) -> Mention | None:
    """Return the party of "was paid for by Garam, at a cost of 30 million won"."""
    for one in reversed([one for one in parties if _first(line, one) < start]):
        head = line.text[: _first(line, one)]
        if BY.search(head) and either("pays").search(head[-60:]):
            return one
    return None


def _subject(line: Line, scene: Scene, parties: list[Mention], deed: int) -> Mention | None:
    """Return the nearest party ahead of a verb that is no helper of another one."""
    base = line.sentence.span.start
    text = line.reading.document.text
    ahead = [one for one in parties if name_end(text, one) - base <= deed]
    for one in reversed(ahead):
        head = line.text[max(0, _first(line, one) - 40) : _first(line, one)]
        if not pattern("en", "scene", "helping").search(head):
            return one
    helpers = [one for one in ahead if set(one.names) & scene.helpers]
    return helpers[-1] if helpers else None


def _behind_deed(line: Line, parties: list[Mention], deed: int | None) -> Mention | None:
    """Return the party of "nine makers were coached for a year by engineers from Garam"."""
    for one in parties:
        first = _first(line, one)
        if deed is not None and first > deed and FROM.search(line.text[deed:first]):
            return one
    return None
