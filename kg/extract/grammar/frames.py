"""The engine of support frames: which words trigger one, and of what kind it is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from kg.extract.grammar import conjugation
from kg.extract.grammar.clauses import words
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.model.facts import KindCode
    from kg.model.source import Language

# A note ends in the noun: "전문가를 10주간 파견", "센서 구입비의 70%를 지원,"
_OBJECT: Final = r"(?:(?<=[을를간씩도]\s)|(?<=[회번명대원%]\s)|(?<=[에로]\s))"
_LINE_END: Final = (
    r"(?=\s*(?:\([^()]*\)\s*)?(?:완료|계획|예정|추진|방침|중|키로)?\s*(?:\([^()]*\))?[\s;.]*$)"
)
# Between the deed and its verb: "진단을 두 차례 실시", "교육을 총 24회에 걸쳐 무료로 진행"
_HOW: Final = (
    r"(?:(?:적극|직접|본격|함께|같이|매년|매달|매주|다시|처음|각각|모두|총|[가-힣]{1,4}(?:으로|로|히|게)"
    r"|(?:\d+|[한두세네]|다섯|여섯|여러)\s?(?:회|차례|번|일|주|개월|시간|달|년|건)(?:간|씩|에\s걸쳐|\s동안)?)\s){0,3}"
)
# What stands before a plain 주다: its object, or how it was given
_HANDED: Final = (
    r"(?:(?<=[을를도씩원게만]\s)"
    r"|(?<=그냥\s)|(?<=거저\s)|(?<=선뜻\s)|(?<=모두\s)|(?<=직접\s)|(?<=기꺼이\s)|(?<=통째로\s)"
    r"|(?<=무상으로\s)|(?<=무료로\s)|(?<=공짜로\s)|(?<=따로\s)|(?<=대가\s없이\s)|(?<=조건\s없이\s))"
)
_NOTE: Final = r"(?=\s*(?:[,.;)·]|등\b|$))"

# Any verb done for another: a stem in -아/-어 and 주다 ("손질해 준다", "놓아 주고")
_DONE_FOR: Final = "아어여해려켜겨쳐져와워놔둬꿔춰써꺼내대러라텨재매깨베떼메빼캐개펴세봐"
_HELPING: Final = rf"(?<![가-힣])[가-힣]{{{{0,5}}}}[{_DONE_FOR}]\s?(?:{{}})"

Voice = Literal["give", "receive", "noun", "passive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way of telling of support, as `data/frames/<lang>/supports.toml` lists it.

    Attributes:
        voice: Whether the subject gives or receives, or a noun stands for the deed.
        kind: Fixed kind, or None when the object tells it.
        default: Kind when the object tells nothing.
        takes: Kinds its object may tell, or any; an object of another kind is no support.
        again: Whether it goes on with the kind of the support told before.
        needs: `cue` when it counts only with an object that tells a kind,
            `recipient` when only with a recipient in the same clause,
            `aimed` when only with one in the same sentence,
            `source` when only with the words for whom it came from,
            `giver` when only with the one who helps in the same sentence,
            `people` when only with people of the one who helps as those who act.
        follows: Whether it counts only where support is being told of anyway.
        only: What the clause must say besides, if anything.
        bars: What the clause up to the verb's end must not say.
        ministry: Whether those who run the programme help when nobody is named.
        verbs: Dictionary forms that are looked up, of a loose frame.
        note: How a bulleted line ends in the deed ("협력사에 관제기 지원(5월)"), if it can.
        free: Whether its denial is the deed itself ("임대료를 받지 않는다").
        loose: Whether it counts only in a clause that no other frame tells of help in.
        instrument: Whether it gives way to the deed it serves (sent experts, who diagnosed).
    """

    id: str
    voice: Voice
    kind: KindCode | None = None
    default: KindCode = "TechnologySupport"
    takes: frozenset[str] = frozenset()
    again: bool = False
    needs: str = ""
    follows: bool = False
    instrument: bool = False
    free: bool = False
    loose: bool = False
    verbs: tuple[str, ...] = ()
    ministry: bool = False
    only: re.Pattern[str] | None = None
    bars: re.Pattern[str] | None = None
    pattern: re.Pattern[str]
    note: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame found in a stretch of words, offsets in those words.

    Attributes:
        verb: Where the verb stands when a clause leaves it out for the next one to say
            ("A는 설비를, B는 자금을 지원한다"); None when `start` and `end` hold it.
    """

    frame: Frame
    start: int
    end: int
    verb: tuple[int, int] | None = None

    @property
    def said(self) -> tuple[int, int]:
        """Where the verb stands that tells time and denial."""
        return self.verb or (self.start, self.end)


@cache
def frames(lang: Language) -> tuple[Frame, ...]:
    """Return the support frames of a language, in the order in which they win."""
    table = resource_toml(f"frames/{lang}/supports.toml")
    return tuple(_frame(entry, table.get("light", {}), lang) for entry in table["frame"])


def _frame(entry: dict[str, Any], light: dict[str, list[str]], lang: Language) -> Frame:
    parts = list(entry.get("stems", ()))
    if entry.get("nouns"):
        nouns = "|".join(sorted(entry["nouns"], key=len, reverse=True))
        ends = "|".join(light["endings"])
        glue = "|".join(light["particles"])
        verbs = "|".join(sorted(light["verbs"], key=len, reverse=True))
        how = _HOW
        after = rf"[’'”\"」』]?\s?(?:사업|활동|프로그램)?(?:{glue})?\s?{how}"
        parts.append(rf"(?:{nouns})(?:(?:[을를도]\s)?(?:{ends})|{after}(?:{verbs}))")
        parts.append(rf"{_OBJECT}(?:{nouns}){_NOTE}")
    if not entry.get("loose"):
        parts.extend(_conjugated(entry))
    flags = re.IGNORECASE if lang == "en" else 0
    return Frame(
        id=entry["id"],
        voice=cast("Voice", entry["voice"]),
        kind=entry.get("kind"),
        default=entry.get("default", entry.get("kind", "TechnologySupport")),
        takes=frozenset(entry.get("takes", ())),
        again=entry.get("again", False),
        needs=entry.get("needs", ""),
        follows=entry.get("follows", False),
        instrument=entry.get("instrument", False),
        free=entry.get("free", False),
        loose=entry.get("loose", False),
        verbs=tuple(entry.get("verbs", ())) if entry.get("loose") else (),
        ministry=entry.get("ministry", False),
        only=re.compile(entry["only"]) if "only" in entry else None,
        bars=re.compile(entry["except"]) if "except" in entry else None,
        pattern=re.compile("|".join(parts) or "(?!)", flags),
        note=_note(entry) if lang == "ko" and entry["voice"] == "give" else None,
    )


def _note(entry: dict[str, Any]) -> re.Pattern[str] | None:
    """Return the pattern of a Korean line that ends in a frame's noun, no particle before it."""
    verbs = (verb.removesuffix("하다") for verb in entry.get("verbs", ()) if verb.endswith("하다"))
    nouns = [*entry.get("nouns", ()), *(() if entry.get("collocates") else verbs)]
    if not nouns:
        return None
    listed = "|".join(sorted(nouns, key=len, reverse=True))
    return re.compile(rf"(?<=[가-힣A-Za-z0-9%)\]’”']\s)(?:{listed}){_LINE_END}")


def _conjugated(entry: dict[str, Any]) -> list[str]:
    """Return the patterns of a Korean frame's verbs, which are listed by their dictionary form."""
    if entry.get("any_helping"):
        return [_HELPING.format(conjugation.giving())]
    own = entry["voice"] == "receive"  # "빌려 줬" is no borrowing
    forms = [_spaced(verb, own=own) for verb in entry.get("verbs", ())]
    forms += [conjugation.helping(verb) for verb in entry.get("helping", ())]
    if not forms:
        return []
    lead = ""
    if entry.get("collocates"):
        lead = rf"(?:{'|'.join(entry['collocates'])})[을를도은는이가]?(?:\s[^\s,]+){{0,6}}?\s?"
    notes = [verb.removesuffix("하다") for verb in entry.get("verbs", ()) if verb.endswith("하다")]
    noted = [rf"{_OBJECT}(?:{'|'.join(notes)}){_NOTE}"] if notes and not lead else []
    return [rf"(?<![가-힣\d]){lead}(?:{'|'.join(forms)})", *noted]


def _spaced(verb: str, *, own: bool) -> str:
    """Return the pattern of "빌려 쓰다": only the last word changes, the blank may be left out."""
    *ahead, last = verb.split(" ")
    if not ahead:
        # "교체 주기를": no form of 주다; "알려 주는": no gift of its own
        guard = _HANDED if verb == "주다" else ""
        return f"{guard}(?:{conjugation.pattern(verb, own=own)})"
    body = conjugation.pattern(last, alone=False, own=own)
    return "".join(rf"{word}\s?" for word in ahead) + f"(?:{body})"


@lru_cache(maxsize=1 << 12)
def triggers(text: str, lang: Language) -> tuple[Trigger, ...]:
    """Return the triggers in `text` in order; where two meet, the frame listed first wins."""
    found: list[Trigger] = []
    for frame in frames(lang):
        for match in () if frame.loose else frame.pattern.finditer(text):
            trigger = Trigger(frame, match.start(), match.end())
            if not any(_meet(trigger, other) for other in found):
                found.append(trigger)
    return tuple(sorted(found, key=lambda trigger: trigger.start))


@lru_cache(maxsize=1 << 12)
def noted(text: str) -> tuple[Trigger, ...]:
    """Return the deed a bulleted Korean line ends in, where no frame has it otherwise."""
    ends = [
        Trigger(frame, match.start(), match.end())
        for frame in frames("ko")
        if frame.note and (match := frame.note.search(text))
    ]
    return tuple(ends[:1])


def _meet(one: Trigger, other: Trigger) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _cues(lang: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    flags = re.IGNORECASE if lang == "en" else 0
    table = words(lang, "kinds")
    return tuple(
        (kind, re.compile("|".join(sorted(listed, key=len, reverse=True)), flags))
        for kind, listed in table.items()
        if kind != "row"
    )


def kind_of(phrase: str, lang: Language) -> KindCode | None:
    """Return the kind an object phrase tells: its last cue in Korean, its head in English.

    >>> kind_of("포장 설비 구입 비용", "ko"), kind_of("검사 장비", "ko"), kind_of("봄꽃", "ko")
    ('Funding', 'FacilityInvestment', None)
    """
    best: tuple[int, int] = (-1, 0)
    kind: str | None = None
    for name, cue in _cues(lang):
        for match in cue.finditer(phrase):
            rank = (match.end(), match.end() - match.start())
            if rank > best:
                best, kind = rank, name
    return cast("KindCode | None", kind)


def objects(phrase: str) -> tuple[str, ...]:
    """Cut a Korean object phrase into its coordinated parts.

    >>> objects("신규 장비 설치와 운영 노하우를")
    ('신규 장비 설치', '운영 노하우를')
    """
    parts = re.split(r"(?<=[가-힣)])[과와]\s|,\s|\s및\s|\s?[·ㆍ]\s?(?=\S+\s)|\s그리고\s", phrase)
    return tuple(part.strip() for part in parts if part.strip())
