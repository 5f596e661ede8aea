"""What a quantity does in a Korean sentence, from its particle and the words behind it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.grammar.patterns import pattern
from kg.extract.measurements.korean_states import named, stated
from kg.extract.measurements.verbs import Part, Verb, compatible, is_value, words
from kg.extract.values import units
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.reading import Quantity

FAR: Final = 60  # code points between before and after
QUOTED: Final = re.compile(r"[”\"][^“\"]{1,12}[“\"]")  # one quote ends, another begins
NEAR: Final = 24  # code points between a number and its verb
LENGTHS: Final = ("km", "㎞", "m", "미터", "킬로", "킬로미터")
SHARES: Final = ("percent", "points", "multiple", "fraction")


def parts(text: str, quantities: Sequence[Quantity], verbs: Sequence[Verb]) -> list[Part]:
    """Return what each quantity that tells a change or a value does."""
    found: dict[int, Part] = {}
    for index, quantity in enumerate(quantities):
        pair = None if index in found else _pair(text, quantities, index, verbs)
        if pair is not None:
            found[index] = Part("before", quantity, pair[1])
            if pair[0] != index:
                found[pair[0]] = Part("after", quantities[pair[0]], pair[1])
    _turn_round(text, quantities, found)
    for index, quantity in enumerate(quantities[:-1]):
        if index not in found and is_value(quantity) and _is_aside(text, quantity):
            found[index] = Part("before", quantity)
    for index in range(len(quantities) - 1, -1, -1):
        if index in found:
            continue
        quantity, following = quantities[index], found.get(index + 1)
        part = named(text, quantity, verbs) or _alone(text, quantity, verbs)
        part = part or _shared(text, quantity, following) or stated(text, quantity)
        then = following or (found.get(index + 2) if index + 1 < len(quantities) else None)
        if part is None and _is_compared(text, quantity, then):
            part = Part("after", quantity)
        if part is not None:
            found[index] = part
    return list(found.values())


def _is_compared(text: str, quantity: Quantity, following: Part | None) -> bool:
    """Tell whether a value is compared with the past behind it: "140만 달러로 재작년의 2.5배"."""
    if following is None or following.role not in ("percent", "absolute"):
        return False
    between = text[quantity.span.end : following.quantity.span.start]
    return pattern("ko", "changes", "compared").fullmatch(between) is not None


def _turn_round(text: str, quantities: Sequence[Quantity], found: dict[int, Part]) -> None:
    """Add "2,180억 원으로 전년(1,671억 원) 대비": the value before stands behind, in brackets."""
    pairs = [(index, index + step) for step in (1, 2) for index in range(len(quantities) - step)]
    for index, later in pairs:
        one, other = quantities[index], quantities[later]
        between = text[one.span.end : other.span.start]
        known = found.get(later)
        is_base = known is None or known.role == "before"
        if index in found or not is_base or not compatible(one, other):
            continue
        if _stands_behind(text, between, other):
            found[index], found[later] = Part("after", one), known or Part("before", other)


def _is_aside(text: str, one: Quantity) -> bool:
    """Tell whether a value before stands aside in brackets: "작년(88억 원)보다 70% 높은"."""
    head = text[max(0, one.span.start - 16) : one.span.start]
    return bool(
        pattern("ko", "changes", "aside").search(head)
        and pattern("ko", "changes", "beside_end").match(text, one.span.end)
    )


def _stands_behind(text: str, between: str, other: Quantity) -> bool:
    """Tell whether the second value is the one before, by the words around it."""
    if pattern("ko", "changes", "reversed").fullmatch(between):
        return True
    for link, close in CLOSED.items():
        is_linked = pattern("ko", "changes", link).fullmatch(between)
        if is_linked and pattern("ko", "changes", close).match(text, other.span.end):
            return True
    return False


CLOSED: Final = {  # how a value before is begun, and how it is closed
    "bracket_before": "bracket_end",
    "beside": "beside_end",
    "plain_beside": "plain_beside_end",
}


def _pair(
    text: str, quantities: Sequence[Quantity], index: int, verbs: Sequence[Verb]
) -> tuple[int, Verb | None] | None:
    """Return the index of the value after for a value before, and the verb behind it.

    The index is the value's own where only a percentage follows ("3억 원보다 32% 늘어난").
    """
    one = quantities[index]
    if not (is_value(one) or one.kind == "points"):
        return None
    for other in range(index + 1, min(index + 3, len(quantities))):
        then = quantities[other]
        between = text[one.span.end : then.span.start]
        if len(between) > FAR or QUOTED.search(between):
            return None
        verb = _verb_behind(text, then, verbs)
        if not compatible(one, then):
            if _is_base(text, one, then, verb):
                return index, verb
            continue
        if pattern("ko", "changes", "arrow").fullmatch(between):
            return other, verb
        is_end = (
            _is_after(text, then)
            or pattern("ko", "changes", "all").match(text, then.span.end)
            or verb
            or words("ko", "after", "now").search(between)
        )
        if _is_then(between) and is_end:
            return other, verb or _verb_between(one, then, verbs)
        head = text[max(0, one.span.start - 16) : one.span.start]
        if _is_headed(text, then, head, between):
            return other, verb
    return None


def _is_headed(text: str, then: Quantity, head: str, between: str) -> bool:
    """Tell whether words ahead put a value in the past: "기존 12개를 30개로", "걸리던 26시간이"."""
    if not pattern("ko", "changes", "before_head").search(head):
        return False
    is_ready = not head.rstrip().endswith("던")
    is_ready = is_ready or pattern("ko", "changes", "then").fullmatch(between) is not None
    return (_is_after(text, then) and is_ready) or _is_labelled(between)


def _is_then(between: str) -> bool:
    """Tell whether the words behind a value put it in the past, and go on with the same thing."""
    told = _listed("before", "behind", "behind").match(between)
    return bool(told) and not pattern("ko", "changes", "other_topic").match(between)


def _is_labelled(between: str) -> bool:
    """Tell whether a label says that the next value holds now: "도입 전 12.5%, 도입 후 3.0%"."""
    told = pattern("ko", "changes", "after_head").search(between)
    return told is not None and re.search(r"[.;]\s", between) is None


def _is_base(text: str, one: Quantity, then: Quantity, verb: Verb | None) -> bool:
    """Tell whether a value is what a share is counted from: "3억 원보다 32%", "850개에서 두 배"."""
    between = text[one.span.end : then.span.start]
    is_share = then.kind in ("multiple", "fraction") or (
        then.kind == "percent" and one.kind != "percent"
    )
    if not is_share or re.search(r"[.;]", between):
        return False
    is_from = pattern("ko", "changes", "than").match(between) or (
        len(between) < NEAR and _listed("before", "behind", "behind").match(between)
    )
    is_told = verb is not None or pattern("ko", "changes", "reached").match(text, then.span.end)
    return bool(is_from and is_told)


@cache
def _listed(table: str, key: str, shape: str) -> re.Pattern[str]:
    """Return the pattern of a list of words, set into the shape that `[patterns]` gives."""
    words = resource_toml("words/ko/changes.toml")
    choices = "|".join(
        word.replace(" ?", r"\s?") for word in sorted(words[table][key], key=len, reverse=True)
    )
    shapes = words["patterns"]
    return re.compile(shapes[shape].replace("{hedge}", shapes["hedge"]).replace("{words}", choices))


def _is_after(text: str, quantity: Quantity) -> bool:
    if quantity.unit in ("년", "개월") and re.match(r"\s?만에", text[quantity.span.end :][:3]):
        return False  # "3년 만에 내린 눈"
    return bool(_listed("after", "particles", "particle").match(text, quantity.span.end))


def _verb_behind(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Verb | None:
    """Return the first word of change or state close behind a quantity."""
    place = bisect_left(verbs, quantity.span.end, key=lambda verb: verb.start)
    if place == len(verbs):
        return None
    gap = re.sub(r"\([^)]*\)", "", text[quantity.span.end : verbs[place].start][: NEAR * 2])
    is_open = re.fullmatch(r"\s?\(\s?", gap) is not None
    if (
        "가장" in gap
        or len(gap) > NEAR
        or (pattern("ko", "changes", "barred").search(gap) and not is_open)
    ):
        return None
    return verbs[place]


def _verb_between(one: Quantity, other: Quantity, verbs: Sequence[Verb]) -> Verb | None:
    place = bisect_left(verbs, one.span.end, key=lambda verb: verb.start)
    inside = (verb for verb in verbs[place : place + 4] if verb.start < other.span.start)
    return next((verb for verb in inside if verb.is_change), None)


def _alone(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Part | None:
    verb = _verb_behind(text, quantity, verbs)
    if verb is not None and not re.search(r"\d", text[quantity.span.end : verb.start]):
        part = _with_verb(text, quantity, verb)
        if part is not None:
            return part
    ahead = text[max(0, quantity.span.start - 20) : quantity.span.start]
    is_share = quantity.kind in SHARES and not (
        quantity.kind == "percent" and pattern("ko", "changes", "points_ahead").search(ahead)
    )
    is_topic = re.match(r"(?:은|는)\s", text[quantity.span.end :][:2]) is not None
    if not is_share and not is_topic and pattern("ko", "changes", "adnominal").search(ahead):
        place = bisect_left(verbs, quantity.span.start, key=lambda verb: verb.start) - 1
        if place >= 0 and verbs[place].is_change and quantity.span.start - verbs[place].end <= 8:
            return Part("after", quantity, verbs[place])
    if quantity.kind in ("percent", "points") and (quantity.value < 0 or ahead.endswith("+")):
        return Part("percent" if quantity.kind == "percent" else "absolute", quantity)
    return None


def _with_verb(text: str, quantity: Quantity, verb: Verb) -> Part | None:
    if quantity.kind in ("multiple", "fraction"):
        ahead = text[max(0, quantity.span.start - 16) : quantity.span.start]
        is_part = pattern("ko", "changes", "part_of").search(ahead)  # "미국 가격의 5.7배에 달한다"
        is_told = verb.is_change or (
            not is_part and pattern("ko", "changes", "reached").match(text, quantity.span.end)
        )
        return Part("percent", quantity, verb) if is_told else None
    if _is_earned(text, quantity, verb):
        return Part("value", quantity, verb)
    if not verb.is_change:
        # "25% 많은 500억 원으로 잡았다": the value goes with the change told just before it.
        ahead = text[max(0, quantity.span.start - 20) : quantity.span.start]
        is_led = pattern("ko", "changes", "adnominal").search(ahead) is not None
        is_end = is_led and (_is_after(text, quantity) or bool(re.search(r"\d", ahead)))
        return Part("after" if is_end else "value", quantity, verb)
    if _is_after(text, quantity):
        is_group = units.role(quantity.unit) == "firms"  # "다섯 곳에 설치비를 대줄 계획"
        return (
            None if is_group and text[quantity.span.end] == "에" else Part("after", quantity, verb)
        )
    if verb.direction == "turn":
        return None
    if quantity.kind == "percent":
        return Part("percent", quantity, verb)
    if units.role(quantity.unit) == "firms" or not _is_amount_of(text, quantity, verb):
        return None
    return Part("absolute", quantity, verb)


def _is_amount_of(text: str, quantity: Quantity, verb: Verb) -> bool:
    """Tell whether a verb tells by how much: not "2대의 차량이 물에 빠졌", "160km 떨어진 곳"."""
    end = quantity.span.end
    if quantity.kind == "points":
        return True
    if text.startswith("떨어", verb.start) and quantity.unit in LENGTHS:
        return False
    return pattern("ko", "changes", "by_so_much").fullmatch(text, end, verb.start) is not None


def _is_earned(text: str, quantity: Quantity, verb: Verb) -> bool:
    """Tell whether money was taken in rather than raised: "매출 95억 원을 올렸다"."""
    told = pattern("ko", "changes", "earned").match(text, quantity.span.end)
    return quantity.kind == "money" and told is not None and told.end() == verb.start


def _shared(text: str, quantity: Quantity, following: Part | None) -> Part | None:
    """Give "생산성은 30%, 매출은 15% 늘었다" the one verb to both."""
    if following is None or following.verb is None or following.role in ("before", "value"):
        return None
    gap = text[quantity.span.end : following.quantity.span.start]
    if units.role(quantity.unit) == "firms":
        return None
    if len(gap) > FAR or (following.role == "after" and quantity.kind != following.quantity.kind):
        return None
    if not pattern("ko", "changes", "glue").match(gap) or re.search(r"[다요]\.|;", gap):
        return None
    role = following.role
    if role != "after":
        role = "percent" if quantity.kind in ("percent", "multiple", "fraction") else "absolute"
    return Part(role, quantity, following.verb)
