"""Cities, counties and provinces that no list has, told by what the text says of them. Pure.

`해문시(시장 …)`, `갈대군수`, `솔숲군이 손질해 준다… 군은`: a strange word that ends in 시, 군, 구
or 도 is a local government where it acts, has a head, a hall or a purse.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import frames, morphology, particles
from kg.extract.grammar.words import table
from kg.extract.names import organisations, person_names
from kg.extract.names.candidates import Candidate
from kg.extract.names.places import is_place
from kg.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading

_LONG: Final = 4  # letters of a name that is hardly a person's (`A군`, `홍군`)
_REACH: Final = 80  # letters behind a name in which its deed is told
_WORD: Final = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣]{3,12}")
_ENDING: Final = re.compile("[시군구도]")
_FEWEST, _LONGEST = 2, 5  # letters a name has before its ending, and with it


def find(reading: Reading) -> Iterator[Candidate]:
    """Yield the places where local governments that no list has are parties."""
    text = reading.document.text
    bare = frozenset(_BARE.findall(text))
    for name, places in _places(reading).items():
        if is_place(name) or not _is_strange(name):
            continue
        is_met = any(_PLACE.match(text, end) for _, end in places)
        if any(
            _acts(text, name, end, bare)
            or _heads_a_note(text, start, end)
            or (is_met and name[-1] in "시군" and _ACTING.match(text, end))
            for start, end in places
        ):
            for start, end in places:
                if _is_party(text, end):
                    yield Candidate(
                        span=Span(start, end),
                        name=name,
                        type="PublicAgency",
                        rule="name.local-government",
                        confidence=0.9,
                    )


def _places(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Return every word that ends as a local government does, with where it stands."""
    found: dict[str, list[tuple[int, int]]] = {}
    for sentence in reading.sentences:
        for word in _WORD.finditer(sentence.text):
            # 도 is a particle as well: a word may hold two names, 솔숲군 and 솔숲군도.
            for end in _ENDING.finditer(word[0], _FEWEST, _LONGEST):
                place = sentence.span.start + word.start()
                name = word[0][: end.end()]
                found.setdefault(name, []).append((place, place + end.end()))
    return found


def _is_strange(name: str) -> bool:
    """Tell whether no common word is written so: `온도`, `해군`, `당시` are words."""
    if name[-1] == "구" and organisations.is_firm_like(name):
        return False  # 가구
    if name[-1] == "도" and any(
        particles.is_particle(name[cut:]) for cut in range(1, len(name) - 1)
    ):
        return False  # 일에도, 현장으로도
    return not morphology.is_listed(name) and not any(
        name.endswith(word) and len(name) != len(word) + 1 for word in _common()
    )


@cache
def _common() -> tuple[str, ...]:
    return tuple(table("ko/government")["not_local"])


def _acts(text: str, name: str, end: int, bare: frozenset[str]) -> bool:
    """Tell whether the words behind a name give it what only a local government has."""
    if _OF_GOVERNMENT.match(text, end):
        return True
    is_head = _HEAD.match(text, end) and not morphology.is_listed(name[:-1])
    if is_head and name[-1] == "시":
        return True
    # 도 is a particle as well; with another behind it, it is not.
    acting = _ACTING.match(text, end)
    # A군 and B양 are people; nobody is called A시.
    if not acting or (name[-1] != "시" and person_names.is_name(name[:-1]) and len(name) < _LONG):
        return False
    if name[-1] == "도" or name[-1] in bare:
        return True
    own = text[end : end + _REACH].partition("\n")[0]
    return bool(_purse().search(own) or frames.triggers(own, "ko"))


def _heads_a_note(text: str, start: int, end: int) -> bool:
    """Tell whether a bulleted line begins with the name and a comma: `- 나루시, … 개최`."""
    return bool(_NOTED.search(text[max(0, start - 6) : start])) and text[end : end + 2] == ", "


_NOTED: Final = re.compile(r"(?:^|\n)\s{0,2}[-–○ㅇ□■◦•▲△*]\s?$")
_HEAD: Final = re.compile(r"장(?:은|이|\s)")
_ACTING: Final = re.compile(r"은|는|이|가|와|과|의\s|로부터|에서\s|에\s(?:따르|의하)면")
_BARE: Final = re.compile(r"(?<![가-힣])([시군구도])(?:은|는|이|가|의|비)\s")
_OF_GOVERNMENT: Final = re.compile(
    r"(?:에\s(?:따르|의하)면|\((?=[^()]{0,24}(?:\d\s?(?:원|억|만|천|%)|지원|보조|출연|부담|융자))"
    r"|\s(?:[가-힣]{2,8}\s){0,2}(?:지원을|지원으로|지원금|보조금|지원\s?사업|보급\s?사업|보급\s?대수|예산)"
    r"|[·ㆍ][가-힣]{2,10}(?:은행|재단|진흥원|테크노파크|공단|협회|조합|센터|대학교|상의)|청(?![가-힣]{2})|청에서|의회|\s?\((?:시장|군수|구청장|도지사|지사)\s|수(?![가-힣]{2})"
    r"|\s(?:부시장|부군수|부지사|시장|군수|도지사)(?:은|이|는|가))"
)


def _is_party(text: str, end: int) -> bool:
    """Tell whether the name is met as a party and not as the place where something stands."""
    if _PLACE.match(text, end):
        return False
    return bool(_PARTY.match(text, end))


_PLACE: Final = re.compile(
    r"(?:에|에서|의)\s(?:있|위치|자리|소재|둥지|공장|[가-힣]+\s?(?:공장|골목|단지|업체|기업|회사|마을))"
    r"|\s(?:[가-힣]+(?:동|읍|면|리|구|로|길|단지|골목)|소재|일대|관내)(?:의|에|\s)"
)
_PARTY: Final = re.compile(
    r"(?:은|는|이|가|와|과|의|도|측|로부터|으로부터|에서|에(?=\s(?:따르|의하)면))?(?=[\s,.)(·ㆍ]|$)|(?:청|의회|수|장)(?=[은는이가\s(])"
)


@cache
def _purse() -> re.Pattern[str]:
    return re.compile("|".join(table("ko/government")["deeds"]))
