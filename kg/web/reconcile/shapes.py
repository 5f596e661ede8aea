"""How questions come in and candidates go out, in version 0.2 and in 1.0-draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast, get_args

from kg.web.problems import Problem
from kg.web.reconcile.ask import Condition, Quantifier, Question, Strict, answers
from kg.web.reconcile.things import description_of, name_of, node_of, settings, things, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.web.reconcile.ask import Answer

    Json = dict[str, Any]  # Any: JSON values

BROKEN: Final = "reconcile-query"
KEYS: Final = frozenset(("query", "type", "type_strict", "limit", "properties"))


def old_results(batch: object) -> Json:
    """Answer a batch of 0.2: every key comes back.

    Raises:
        Problem: It is no object of questions, or too many.
    """
    if not isinstance(batch, dict):
        raise _broken("queries", '{"q0": {"query": "…"}}')
    _count(len(batch))
    return {key: {"result": _shown(_old(told, key), "0.2")} for key, told in batch.items()}


def draft_results(body: object) -> Json:
    """Answer a batch of 1.0-draft: results in the order of the questions.

    Raises:
        Problem: It has no list of questions, or too many.
    """
    batch = body.get("queries") if isinstance(body, dict) else None
    if not isinstance(batch, list):
        raise _broken("queries", '{"queries": [{"conditions": […]}]}')
    _count(len(batch))
    asked = [_draft(told, f"queries/{place}") for place, told in enumerate(batch)]
    return {"results": [{"candidates": _shown(each, "1.0-draft")} for each in asked]}


def values_of(told: object) -> tuple[str, ...]:
    """Return property values as texts: a thing by its id, a number without a useless `.0`."""
    many = told if isinstance(told, list) else [told]
    return tuple(_value(each) for each in many if each is not None)


def _old(told: object, key: str) -> Question:
    if not isinstance(told, dict):
        raise _broken(f"queries/{key}", '{"query": "…"}')
    name = told.get("query", "")
    properties = told.get("properties") or []
    if not isinstance(name, str) or not isinstance(properties, list):
        raise _broken(f"queries/{key}", '{"query": "…", "properties": […]}')
    if strange := set(told) - KEYS:
        raise _broken(f"queries/{key}/{min(strange)}", ", ".join(sorted(KEYS)))
    if "query" not in told and not properties:
        raise _broken(f"queries/{key}", '{"query": "…"}')
    if not all(isinstance(each, dict) and {"pid", "v"} <= each.keys() for each in properties):
        raise _broken(f"queries/{key}/properties", '{"pid": "…", "v": "…"}')
    conditions = [
        Condition(property=str(each["pid"]), values=values_of(each["v"])) for each in properties
    ]
    strict = told.get("type_strict", "should")
    return Question(
        name=name,
        types=_types(told.get("type")),
        strict=cast("Strict", strict) if strict in get_args(Strict) else "should",
        limit=_limit(told.get("limit")),
        conditions=tuple(conditions),
    )


def _draft(told: object, where: str) -> Question:
    conditions = told.get("conditions") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(conditions, list) or not conditions:
        raise _broken(where, '{"conditions": [{"matchType": "name", …}]}')
    if not isinstance(told.get("type", ""), str):
        raise _broken(f"{where}/type", '"type": "…"')
    names: list[str] = []
    properties: list[Condition] = []
    for place, each in enumerate(conditions):
        if not isinstance(each, dict) or each.get("matchType") not in {"name", "id", "property"}:
            raise _broken(f"{where}/conditions/{place}", "matchType: name, id, property")
        values = values_of(each.get("propertyValue", each.get("v")))
        if each["matchType"] == "property":
            properties.append(_condition(each, values))
        else:
            names += values
    return Question(
        name=names[0] if names else "",
        types=_types(told.get("type")),
        limit=_limit(told.get("limit")),
        conditions=tuple(properties),
    )


def _condition(told: Json, values: tuple[str, ...]) -> Condition:
    how = told.get("matchQuantifier", "any")
    return Condition(
        property=str(told.get("propertyId", told.get("pid", ""))),
        values=values,
        is_required=told.get("required") is True,
        how=cast("Quantifier", how) if how in get_args(Quantifier) else "any",
    )


def _shown(question: Question, version: str) -> list[Json]:
    return [_candidate(each, version) for each in answers(question)]


def _candidate(answer: Answer, version: str) -> Json:
    node = node_of(answer.thing)
    return {
        "id": answer.thing,
        "name": name_of(node),
        "description": description_of(node),
        "score": answer.score,
        "match": answer.is_match,
        "type": [type_of(each) for each in things().own[answer.thing]],
        "features": _features(answer, version),
    }


def _features(answer: Answer, version: str) -> list[Json]:
    summed: dict[str, float] = {}
    for each in answer.features:
        summed[each.name] = summed.get(each.name, 0.0) + each.weight
    named = {name: {"name": name.replace("_", " ")} if version != "0.2" else {} for name in summed}
    return [{"id": name, "value": round(summed[name], 3)} | named[name] for name in sorted(summed)]


def _types(told: object) -> tuple[str, ...]:
    many: Iterable[object] = told if isinstance(told, list) else [told]
    ids = (each.get("id", "") if isinstance(each, dict) else each for each in many)
    return tuple(str(each) for each in ids if each)


def _limit(told: object) -> int:
    is_number = isinstance(told, int | float) and not isinstance(told, bool)
    usual: int = settings()["limit"]
    most: int = settings()["most"]
    return max(1, min(int(cast("float", told)), most)) if is_number else usual


def _value(told: object) -> str:
    if isinstance(told, dict):
        return str(told.get("id", told.get("name", "")))
    if isinstance(told, bool):
        return str(told).lower()
    if isinstance(told, float) and told.is_integer():
        return str(int(told))
    return str(told)


def _count(count: int) -> None:
    most = settings()["batch"]
    if count > most:
        raise Problem(413, "reconcile-batch", where="queries", values={"most": str(most)})


def _broken(where: str, form: str) -> Problem:
    return Problem(400, BROKEN, where=where, values={"form": form})
