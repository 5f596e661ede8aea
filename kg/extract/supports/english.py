"""Supports told of in English sentences. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import english_items, recall
from kg.extract.discourse.parties import parties
from kg.extract.discourse.recall import Sides
from kg.extract.discourse.scene import Scene
from kg.extract.grammar import english_clauses, english_frames, english_moods
from kg.extract.grammar.clauses import stretches
from kg.extract.names import english_runs
from kg.extract.posts import layer as affiliations
from kg.extract.supports import (
    english_focus,
    english_help,
    english_loose,
    english_merging,
    english_nouns,
    english_receipts,
    english_rows,
    english_sides,
    rows,
)
from kg.extract.supports.english_merging import Told
from kg.extract.text import english_lines as english_cells
from kg.model.facts import Support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.discourse.memory import Memory
    from kg.extract.grammar.clauses import Stretch
    from kg.extract.reading import Mention, Reading, Sentence
    from kg.extract.supports.english_deeds import Deed
    from kg.model.facts import KindCode, StatusCode

_AIM: Final = re.compile(
    r"\b(?:to|in order to)\s((?:raise|improve|boost|increase|cut|lift|reduce)\s[^,.;]{3,60})"
)
_STOP: Final = re.compile(r"[.!?:;\"”|]\s*$")
_AND: Final = re.compile(
    r",?\s(?:and|as well as|plus|along with|together with|coupled with|in addition to"
    r"|alongside)\s(?!a (?:half|quarter|third)\b)"
    r"(?=(?:an?|two|three|four|five|six|some|\d[\d,]*|free|its)\s)"
)
_JOINED: Final = re.compile(r"(?:,|\band|\bbut|\bor|\bthen)\s(?:then\s|also\s)?$")


def read(reading: Reading, memory: Memory) -> list[Support]:
    """Return the supports of an English document in the order of their evidence."""
    found: list[Told] = []
    # Patrons are looked for before posts are read; both need to know who speaks for whom.
    posts = reading.facts.affiliations or affiliations.read(reading).facts.affiliations
    memory.only = recall.only_firm(reading)
    memory.sole = () if _counts(reading) else memory.only
    memory.posts = {post.person: post.organization for post in posts}
    sheet = english_rows.Sheet()
    house = english_focus.house(reading)
    items, item = english_items.apart(reading), -1
    for sentence in english_cells.lines(reading):
        if sentence.paragraph in items and sentence.paragraph != item:
            item = sentence.paragraph
            memory.forget()
        if sentence.block != "byline":
            recall.before(reading, sentence, memory)
        if sentence.block == "byline" or _is_title(reading, sentence):
            continue
        row = english_rows.read(reading, sentence, sheet, memory)
        if row is None:
            row = rows.read(reading, sentence, memory)
        if row is not None:
            found.extend(Told(support, None) for support in row)
            continue
        for stretch in stretches(reading, sentence):
            view = _scene(reading, stretch, house)
            english_focus.speaker(reading, stretch, memory)
            own = english_merging.told_once(view.stretch.text, list(_deeds(view, memory)))
            found.extend(
                Told(_support(reading, view, deed, memory, status), deed) for deed, status in own
            )
            english_focus.after(view, memory, {n for deed, _ in own for n in deed.supporter})
    return [told.support for told in english_merging.served(found)]


def _counts(reading: Reading) -> bool:
    """Tell whether firms without names are counted: "eighteen suppliers"."""
    told = (m.names[0] for m in reading.mentions if m.kind == "group" and m.type is None)
    return any(
        re.match(r"(?:\d|[A-Za-z]+(?:een|ty|ve|ur|ee|wo|ix|ght|ne|en)\b)", name) for name in told
    )


def _is_title(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a line is a headline over a text that tells the same again."""
    is_first = sentence is reading.sentences[0] and len(reading.sentences) > 1
    if english_rows.is_line(sentence):
        return False
    is_bare = sentence.block == "paragraph" and not _STOP.search(sentence.text)
    is_headline = is_bare or english_runs.is_headline(sentence.text)
    return sentence.block == "title" or (is_first and is_headline)


def _scene(reading: Reading, stretch: Stretch, house: Mention | None) -> Scene:
    told = parties(reading, stretch)
    if house is not None and not stretch.is_quote:
        told = tuple(sorted((*told, *english_focus.us(stretch, house, told)), key=lambda p: p.span))
    return Scene(stretch=stretch, parties=told, triggers=(), bounds=(0,))


def _deeds(view: Scene, memory: Memory) -> Iterator[tuple[Deed, StatusCode]]:
    """Yield the deeds of an utterance in order, each with whether it was done or is planned."""
    text = view.stretch.text
    places: list[tuple[int, object]] = []
    verbs = english_frames.verbs(text)
    places += [(verb.start, verb) for verb in verbs]
    places += [(noun.start, noun) for noun in english_help.nouns(text)]
    places += [(view.at(party)[0], party) for party in view.parties]
    done = -1
    last: Deed | None = None
    found: list[int] = []
    for start, what in sorted(places, key=lambda place: place[0]):
        if start < done:
            continue
        deed: Deed | None
        if isinstance(what, english_frames.Verb):
            group = english_clauses.group(text, what)
            if group is None or _is_within(text, what, done, last):
                continue
            stop = _stop(text, what, verbs)
            deed = english_sides.of_verb(view, what, group, stop, memory)
        elif isinstance(what, english_help.Noun):
            deed = english_nouns.of_noun(view, what, memory)
        else:
            deed = english_nouns.of_owned(view, what, memory)  # type: ignore[arg-type]
        if deed is None:
            continue
        status = english_moods.of(
            text, deed.group_start, (deed.start, deed.end), is_past=deed.is_past
        )
        if status is None:
            continue
        done, last = deed.end, deed
        _note(view, deed, memory)
        parts = _in_parts(deed, what) if isinstance(what, english_frames.Verb) else ()
        found.append(deed.start)
        second = english_receipts.more(view, deed)
        for part in (*(parts or (deed,)), *((second,) if second else ())):
            yield part, status
    yield from _loose(view, found, memory)


def _is_within(text: str, verb: english_frames.Verb, done: int, last: Deed | None) -> bool:
    """Tell whether a verb only says what the one before gives: "funds training", "let it use"."""
    if last is None or done < 0:
        return False
    if verb.form == "ing" and text[done : verb.start] == " " and last.kind == "Funding":
        return True
    is_let = last.frame.id == "let-use" and verb.form == "base"
    return is_let and not re.search(r"[.;:]\s|\band\b", text[done : verb.start])


def _loose(view: Scene, found: list[int], memory: Memory) -> Iterator[tuple[Deed, StatusCode]]:
    """Yield the deeds of the clauses in which no verb or noun of help told one."""
    text = view.stretch.text
    for deed in english_loose.deeds(view, found, memory):
        status = english_moods.of(text, deed.start, (deed.start, deed.end), is_past=True)
        if status is not None:
            _note(view, deed, memory)
            yield deed, status


def _in_parts(deed: Deed, verb: english_frames.Verb) -> tuple[Deed, ...]:
    """Return a deed once for each kind of thing given: "lent a burner and two fitters"."""
    if deed.frame.takes != "thing" or deed.frame.follows or deed.frame.receives:
        return ()
    found: dict[KindCode, Deed] = {}
    for told in _AND.split(deed.told):
        kinds = (english_frames.kind_of(use.frame, told) for use in verb.uses)
        kind = next((kind for kind in kinds if kind is not None), None)
        if kind is not None:
            found.setdefault(kind, replace(deed, kind=kind, told=told))
    return tuple(found.values()) if len(found) > 1 else ()


def _stop(text: str, verb: english_frames.Verb, verbs: tuple[english_frames.Verb, ...]) -> int:
    """Return where the words of a verb's object end: its clause, or a verb joined to it."""
    stop = english_clauses.closing(text, verb.end)
    for other in verbs:
        if verb.end < other.start < stop and other.form != "base":
            group = english_clauses.group(text, other)
            if group is not None and _JOINED.search(text[: group.start]):
                return group.start
    return stop


def _note(view: Scene, deed: Deed, memory: Memory) -> None:
    """Take note of a deed for the words that follow in the same sentence."""
    sides = Sides(
        supporter=deed.supporter, recipient=deed.taker.names, group=deed.taker.group, told=deed.told
    )
    recall.helped(memory, sides, view)
    memory.shared = True
    if deed.giver is not None and deed.giver.type == "LargeEnterprise":
        memory.patron = deed.supporter
    elif deed.kind != "Funding":
        memory.patron = ()
    if deed.frame.via:
        memory.people = deed.supporter


def _support(
    reading: Reading, view: Scene, deed: Deed, memory: Memory, status: StatusCode
) -> Support:
    slots = {"kind": view.stretch.span(deed.start, deed.end)}
    if deed.giver is not None:
        slots["supporter"] = deed.giver.span
    if deed.taker.start >= 0:
        slots["recipient"] = view.stretch.span(deed.taker.start, deed.taker.end)
    is_sure = deed.giver is not None and deed.giver.is_named and deed.taker.start >= 0
    is_sure = is_sure and deed.frame.id != "loose"
    aim = _AIM.search(view.stretch.text, deed.end)
    return Support(
        basis=reading.basis(
            view.stretch.sentence.span,
            f"support.en.{deed.frame.id}",
            0.85 if is_sure else 0.6,
            slots,
        ),
        supporter=deed.supporter,
        recipient=deed.taker.names,
        kind=deed.kind,
        status=status,
        programme=recall.programme(view.stretch.sentence, memory, status, lang="en"),
        product=english_focus.product(deed),
        recipient_group=deed.taker.group,
        purpose=aim[1] if aim else None,
        motivated_by=recall.motives(reading, view, deed.start),
    )
