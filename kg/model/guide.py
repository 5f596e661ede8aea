"""Facts as an annotation guide counts them: coarser kinds, one item a party pair. Pure.

The guide knows seven kinds of support and no mid-sized enterprise, and counts as statements
only stretches that stand in quotation marks. What it does not count is kept under keys of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.model.facts_json import KINDS, fact_json, finding_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model.facts import Affiliation, Fact, Facts, KindCode, Support
    from kg.model.report import Finding

    Json = dict[str, Any]  # Any: JSON values

COARSER: Final[Mapping[KindCode, KindCode]] = {
    "SiteVisit": "Diagnosis",
    "DifficultyHearing": "Diagnosis",
    "TaskDerivation": "Mentoring",
}
# "the eleven shops in Garam-ri", and not "on average"
_MEMBERS: Final = re.compile(
    r"((?:[\w’'-]+\s)*(?:[A-Za-z-]+(?:s|men))(?:\s(?:in|of|with|around|near)\s[^.;,]*)?)['’]?$"
)
TYPES: Final = {"MidSizedEnterprise": "LargeEnterprise"}


def guide_json(
    facts: Facts,
    *,
    digest: str,
    source: str = "",
    lang: str = "",
    published: str | None = None,
    findings: Iterable[Finding] = (),
) -> Json:
    """Return facts in the fields of the annotation guide, each item with its evidence.

    `supports` are merged where the guide has one kind for several of ours (`details` lists
    ours), `unnamed` holds those given by groups without a name; `reported` holds statements
    outside quotation marks, `bylines` reporters whose outlet is not named; a figure without
    a named subject has the English words for the group it is of; `type` of an actor is the
    guide's, `size` tells a mid-sized enterprise. An item that a language model read names it
    under `model`; the rules' items have no such key.
    """
    told: Json = {"source": source, "digest": digest, "lang": lang, "published": published}
    for plural in KINDS:
        told[plural] = [_item(fact, digest) for fact in getattr(facts, plural)]
    for actor in told["actors"]:
        actor["size"] = "mid" if actor["type"] in TYPES else None
        actor["type"] = TYPES.get(actor["type"], actor["type"])
    # Who only a model has named does not change where a support of the rules is listed.
    named = {is_model: _names(one) for is_model, one in ((False, facts.by_rules()), (True, facts))}
    counted = [
        each for each in facts.supports if named[bool(each.basis.model)] & set(each.supporter)
    ]
    told["supports"] = _supports(counted, digest)
    for figure in told["measurements"]:
        members = _MEMBERS.match(figure["group"] or "")
        if members and not figure["subject"]:
            figure["subject"] = [members[1]]
    told["unnamed"] = [_item(each, digest) for each in facts.supports if each not in counted]
    posts = tuple(zip(facts.affiliations, told["affiliations"], strict=True))
    told["affiliations"] = [each for post, each in posts if not _is_byline(post)]
    told["bylines"] = [each for post, each in posts if _is_byline(post)]
    said = told["statements"]
    told["statements"] = [each for each in said if each["is_direct"]]
    told["reported"] = [each for each in said if not each["is_direct"]]
    told["findings"] = [finding_json(finding) for finding in findings]
    return told


def _is_byline(post: Affiliation) -> bool:
    """Tell whether a post is that of a reporter of an outlet the text does not name."""
    return post.organization is None and post.basis.rule == "affiliation.byline"


def _supports(supports: Iterable[Support], digest: str) -> list[Json]:
    """Return one item for each supporter set, recipient set, kind of the guide and status."""
    merged: dict[tuple[object, ...], Json] = {}
    for support in supports:
        kind = COARSER.get(support.kind, support.kind)
        # A fact of the rules never takes words from one that a language model read.
        side = (frozenset(support.supporter), _recipients(support))
        key = (*side, kind, support.status, support.basis.model)
        item = _item(replace(support, kind=kind), digest)
        item["recipient"] = list(support.recipient) or [support.recipient_group or ""]
        if key not in merged:
            merged[key] = {**item, "details": [support.kind]}
            continue
        first = merged[key]
        first["details"] += [support.kind] if support.kind not in first["details"] else []
        first["evidence"] += [each for each in item["evidence"] if each not in first["evidence"]]
        for name in ("programme", "product", "purpose"):
            first[name] = first[name] or item[name]
    return list(merged.values())


def _names(facts: Facts) -> set[str]:
    return {name for actor in facts.actors for name in (actor.name, *actor.aliases)}


def _item(fact: Fact, digest: str) -> Json:
    told = fact_json(fact, digest)
    return told | {"model": fact.basis.model} if fact.basis.model else told


def _recipients(support: Support) -> frozenset[str]:
    return frozenset(support.recipient or (support.recipient_group or "",))
