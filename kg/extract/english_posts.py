"""Posts in English text: `Han Ji-woo, chief engineer of Hanul Precision`. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract import english_persons
from kg.extract.past import FIRMS
from kg.model.evidence import Span
from kg.model.facts import Affiliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.english_persons import Found
    from kg.extract.reading import Mention, Reading, Sentence

_LINK: Final = re.compile(r"[\s,]*\b(?:of|at|for|with|from|in)(?:\sthe)?\s*$|[\s,]+(?:the\s)?$")
_OWNS: Final = re.compile(r"(?:'s|’s|'|’)?\s+")


def find(reading: Reading, sentence: Sentence) -> Iterator[Affiliation]:
    """Yield the posts a sentence tells of."""
    text = reading.document.text
    for person in english_persons.find(sentence):
        named = next(iter(reading.mentions_in(person.name)), None)
        if named is None or named.type != "Person" or person.post is None:
            continue
        body = _body(reading, sentence, person)
        is_told = body is not None
        body = body or _from_before(reading, person)
        role = _role(text, person.post, body)
        spans = [person.name, role, *([body.span] if body and is_told else [])]
        clause = Span(min(s.start for s in spans), max(s.end for s in spans))
        slots = {"person": person.name, "role": role}
        if body:
            slots["organization"] = body.span
        yield Affiliation(
            basis=reading.basis(clause, "affiliation.title", 0.9 if is_told else 0.6, slots),
            person=named.names[0],
            organization=body.names[0] if body else None,
            role=role.of(text),
        )


def _body(reading: Reading, sentence: Sentence, person: Found) -> Mention | None:
    """Return the organisation inside the words of the post, or right before them."""
    text = reading.document.text
    post = person.post or person.name
    inside = [m for m in reading.mentions_in(post) if m.type != "Person" and m.kind != "group"]
    if inside:
        return inside[-1]
    before = reading.mentions_in(Span(sentence.span.start, post.start + 1))
    for mention in before[::-1]:
        if mention.type != "Person" and mention.kind != "group":
            if not person.leads and _OWNS.fullmatch(text[mention.span.end : post.start]):
                return mention
            break
    if person.leads:
        return None
    behind = (
        reading.mentions_in(Span(person.name.end, sentence.span.end))
        if (person.name.end < sentence.span.end)
        else ()
    )
    for mention in behind[:1]:
        gap = text[person.name.end : mention.span.start]
        if mention.type != "Person" and re.fullmatch(r",?\s(?:of|at|from)\s(?:the\s)?", gap):
            return mention
    return None


def _from_before(reading: Reading, person: Found) -> Mention | None:
    """`Minister Ahn …`, `the plant manager, …`: the body the text named last, of fitting type."""
    if person.post is None or person.leads:
        return None
    post = person.post.of(reading.document.text).casefold()
    wanted = frozenset({"Ministry"}) if "minister" in post else FIRMS
    if wanted is FIRMS and not post.endswith(_FIRM_HEADS):
        return None
    before = reading.mentions_in(Span(max(0, person.post.start - _NEAR), person.post.start + 1))
    fitting = [mention for mention in before if mention.type in wanted]
    return fitting[-1] if fitting else None


_FIRM_HEADS: Final = ("chief executive", "ceo", "plant manager", "owner", "founder", "president")
_NEAR: Final = 400  # code points a bare title looks back for its body


def _role(text: str, post: Span, body: Mention | None) -> Span:
    """Return the words of the post without the organisation and what links it."""
    if body is None or not post.holds(body.span):
        return post
    before = text[post.start : body.span.start]
    plain = _LINK.sub("", before)
    if plain.strip():
        return Span(post.start, post.start + len(plain))
    owns = _OWNS.match(text[body.span.end : post.end])
    start = body.span.end + (owns.end() if owns else 0)
    return Span(start, post.end) if start < post.end else post
