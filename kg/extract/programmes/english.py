"""English names of programmes and who runs them. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.clauses import is_speech, words
from kg.extract.grammar.words import table
from kg.extract.names import english_runs
from kg.extract.names.english_forms import is_firm_like
from kg.extract.programmes.english_keepers import BODIES
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Mention, Reading, Sentence


@cache
def _name() -> re.Pattern[str]:
    suffix = "|".join(words("en", "programmes")["suffixes"])
    word = r"(?:[A-Z][\w&/’'-]*|\d{4}|\d\.\d|of|for|and|in)"
    return re.compile(rf"\b((?:[A-Z0-9][\w&/-]*)\s(?:{word}\s){{0,6}}?(?:{suffix}))\b(?!\s[A-Z])")


def namings(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield where the names of programmes stand in an English sentence."""
    text = reading.document.text
    suffix = "|".join(words("en", "programmes")["suffixes"])
    taken: list[Span] = []
    for quote in sentence.quotes:
        said = quote.of(text)
        behind = text[quote.end : quote.end + 14]
        named = re.search(rf"(?:{suffix})$", said) or re.match(
            rf"\W{{1,2}}(?:{suffix})\b", behind, re.IGNORECASE
        )
        if named and not is_speech(said, "en"):
            taken.append(quote)
            yield quote
    for match in _name().finditer(sentence.text):
        start = _start(sentence, match.start(), match.end())
        name = sentence.text[start : match.end()]
        if " " not in name:
            continue
        span = Span(sentence.span.start + start, sentence.span.start + match.end())
        is_new = not any(span.meets(other) for other in taken)
        if "\n" not in name and is_new and not _is_party(reading, span):
            taken.append(span)
            yield span
    field = _FIELD.match(sentence.text)
    if field is not None:
        span = Span(
            sentence.span.start + field.start("name"), sentence.span.start + field.end("name")
        )
        if not any(span.meets(other) for other in taken):
            taken.append(span)
            yield span
    for span in _beside_a_noun(reading, sentence):
        if not any(span.meets(other) for other in taken):
            taken.append(span)
            yield span


# The field of a casebook that names the scheme, who runs it in brackets
_FIELD: Final = re.compile(
    r"\s*(?:[-*•]\s)?(?:Name of (?:the )?)?(?:[Ss]upport )?(?:Programme|Program|Scheme|Project"
    r"|Fund|programme|scheme|Initiative)(?: name)?\s?[:：]\s*"
    r"[\"“‘']?(?P<name>[A-Z][^\n();|\"”]{3,60}?)[\"”’']?\s*(?=$|\n|[(;|])"
)


def _start(sentence: Sentence, start: int, end: int) -> int:
    """Return where a name starts behind little words, owners and a headline's verb."""
    while lead := _LITTLE.match(sentence.text, start, end):
        start = lead.end()
    if english_runs.is_headline(sentence.text):
        start += _past_owner(sentence.text[start:end])
        return start + _past_others(sentence.text[start:end])
    return start + _owned(sentence.text[start:end])


_LITTLE: Final = re.compile(r"(?:The|An?|Under|In|Through|Its|This|That|As|At|For|And)\s")


def _is_party(reading: Reading, span: Span) -> bool:
    """Tell whether the words name a body that acts: "a loan from the Garam Craft Fund"."""
    return any(m.span == span and m.type is not None for m in reading.mentions_in(span))


def _past_others(name: str) -> int:
    """Return where a name begins behind those it is for: "Names 24 Yards for Bada Programme"."""
    found = re.match(r"(?:.*\s)?\S+s\sfor\s(?=\S+\s\S)", name)
    return found.end() if found else 0


def _owned(name: str) -> int:
    owner = re.search(r"(?:'s|’s|s'|s’)\s(?=[A-Z])", name)
    return owner.end() if owner else 0


def _past_owner(name: str) -> int:
    """Return where a name begins behind a headline's verb and "Garam's"."""
    firms = words("en", "names")["firms"]
    verbs = {*firms["headline_verbs"], *firms["headline_plural_verbs"]}
    ends = [word.end() + 1 for word in re.finditer(r"\S+", name) if word[0].casefold() in verbs]
    start = max((end for end in ends if end < len(name)), default=0)
    owner = re.search(r"(?:'s|’s|s'|s’)\s(?=[A-Z])", name[start:])
    return start + (owner.end() if owner else 0)


@cache
def _noun_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a name that a plain noun calls a scheme's."""
    nouns = "|".join(words("en", "programmes")["nouns"])
    name = r"(?P<name>[A-Z][\w’'-]*(?:\s(?:(?:of|for|and|the|in)\s)?[A-Z0-9][\w’'-]*){0,5})"
    lead = r"(?:\b(?i:the|its|their|his|a|an|this|our|under|through)\s|(?:'s|’s|s['’])\s)"
    own = r"(?:[a-z0-9]+(?:-[a-z]+)*\s){0,4}?"
    return (
        re.compile(rf"{lead}[\"“‘']?{name}[\"”’']?\s(?:{nouns})\b", re.MULTILINE),
        re.compile(rf"{name},\s(?:an?|its|their|the)\s{own}(?:{nouns})\b"),
        re.compile(
            rf"\b(?:{nouns}),?\s(?:called|named|dubbed|known as|titled|entitled"
            rf"|which\s(?:[\w-]+\s){{1,4}}calls?)\s[\"“‘']?{name}"
        ),
        re.compile(rf"\b(?:{nouns}),\s[\"“‘']?{name}[\"”’']?(?=[,.])"),
        re.compile(
            rf"\b(?:under|through|in)\swhat\s(?:[\w-]+\s){{1,4}}calls?\s(?:its\s)?[\"“‘']?{name}"
        ),
    )


def _beside_a_noun(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield names beside a plain noun: "its Garam Steps scheme", "Garam Steps, a programme for"."""
    for number, pattern in enumerate(_noun_patterns()):
        for match in pattern.finditer(sentence.text):
            if " " not in match["name"] and (not number or sentence.text.startswith(match["name"])):
                continue  # a lone word needs more than a noun behind it
            span = Span(
                sentence.span.start + match.start("name"), sentence.span.start + match.end("name")
            )
            is_own = bool(number) and not sentence.text.startswith(", the ", match.end("name"))
            if _is_scheme_name(reading, sentence, span, is_own=is_own):
                yield span


def _is_scheme_name(reading: Reading, sentence: Sentence, span: Span, *, is_own: bool) -> bool:
    """Tell whether capitalised words beside a scheme's noun are its name and no party's."""
    told = span.of(reading.document.text)
    common = table("en/names")["common"]
    named = (m for m in reading.mentions_in(sentence.span) if m.kind != "group")
    if any(mention.span.meets(span) for mention in named):
        return False
    parts = told.split()
    is_common = all(part in common["words"] for part in parts)
    is_other = any(part in common["places"] for part in parts) or (
        is_firm_like(told) and not is_own
    )
    return not is_common and not is_other


def in_body(named: list[tuple[str, str]]) -> list[bool]:
    """Tell of each name and its line whether to keep it: not if only a headline has it."""
    is_body = [not english_runs.is_headline(line) for _, line in named]
    told = {
        word for (name, _), own in zip(named, is_body, strict=True) if own for word in name.split()
    }
    return [
        own or not any(is_body) or set(name.split()[-2:]) <= told
        for (name, _), own in zip(named, is_body, strict=True)
    ]


def operators(reading: Reading, span: Span, sentence: Sentence) -> list[str]:
    """Return who runs an English programme, as the sentence of one naming tells."""
    found: list[str] = []
    for mention in reading.mentions_in(sentence.span):
        if mention.type in {"Person", "LighthouseFactory", None} or mention.kind == "group":
            continue
        if mention.span.end <= span.start:
            runs = _runs_before(reading, mention, span)
        else:
            runs = mention.span.start >= span.end and _runs_behind(
                reading, mention, span, goes_on=bool(found)
            )
        if runs:
            found.extend(mention.names)
    return found or _owner(reading, span, sentence)


def _runs_before(reading: Reading, mention: Mention, span: Span) -> bool:
    """Tell whether a party before a name runs the scheme: "Garam's …", "Garam launched …"."""
    gap = reading.document.text[mention.span.end : span.start]
    if re.fullmatch(r"(?:'s|’s|'|’)\s[\"“‘']?(?:[a-z-]+\s){0,3}[\"“‘']?", gap):
        return True
    runs = "|".join(words("en", "programmes")["runs"])
    told = re.search(rf"^[^.;]*\b(?:{runs})\s(?:[a-z-]+\s){{0,4}}[\"“‘']?$", gap)
    return bool(told)


_UNDER: Final = re.compile(
    r"\bUnder\s(?:an?|its|the)\s(?:[\w-]+\s){0,5}(?:called|named|dubbed|known as)\s[\"“‘']?"
)


def _runs_behind(reading: Reading, mention: Mention, span: Span, *, goes_on: bool) -> bool:
    """Tell whether a party behind a name runs the scheme: "…, run by Garam and Nuri"."""
    gap = reading.document.text[span.end : mention.span.start]
    if re.fullmatch(r"[\"”’']?\s\((?:the\s|run by\s(?:the\s)?)?", gap) and _is_field(reading, span):
        return True  # "Programme: Shared Looms (Garam Agency)"
    if _UNDER.search(reading.document.text, max(0, span.start - 60), span.start) and re.fullmatch(
        r"[\"”’]?,\s(?:the\s)?", gap
    ):
        return True  # "Under a programme called Tight Fit, Garam will pay"
    by = "|".join(words("en", "programmes")["by"])
    if re.search(rf"\b(?:{by})\s(?:jointly\s)?by\s(?:the\s)?$", gap):
        return True
    nouns = "|".join(words("en", "programmes")["nouns"])
    if re.fullmatch(rf"[\"”’']?\s(?:{nouns})\s(?:of|by|from|at)\s(?:the\s)?", gap):
        return True
    if re.fullmatch(r"[\"”’']?\s(?:of|by)\s(?:the\s)?", gap):
        return mention.type != "SME"
    more = rf"\b(?:{by})\s(?:jointly\s)?by\b[^.;]*\band\s(?:the\s)?$"
    return goes_on and bool(re.search(more, gap))


def _is_field(reading: Reading, span: Span) -> bool:
    head = reading.document.text[: span.start].rpartition("\n")[2]
    return ":" in head and len(head) < 40


_ITS: Final = re.compile(r"\b(?:its|their|our)\s(?:[a-z0-9-]+\s){0,3}[\"“‘']?$", re.IGNORECASE)


def _owner(reading: Reading, span: Span, sentence: Sentence) -> list[str]:
    """Return whose "its Garam Steps scheme" is: what the sentence, or the one before, is about."""
    text = reading.document.text
    lead = text[sentence.span.start : span.start]
    behind = text[span.end : span.end + 40]
    nouns = "|".join(words("en", "programmes")["nouns"])
    own = re.match(rf"[\"”’']?,\sits\s(?:[\w-]+\s){{0,4}}?(?:{nouns})\b", behind)
    own = own or re.search(r"\bwhat\s(?:[\w-]+\s){1,4}calls?\s(?:its\s)?[\"“‘']?$", lead)
    own = own or re.search(
        rf"\b(?:[Tt]he|[Tt]his)\s(?:[a-z-]+\s){{0,2}}(?:{nouns}),?\s(?:is\s)?"
        rf"(?:called|named|dubbed|known as|titled)\s[\"“‘']?$",
        lead,
    )
    if not _ITS.search(lead) and not own:
        return _announcer(reading, span, sentence)
    before = [
        m
        for m in reading.mentions_in(Span(0, span.start))
        if m.type not in {"Person", None} and m.kind != "group"
    ]
    inside = [m for m in before if m.span.start >= sentence.span.start]
    near = [m for m in before if m.span.start >= span.start - _NEAR]
    later = [
        m
        for m in reading.mentions_in(Span(span.end, sentence.span.end))
        if m.type not in {"Person", None} and m.kind != "group"
    ]
    chosen = _heads(text, inside)[-1:] or inside[:1] or _heads(text, later)[:1] or near[-1:]
    return list(chosen[0].names) if chosen else []


def _announcer(reading: Reading, span: Span, sentence: Sentence) -> list[str]:
    """Return the body that a sentence begins with, where it tells the news of a scheme."""
    text = reading.document.text
    inside = reading.mentions_in(
        Span(sentence.span.start, max(span.start, sentence.span.start + 1))
    )
    for mention in inside[:1]:
        is_head = len(text[sentence.span.start : mention.span.start]) <= len("The ")
        told = _NEWS.search(text, mention.span.end, span.start)
        if is_head and told and mention.type in BODIES:
            return list(mention.names)
    return []


_NEWS: Final = re.compile(
    r"\b(?:announced|named|names|selected|chose|opened|opens|launched|launches|said|unveiled|will|began"
    r"|begins|invited|calls for|completed|concluded)\b"
)


def _heads(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the parties that are no prepositional object."""
    lead = re.compile(r"\b(?:by|from|with|to|for|of|at|in|on|than|after|like)\s(?:the\s)?$")
    return [m for m in mentions if not lead.search(text[max(0, m.span.start - 12) : m.span.start])]


_NEAR: Final = 400  # code points back to the party an opening "its" stands for
