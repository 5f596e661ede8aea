"""Names and words a model gives, held against its quote and against what the rules read. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.extract.by_model.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.by_model.passages import Passage
    from kg.extract.by_model.schema import Field
    from kg.model.evidence import Span
    from kg.model.facts import Facts

    Json = dict[str, Any]  # Any: checked values of a fact

PARTIES: Final[Mapping[str, frozenset[str]]] = {
    "groups": frozenset({"members"}),
    "affiliations": frozenset({"person", "organization"}),
    "events": frozenset({"organizer", "attendees"}),
    "programmes": frozenset({"operator", "participants"}),
    "supports": frozenset({"supporter", "recipient", "partners", "mentor_affiliation"}),
    "measurements": frozenset({"subject"}),
    "statements": frozenset({"speaker"}),
    "designations": frozenset({"designee", "designator", "operator", "anchor", "members"}),
}
"""Fields that name a party: an actor of the document may stand there without being quoted."""
POINTERS: Final[Mapping[str, str]] = {
    "programme": "programmes",
    "motivated_by": "circumstances",
    "caused_by": "circumstances",
    "made_at": "events",
    "reports_to": "events",
    "proposed_in": "statements",
}
"""Fields that name another fact of the document: one the rules read need not be quoted."""
NAMES: Final = frozenset({"name", "aliases"})
UNPRINTED: Final = frozenset({"unit", "per", "start", "end", "date", "announced", "period"})
"""Texts that are not as printed: `figures` holds them against the quote."""


def printed(
    plural: str, fields: tuple[Field, ...], told: Json, passage: Passage, rules: Facts
) -> dict[str, Span]:
    """Return the words of each textual field; parties get the names the document has for them.

    Raises:
        Refused: A field's words do not stand in the quote and name nothing the rules read.
    """
    found: dict[str, Span] = {}
    for field in fields:
        value = told[field.name]
        if field.form not in ("text", "texts") or field.name in UNPRINTED or not value:
            continue
        words = value if isinstance(value, tuple) else (value,)
        is_party = field.name in PARTIES.get(plural, ())
        is_name = is_party or field.name in NAMES
        put: list[str] = []
        for word in words:
            span = passage.find(word, is_name=is_name)
            known = _known(field.name, word, rules, is_party=is_party)
            if span is None and known is None:
                raise Refused("not-in-quote", field.name, word)
            put.append(known or word)
            if span is not None:
                found.setdefault(field.name, span)
        told[field.name] = tuple(dict.fromkeys(put)) if isinstance(value, tuple) else put[0]
    return found


def _known(field: str, word: str, rules: Facts, *, is_party: bool) -> str | None:
    """Return the document's own name for what a word names; None when the rules know nothing."""
    if is_party:
        named = (actor.name for actor in rules.actors if word in (actor.name, *actor.aliases))
        return next(named, None)
    plural = POINTERS.get(field)
    if plural == "statements":
        return next((each.quote for each in rules.statements if each.quote == word), None)
    if plural is None:
        return None
    facts: tuple[Any, ...] = getattr(rules, plural)  # Any: kinds with a name
    return next(
        (each.name for each in facts if word in (each.name, *getattr(each, "aliases", ()))), None
    )
