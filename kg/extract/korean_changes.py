"""What a quantity does in a Korean sentence, from its particle and the words behind it. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.verbs import ARROW, Part, Verb, compatible, is_value, words
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.reading import Quantity

FAR: Final = 60  # code points between before and after
NEAR: Final = 24  # code points between a number and its verb
HEDGE: Final = r"(?:\s?(?:이상|초과|미만|이하|이내|가량|정도|안팎|내외|가까이|남짓|수준|쯤|씩|여|이나|나|선|대|넘게))?"
GLUE: Final = re.compile(rf"{HEDGE}(?:\s?\([^)]{{0,20}}\))?\s?(?:,|·|/|와|과|및)\s?")
BARRED: Final = re.compile(
    r"[.,;:…“”\"\n]|[가-힣](?:은|는)\s|(?:해|하여|들여|받아|써서|하면|고|며|면서|데다)\s"
)
BEFORE_HEAD: Final = re.compile(
    r"(?:기존|종전|당초|(?:도입|구축|지원|참여|개선|교체)\s?(?:이전|전))[가-힣]{0,2}\s?(?:약 |평균 |하루 )?$"
)
ADNOMINAL: Final = re.compile(
    r"[가-힣](?<=[한된난른은진인린든킨온운])\s(?:약 |무려 |평균 |최대 |하루 |연 |연간 |월 |시간당 )*$"
)
COPULA: Final = re.compile(
    rf"{HEDGE}(?:\s?(?:이|가|을|를|에))?\s?(?:이다|다\b|였다|이었다|이며|이고|이면|면\b|인\b|임\b|$|\)|\.)"
)


def parts(text: str, quantities: Sequence[Quantity], verbs: Sequence[Verb]) -> list[Part]:
    """Return what each quantity that tells a change or a value does."""
    found: dict[int, Part] = {}
    for index, quantity in enumerate(quantities):
        if index not in found:
            pair = _pair(text, quantities, index, verbs)
            if pair is not None:
                other, verb = pair
                found[index] = Part("before", quantity, verb)
                found[other] = Part("after", quantities[other], verb)
    for index in range(len(quantities) - 1, -1, -1):
        if index not in found:
            following = found.get(index + 1)
            part = _alone(text, quantities[index], verbs) or _shared(
                text, quantities[index], following
            )
            if part is not None:
                found[index] = part
    return list(found.values())


def _pair(
    text: str, quantities: Sequence[Quantity], index: int, verbs: Sequence[Verb]
) -> tuple[int, Verb | None] | None:
    """Return the index of the value after for a value before, and the verb behind it."""
    one = quantities[index]
    if not is_value(one):
        return None
    for other in range(index + 1, min(index + 3, len(quantities))):
        then = quantities[other]
        between = text[one.span.end : then.span.start]
        if len(between) > FAR:
            return None
        if not compatible(one, then):
            continue
        if ARROW.fullmatch(between):
            return other, _verb_behind(text, then, verbs)
        if _behind_before().match(between) and (
            _is_after(text, then) or _verb_behind(text, then, verbs)
        ):
            if "보다" in between[:6] or "대비" in between[:6]:
                return (
                    None
                    if then.kind in ("percent", "points") and one.kind != then.kind
                    else (other, _verb_behind(text, then, verbs))
                )
            return other, _verb_behind(text, then, verbs) or _verb_between(one, then, verbs)
        if BEFORE_HEAD.search(text[max(0, one.span.start - 16) : one.span.start]) and _is_after(
            text, then
        ):
            return other, _verb_behind(text, then, verbs)
    return None


@cache
def _behind_before() -> re.Pattern[str]:
    listed = resource_toml("words/ko/changes.toml")["before"]["behind"]
    choices = "|".join(word.replace(" ?", r"\s?") for word in sorted(listed, key=len, reverse=True))
    return re.compile(rf"{HEDGE}(?:{choices})")


@cache
def _particles() -> re.Pattern[str]:
    listed = resource_toml("words/ko/changes.toml")["after"]["particles"]
    choices = "|".join(sorted(listed, key=len, reverse=True))
    return re.compile(rf"{HEDGE}(?:\s?\([^)]{{0,20}}\))?\s?(?:{choices})(?![가-힣]|\s?한정)")


def _is_after(text: str, quantity: Quantity) -> bool:
    return bool(_particles().match(text, quantity.span.end))


def _verb_behind(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Verb | None:
    """Return the first word of change or state close behind a quantity."""
    for verb in verbs:
        if verb.start >= quantity.span.end:
            gap = re.sub(r"\([^)]*\)", "", text[quantity.span.end : verb.start])
            return (
                None
                if len(gap) > NEAR or (BARRED.search(gap) and not re.match(r"\s?\($", gap))
                else verb
            )
    return None


def _verb_between(one: Quantity, other: Quantity, verbs: Sequence[Verb]) -> Verb | None:
    inside = [verb for verb in verbs if one.span.end <= verb.start < other.span.start]
    return next((verb for verb in inside if verb.is_change), None)


def _alone(text: str, quantity: Quantity, verbs: Sequence[Verb]) -> Part | None:
    verb = _verb_behind(text, quantity, verbs)
    between = re.search(r"\d", text[quantity.span.end : verb.start]) if verb else None
    if verb is not None and between is None:
        part = _with_verb(text, quantity, verb)
        if part is not None:
            return part
    ahead = text[max(0, quantity.span.start - 20) : quantity.span.start]
    if ADNOMINAL.search(ahead) and quantity.kind not in (
        "percent",
        "points",
        "multiple",
        "fraction",
    ):
        before = [
            verb
            for verb in verbs
            if verb.is_change and quantity.span.start - 8 <= verb.end <= quantity.span.start
        ]
        if before:
            return Part("after", quantity, before[-1])
    if quantity.kind in ("percent", "points") and (quantity.value < 0 or ahead.endswith("+")):
        return Part("percent" if quantity.kind == "percent" else "absolute", quantity)
    if COPULA.match(text, quantity.span.end) and is_value(quantity):
        return Part("value", quantity)
    return None


def _with_verb(text: str, quantity: Quantity, verb: Verb) -> Part | None:
    is_after = _is_after(text, quantity)
    if quantity.kind in ("multiple", "fraction"):
        return Part("percent", quantity, verb) if verb.is_change else None
    if not verb.is_change:
        return Part("value", quantity, verb)
    if is_after:
        return Part("after", quantity, verb)
    if verb.direction == "turn":
        return None
    if quantity.kind == "percent":
        return Part("percent", quantity, verb)
    return Part("absolute", quantity, verb)


def _shared(text: str, quantity: Quantity, following: Part | None) -> Part | None:
    """Give "생산성은 30%, 매출은 15% 늘었다" the one verb to both."""
    if (
        following is None
        or following.verb is None
        or following.role not in ("percent", "absolute", "after")
    ):
        return None
    gap = text[quantity.span.end : following.quantity.span.start]
    if quantity.kind != following.quantity.kind or len(gap) > FAR:
        return None
    if not GLUE.match(gap) or re.search(r"[다요]\.|;", gap):
        return None
    return Part(following.role, quantity, following.verb)


def is_now(text: str, start: int) -> bool:
    """Tell whether words before `start` say that a value holds now ("이제는 5분이면")."""
    return bool(words("ko", "after", "now").search(text[max(0, start - 30) : start]))
