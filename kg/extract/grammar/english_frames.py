"""English words of support: verbs in all their forms, nouns of help, what is given. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.extract.grammar import frames
from kg.extract.grammar.english_inflection import Form, forms
from kg.extract.grammar.words import table
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.facts import KindCode

_HEAD: Final = re.compile(r"\b(?:for|of|to|in|on|from|with|at|that|which|so|worth|and)\b|,")
_OWN: Final = re.compile(
    r"\b(?:its|his|her|their)\s(?:own\b(?!\s(?:engineers|experts|staff|money|pocket|expense|people|technicians|specialists))"
    r"|bills?\b|debts?\b|tax(?:es)?\b|workers\b)|\bof its own\b"
)
_DOES: Final = re.compile(
    r"[^\u2592]{0,12}\u2592+\s(?:to\s)?(?!(?:with|by|in|on|through|via|for|at|and|under|over|get|obtain"
    r"|buy|pay)\b)[a-z]+\s"
)
_BUILDS: Final = re.compile(
    r"[^\u2592]{0,12}\u2592+\s(?:to\s)?(?:install|buy|purchase|build|rebuild|automate|replace|fit|equip"
    r"|mechani[sz]e|acquire|upgrade|retrofit|set up)\b"
)
# words of price that tell of no money
_GRATIS: Final = re.compile(
    r"\b(?:at|for|with) (?:no|zero|little|minimal|cut|its own|their own|a nominal)(?: (?:extra"
    r"|additional|further))?"
    r" (?:cost|charge|fee|expense|price)s?\b|\bfree of (?:cost|charge)\b|\bfor nothing\b"
    r"|\bcost-free\b"
)
# what a thing costs is not what is given: "a server worth 60 million won"
_WORTH: Final = re.compile(
    r"(?<!grant )(?<!loan )(?<!credit )(?<!vouchers )(?<!package )(?<!support )(?<!loans )"
    r"(?<!grants )(?<!aid )"
    r"\b(?:worth|valued at|priced at|costing)\s[^,;]*"
)
_OFTEN: Final = re.compile(
    r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|many|several|few|some|hundred|changeover"
    r"|cycle|lead|set-?up|[a-z]+ing|delivery|throughput|all|at|the)[- ]$"
)
_SUM: Final = re.compile(r"(?:hundred|thousand|million|billion|trillion|\d)\s$")
_LOAN: Final = re.compile(
    r"\bloans?\sof\s(?!up\b|about\b|nearly\b|over\b|some\b|more\b|around\b)(?=[a-z])"
)
_CUES: Final = ("money", "people", "know", "deed", "lab")
_WHOM: Final = (
    *("to", "for", "at", "in", "with", "into", "across", "among", "inside", "on", "of", "toward"),
    *("towards", "alongside", "within", "throughout", "between", "from among", "around"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way of telling of support, as `data/frames/en/supports.toml` explains its fields."""

    id: str
    takes: str = "thing"
    kind: KindCode | None = None
    default: KindCode | None = None
    cue: str = ""
    near: bool = False
    via: bool = False
    follows: bool = False
    works: bool = False
    stays: bool = False
    passive_only: bool = False
    receives: bool = False
    whom: tuple[str, ...] = _WHOM
    tail: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A frame that a verb at hand may stand for; `end` is behind its particle."""

    frame: Frame
    end: int


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of support in a stretch of words, with the frames it may stand for in order."""

    start: int
    end: int
    form: Form
    uses: tuple[Use, ...]


def _frame(entry: dict[str, Any], *, receives: bool) -> Frame:
    return Frame(
        id=entry["id"],
        takes=entry.get("object", "thing"),
        kind=entry.get("kind"),
        default=entry.get("default"),
        cue=entry.get("cue", ""),
        near=entry.get("near", False),
        via=entry.get("via", False),
        follows=entry.get("follows", False),
        works=entry.get("works", False),
        stays=entry.get("stays", False),
        passive_only=entry.get("passive_only", False),
        receives=receives,
        whom=tuple(entry.get("whom", _WHOM)),
        tail=re.compile(entry["tail"]) if "tail" in entry else None,
        unless=re.compile(entry["not"]) if "not" in entry else None,
    )


@cache
def _lexicon() -> dict[str, tuple[tuple[Frame, Form], ...]]:
    """Return every verb form with the frames it may stand for, in the order of the data."""
    listed = resource_toml("frames/en/supports.toml")
    found: dict[str, list[tuple[Frame, Form]]] = {}
    for key in ("frame", "receive"):
        for entry in listed[key]:
            frame = _frame(entry, receives=key == "receive")
            for verb in entry["verbs"]:
                for word, form in forms(verb).items():
                    found.setdefault(word, []).append((frame, form))
    return {word: tuple(uses) for word, uses in found.items()}


@cache
def stops() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return past, bare and -ing forms of verbs of support: a noun phrase may end at them."""
    past, bare, ing = [], [], []
    for word, uses in _lexicon().items():
        if " " not in word and uses[0][1] in {"past", "part"}:
            past.append(re.escape(word))
        elif " " not in word and uses[0][1] == "base":
            bare.append(re.escape(word))
        elif " " not in word and uses[0][1] == "ing":
            ing.append(re.escape(word))
    return tuple(sorted(past)), tuple(sorted(bare)), tuple(sorted(ing))


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Return the verbs' forms by their first word, longest first."""
    found: dict[str, list[str]] = {}
    for said in _lexicon():
        found.setdefault(said.partition(" ")[0], []).append(said)
    return {first: tuple(sorted(own, key=len, reverse=True)) for first, own in found.items()}


_TOKEN: Final = re.compile(r"(?<![\w-])[A-Za-z]+(?:-[A-Za-z]+)*(?![\w-])")
_IN_WORD: Final = re.compile(r"[\w-]")


def _said(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where forms of the lexicon stand, looked up word by word: two thousand would crawl."""
    done = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < done:
            continue
        for said in _by_first().get(token[0].casefold(), ()):
            end = start + len(said)
            if text[start:end].casefold() == said and not _IN_WORD.match(text, end):
                yield start, end, said
                done = end
                break


def verbs(text: str) -> tuple[Verb, ...]:
    """Return the verbs of support in `text` in order, nouns of the same form among them."""
    found = []
    for start, stop, said in _said(text):
        if said == "won" and _SUM.search(text[:start]):
            continue  # "1.2 billion won a year"
        if said == "times" and _OFTEN.search(text[:start]):
            continue  # "eight times"
        uses = [(frame, form, stop) for frame, form in _lexicon()[said]]
        bare = said.partition(" ")[0]
        if bare != said:
            end = start + len(bare)
            uses += [(frame, form, end) for frame, form in _lexicon().get(bare, ())]
        form = uses[0][1]
        own = tuple(Use(frame, end) for frame, _, end in uses if _fits(frame, text, end))
        if own:
            found.append(Verb(start, stop, form, own))
    return tuple(found)


def _fits(frame: Frame, text: str, end: int) -> bool:
    if frame.unless is not None and frame.unless.match(text, end):
        return False
    return frame.tail is None or bool(frame.tail.match(text, end))


@cache
def gifts(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of `gifts.toml`."""
    listed = sorted(table("en/gifts")[name], key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(listed)})", re.IGNORECASE)


def cue_of(told: str) -> str:
    """Return what an object's first telling word is: money, people, know, deed, lab, or none."""
    best = (len(told), "")
    told = _GRATIS.sub(lambda found: "_" * len(found[0]), told)
    told = _WORTH.sub(lambda found: "_" * len(found[0]), told)
    for name in _CUES:
        found = gifts(name).search(told)
        if found and found.start() < best[0]:
            best = (found.start(), name)
    return best[1]


def kind_in(told: str) -> KindCode | None:
    """Return the kind that the first telling part of an object phrase tells.

    >>> kind_in("two sensors for training"), kind_in("a set of free courses")
    ('FacilityInvestment', 'KnowHowTransfer')
    """
    told = _GRATIS.sub(" ", told)
    for part in _HEAD.split(_LOAN.sub("", told)):
        kind = frames.kind_of(part, "en")
        if kind is not None:
            return kind
    return None


def kind_of(frame: Frame, told: str) -> KindCode | None:
    """Return the kind of support a frame tells with this object; None when it tells none."""
    if frame.takes != "party" and gifts("never").match(told.lstrip(" ")):
        return None
    cue = cue_of(told)
    is_own = frame.takes != "party" and _OWN.search(told.split(" and ", maxsplit=1)[0])
    if is_own and cue != "people":
        return None  # "invested in its own yard"
    if frame.cue and frame.cue != "any":
        holds = cue == frame.cue or (
            frame.cue in {"know", "deed", "lab"} and cue and _same_place(told, cue, frame.cue)
        )
        if not holds:
            return None
    if frame.kind is not None:
        return frame.kind
    if frame.takes == "party" and _DOES.match(told):
        # "helped Garam redesign its jigs", "helped Garam install sensors"
        return "FacilityInvestment" if frame.id == "help" and _BUILDS.match(told) else frame.default
    kind = kind_in(told)
    if kind is None and cue:
        kind = _BY_CUE[cue]
    return kind or frame.default


_BY_CUE: Final[dict[str, KindCode]] = {
    "money": "Funding",
    "people": "Mentoring",
    "know": "KnowHowTransfer",
    "deed": "Mentoring",
    "lab": "TechnologySupport",
}


def _same_place(told: str, one: str, other: str) -> bool:
    first, second = gifts(one).search(told), gifts(other).search(told)
    return bool(first and second and first.start() == second.start())
