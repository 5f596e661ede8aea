"""Korean organisations by their form: legal forms, endings, cue nouns, brackets, lists. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table, words
from kg.extract.names.candidates import Candidate
from kg.extract.names.naming import is_common
from kg.extract.names.places import is_local_government, is_local_party, is_place
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Sentence
    from kg.model.facts import ActorType

# Bounded, and begun at a word only: a long run of letters must not be tried from each of them.
NAME: Final = (
    r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9](?:[가-힣A-Za-z0-9&+.\-]{0,30}[가-힣A-Za-z0-9+])?"
)
_WORD: Final = re.compile(NAME)


def find(sentence: Sentence) -> Iterator[Candidate]:
    """Yield every stretch of a sentence that looks like an organisation; they may overlap."""
    yield from _with_legal_form(sentence)
    yield from _by_ending(sentence)
    yield from _local_governments(sentence)
    yield from _subjects(sentence)
    yield from _in_two_words(sentence)


def candidate(sentence: Sentence, start: int, name: str, rule: str, confidence: float) -> Candidate:
    """Return a candidate for the name that starts `start` letters into the sentence."""
    at = sentence.span.start + start
    return Candidate(
        span=Span(at, at + len(name)),
        name=name,
        type=type_of(name),
        rule=rule,
        confidence=confidence,
    )


@cache
def _legal() -> re.Pattern[str]:
    forms = either(table("ko/names")["legal_forms"])
    return re.compile(
        rf"(?:{forms})\s?({NAME})|({NAME})(?:㈜|\(주\)|（주）|\s주식회사)(?!\s?[가-힣A-Z]{{3}})"
    )


def _with_legal_form(sentence: Sentence) -> Iterator[Candidate]:
    for found in _legal().finditer(sentence.text):
        group = 1 if found[1] else 2
        name = found[group]
        if group == 1:
            name = particles.cut(name)[0] if not _ends_like_body(name) else name
        if len(name) < 2:
            continue
        own = candidate(sentence, found.start(group), name, "name.legal-form", 0.95)
        start = found.start()
        whole = sentence.text[start : found.start(group) + len(name)] if group == 1 else found[0]
        yield Candidate(
            span=own.span,
            name=own.name,
            type=own.type,
            rule=own.rule,
            confidence=own.confidence,
            also=whole,
        )


def _local_governments(sentence: Sentence) -> Iterator[Candidate]:
    """`김해시는`: a city or county that acts."""
    for found in _LOCAL.finditer(sentence.text):
        if is_local_government(found[0]):
            own = candidate(sentence, found.start(), found[0], "name.local-government", 0.9)
            if is_local_party(sentence.text, found.end()):
                yield own


@cache
def _two_words() -> tuple[tuple[ActorType, re.Pattern[str]], ...]:
    patterns: dict[ActorType, list[str]] = table("ko/names")["two_words"]
    return tuple(
        (kind, re.compile(rf"(?<![가-힣A-Za-z0-9])(?:{'|'.join(own)})"))
        for kind, own in patterns.items()
    )


def _in_two_words(sentence: Sentence) -> Iterator[Candidate]:
    """`서울 강남경찰서`, `수원지법 평택지원`: a body named with the one it is part of."""
    for kind, pattern in _two_words():
        for found in pattern.finditer(sentence.text):
            if particles.behind().match(sentence.text, found.end()):
                at = sentence.span.start
                yield Candidate(
                    span=Span(at + found.start(), at + found.end()),
                    name=found[0],
                    type=kind,
                    rule="name.two-words",
                    confidence=0.98,
                )


_LOCAL: Final = re.compile(r"(?<![가-힣])[가-힣]{2,3}[시군도]")


_SUBJECT: Final = re.compile(rf"(?:^|(?<=[.”’\"다]\s)|(?<=[가-힣]의\s)|(?<=,\s))({NAME})(?=\s)")


def _subjects(sentence: Sentence) -> Iterator[Candidate]:
    """`한들온은 매출이 늘었다`: a strange topic of a sentence that tells what firms do."""
    if sentence.block in {"title", "caption"} or not _business().search(sentence.text):
        return
    for found in _SUBJECT.finditer(sentence.text):
        name, particle = particles.cut(found[1])
        if particle not in {"은", "는"} or not 3 <= len(name) <= _LONGEST or is_common(name):
            continue
        if not is_place(name) and not _UNNAMED.search(name) and morphology.is_coined(name):
            yield candidate(sentence, found.start(1), name, "name.subject", 0.55)


_LONGEST: Final = 8  # letters of a firm's name that nothing but its place in a sentence tells
_UNNAMED: Final = re.compile(
    r"(?:사|씨|들|자|인|측|것|성|률|율|량|액|비|도|화|점|기|용|형|식|팀|부|과|군|국|제|법|론|력|권|품|물|체|원|장|계|적|경우|관계자|업종|바이러스|코로나)$|[0-9%]"
)


@cache
def _business() -> re.Pattern[str]:
    return re.compile(either(table("ko/names")["cues"]["business"]))


def _by_ending(sentence: Sentence) -> Iterator[Candidate]:
    """Words that end like a body (`…진흥원`) or, less surely, like a firm (`…정밀`)."""
    for start, word, is_joined in _words(sentence.text):
        for stem in stems(word):
            if is_of_group(stem):
                yield candidate(sentence, start, stem, "name.group-head", 0.9)
                break
            body = _body(stem)
            if body:
                yield candidate(sentence, start, stem, "name.body-ending", 0.9)
                break
            if stem.endswith(_HEADS) and _body(stem[:-1]):  # 다솜염색협회장에: the head of a body
                yield candidate(sentence, start, stem[:-1], "name.body-ending", 0.9)
                break
            end = start + len(stem)
            is_led = heads_a_firm(stem) and _before_head().match(sentence.text, end)
            if is_led or (_firm(stem) and (is_joined or _stands_as_party(sentence.text, end))):
                yield candidate(sentence, start, stem, "name.firm-ending", 0.8)
                break


def _words(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the words with their places, those joined by a dash (`한들시-나래전자`) apart."""
    for found in _WORD.finditer(text):
        pieces = _DASH.split(found[0])
        start = found.start()
        for piece in pieces:
            yield start, piece, len(pieces) > 1
            start += len(piece) + 1


_HEADS: Final = ("회장", "조합장", "재단장", "공단장", "단장")
_DASH: Final = re.compile(r"(?<=[가-힣])-(?=[가-힣])")


def stems(word: str) -> Iterator[str]:
    """Yield the word, then the word without each particle it may end in, longest first."""
    yield word
    for size in range(len(word) - 1, 1, -1):
        if particles.is_particle(word[size:]) and particles.agrees(word[size - 1], word[size:]):
            yield word[:size]


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = [(e, kind) for kind, own in table("ko/names")["suffixes"].items() for e in own]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _ending_pattern() -> re.Pattern[str]:
    return re.compile(rf"{either(ending for ending, _ in _endings())}$")


def _body(stem: str) -> str:
    """Return the type of a body by its ending, or empty."""
    found = _ending_pattern().search(stem)
    if not found or stem[: found.start()] in words("ko/names", "generic", "prefixes"):
        return ""
    if len(stem) - len(found[0]) < 2 and found[0] not in _SHORT_HEAD:
        return ""
    return dict(_endings())[found[0]]


_SHORT_HEAD: Final = ("그룹", "전자", "은행", "일보")


@cache
def _firm_pattern() -> re.Pattern[str]:
    return re.compile(rf"{either(table('ko/names')['firms']['suffixes'])}$")


def _firm(stem: str) -> bool:
    found = _firm_pattern().search(stem)
    if not found or len(stem) < 3 or is_common(stem):
        return False
    head = stem[: found.start()]
    is_sure = len(head) > 1 and found[0] in words("ko/names", "firms", "sure")
    return bool(head) and not _is_common_head(head) and (is_sure or morphology.is_strange(stem))


def is_firm_like(name: str) -> bool:
    """Tell whether a name ends as firms' names do."""
    found = _firm_pattern().search(name)
    return bool(found and found.start())


def is_named_firm(name: str) -> bool:
    """Tell whether a name ends as firms do behind any word that is not of a trade or a kind."""
    found = _firm_pattern().search(name)
    if found is None or not found.start() or is_common(name):
        return False
    return not _is_common_head(name[: found.start()])


def heads_a_firm(name: str) -> bool:
    """Tell whether a name ends as firms do behind more than a common noun."""
    found = _firm_pattern().search(name)
    return bool(found and len(name) > 3 and not _is_common_head(name[: found.start()]))


def _is_common_head(head: str) -> bool:
    common = words("ko/names", "firms", "common_prefixes")
    if head in common or head in words("ko/names", "common", "words") or head.isdigit():
        return True
    return any(head[:cut] in common and head[cut:] in common for cut in range(2, len(head) - 1))


# "한들전자 지원으로", "나래에너지 에너지 진단": what firms give, right behind a name
_GIVES: Final = re.compile(
    r"\s(?:[가-힣]{1,6}\s){0,2}?(?:지원|멘토링|진단|자문|전수|컨설팅|출연금?|후원|도움|개방|이전|교육|파견|기부|기증)(?:으로|를|을|로|\s?(?:→|⇒|->|·|,|$))"
)
_PARTY: Final = re.compile(
    r"(?:은|는|이|가|의|에|과|와|도|에서|에게|측|등)(?![가-힣])|[(·,]|\s대표|\s등|\s공장|\s?/\s"
    r"|\s(?:[1-3]차\s)?(?:협력사|협력업체|협력회사|상생|동반성장)"
    r"|\s(?:[가-힣A-Za-z]{1,8}\s)?[가-힣A-Za-z]{0,12}(?:명장|기능장|숙련공|베테랑|퇴직자|이야기|팀|실|본부|사업부|센터|엔지니어|직원|임직원|전문가|기술자|기술진|멘토|연구원|출신|관계자)(?:[은는이가을를의과와도에\s]|들|$)"
)


def _stands_as_party(text: str, end: int) -> bool:
    return bool(
        _PARTY.match(text, end) or _GIVES.match(text, end) or _before_head().match(text, end)
    )


@cache
def _before_head() -> re.Pattern[str]:
    """Return the pattern of what follows a firm before its head: `한들가구 나하늘 대표`."""
    titles = either(table("ko/persons")["heads_of_firms"])
    return re.compile(rf"\s[가-힣]{{2,4}}\s[가-힣]{{0,4}}{titles}(?![가-힣]{{3}})")


def _ends_like_body(word: str) -> bool:
    return bool(_ending_pattern().search(word))


@cache
def _group() -> re.Pattern[str]:
    groups = table("ko/names")["groups"]
    alone = either(set(groups) - set(table("ko/names")["not_alone"]))
    branches = either(table("ko/names")["branches"])
    whole = either(table("ko/names")["whole"])
    return re.compile(rf"{either(groups)}(?:{branches})$|{alone}$|{whole}$")


def is_of_group(name: str) -> bool:
    """Tell whether a name is that of a well-known business group or of a firm of one."""
    return bool(_group().match(name))


def type_of(name: str) -> ActorType | None:
    """Return the type a name's form tells; None for a firm of unknown size."""
    if is_of_group(name):
        return "LargeEnterprise"
    if is_local_government(name):
        return "PublicAgency"
    found = _body(name)
    return found or None  # type: ignore[return-value]  # keys of the table are actor types
