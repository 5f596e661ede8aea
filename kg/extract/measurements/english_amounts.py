"""Single values of English sentences: money, firms helped, jobs, shares of a survey. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements import english_holders, english_payers
from kg.extract.measurements.asked import of_those_asked, satisfaction
from kg.extract.measurements.english_scene import either
from kg.extract.measurements.english_shares import behind, without_words
from kg.extract.measurements.figures import Amount
from kg.extract.measurements.holder import Holder
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.measurements.english_scene import Scene
    from kg.extract.measurements.figures import Line
    from kg.extract.measurements.indicators import Cue
    from kg.extract.reading import Quantity

FAR: Final = 110  # code points ahead of money that may say what it is for
USED_TO: Final = re.compile(r"\bused to\b", re.IGNORECASE)
SURVEY_GOES_ON: Final = 5  # sentences
NEAR: Final = 45
CUT: Final = re.compile(r";\s|\.\s")
# A sentence that only supposes; "if" within one leaves the rest as told.
CONDITIONAL: Final = re.compile(r"[\s\"“'‘]*(?:If|Should|Were|Had|Unless|Suppose)\b(?! been)")
TAIL: Final = re.compile(r"[;:]\s|\.\s|,\s|\s(?:and|but|while|whereas|so that)\s")
CLAUSE: Final = re.compile(r"[;:]\s|\.\s|,?\s(?:but|while|whereas)\s|,\s(?:and|which|who)\s")
Told = tuple[Amount, Holder]


def find(line: Line, scene: Scene, free: list[Quantity]) -> Iterator[Told]:
    """Yield the single values among the quantities no change has taken, each with its owner."""
    is_survey = english_holders.is_survey(line.reading, line.index)
    for quantity in free:
        told: Told | None = None
        if quantity.kind == "money":
            told = _money(line, scene, quantity)
        elif quantity.kind == "count" and units.role(quantity.unit) == "firms" and not is_survey:
            told = _firms(line, scene, quantity)
        elif quantity.kind == "count" and units.role(quantity.unit) != "firms":
            told = _total(line, scene, quantity) or _jobs(line, scene, quantity)
        elif quantity.kind in ("percent", "fraction") and is_survey:
            told = (_share(line, quantity), Holder()) if _is_part(line, quantity) else None
        elif quantity.kind in ("percent", "fraction") and _is_answer(line, quantity):
            told = _share(line, quantity), Holder()
        if told is not None:
            yield told


def _around(line: Line, quantity: Quantity) -> tuple[str, str, int]:
    """Return the words of the clause ahead of and behind a quantity, and where it begins."""
    start, end = quantity.span.start, quantity.span.end
    begin = max((cut.end() for cut in CUT.finditer(line.text, 0, start)), default=0)
    begin = max(begin, start - FAR)
    cut = CUT.search(line.text, end)
    return line.text[begin:start], line.text[end : cut.start() if cut else None], begin


def _money(line: Line, scene: Scene, quantity: Quantity) -> Told | None:
    start, end = quantity.span.start, quantity.span.end
    head, tail, begin = _around(line, quantity)
    is_repeated = head.endswith("(") and any(
        other.kind == "money" and 0 < start - other.span.end < 4 for other in line.quantities
    )  # "6.4 billion won ($4.8 million)"
    if is_repeated or is_void(line, start, end):
        return None
    if pattern("en", "scene", "other_money").search(
        re.split(r",|\band\b", head[-30:])[-1] + "_" + re.split(r"[,.;]|\band\b", tail[:25])[0]
    ):
        return None
    if pattern("en", "scene", "saving").search(head[-NEAR:]) or re.match(
        r"[^.,;]{0,14} (?:in savings|saved)", tail
    ):
        amount = Amount(quantity=quantity, code="Cost", is_new=True, is_plan=False, sign=-1)
        return amount, english_holders.of_figure(line, scene, start, end)
    row = english_payers.of_row(line, start, end)
    if row is not None:
        return Amount(quantity=quantity, code="SupportBudget"), row
    cue = _sales(line, quantity)
    if cue is not None:
        amount = Amount(quantity=quantity, code=cue.code, cue=cue, is_plan=False)
        return amount, english_holders.of_figure(line, scene, cue.start, end)
    return _spent(line, scene, quantity, (head, tail, begin))


def _sales(line: Line, quantity: Quantity) -> Cue | None:
    """Return the word for sales that a sum belongs to: right before it, or behind "of"."""
    start, end = quantity.span.start, quantity.span.end
    for cue in reversed(line.cues):
        if cue.code not in ("Revenue", "Export") or cue.is_weak:
            continue
        gap = line.text[cue.end : start]
        if 0 <= start - cue.end < NEAR and not re.search(r"[.;\d]", gap):
            return cue
        if 0 <= cue.start - end < 14 and not re.search(r"[.;,\d]", line.text[end : cue.start]):
            return cue
    return None


def _spent(
    line: Line, scene: Scene, quantity: Quantity, around: tuple[str, str, int]
) -> Told | None:
    """Tell support from a firm's own investment by the nearest word for either."""
    head, tail, begin = around
    start, end = quantity.span.start, quantity.span.end
    pays, invests, receives = (_last(key, head) for key in ("pays", "invests", "receives"))
    is_whole = re.search(r"\b(?:the|an?|its|this|whole|total)\s$", head)
    if pays < 0 and is_whole and either("undertakings").match(tail.lstrip(" -")):
        amount = Amount(quantity=quantity, code="Investment")
        return amount, english_holders.of_figure(line, scene, start, end)
    if pays < 0 and _is_paid_out(tail):
        pays = len(head) - 1
    is_fund = bool(either("funds").search(head[-30:]) or either("funds").search(tail[:30]))
    is_bill = bool(either("invests").search(tail[:22]))
    at = max(pays, receives)
    if at < 0 and not is_fund and invests < 0 and not is_bill:
        return None
    deed = begin + max(at, invests) if max(at, invests) >= 0 else None
    is_own = (
        (0 <= invests >= at or (is_bill and at < 0))
        and not is_fund
        and not (pays >= 0 and "by " in head[pays:])
    )
    if is_own and USED_TO.search(head):
        return None  # what something cost once
    is_limit = quantity.qualifier == "up-to" or bool(
        pattern("en", "holders", "each").search(tail[:24])
    )
    if is_own and not pattern("en", "scene", "others").search(head + tail):
        spender = english_payers.spender(line, scene, start if deed is None else deed)
        is_helper = spender is not None and scene.is_helper(spender.names)
        amount = Amount(quantity=quantity, code="SupportBudget" if is_helper else "Investment")
        place = start if deed is None else deed
        return _invested(line, scene, amount, spender, (place, end))
    amount = Amount(quantity=quantity, code="SupportBudget", is_ceiling=is_limit)
    scene.payer_index = line.index
    if receives > pays:  # who receives does not pay
        scene.payer = english_payers.of(line, scene, start, end, None, is_taker_first=True)
    else:
        scene.payer = english_payers.of(line, scene, start, end, deed)
        if english_payers.is_own(line, scene, scene.payer):
            amount = Amount(quantity=quantity, code="Investment")  # a small firm pays for itself
    return amount, scene.payer


def _invested(
    line: Line, scene: Scene, amount: Amount, spender: Holder | None, place: tuple[int, int]
) -> Told:
    """Return who invested: no crowd without a name does, but who helps it."""
    holder = spender or english_holders.of_figure(line, scene, *place)
    if spender is None and holder.group and not holder.names:
        helper = english_payers.told_before(line, scene)
        if helper.names:
            return Amount(quantity=amount.quantity, code="SupportBudget"), helper
    return amount, holder


def _is_paid_out(tail: str) -> bool:
    """Tell whether money is the subject of being paid: "2 million won was paid out to"."""
    led = re.match(
        r"\s(?:(?:in|of) [a-z-]+ )?(?:was|were|is|are|has been|have been|had been|will be|is "
        r"to be|being)\s(?:[a-z]+ly\s)?",
        tail,
    )
    return led is not None and either("pays").match(tail, led.end()) is not None


def payer(line: Line, scene: Scene, start: int, end: int) -> Holder:
    """Return who pays or helps where a budget or a number of firms changed."""
    deeds = [match.start() for match in either("pays").finditer(line.text, 0, start)]
    return english_payers.of(line, scene, start, end, deeds[-1] if deeds else None)


def _last(key: str, text: str) -> int:
    """Return where the last word of a list stands in a text, -1 without one."""
    return max((match.start() for match in either(key).finditer(text)), default=-1)


@cache
def _words(key: str) -> re.Pattern[str]:
    listed = sorted(resource_toml("words/en/holders.toml")[key], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(listed)})", re.IGNORECASE)


def is_served(line: Line, quantity: Quantity) -> bool:
    """Tell whether firms are counted as helped."""
    return _served(line, quantity) is not None


def _served(line: Line, quantity: Quantity) -> int | None:
    """Return where the word stands that says how firms are helped, or None."""
    head, tail, begin = _around(line, quantity)
    end = quantity.span.end
    if is_void(line, quantity.span.start, end):
        return None
    if _words("not_served").search(f"{head[-24:]}_{tail[:40]}"):
        return None
    first = max((cut.end() for cut in re.finditer(r"[:,]\s", head)), default=0)
    verbs = [*_words("served").finditer(head, first)]
    if verbs:
        return begin + verbs[-1].start()
    behind = _words("served").search(re.split(r"[;:]|,\s(?:and|but|which)\s", tail)[0][:90])
    return end + behind.start() if behind else None


def _firms(line: Line, scene: Scene, quantity: Quantity) -> Told | None:
    """Read "nine mills were coached", "sensors at 23 of its suppliers" as firms helped."""
    deed = _served(line, quantity)
    if quantity.value < 2 or deed is None:
        return None
    start, end = quantity.span.start, quantity.span.end
    amount = Amount(quantity=quantity, code="SupportedCompanies")
    return amount, english_payers.of_firms(line, scene, start, end, deed)


def _total(line: Line, scene: Scene, quantity: Quantity) -> Told | None:
    """Read "bringing the total to 31" where firms were told to be helped."""
    start, end = quantity.span.start, quantity.span.end
    led = pattern("en", "scene", "total").search(line.text, 0, start)
    if led is None or is_void(line, start, end):
        return None
    helped = any(units.role(one.unit) == "firms" for one in line.quantities)
    if not helped and not _words("served").search(line.text, 0, start):
        return None
    amount = Amount(quantity=quantity, code="SupportedCompanies")
    return amount, english_payers.of_firms(line, scene, start, end, led.start())


def is_void(line: Line, start: int, end: int, *, is_change: bool = False) -> bool:
    """Tell whether what a clause tells did not happen, was refused, or is only imagined."""
    begin = max((cut.end() for cut in CLAUSE.finditer(line.text, 0, start)), default=0)
    cut = TAIL.search(line.text, end)
    stop = min(cut.start() if cut else len(line.text), end + NEAR)
    if CONDITIONAL.match(line.text):
        return True
    is_dropped = either("dropped").search(line.text, end, end + FAR) is not None
    if is_change and either("required").search(line.text, begin, end):
        return True
    return is_dropped or either("void").search(line.text, begin, stop) is not None


def _jobs(line: Line, scene: Scene, quantity: Quantity) -> Told | None:
    """Read "has taken on five people", "created 30 jobs" as growth of the workforce."""
    start, end = quantity.span.start, quantity.span.end
    head, _, _ = _around(line, quantity)
    fewer = pattern("en", "scene", "fewer_people").match(line.text, end)
    newer = pattern("en", "scene", "new_people").search(line.text, start, end + NEAR)
    newer = newer if newer and newer.start() <= end else None
    key = "hiring" if units.role(quantity.unit) == "persons" else "hiring_anyone"
    is_told = fewer or newer or pattern("en", "scene", key).search(head[-NEAR:])
    if not is_told or is_void(line, start, end):
        return None
    sign = -1 if fewer else 1
    amount = Amount(quantity=quantity, code="Employment", is_new=True, sign=sign)
    return amount, english_holders.of_figure(line, scene, start, end)


def _is_answer(line: Line, quantity: Quantity) -> bool:
    """Tell whether a share of those asked a few sentences before says or does something."""
    asked = range(max(0, line.index - SURVEY_GOES_ON), line.index)
    head, end = without_words(line.text[: quantity.span.start]), quantity.span.end
    end = behind(line.text, end)
    return (
        any(english_holders.is_survey(line.reading, index) for index in asked)
        and pattern("en", "changes", "subject_share").search(head) is not None
        and bool(
            pattern("en", "changes", "does").match(line.text, end)
            or pattern("en", "changes", "asked").match(line.text, end)
        )
    )


def _is_part(line: Line, quantity: Quantity) -> bool:
    end = behind(line.text, quantity.span.end)
    return (
        quantity.kind == "percent"
        or line.text.startswith(" of ", end)
        or pattern("en", "changes", "asked").match(line.text, end) is not None
    )


def _share(line: Line, quantity: Quantity) -> Amount:
    """Read a share of those asked: "84 percent of respondents were satisfied"."""
    return of_those_asked(quantity, satisfaction(line, quantity))
