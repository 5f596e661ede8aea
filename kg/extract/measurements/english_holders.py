"""Whose figure it is in an English text: its owner in the sentence, else the one told of. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import chains
from kg.extract.grammar.patterns import pattern
from kg.extract.grammar.words import table
from kg.extract.measurements.english_scene import PUBLIC, SMALL, Scene, either, name_end
from kg.extract.measurements.holder import Holder
from kg.extract.values import units
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Line
    from kg.extract.reading import Mention, Reading

LOOK_BACK: Final = 14  # sentences
ASIDE: Final = 4  # sentences another party may be told of in between
MARKS: Final = " -*•·△□○0123456789.)"  # what may stand ahead of a label
ENOUGH: Final = 1.5  # score of a party that may own a figure
LONG: Final = 60.0  # code points that cost as much as one point
NOBODY: Final = Holder()
OWNS: Final = re.compile(r"(?:[’']s|(?<=s)[’'])\s")
RELATIVE: Final = re.compile(
    r"(?:,|\s\([^)]*\),?|,[^,.;]{3,60},)?\s(?:which|who|whose|that|where)\b"
)
WHERE: Final = re.compile(r"(?:\s\([^)]*\))?,?\s(?:where|whose)\b")
BREAK: Final = re.compile(r"[;:]\s|,?\s(?:while|whereas|but)\s|\.\s")
LABELLED: Final = re.compile(r"(?:\s?\([^()]*\))?\s?[:|–—-]\s")
PLACED: Final = re.compile(r"\b(?:at|for|in|inside|of)\s(?:the )?$", re.IGNORECASE)
MEMBERS: Final = re.compile(r"(?:^|\s)(?:[a-z-]+(?:s|men)|SMEs|MSMEs)(?:\s(?:in|of|with)\s.*)?$")
THEIR: Final = re.compile(r"\btheir (?:[a-z-]+ )?$|^their\b", re.IGNORECASE)
AT: Final = re.compile(r"\b(?:at|inside)\s(?:the )?$", re.IGNORECASE)
OPENING: Final = re.compile(
    r"(?:^|[;:“\"(]\s?|,\s|\b(?:and|while|that|but|as|when|because|whereas|said|says)\s)"
    r"(?:(?!by |from |with |of |at |for |to |than |like |under )[a-z-]+ ){0,4}$",
    re.IGNORECASE,
)


def of_figure(line: Line, scene: Scene, start: int, end: int) -> Holder:
    """Return the holder of the figure at `[start, end)` of a sentence, and note it."""
    holder = _in_sentence(line, scene, start, end)
    if holder is None:
        holder = _told_before(line, scene)
    if len(holder.names) == 1 or (holder.group and not is_survey(line.reading, line.index)):
        scene.last, scene.last_index = holder, line.index
    return holder


def is_survey(reading: Reading, index: int) -> bool:
    """Tell whether a sentence tells of those asked in a survey."""
    return _survey().search(reading.sentences[index].text) is not None


@cache
def _survey() -> re.Pattern[str]:
    words = table("en/holders")["survey"]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _in_sentence(line: Line, scene: Scene, start: int, end: int) -> Holder | None:
    found = []
    for mention in line.reading.mentions_in(line.sentence.span):
        score = _score(line, scene, mention, start, end)
        if score >= ENOUGH:
            found.append((score, -abs(mention.span.start - line.span(start, end).start), mention))
    theirs = _theirs(line, start)
    if theirs is not None:
        return theirs
    best = max(found, key=lambda one: one[:2])[2] if found else None
    many = _many("many", line, start, end)
    if many is None and best is None:
        many = _many("mean", line, start, end)
    if many is not None and not _is_own(line, best, many.start(), start, end):
        return Holder(group=many[0], span=line.span(many.start(), many.end()))
    if best is None:
        crowd = _crowd(line, start, end)
        back = 3 if crowd else 0
        if any(is_survey(line.reading, line.index - at) for at in range(min(back, line.index) + 1)):
            return NOBODY
        return Holder(group=crowd.names[0], span=crowd.span) if crowd else None
    return joined(line.reading, best)


def _crowd(line: Line, start: int, end: int) -> Mention | None:
    """Return the firms without names whose figure stands beside them: "at the eleven shops"."""
    base = line.sentence.span.start
    low = max((cut.end() for cut in BREAK.finditer(line.text, 0, start)), default=0)
    found = None
    for mention in line.reading.mentions_in(line.sentence.span):
        first = mention.span.start - base
        head = line.text[max(0, first - 40) : first]
        if mention.kind != "group" or mention.type is not None or not low <= first < end + 50:
            continue
        if not MEMBERS.search(mention.names[0]) or pattern("en", "scene", "helping").search(head):
            continue
        if first < start or PLACED.search(head):
            found = mention
    return found


def _theirs(line: Line, start: int) -> Holder | None:
    """Return the firms counted before whose figure it is: "Their casting defects fell"."""
    if not THEIR.match(line.text) and not THEIR.search(line.text[max(0, start - 24) : start]):
        return None
    spans = [one.span for one in line.reading.sentences[max(0, line.index - 1) : line.index + 1]]
    counted = [one for span in spans for one in line.reading.quantities_in(span)]
    many = [one.span for one in counted if units.role(one.unit) == "firms" and one.value > 1]
    if not many:
        return None
    if any(is_survey(line.reading, at) for at in (max(0, line.index - 1), line.index)):
        return NOBODY
    for mention in line.reading.mentions_in(Span(spans[0].start, spans[-1].end)):
        if mention.kind == "group" and mention.span.meets(many[-1]):
            return Holder(group=mention.names[0], span=mention.span)
    return NOBODY


def _many(key: str, line: Line, start: int, end: int) -> re.Match[str] | None:
    """Return the words for many firms without names that stand around a figure."""
    begin = max((cut.end() for cut in BREAK.finditer(line.text, 0, start)), default=0)
    cut = BREAK.search(line.text, end)
    stop = min(cut.start() if cut else len(line.text), end + 50)
    found = list(either(key).finditer(line.text, begin, stop))
    return found[-1] if found else None


def _is_own(line: Line, best: Mention | None, many: int, start: int, end: int) -> bool:
    """Tell whether a named party owns the figure more surely than the many do."""
    if best is None:
        return False
    place = best.span.start - line.sentence.span.start
    return start <= place < end or many < place < start or (many >= end and place < start)


def _score(line: Line, scene: Scene, mention: Mention, start: int, end: int) -> float:
    """Return how well a mention of the sentence fits as the owner of a figure."""
    score = _weight(scene, mention)
    if score < -5:
        return score
    text, base = line.text, line.sentence.span.start
    first = mention.span.start - base
    head = text[max(0, first - 40) : first]
    if start <= first < end:
        return score + (3.0 if PLACED.search(head) else 0.5)
    if first >= end:
        is_placed = AT.search(head) and first - end < 60
        return score + (1.0 if is_placed else -2.0) - (first - end) / LONG
    if mention.kind == "anaphor" and scene.is_helper(mention.names) and _is_others(scene):
        score -= 3.0  # "the firm" is the one the figures are about
    gap = text[name_end(line.reading.document.text, mention) - base : start]
    if LABELLED.match(gap) and not text[:first].strip(MARKS):
        return score + 4.0
    return score + _ahead(head, gap)


def _ahead(head: str, gap: str) -> float:
    """Return what the words around a party ahead of a figure add to its claim."""
    score = -len(gap) / LONG - 1.5 * len(BREAK.findall(gap))
    if WHERE.match(gap):
        score += 2.5  # "sent engineers to Garam, where scrap fell"
    elif pattern("en", "scene", "helping").search(head):
        score -= 4.0
    elif AT.search(head):
        score += 2.5
    elif OPENING.search(head):
        score += 2.0
    if OWNS.match(gap) and len(gap) < 45 and "," not in gap:
        score += 2.5
    return score + (1.5 if RELATIVE.match(gap) else 0.0)


def _is_others(scene: Scene) -> bool:
    """Tell whether the last figure was that of a party that does not only help."""
    return scene.last is not None and not scene.is_helper(scene.last.names)


def _weight(scene: Scene, mention: Mention) -> float:
    if mention.type in PUBLIC or mention.type == "Person" or mention.kind == "group":
        return -10.0
    weight = 2.5 if mention.type in SMALL else 1.5
    if set(mention.names) & scene.helpers:
        weight -= 1.5
    if set(mention.names) & scene.helped:
        weight += 1.0
    return weight


def joined(reading: Reading, mention: Mention) -> Holder:
    """Return a mention's parties with those listed beside it."""
    chain = [one for one in chains.of(reading, mention) if one.kind != "group"]
    names = tuple(dict.fromkeys(name for one in chain for name in one.names))
    return Holder(names=names, span=Span(chain[0].span.start, chain[-1].span.end))


def _told_before(line: Line, scene: Scene) -> Holder:
    """Return the party that the text is about where its sentence names none."""
    paragraph = line.sentence.paragraph
    is_item = line.sentence.block == "list_item"
    for back in range(line.index - 1, max(-1, line.index - LOOK_BACK), -1):
        sentence = line.reading.sentences[back]
        if is_item and sentence.paragraph != paragraph and sentence.block == "list_item":
            continue
        if scene.last is not None and back == scene.last_index:
            return scene.last
        if sentence.paragraph == paragraph and is_survey(line.reading, back):
            return NOBODY
        topic = _topic(line.reading, scene, back)
        if topic is not None and not _is_aside(scene, topic, line.index):
            told = joined(line.reading, topic)
            own = tuple(name for name in told.names if name not in scene.helpers)
            return replace(told, names=own or told.names)
    return _protagonist(line, scene)


def _is_aside(scene: Scene, topic: Mention, index: int) -> bool:
    """Tell whether a party is told of by the way amid the figures of one that is helped."""
    if scene.last is None or index - scene.last_index > ASIDE:
        return False
    return bool(set(scene.last.names) & scene.helped) and not set(topic.names) & scene.helped


def _topic(reading: Reading, scene: Scene, index: int) -> Mention | None:
    """Return the party a sentence is about, helpers and those named by the way left out."""
    sentence = reading.sentences[index]
    told: list[tuple[float, Mention]] = []
    for mention in reading.mentions_in(sentence.span):
        weight = _weight(scene, mention)
        first = mention.span.start - sentence.span.start
        head = sentence.text[max(0, first - 40) : first]
        if weight < ENOUGH or pattern("en", "scene", "helping").search(head):
            continue
        told.append((weight + (1 if OPENING.search(head) or AT.search(head) else 0), mention))
    return max(told, key=lambda one: (one[0], -one[1].span.start))[1] if told else None


def _protagonist(line: Line, scene: Scene) -> Holder:
    """Return the one firm of a text that is helped, once it was named, if there is only one."""
    types = {actor.name: actor.type for actor in line.reading.facts.actors}
    paragraph = line.sentence.paragraph
    firms = [name for name in scene.order if types.get(name) in SMALL and name not in scene.helpers]
    is_later = len(firms) == 1 and scene.first[firms[0]] >= line.sentence.span.end
    if not firms or is_later:
        large = [n for n in scene.order if types.get(n) == "LargeEnterprise"]
        before = [n for n in large if scene.first[n] < line.sentence.span.end]
        if len(before) == 1 and not is_later:
            return Holder(names=(before[0],))
        if not firms:
            return NOBODY
    if len(firms) != 1:
        return NOBODY
    named = scene.first[firms[0]]
    is_told = named < line.sentence.span.end or any(
        one.span.holds(Span(named, named + 1)) and one.paragraph == paragraph
        for one in line.reading.sentences[line.index : line.index + ASIDE]
    )
    return Holder(names=(firms[0],)) if is_told else NOBODY
