"""Decisions that change nothing, because nobody bears the names they are about. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.link.decisions import mention_of
from kg.link.replaced import circles
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.link.decisions import Decided, Decisions
    from kg.model.entities import Resolution
    from kg.model.facts import Facts


def sides(facts: Mapping[str, Facts], resolution: Resolution, base: str) -> frozenset[str]:
    """Return what decisions may be about: local names, and names of sources (`NAME@DIGEST`)."""
    locals_ = {
        iri.removeprefix(base) for names in resolution.names.values() for iri in names.values()
    }
    mentions = {
        mention_of(name, source)
        for source, told in facts.items()
        for actor in told.actors
        for name in (actor.name, *actor.aliases)
    }
    return frozenset(locals_ | mentions)


def idle(decisions: Decisions, present: Collection[str]) -> tuple[tuple[Decided, str], ...]:
    """Return decisions without effect, each with the side that is nobody, sorted by pair.

    An id that was put together with another one is somebody; so is one that a decision makes
    an old address of somebody.

    Args:
        decisions: What people decided.
        present: Local names and names of sources (`NAME@DIGEST`) that a project has.
    """
    known = set(present)
    for circle in circles(decisions):
        if circle & known:
            known |= circle
    found = []
    for _, told in sorted(decisions.pairs.items()):
        lost = [side for side in (told.one, told.other) if "://" not in side and side not in known]
        if lost:
            found.append((told, lost[0]))
    return tuple(found)


def idle_findings(decisions: Decisions, present: Collection[str]) -> tuple[Finding, ...]:
    """Return a finding for each decision that changes nothing."""
    return tuple(
        Finding(
            severity="info",
            focus=side,
            rule="decision.idle",
            message=Text(
                f"이 프로젝트의 출처에 {side}에 해당하는 이름이 없어 결정이 쓰이지 않았습니다.",
                f"no source of this project names {side}, so the decision changes nothing",
            ),
            where=decided.where,
            hint=Text(
                "이름이나 출처가 바뀌었으면 다시 결정하고, 아니면 그 줄을 지우세요.",
                "decide again where a name or a source has changed, or take the line out",
            ),
        )
        for decided, side in idle(decisions, present)
    )
