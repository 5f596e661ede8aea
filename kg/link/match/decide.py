"""Which entity a mention stands for, or none, with the reasons. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.link.match.context import context_evidence
from kg.link.match.evidence import (
    WEIGHTS,
    Feature,
    name_evidence,
    number_evidence,
    weights,
)
from kg.link.match.forms import is_common
from kg.link.match.spelling import tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.link.match.index import Index
    from kg.link.match.known import Known, Mention

FITS: Final = 2.0  # weight of a further name that fits too
SHARED_NAMES: Final = 2
LONG_NAME: Final = 12  # letters of a single shared name that makes two records one body
SHOWN: Final = 10
CERTAIN: Final = frozenset(
    ("number", "whole", "whole_other", "letters", "reading", "written_out", "learnt")
)
GUESSED: Final = frozenset(("slip", "sound", "words", "former"))
# A name that is the first one in other letters agrees with it of itself.
BY_SOUND: Final = frozenset(("roman", "roman_other", "sound", "letters", "reading"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that a mention may stand for.

    Attributes:
        features: What speaks for and against it, the name's channel first.
        score: Probability beside the other candidates and NIL.
        twins: IRIs of records of the same body.
    """

    known: Known
    features: tuple[Feature, ...]
    score: float = 0.0
    twins: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """Return the sum of the features."""
        return sum(each.weight for each in self.features)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one mention.

    Attributes:
        candidates: The best first, at most ten.
        chosen: The entity linked to; None is NIL.
        score: Probability of what was decided.
    """

    mention: Mention
    candidates: tuple[Candidate, ...]
    chosen: Candidate | None
    score: float

    def why(self) -> str:
        """Return the reasons in one line: features with weights, then the runner-up."""
        if not self.candidates:
            return "no candidate"
        best = self.candidates[0]
        parts = [f"{best.known.label}: " + ", ".join(map(str, best.features))]
        if best.twins:
            parts.append(f"same body: {' '.join(best.twins)}")
        for other in self.candidates[1:2]:
            shown = ", ".join(map(str, other.features))
            parts.append(f"next {other.known.iri} {other.score:.2f}: {shown}")
        if self.chosen is None:
            parts.insert(0, f"NIL, best {best.known.iri} {best.score:.2f} < {threshold()}")
        return "; ".join(parts)


def threshold() -> float:
    """Return the least probability of a link."""
    return float(resource_toml(WEIGHTS)["threshold"])


def decide(
    mention: Mention, index: Index, learnt: Mapping[str, frozenset[str]], *, least: float = 0.0
) -> Decision:
    """Return who a mention stands for.

    Args:
        mention: The name with its context.
        index: The authority.
        learnt: Abbreviations that somebody wrote down; see `kg.link.match.learnt`.
        least: Least probability of a link; the packaged threshold when 0.
    """
    wider = [
        mention,
        *(_spelt(mention, full) for full in sorted(learnt.get(tight(mention.text), ()))),
    ]
    found: dict[str, Known] = {}
    for each in wider:
        found |= {known.iri: known for known in index.candidates(each)}
    rated = [_rate(mention, known, learnt) for known in found.values()]
    fitting = _told_from_successors(_as_it_stands([each for each in rated if each.features]))
    candidates = _scored(mention, _joined(fitting))
    best = candidates[0] if candidates else None
    if best and best.score >= (least or threshold()):
        return Decision(mention=mention, candidates=candidates, chosen=best, score=best.score)
    nil = 1 - sum(each.score for each in candidates)
    return Decision(mention=mention, candidates=candidates, chosen=None, score=max(nil, 0.0))


def _spelt(mention: Mention, text: str) -> Mention:
    return type(mention)(text=text, context=mention.context)


def _rate(mention: Mention, known: Known, learnt: Mapping[str, frozenset[str]]) -> Candidate:
    """Return an entity with everything that speaks for and against it; nothing without a name."""
    names = name_evidence(mention, known, learnt)
    number = number_evidence(mention, known)
    first = number or next(iter(names), None)
    if first is None:
        return Candidate(known=known, features=())
    features = [first]
    others = {each.told for each in names if each.weight >= FITS and each.name not in BY_SOUND} - {
        first.told
    }
    if others:
        features.append(Feature("agreeing", weights("context")["agreeing"], min(others)))
    features += context_evidence(mention, known, first.name)
    return Candidate(known=known, features=tuple(features))


def _as_it_stands(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates without guesses, where one fits as it stands.

    That a name was misspelt or misheard is assumed only where nobody bears it.
    """
    if not any(each.features[0].name in CERTAIN for each in candidates):
        return candidates
    return [each for each in candidates if each.features[0].name not in GUESSED]


def _told_from_successors(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with less for what came after one whose name fits as well."""
    after = {
        successor: each.features[0].weight
        for each in candidates
        for successor in each.known.replaced_by
    }
    return [
        replace(each, features=(*each.features, _successor()))
        if each.features[0].weight <= after.get(each.known.iri, -math.inf)
        else each
        for each in candidates
    ]


def _successor() -> Feature:
    return Feature("successor", weights("context")["successor"], "")


def _scored(mention: Mention, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    nil = weights("nil")["base"] + (weights("nil")["common_word"] if is_common(mention.text) else 0)
    total = math.exp(nil) + sum(math.exp(each.weight) for each in candidates)
    ranked = sorted(candidates, key=lambda each: (-each.weight, each.known.iri))
    return tuple(replace(each, score=math.exp(each.weight) / total) for each in ranked[:SHOWN])


def _joined(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates with records of one body as one, under the record that stands."""
    groups: list[list[Candidate]] = []
    for each in sorted(
        candidates, key=lambda one: (one.known.is_gone, -len(one.known.names), one.known.iri)
    ):
        home = next((group for group in groups if _is_twin(group[0].known, each.known)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return [
        Candidate(
            known=group[0].known,
            features=max(group, key=lambda each: each.weight).features,
            twins=tuple(each.known.iri for each in group[1:]),
        )
        for group in groups
    ]


def _is_twin(one: Known, other: Known) -> bool:
    """Tell whether two records are of one body: a predecessor or a part is none."""
    ties = {*one.parents, *one.replaced_by}, {*other.parents, *other.replaced_by}
    if other.iri in ties[0] or one.iri in ties[1] or one.is_gone != other.is_gone:
        return False
    mine = {tight(each.text) for each in one.names if each.is_preferred}
    yours = {tight(each.text) for each in other.names if each.is_preferred}
    shared = mine & yours
    is_same = len(shared) >= SHARED_NAMES or any(len(each) >= LONG_NAME for each in shared)
    return is_same and (mine <= yours or yours <= mine)
