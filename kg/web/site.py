"""What one running service serves: a store, where it came from and how its addresses are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from flask import current_app
from pyoxigraph import DefaultGraph

from kg.files import resource_files, resource_toml
from kg.query.prefixes import PREFIXES
from kg.query.search import SearchIndex, search_index
from kg.store import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Store

EXTENSION: Final = "deungdae"


@dataclass(frozen=True, slots=True)
class File:
    """One file of the release that readers may take; `size` is in bytes."""

    name: str
    size: int


@dataclass(frozen=True, kw_only=True)  # no slots: the two derived values are kept once made
class Site:
    """One frozen release as the pages see it.

    Attributes:
        store: Read only; its default graph is the union of the named ones.
        digest: Names the data; `ETag`s are made from it.
        base: Where instance IRIs begin; `/id/NAME` of any host stands for `base` + NAME.
        folder: The release's folder, whose files can be downloaded; None for bare RDF files.
        manifest: What the release says of itself; empty for bare RDF files.
    """

    store: Store
    digest: str
    base: str = PREFIXES["id"]
    folder: Path | None = None
    manifest: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON of another room

    @cached_property
    def index(self) -> SearchIndex:
        """Every name in comparable form."""
        return search_index(self.store)

    @cached_property
    def size(self) -> int:
        """Number of triples in the default graph."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DefaultGraph()))

    def files(self) -> list[File]:
        """Return the release's files for readers, sorted; the ready store is not among them."""
        if self.folder is None:
            return []
        found = (path for path in sorted(self.folder.iterdir()) if path.is_file())
        return [
            File(path.name, path.stat().st_size) for path in found if not path.name.startswith(".")
        ]


def site() -> Site:
    """Return what the running application serves."""
    served: Site = current_app.extensions[EXTENSION]
    return served


@cache
def ontology() -> Store:
    """Return the packaged ontology in one store, read once a process."""
    return load(*resource_files("ontology", ".ttl"))


@cache
def told() -> dict[str, Any]:  # Any: TOML
    """Return how pages are told: groups, titles and words, with prefixed names spelt out."""
    raw = resource_toml("pages/groups.toml")
    return {
        "group": [
            {**group, "predicates": [expand(name) for name in group["predicates"]]}
            for group in raw["group"]
        ],
        "incoming": {expand(name): words for name, words in raw["incoming"].items()},
        "title": {
            expand(name): [expand(part) for part in parts] for name, parts in raw["title"].items()
        },
        "words": {expand(name): words for name, words in raw["words"].items()},
        "hidden": {
            kind: frozenset(expand(name) for name in names) for kind, names in raw["hidden"].items()
        },
    }


def expand(name: str) -> str:
    """Return a prefixed name as an IRI; anything else as it stands.

    >>> expand("skos:prefLabel"), expand(" → ")
    ('http://www.w3.org/2004/02/skos/core#prefLabel', ' → ')
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and local and prefix in PREFIXES else name
