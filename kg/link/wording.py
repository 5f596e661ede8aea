"""The words of labels, read from the code lists of the ontology and a packaged file. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.files import resource_files, resource_text, resource_toml
from kg.model.report import Text
from kg.model.wording import Wording, fold
from kg.vocab import CODE, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS: Final = "writing/labels.toml"


@cache
def wording() -> Wording:
    """Return the packaged wording, read once a process."""
    names, concepts = _codes()
    words = resource_toml(LABELS)
    # A code is a better word than the glossary's; 기타 is a word of its own everywhere.
    glossary = words["glossary"] | {
        names[code].ko: names[code].en
        for scheme in ("product", "topic", "indicator")
        for code in concepts[scheme].values()
        if not code.endswith(".Other")
    }
    return Wording(
        codes=names,
        concepts=concepts,
        patterns={name: Text(**both) for name, both in words["patterns"].items()},
        statements={name: Text(**both) for name, both in words["statements"].items()},
        glossary=dict(sorted(glossary.items(), key=lambda item: (-len(item[0]), item))),
        order=tuple((re.compile(each["find"]), each["put"]) for each in words["order"]),
        grammar=tuple((re.compile(each["find"]), each["put"]) for each in words["grammar"]),
        plurals=words["plurals"],
        roles=words["roles"],
        places=_places(words["places"]),
    )


def _places(told: Mapping[str, list[str]]) -> dict[str, Text]:
    """Return every name of a place with the Korean and the English one that are shown."""
    places: dict[str, Text] = {}
    for english, names in told.items():
        shown = Text(names[0], english)
        places |= dict.fromkeys((english, *names), shown)
    return places


def _codes() -> tuple[dict[str, Text], dict[str, dict[str, str]]]:
    """Return the names of the codes, and each code list's names to codes."""
    preferred: dict[str, dict[str, str]] = {}
    concepts: dict[str, dict[str, str]] = {}
    for path in resource_files("ontology/codes", ".ttl"):
        for quad in parse(_text(path.name), format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            code = quad.subject.value
            scheme = code.removeprefix(CODE).partition(".")[0]
            if quad.predicate == SKOS.prefLabel and quad.object.language:
                preferred.setdefault(code, {})[quad.object.language] = quad.object.value
            if quad.predicate in (
                SKOS.prefLabel,
                SKOS.altLabel,
                SKOS.notation,
            ) and "." in code.removeprefix(CODE):
                concepts.setdefault(scheme, {}).setdefault(fold(quad.object.value), code)
    names = {
        code: Text(labels.get("ko", ""), labels.get("en", "")) for code, labels in preferred.items()
    }
    return names, concepts


def _text(name: str) -> str:
    return resource_text(f"ontology/codes/{name}")
