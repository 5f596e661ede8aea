"""The forms of English verbs as the data lists them. Pure."""

from __future__ import annotations

from typing import Final, Literal

Form = Literal["base", "s", "ing", "past", "part"]


_DOUBLING: Final = frozenset({"put", "set", "run", "let", "get", "win"})  # putting, setting


_VOWELS: Final = "aeiou"


def forms(entry: str) -> dict[str, Form]:
    """Return the forms of a verb as the data lists it.

    >>> sorted(forms("lend:lent")), sorted(forms("equip+"))
    (['lend', 'lending', 'lends', 'lent'], ['equip', 'equipped', 'equipping', 'equips'])
    """
    parts = entry.split(":")
    lemma, _, particle = parts[0].partition(" ")
    doubles = lemma.endswith("+") or particle.endswith("+")
    lemma, particle = lemma.rstrip("+"), particle.rstrip("+")
    doubles = doubles or lemma in _DOUBLING
    past = parts[1].split(" ")[0] if len(parts) > 1 else _with_ed(lemma, doubles=doubles)
    participle = parts[2].split(" ")[0] if len(parts) > len(("base", "past")) else past
    # Where two forms are spelt alike the later one counts: "coached" may be a participle.
    own: list[tuple[str, Form]] = [
        (lemma, "base"),
        (_with_s(lemma), "s"),
        (_with_ing(lemma, doubles=doubles), "ing"),
        (past, "past"),
        (participle, "part"),
    ]
    return {f"{word} {particle}".strip(): form for word, form in own}


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "ch", "sh", "z", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def _with_ed(lemma: str, *, doubles: bool) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ied"
    return f"{lemma}{lemma[-1]}ed" if doubles else f"{lemma}ed"


def _with_ing(lemma: str, *, doubles: bool) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return f"{lemma[:-1]}ing"
    return f"{lemma}{lemma[-1]}ing" if doubles else f"{lemma}ing"
