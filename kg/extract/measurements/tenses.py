"""Whether a figure was reached or is only aimed at, from the words behind it. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar import morphology
from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.verbs import words
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.extract.measurements.changes import Change
    from kg.model.facts import StatusCode
    from kg.model.source import Language

BASE: Final = 0xAC00
NIEUN, RIEUL, MIEUM, SSANG_SIOT = 4, 8, 16, 20
# Ends of verbs before which the last syllable of the stem shows the tense.
FINITE: Final = re.compile(
    r"([가-힣])(?:다(?![가-힣])|다[고며는]|[고며던지](?![가-힣])|으[며나]|는[데지]"
    r"|습니다|기 |자 |어 )"
)
WORD: Final = re.compile(r"[가-힣]+")
# "will return them and buy four": a bare verb hangs on the same "will".
CLAUSE: Final = re.compile(
    r"[.;:]\s|,\s(?:and|but|while)\s|\swhile\s|^"
    r"|\sand\s(?!(?:buy|spend|invest|hire|add|build|install|put|give|lend|pay|train|open|raise|cut"
    r"|double|reach|bring|make|help|support|coach|fund|send|create|expand|lift|reduce|employ)\s)"
)


def status(text: str, change: Change, lang: Language, *, is_plan: bool) -> StatusCode:
    """Return whether a figure is actual or a target.

    `is_plan` figures (budgets, firms to be helped) are targets in the plain present too:
    "70개 기업을 돕는다" is promised, "가동률은 95%를 기록한다" is not.
    """
    if lang == "en":
        return _english(text, change)
    first, last = change.first.span, max(part.span.end for part in change.slots.values())
    is_scheme = is_plan and pattern("ko", "changes", "scheme").match(text[last:])
    goal = pattern("ko", "changes", "goal").search(text[max(0, first.start - 40) : first.start])
    if is_scheme or goal or pattern("ko", "changes", "hoped").match(text):
        return "target"
    told = _adnominal(text, change)
    if told is not None and not (is_plan and told == "actual"):
        return told
    if (
        pattern("ko", "changes", "aim_before").search(text[max(0, first.start - 50) : first.start])
        and _tense(text, last) != "past"
    ):
        return "target"
    tense = _tense(text, last)
    if tense == "aim":
        return "target"
    is_state = is_plan and pattern("ko", "changes", "stands").match(text, last)
    if tense == "present" and not is_state:
        # "품목 전환을 스무 번까지 한다": a word of change ahead of the value is none of its own
        final = max(part.span.start for part in change.slots.values())
        is_own = change.verb is not None and change.verb.end > final
        is_change = change.verb is not None and change.verb.is_change and is_own
        is_habit = is_change and _is_habit(text, change)
        return "target" if is_plan or (is_change and not is_habit) else "actual"
    if tense == "" and pattern("ko", "changes", "until").search(text[: first.start][-40:]):
        return "target"
    return "actual"


def _is_habit(text: str, change: Change) -> bool:
    """Tell whether the present tells what happens now: "한 달에 90만 원이 덜 나옵니다"."""
    return change.verb is not None and bool(
        pattern("ko", "changes", "habit").match(text, change.verb.start)
    )


def is_unreal(text: str, change: Change) -> bool:
    """Tell whether a change is only proposed, supposed or denied: "두 배로 늘리자는 말"."""
    if change.verb is None or not change.verb.is_change:
        return False
    return bool(pattern("ko", "changes", "unreal").match(text, change.verb.start))


def _adnominal(text: str, change: Change) -> StatusCode | None:
    """Return the status of "30% 줄인 회사는" and "30% 늘릴 계획": the verb's own ending."""
    if change.verb is None or not change.verb.is_change:
        return None
    blank = text.rfind(" ", change.verb.start, change.verb.end)  # "덜 나옵", "더 뽑"
    word = WORD.match(text, max(change.verb.start, blank + 1))
    if word is None or word.end() == len(text) or text[word.end()] != " ":
        return None
    final = (ord(word[0][-1]) - BASE) % 28
    if final == NIEUN and not word[0].endswith(("는", "은")):
        return "actual"
    if word[0].endswith("을") and morphology.is_noun(word[0][:-1]):
        return None  # "전환을": a noun and its particle
    return "target" if final == RIEUL else None


def _tense(text: str, start: int) -> str:
    """Return `past`, `present`, `aim` or nothing, by the first word that tells it."""
    aim = words("ko", "status", "target").search(text, start)
    for match in FINITE.finditer(text, start):
        if aim is not None and aim.start() <= match.start(1):
            return "aim"
        letter = match[1]
        final = (ord(letter) - BASE) % 28
        if _reports().search(text[max(0, match.start() - 3) : match.start(1) + 1]):
            continue
        if pattern("ko", "changes", "resolve").match(text, match.start(1) + 1):
            return "aim"
        if final == SSANG_SIOT and letter not in "있겠":
            return "past"
        if final == SSANG_SIOT and letter == "겠":
            return "aim"
        if match[0][1:].startswith("다") and (final == NIEUN or letter == "는") and letter != "인":
            return "present"
    if aim is not None:
        return "aim"
    # "융자 1억 원이 쓰임": the noun form of a verb tells what was done.
    last = text.rstrip(" .)")[-1:]
    is_noun_form = "가" <= last <= "힣" and (ord(last) - BASE) % 28 == MIEUM
    return "past" if is_noun_form and len(text.rstrip()) - start > 2 else ""


@cache
def _reports() -> re.Pattern[str]:
    stems = resource_toml("words/ko/changes.toml")["status"]["reports"]
    return re.compile(rf"(?:{'|'.join(stems)})$")


def told(text: str, lang: Language) -> str:
    """Return what a whole sentence tells: `past`, `present`, `aim`, or nothing."""
    if lang == "en":
        return "aim" if words("en", "status", "target").search(text) else ""
    return _tense(text, 0)


def is_silent(text: str, change: Change, lang: Language) -> bool:
    """Tell whether nothing behind a figure says when: a copula or a line without a verb."""
    last = max(part.span.end for part in change.slots.values())
    return lang == "ko" and _tense(text, last) == ""


def _english(text: str, change: Change) -> StatusCode:
    start = change.first.span.start
    if change.verb is not None:
        start = min(start, change.verb.start)
    head = text[max(0, start - 120) : start]
    # "plans to spend ... and to support": the second infinitive hangs on the same plan.
    cut = max((m.end() for m in CLAUSE.finditer(head) if head[m.end() :][:3] != "to "), default=0)
    aim = words("en", "status", "target")
    verb = text[change.verb.start : change.verb.end] if change.verb else ""
    if aim.search(head, cut):
        return "target"
    between = text[start : change.first.span.start]
    if aim.search(between) or (
        not verb and pattern("ko", "changes", "until").search(text[change.end : change.end + 40])
    ):
        return "target"
    return "actual"
