"""Korean persons: a surname, a given name and a title, in the orders Korean uses. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology, particles
from kg.extract.grammar.words import either, table, words
from kg.extract.names import naming, organisations, person_names, places, schools, titles
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Sentence

_TOKEN: Final = re.compile(r"(?:인터뷰|녹취|싱크|발언|현장음|대담|기고|글|취재)\(|[^\s/]+")
_HANGUL: Final = re.compile(r"[가-힣]{2}")
_SHORT: Final = 2  # letters of the shortest title
_FAR: Final = 5  # words between a name and its title, at most
_AGE: Final = re.compile(r"\s?\(\d{2}(?:세)?(?:·[가-힣]+)?\)|\s?\([一-鿿]{2,4}\)")
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_STOPS: Final = (
    "은",
    "는",
    "을",
    "를",
    "에서",
    "에게",
    "으로",
    "와",
    "며",
    "면서",
    "해",
    "한",
    "된",
    "하는",
    "하고",
)
_LEAD: Final = "“”‘’\"'([<△▲◇◆■□·=/-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person where the text gives a title.

    Attributes:
        name: Where the name stands.
        role: Where the title stands, the department before it included.
        between: What stands between name and title: the organisation, when there is one.
        leads: Whether the name stands before the title.
        mail: Where an e-mail address stands behind a reporter's name.
    """

    name: Span
    role: Span | None
    between: Span | None = None
    leads: bool = True
    mail: Span | None = None


@lru_cache(maxsize=1 << 14)  # names, posts and speech ask for the same sentences
def find(sentence: Sentence) -> tuple[Found, ...]:
    """Return the persons of a sentence in the order of their names."""
    return tuple(_find(sentence))


def _find(sentence: Sentence) -> Iterator[Found]:
    tokens = list(_TOKEN.finditer(sentence.text))
    done = -1
    for index, token in enumerate(tokens):
        if token.start() < done or not _HANGUL.search(token[0]):
            continue
        found = (
            _glued(sentence, token)
            or _before_title(sentence, tokens, index)
            or _behind_title(sentence, tokens, index)
            or _foreign(sentence, tokens, index)
        )
        if found:
            done = max(found.name.end, found.role.end if found.role else 0) - sentence.span.start
            yield found


def body_between(text: str) -> str:
    """Return the organisation at the head of what stands between a name and its title.

    Empty when the first word is a department or a common noun.
    """
    first = text.split(maxsplit=1)[0].strip("'‘’“”\"")
    first = first.removesuffix("의") if len(first) > 3 else first
    first = re.sub(r"^(?:㈜|\(주\))|(?:㈜|\(주\))$", "", first)
    if organisations.type_of(first):
        return first
    if first.endswith(tuple(table("ko/persons")["departments"])) or naming.is_common(first):
        return ""
    if schools.is_university(first):
        return first
    if person_names.is_name(first) and not organisations.is_firm_like(first):
        return ""
    if morphology.is_phrase(first) or morphology.is_listed(first):
        return ""
    return first if len(first) >= 2 and re.fullmatch(r"[가-힣A-Za-z0-9&.\-]+", first) else ""


def _name_at(token: re.Match[str]) -> tuple[int, str, str]:
    """Return where a token's core starts, the core, and what follows it in the token."""
    lead = len(token[0]) - len(token[0].lstrip(_LEAD))
    core = re.match(r"[가-힣]+", token[0][lead:])
    words_ = core[0] if core else ""
    return token.start() + lead, words_, token[0][lead + len(words_) :]


def _glued(sentence: Sentence, token: re.Match[str]) -> Found | None:
    """`나하늘기자`: a reporter's name with the title glued behind."""
    start, core, _ = _name_at(token)
    found = _reporter().match(core)
    if not found or not person_names.is_name(found[1]):
        return None
    at = sentence.span.start + start
    name = Span(at, at + len(found[1]))
    role = Span(name.end, name.end + len(found[2]))
    return Found(name=name, role=role, mail=_mail(sentence, role.end))


@cache
def _reporter() -> re.Pattern[str]:
    return re.compile(rf"([가-힣]{{3}})({either(table('ko/persons')['reporters'])})$")


def _mail(sentence: Sentence, end: int) -> Span | None:
    found = _MAIL.search(sentence.text, end - sentence.span.start)
    if not found:
        return None
    return Span(sentence.span.start + found.start(), sentence.span.start + found.end())


def _before_title(sentence: Sentence, tokens: Sequence[re.Match[str]], index: int) -> Found | None:
    """`나하늘 한들금속 대표는`: a name, perhaps an organisation, a title."""
    start, core, rest = _name_at(tokens[index])
    if not person_names.is_name(core) or (rest and not _AGE.fullmatch(rest)):
        return None
    place = sentence.span.start
    name = Span(place + start, place + start + len(core))
    for other in range(index + 1, min(index + 2 + _FAR, len(tokens))):
        token = tokens[other]
        role = titles.title(token[0])
        if role and _is_institute(role, tokens[other + 1 : other + 2]):
            continue  # 연구원 is a researcher, but …연구원 is an institute
        if role:
            behind = token[0][len(role) :] if other == index + 1 else ""
            beside = tokens[index - 1][0] if other == index + 1 else tokens[index + 1][0]
            is_told = (index > 0 or other > index + 1) and _names_body(beside)
            is_name_like = _is_sure(core, behind) or (is_told and morphology.is_free(core))
            if other == index + 2 and person_names.is_likelier(tokens[index + 1][0], core):
                return None
            if (other > index + 1 and len(core) == 2) or not is_name_like:
                return None
            begin = tokens[index + 1].start()
            between = Span(place + begin, place + token.start()) if other > index + 1 else None
            where = Span(place + token.start(), place + token.start() + len(role))
            mail = _mail(sentence, where.end) if role in _reporters() else None
            return Found(name=name, role=where, between=_trim(sentence, between), mail=mail)
        if _stops(token[0]):
            return None
    return None


def _is_sure(name: str, behind: str) -> bool:
    """Tell whether a word with a surname's letter is a name and no noun or noun with particle.

    Before a title that is the topic (`behind`), a last letter that may be a particle is
    taken for the name's own.
    """
    if morphology.is_listed(name):
        return False
    if morphology.is_derived(name) or (morphology.is_proper(name) and name[-1] in _PLACES):
        return False
    is_topic = behind[:1] in {"은", "는", "이", "가"} and name[-1] in "도은이가로나"
    return is_topic or not morphology.is_marked(name)


def _is_institute(role: str, following: Sequence[re.Match[str]]) -> bool:
    """Tell whether what ends like a researcher's title is an institute, a title behind it."""
    if organisations.type_of(role) == "ResearchInstitute":
        return True
    return role.endswith("연구원") and any(titles.title(token[0]) for token in following)


def _names_body(word: str) -> bool:
    """Tell whether the word before a name has the form of an organisation's name."""
    bare = re.sub(r"^(?:㈜|\(주\))|(?:㈜|\(주\))$", "", word)
    return bare != word or bool(organisations.type_of(bare) or organisations.heads_a_firm(bare))


_PLACES: Final = "구동시군도역읍면안"


def _reporters() -> frozenset[str]:
    return words("ko/persons", "reporters")


def _trim(sentence: Sentence, between: Span | None) -> Span | None:
    if between is None:
        return None
    text = sentence.text[between.start - sentence.span.start : between.end - sentence.span.start]
    return Span(between.start, between.start + len(text.rstrip()))


def _stops(word: str) -> bool:
    """Tell whether nothing behind a word can belong to the name before it."""
    return word[-1] in ",.!?;:”’\"')…" or word.endswith(_STOPS) or word[0] in "“‘\"'("


def _behind_title(sentence: Sentence, tokens: Sequence[re.Match[str]], index: int) -> Found | None:
    """`(대표 나하늘)`, `대표이사 나하늘은`: a title, then a name."""
    if index + 1 >= len(tokens):
        return None
    lead = re.search(r"[가-힣]+$", tokens[index][0])
    if not lead:
        return None
    # "대표인 나하늘 씨", but "장인 나하늘"
    post = lead[0].removesuffix("인") if len(lead[0]) > _SHORT else lead[0]
    is_listed = post in words("ko/persons", "titles")
    if titles.title(post) != post:
        return None
    following = re.match(r"[가-힣]{3,5}", tokens[index + 1][0])
    if not following or len(lead[0]) < 2:
        return None
    stem = following[0] if len(following[0]) == 3 else particles.cut_at(following[0], 3)[0]
    if len(stem) != 3 or not person_names.is_name(stem) or not morphology.is_free(stem):
        return None
    if not is_listed and not all(letter in words("ko/persons", "given") for letter in stem[1:]):
        return None  # "작업반장 나하늘": a post of two words needs a name that sounds like one
    place = sentence.span.start
    start = place + tokens[index + 1].start()
    first = place + tokens[index].start() + lead.start()
    role = Span(first, first + len(post))
    return Found(name=Span(start, start + 3), role=role, leads=False)


def _foreign(sentence: Sentence, tokens: Sequence[re.Match[str]], index: int) -> Found | None:
    """`마르코 벨리니 들빛포럼 의장은`: two strange words that open a sentence, then a title."""
    if index or len(tokens) < 3:
        return None
    parts = [token[0] for token in tokens[:2]]
    if not all(_FOREIGN.fullmatch(part) for part in parts) or person_names.is_name(parts[1]):
        return None
    if any(places.is_place(p) or p[-1] in "의은는을를에서" for p in parts):
        return None
    if organisations.type_of(parts[0]) or not all(morphology.is_strange(p) for p in parts):
        return None
    place = sentence.span.start
    for token in tokens[2:5]:
        role = titles.title(token[0])
        if role:
            where = Span(place + token.start(), place + token.start() + len(role))
            begin = place + tokens[2].start()
            between = Span(begin, where.start) if begin < where.start else None
            name = Span(place + tokens[0].start(), place + tokens[1].end())
            return Found(name=name, role=where, between=_trim(sentence, between))
        if _stops(token[0]):
            break
    return None


_FOREIGN: Final = re.compile(r"[가-힣]{2,6}")
