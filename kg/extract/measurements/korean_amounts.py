"""Money given or put in, and firms helped, as Korean tells them in one value. Pure.

Which words tell a gift, a purchase or a survey is data (`words/ko/amounts.toml`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse.memory import GIVERS
from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import indicators, korean_holders
from kg.extract.measurements.figures import Amount
from kg.extract.measurements.indicators import refine
from kg.files import resource_toml

if TYPE_CHECKING:
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Mention, Quantity
    from kg.model.facts import IndicatorCode

MONEY: Final[tuple[IndicatorCode, ...]] = ("SupportBudget", "Investment", "Revenue", "Export")
SMALL: Final = ("SME", "MidSizedEnterprise")
HEAD: Final = 40  # code points looked at before a number
TAIL: Final = 70  # code points looked at behind it
SUBJECTS: Final = frozenset({"이", "가", "은", "는", "도", "에서", "측이", "측은"})
LOOK_BACK: Final = 3  # sentences in which the figure of a goal is looked for
BESIDE: Final = 14  # code points from a money word to its sum
REACH: Final = 30  # code points from a sum to a money word behind it


@cache
def _words(table: str, key: str) -> re.Pattern[str]:
    listed = resource_toml("words/ko/amounts.toml")[table][key]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(listed, key=len, reverse=True))
    return re.compile(f"(?:{choices})")


def _tail(text: str, end: int) -> str:
    """Return the rest of the clause behind a number."""
    return pattern("ko", "amounts", "clause").split(text[end : end + TAIL])[0]


def firms(line: Line, quantity: Quantity) -> Amount | None:
    """Read "150개사를 뽑는다" but not "4개 업체의 생산량", "10곳 중 8곳" or "매장 300곳"."""
    start, end = quantity.span.start, quantity.span.end
    head, tail = line.text[max(0, start - HEAD) : start], _tail(line.text, end)
    counted = re.sub(r"(?:약|총|모두|등|무려|최대)\s$", "", head.rstrip() + " ").rstrip()
    is_place = re.search(rf"{_words('firms', 'places').pattern}$", counted) is not None
    if quantity.value < 2 or is_place or _are_all_named(line, quantity, head):
        return None
    if pattern("ko", "amounts", "part_of").match(tail) or _words("firms", "not_given").search(tail):
        return None
    is_subject = re.match(r"(?:이|가|은|는)\s", tail) is not None
    is_helped = (
        _words("firms", "given").search(tail)
        or (_words("firms", "given_before").search(head) and not is_subject)
        or pattern("ko", "amounts", "helped").search(head)
    )
    return Amount(quantity=quantity, code="SupportedCompanies") if is_helped else None


def _are_all_named(line: Line, quantity: Quantity, head: str) -> bool:
    """Tell whether a list names every firm it counts: "가람, 나래 등 2개 업체", not "등 8개사"."""
    if not pattern("ko", "amounts", "named").search(head):
        return False
    base = line.sentence.span.start
    near = [
        one
        for one in line.mentions
        if one.kind in {"name", "alias"} and 0 <= quantity.span.start - (one.span.end - base) < HEAD
    ]
    return len(near) >= quantity.value or not near


def money(line: Line, quantity: Quantity) -> Amount | None:
    """Read a sum that was given, put in, earned or exported."""
    start, end = quantity.span.start, quantity.span.end
    head, tail = line.text[max(0, start - HEAD) : start], _tail(line.text, end)
    near = head[-BESIDE * 2 :] + line.text[start : end + BESIDE]
    if _words("money", "not_money").search(near):
        return None
    is_each = bool(pattern("ko", "holders", "each").search(head[-20:]))
    is_limit = pattern("ko", "amounts", "ceiling").search(head) is not None
    cue = _cue(line, quantity)
    is_ceiling = is_each and quantity.qualifier == "up-to"
    by = _payer_beside(line, quantity)
    is_paid = by or korean_holders.payer(line.reading, line.sentence, line.span(start, end))
    is_told = _is_received(head, tail) or is_paid is not None
    is_given = is_ceiling or is_told or pattern("ko", "amounts", "gift").match(line.text, end)
    hung = _hung(line, quantity) if cue is None and not is_given else None
    if hung is not None:
        return Amount(quantity=quantity, code=hung, is_plan=False)
    if cue is None and not is_given:
        return None
    code: IndicatorCode = "SupportBudget"
    if cue is not None and by is None:
        code = _code(line, quantity, cue, head, tail)
    is_own = pattern("ko", "amounts", "label").match(line.text) is not None
    is_plan = code == "SupportBudget" or (code == "Investment" and not is_own)
    return Amount(
        quantity=quantity,
        code=code,
        cue=cue,
        is_plan=is_plan,
        is_ceiling=is_plan and (is_each or is_limit or quantity.qualifier == "up-to"),
        by=by,
    )


def _is_label_of_another(line: Line, quantity: Quantity, cue: Cue) -> bool:
    """Tell whether a word behind a sum names the next one: "큰빛식품 0.5억, 자부담 0.3억"."""
    behind = line.text[quantity.span.end : cue.start]
    nexts = (one.span.start - cue.end for one in line.quantities if one.kind == "money")
    return "," in behind and any(0 <= gap <= 2 for gap in nexts)


def _payer_beside(line: Line, quantity: Quantity) -> Mention | None:
    """Return who pays a share of a sum: "한빛조선이 60억 원, 가온시가 45억 원을 낸다"."""
    start, end = quantity.span.start, quantity.span.end
    base = line.sentence.span.start
    for one in reversed(line.mentions):
        between = line.text[one.span.end - base + len(one.particle) : start]
        is_beside = one.span.end - base <= start and not between.strip(" 각총약")
        if one.type in GIVERS and is_beside and one.particle in SUBJECTS:
            told = pattern("ko", "amounts", "shared_out").match(line.text, end)
            return one if told else None
    return _payer_in_brackets(line, quantity)


def _payer_in_brackets(line: Line, quantity: Quantity) -> Mention | None:
    """Return who stands before a sum in brackets: "(큰빛식품 0.5억)", "가온도(1억 원)"."""
    start, end = quantity.span.start, quantity.span.end
    base = line.sentence.span.start
    opened = line.text.rfind("(", 0, start)
    is_open = opened > line.text.rfind(")", 0, start)
    if not is_open or re.match(r"\s?[,)/]", line.text[end:]) is None:
        return None
    givers = [one for one in line.mentions if one.type in GIVERS]
    return next((m for m in givers if m.span.end - base in (start - 1, opened)), None)


def _hung(line: Line, quantity: Quantity) -> IndicatorCode | None:
    """Return what a sum is by an earlier sentence that asked for it, or told of the same.

    "회사는 얼마를 투자했나?" "3억 원입니다"; "수출은 아직 9만 달러다. 내년엔 30만 달러가 목표다".
    """
    is_goal = pattern("ko", "amounts", "as_goal").match(line.text, quantity.span.end)
    is_answer = pattern("ko", "changes", "copula").match(line.text, quantity.span.end)
    if not line.index or not (is_goal or is_answer):
        return None
    for one in reversed(line.reading.sentences[max(0, line.index - LOOK_BACK) : line.index]):
        is_asked = pattern("ko", "amounts", "question").search(one.text)
        cues = [cue for cue in indicators.find(one.text, "ko") if cue.code in MONEY]
        strong = [cue for cue in cues if not cue.is_weak]
        if strong and (is_goal or is_asked):
            return strong[-1].code
        if not is_goal:
            return None
    return None


def _is_received(head: str, tail: str) -> bool:
    """Tell whether a sum came from somebody: "도에서 2억 원을 받아"."""
    return bool(
        pattern("ko", "amounts", "from_whom").search(head)
        and pattern("ko", "amounts", "received").match(tail)
    )


def _code(line: Line, quantity: Quantity, cue: Cue, head: str, tail: str) -> IndicatorCode:
    """Return whether a sum was given or put in by its owner, by the words around it."""
    if cue.code == "Investment" and pattern("ko", "amounts", "cost_of").match(line.text, cue.start):
        return "Investment"  # "3억 원이 들었는데": told of who spent it
    code = refine(cue, line.text, quantity, None)
    if code not in ("SupportBudget", "Investment"):
        return code
    is_part = pattern("ko", "amounts", "part_of").match(tail)  # "구축비 1억 원 가운데 60%를 댔다"
    if is_part or _words("money", "own").search(head):
        return "Investment"
    is_labelled = pattern("ko", "amounts", "label").match(line.text) is not None
    if is_labelled and _tells_of_a_firm(line):
        return "Investment"
    if _words("money", "taken").search(tail) and code == "SupportBudget":
        return "SupportBudget"
    if _words("money", "for_firms").search(tail) and _is_paid_by_a_body(line):
        return "SupportBudget"
    if code == "Investment":
        is_gift = _words("money", "given").search(tail) and _is_paid_by_a_body(line)
        return "SupportBudget" if is_gift else "Investment"
    is_spent = _words("money", "spent").search(tail) and not _words("money", "given").search(tail)
    return "Investment" if is_spent and cue.is_weak and not _is_paid_by_a_body(line) else code


def _tells_of_a_firm(line: Line) -> bool:
    """Tell whether the document is one firm's: its first party is a small firm."""
    named = (one for one in line.reading.mentions if one.type not in (None, "Person"))
    first = next(named, None)
    return first is not None and first.type in SMALL


def _is_paid_by_a_body(line: Line) -> bool:
    """Tell whether the sentence's own subject gives rather than buys."""
    for mention in line.mentions:
        is_subject = mention.particle.endswith(("은", "는", "이", "가", "도", "에서", "측은"))
        if mention.type is not None and mention.type != "Person" and is_subject:
            return mention.type not in SMALL
    return not any(mention.type in SMALL for mention in line.mentions)


def _cue(line: Line, quantity: Quantity) -> Cue | None:
    """Return the word that says what the money is: right before it, else behind in its clause."""
    start, end = quantity.span.start, quantity.span.end
    cues = [cue for cue in line.cues if cue.code in MONEY]
    before = [cue for cue in cues if 0 <= start - cue.end <= BESIDE]
    before = [
        one
        for one in before
        if not re.search(
            r"\d|[.;,]|[를을]\s(?!합|더|포함|모아)|(?:는데|지만|으나)\s", line.text[one.end : start]
        )
    ]
    strong = [cue for cue in before if not cue.is_weak]
    if strong:
        return strong[-1]
    claused = pattern("ko", "holders", "claused")
    for cue in cues:
        if _is_label_of_another(line, quantity, cue):
            continue
        if end <= cue.start <= end + REACH and not claused.search(line.text[end : cue.start]):
            return cue
    for cue in reversed(cues):
        is_topic = pattern("ko", "holders", "topic").match(line.text, cue.end)
        if cue.end <= start and not cue.is_weak and is_topic:
            return None if re.search(r"[.;]", line.text[cue.end : start]) else cue
    return before[-1] if before else None
