"""Lighthouse designations: made ones of a site, and proposals for a cluster of firms. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.parties import parties
from kg.extract.events import english_designations as designations_en
from kg.extract.grammar.clauses import Stretch, pattern, phrase_start, words
from kg.model.evidence import Span
from kg.model.facts import Designation

if TYPE_CHECKING:
    from kg.extract.reading import Mention, Reading, Sentence

_OPENERS_SAID: Final = re.compile(r",\s|^(?:앞으로|이제|우리도?|정부가|우선)\s")
_OPENERS: Final = re.compile(r"[,“”\"]\s?|(?:에서|에게)\s|(?<![하되있없맺받주])[은는]\s")
_LARGE: Final = re.compile(r"대기업|모기업|원청|앵커기업")
_SMALL: Final = re.compile(
    r"중소\S*기업|협력사|협력업체|협력회사|부품사|납품업체|하청업체|소기업|벤처기업|공급사"
)


def read(reading: Reading) -> Reading:
    """Add the lighthouse designations of a document; a proposal never counts as made."""
    found: list[Designation] = []
    for sentence in reading.sentences:
        if sentence.block == "byline":
            continue
        told = pattern(reading.lang, "designations", "schemes").search(sentence.text)
        if not told and not any(item.status == "actual" for item in found):
            continue
        if reading.lang == "en":
            fresh = designations_en.read(reading, sentence)
        else:
            fresh = (_korean(reading, sentence) if told else []) + _earlier(reading, sentence)
        for item in fresh:
            if not any(known.designee == item.designee for known in found):
                found.append(item)
    return replace(reading, facts=replace(reading.facts, designations=tuple(found)))


def _korean(reading: Reading, sentence: Sentence) -> list[Designation]:
    if pattern("ko", "designations", "proposed").search(sentence.text):
        proposal = _proposal(reading, sentence)
        return [proposal] if proposal else []
    return _made(reading, sentence)


def _proposal(reading: Reading, sentence: Sentence) -> Designation | None:
    """Read "모기업과 거래하는 부품사를 한데 묶어 등대공장으로 지정하자"."""
    bundle = pattern("ko", "designations", "bundle").search(sentence.text)
    scheme = pattern("ko", "designations", "schemes").search(sentence.text)
    if scheme is None or (bundle is None and not re.search("지정", sentence.text[scheme.end() :])):
        return None
    end = bundle.start() if bundle else scheme.start()
    quote = next((q for q in sentence.quotes if q.start <= sentence.span.start + end < q.end), None)
    low = quote.start - sentence.span.start if quote else 0
    phrase = re.sub(r"[을를]?\s?$", "", sentence.text[low:end])
    openers = _OPENERS_SAID if quote else _OPENERS
    at = max((found.end() for found in openers.finditer(phrase)), default=0)
    designee = phrase[at:].strip()
    large = _LARGE.search(designee)
    smaller = list(_SMALL.finditer(designee))
    named = _named_anchor(reading, sentence, low + at, end)
    if not designee or (large is None and named is None) or not smaller:
        return None
    start = sentence.span.start + low + at + phrase[at:].index(designee)
    span = Span(start, start + len(designee))
    anchor = named.names[0] if named else (large[0] if large else None)
    member = _member(designee, smaller[-1])
    statement = _statement_over(reading, span)
    return Designation(
        basis=reading.basis(sentence.span, "designation.ko.proposal", 0.85, {"designee": span}),
        designee=designee,
        scheme="KoreanClusterLighthouse",
        status="proposed",
        anchor=anchor,
        members=(member,),
        proposed_in=statement or (quote.of(reading.document.text) if quote else None),
    )


def _member(designee: str, small: re.Match[str]) -> str:
    """Return the members' noun phrase: "협력관계에 있는 중소기업"."""
    head = designee[: small.end()]
    found = re.search(r"(?:과|와|의)\s(.+)$", head)
    return (found[1] if found else head).strip()


def _named_anchor(reading: Reading, sentence: Sentence, low: int, high: int) -> Mention | None:
    within = Span(sentence.span.start + low, sentence.span.start + max(high, low + 1))
    large = [m for m in reading.mentions_in(within) if m.type == "LargeEnterprise"]
    return large[0] if large else None


def _statement_over(reading: Reading, span: Span) -> str | None:
    """Return the quote of the statement in which a proposal stands."""
    for statement in reading.facts.statements:
        for evidence in statement.basis.of("quote"):
            if isinstance(evidence.place, Span) and evidence.place.meets(span):
                return statement.quote
    return None


def _made(reading: Reading, sentence: Sentence) -> list[Designation]:
    text = sentence.text
    scheme = pattern("ko", "designations", "schemes").search(text)
    made = pattern("ko", "designations", "made").search(text, scheme.end()) if scheme else None
    if scheme is None or made is None or made.start() - scheme.end() > 40:
        return []
    tail = re.split(r"다[.\s”\"]", text[made.start() :])[0]
    around = text[max(0, scheme.start() - 12) : made.end()] + tail
    if pattern("ko", "designations", "never").search(around):
        return []
    sites = _sites(reading, sentence, made.end())
    designator = _designator(reading)
    return [_actual(reading, sentence, site, designator) for site in sites]


def _earlier(reading: Reading, sentence: Sentence) -> list[Designation]:
    """Read "여천 공장(2020년), 가온사업장(2022년)에 이어 세 번째": each with its own year."""
    if not re.search(r"이어|번째|먼저|앞서", sentence.text):
        return []
    found = []
    kinds = "|".join(words("ko", "designations")["sites"])
    pattern_of = rf"([가-힣A-Za-z0-9&]*(?:{kinds}))\s?\((\d{{4}})년?\)"
    for match in re.finditer(pattern_of, sentence.text):
        limit = max(
            (m.end() for m in re.finditer(r"[,(]\s?|\)", sentence.text[: match.start()])), default=0
        )
        start = phrase_start(sentence.text, match.start(), limit)
        span = Span(sentence.span.start + start, sentence.span.start + match.end(1))
        firm = _firm_before(reading, sentence, span)
        name = span.of(reading.document.text)
        site = (span, name, firm.names[0] if firm else _owner_of(reading, span, name))
        made = _actual(reading, sentence, site, _designator(reading))
        found.append(replace(made, date=match[2]))
    return found


def _sites(reading: Reading, sentence: Sentence, high: int) -> list[tuple[Span, str, str | None]]:
    """Return the designated sites: where they stand, their name, and whose they are."""
    text = sentence.text
    found: list[tuple[Span, str, str | None]] = []
    listed = parties(reading, Stretch(sentence.span.start, text, sentence))
    for party in listed:
        begin = party.span.start - sentence.span.start
        if party.type == "LighthouseFactory" and begin < high:
            owner = _owner_of(reading, party.span, party.names[0])
            found.append((party.span, party.names[0], owner))
    if found:
        return found
    kinds = "|".join(words("ko", "designations")["sites"])
    for match in re.finditer(
        rf"[가-힣A-Za-z0-9]*(?:{kinds})(?=[은는이가을를의도]|과\s|와\s|\s등|\()", text[:high]
    ):
        if "등대" in match[0] or match[0] == "스마트공장":
            continue
        limit = max((m.end() for m in re.finditer(r"[,.“”]\s?", text[: match.start()])), default=0)
        start = phrase_start(text, match.start(), limit)
        span = Span(sentence.span.start + start, sentence.span.start + match.end())
        firm = _firm_before(reading, sentence, span)
        if firm is None:
            continue
        if firm.span.end <= span.start:
            span = Span(firm.span.start, span.end)
        found.append((span, span.of(reading.document.text), firm.names[0]))
    if found:
        return found
    return found


def _firm_before(reading: Reading, sentence: Sentence, span: Span) -> Mention | None:
    firms = [
        mention
        for mention in reading.mentions_in(sentence.span)
        if mention.type in {"LargeEnterprise", "MidSizedEnterprise", "SME"}
        and mention.span.start <= span.end
    ]
    near = [m for m in firms if span.holds(m.span) or 0 <= span.start - m.span.end <= 3]
    return near[-1] if near else None


def _owner_of(reading: Reading, span: Span, name: str) -> str | None:
    """Return the firm in front of a site or in its name."""
    for mention in reading.mentions:
        if mention.type in {"LargeEnterprise", "MidSizedEnterprise"} and (
            mention.span.of(reading.document.text) in name
            or 0 <= span.start - mention.span.end <= 3
        ):
            return mention.names[0]
    return None


def _designator(reading: Reading) -> tuple[str, ...]:
    """Return who designated: the forum, where the text names it."""
    known = set(words(reading.lang, "designations")["designators"])
    text = reading.document.text
    inside = [
        mention
        for mention in reading.mentions
        if mention.span.of(text) in known or mention.names[0] in known
    ]
    return inside[0].names[:1] if inside else ()


def _actual(
    reading: Reading,
    sentence: Sentence,
    site: tuple[Span, str, str | None],
    designator: tuple[str, ...],
) -> Designation:
    span, name, operator = site
    times = reading.times_in(sentence.span)
    dated = [time for time in times if time.start]
    return Designation(
        basis=reading.basis(sentence.span, "designation.ko.made", 0.85, {"designee": span}),
        designee=name,
        scheme="GlobalLighthouseNetwork",
        status="actual",
        designator=designator,
        operator=operator,
        date=dated[0].start if dated else None,
    )
