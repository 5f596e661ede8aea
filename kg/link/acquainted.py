"""Whether persons of different sources are one: by name, organisation and post. Pure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.link.match.evidence import Feature, weights
from kg.link.romanised import PERSONS, alike, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SURE_NAMES: Final = frozenset(("same_name", "romanised", "customary"))
NEEDED: Final = frozenset(("same_organization", "same_post"))
MOST_AROUND: Final = 3  # parties that both are told with: more say no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as the sources tell of one.

    Attributes:
        local: Local name.
        names: As printed.
        organizations: What sources tie the person to: an IRI where it is known, else the name as
            it is compared.
        posts: As printed.
        around: IRIs of known parties that the person's sources name.
        sources: Digests.
    """

    local: str
    names: frozenset[str]
    organizations: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two persons who may be one.

    Attributes:
        features: What speaks for and against it, the name first.
        score: Probability beside a namesake.
    """

    one: Person
    other: Person
    features: tuple[Feature, ...]
    score: float

    @property
    def ends(self) -> frozenset[str]:
        """Return the local names of both."""
        return frozenset((self.one.local, self.other.local))

    @property
    def is_borne_out(self) -> bool:
        """Tell whether name, organisation and post all say that the two are one."""
        said = {each.name for each in self.features}
        return self.features[0].name in SURE_NAMES and said >= NEEDED


def pairs(persons: Iterable[Person]) -> Iterator[Pair]:
    """Yield every two persons of different sources whose names fit, in the order of their names.

    Only persons whose names begin alike in Latin letters are compared, so this stays near-linear.
    """
    seen: set[tuple[str, str]] = set()
    for group in _grouped(persons):
        for one, other in combinations(group, 2):
            # A source that tells of both holds them for two.
            if one.sources & other.sources or (one.local, other.local) in seen:
                continue
            seen.add((one.local, other.local))
            pair = compared(one, other)
            if pair:
                yield pair


def borne_out(persons: Iterable[Person]) -> Iterator[Pair]:
    """Yield the pairs that are one by rule: those where nobody else could be meant on any side."""
    found = [pair for pair in pairs(persons) if pair.is_borne_out]
    for pair in found:
        rivals = [
            each
            for each in found
            if each is not pair
            and {each.one.local, each.other.local} & {pair.one.local, pair.other.local}
        ]
        if all(_is_of_one_circle(pair, each, found) for each in rivals):
            yield pair


def compared(one: Person, other: Person) -> Pair | None:
    """Return what speaks for two persons being one; None where their names do not fit."""
    told = weights("person")
    fits = {
        (alike(mine, yours), f"'{mine}' = '{yours}'") for mine in one.names for yours in other.names
    }
    ranked = sorted((-told[name], name, said) for name, said in fits if name)
    if not ranked:
        return None
    _, name, said = ranked[0]
    features = [Feature(name, told[name], said)]
    features += _organizations(one, other, told)
    features += _posts(one, other, told)
    shared = sorted(one.around & other.around - one.organizations)[:MOST_AROUND]
    if shared:
        shown = "·".join(each.rpartition("/")[2] for each in shared)
        features.append(Feature("together", told["together"] * len(shared), shown))
    total = math.exp(sum(each.weight for each in features))
    score = total / (total + math.exp(told["namesake"]))
    return Pair(one=one, other=other, features=tuple(features), score=score)


def _organizations(one: Person, other: Person, told: Mapping[str, float]) -> Iterator[Feature]:
    shared = sorted(one.organizations & other.organizations)
    if shared:
        yield Feature("same_organization", told["same_organization"], shared[0].rpartition("/")[2])
    elif one.organizations and other.organizations:
        # Two names may still be one body in two languages; two known bodies are not.
        are_known = all("://" in each for each in one.organizations | other.organizations)
        name = "other_organization" if are_known else "unlike_organization"
        yield Feature(name, told[name], "")


def _posts(one: Person, other: Person, told: Mapping[str, float]) -> Iterator[Feature]:
    mine, yours = ({grade(post) for post in each.posts} - {""} for each in (one, other))
    if mine & yours:
        yield Feature("same_post", told["same_post"], min(mine & yours))
    elif mine and yours:
        yield Feature("other_post", told["other_post"], f"{min(mine)}, {min(yours)}")


@cache
def grade(post: str) -> str:
    """Return what a post makes of a person, in either language; empty where nobody knows.

    >>> [grade(post) for post in ("상생협력실장", "head of its quality office", "vice minister")]
    ['head', 'head', 'vice']
    """
    plain = post.casefold().strip()
    found = [
        (-len(word), name)
        for name, words in resource_toml(PERSONS)["posts"].items()
        for word in words
        if _says(plain, word)
    ]
    return min(found)[1] if found else ""


def _says(post: str, word: str) -> bool:
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", post) is not None
    return post.endswith(word)


def _is_of_one_circle(pair: Pair, rival: Pair, found: Sequence[Pair]) -> bool:
    """Tell whether the third person of two pairs fits both others as well."""
    return any(each.ends == pair.ends ^ rival.ends for each in found)


def _grouped(persons: Iterable[Person]) -> Iterator[list[Person]]:
    """Yield the persons whose given names may sound alike, each group sorted."""
    groups: dict[str, dict[str, Person]] = {}
    for person in sorted(persons, key=lambda each: each.local):
        for key in {key for name in person.names for key in keys(name)}:
            groups.setdefault(key, {})[person.local] = person
    seen: set[tuple[str, ...]] = set()
    for _, group in sorted(groups.items()):
        found = tuple(group)
        if len(found) > 1 and found not in seen:
            seen.add(found)
            yield list(group.values())
