"""What one running service serves: a store, where it came from and how its addresses are made."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from flask import current_app
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from kg.files import resource_files, resource_toml
from kg.query.cache import AnswerCache
from kg.query.finding import put_in
from kg.query.inline import Inline
from kg.query.limits import Limits
from kg.query.passages import PassageIndex, passage_index
from kg.query.prefixes import PREFIXES
from kg.query.search import SearchIndex, search_index
from kg.store import from_quads, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.query.far import FarStore
    from kg.query.finding import Index
    from kg.query.job import Job
    from kg.query.reply import Desk
    from kg.release import Release
    from kg.web.elsewhere import Elsewhere

EXTENSION: Final = "deungdae"


@dataclass(frozen=True, slots=True)
class File:
    """One file of the release that readers may take; `size` is in bytes."""

    name: str
    size: int


@dataclass(frozen=True, kw_only=True)  # no slots: the derived values are kept once made
class Site:
    """One frozen release, or bare RDF, as the pages see it.

    Attributes:
        held: The data in memory; None where they stand on disk.
        frozen: Folder of the data on disk, opened by each process for itself; None in memory.
        far: The data in a SPARQL service; None where they are here.
        digest: Names the data; `ETag`s are made from it.
        base: Where instance IRIs begin; `/id/NAME` of any host stands for `base` + NAME.
        release: What the store was made from; None for bare RDF.
        desk: Where questions are asked; None asks them in this very process.
        limits: What a question may take.
        kept: Answers that were given before.
        elsewhere: Asks other services for SERVICE clauses; None refuses them.
        remembered: What pages have made of the data once.
    """

    digest: str
    held: Store | None = None
    frozen: Path | None = None
    far: FarStore | None = None
    base: str = PREFIXES["id"]
    release: Release | None = None
    desk: Desk | None = None
    limits: Limits = field(default_factory=Limits)
    kept: AnswerCache = field(default_factory=lambda: AnswerCache(0))
    elsewhere: Elsewhere | None = None
    remembered: dict[str, Any] = field(default_factory=dict)  # Any: of many kinds

    @property
    def store(self) -> Store:
        """Every graph, read only; the default graph is the union of the named ones."""
        if self.held is not None:
            return self.held
        if self.far is not None:
            # It answers all calls that are made of a store here: the tests open every page on it.
            return cast("Store", self.far)
        if self.frozen is None:
            raise TypeError("a site has its data in memory or on disk")
        return opened(self.frozen, os.getpid())

    @cached_property
    def asked(self) -> Desk:
        """Where questions are asked."""
        return self.desk or Inline(self.store)

    @property
    def gathered(self) -> Store:
        """All of the default graph in this process, for indexes that look at everything."""
        if self.far is None:
            return self.store
        if "gathered" not in self.remembered:
            self.remembered["gathered"] = (
                self.release.store() if self.release else from_quads(self.far.everything())
            )
        found: Store = self.remembered["gathered"]
        return found

    @cached_property
    def index(self) -> SearchIndex:
        """Every name in comparable form."""
        return search_index(self.gathered)

    @cached_property
    def passages(self) -> PassageIndex:
        """Every quote in comparable form."""
        return passage_index(self.gathered)

    def find(self, index: Index, text: str, most: int) -> list[str]:
        """Return IRIs that an index finds, for a search predicate of a query."""
        chosen = self.index if index == "names" else self.passages
        return chosen.holding(text, limit=most)

    def filled(self, job: Job, client: str = "") -> Job:
        """Return a job with what other services and the indexes say put in.

        Raises:
            QuerySyntax: A search predicate stands where it cannot be, or finds too much.
            QueryRefused: A service may not be asked.
            RemoteError: A service does not answer as it should.
        """
        if self.elsewhere:
            job = self.elsewhere.filled(job, client)
        found = put_in(job.filled or job.text, self.find)
        if not found.names:
            return job
        return replace(job, filled=found.text, names=job.names + found.names)

    @cached_property
    def size(self) -> int:
        """Number of triples in the default graph."""
        if self.far is not None:
            return self.far.count()
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DefaultGraph()))

    @property
    def manifest(self) -> Mapping[str, Any]:  # Any: JSON, written by kg.release
        """What the release says of itself; empty for bare RDF."""
        if self.release:
            return self.release.manifest
        return self.far.about if self.far else {}

    def files(self) -> list[File]:
        """Return the release's files for readers, sorted, copies of sources left out."""
        files: Mapping[str, Mapping[str, int]] = self.manifest.get("files", {})
        return [File(name, files[name]["bytes"]) for name in sorted(files) if "/" not in name]

    def text(self, source: str) -> str | None:
        """Return a source's text by its digest; None where only quotation is allowed."""
        return self.release.text(source) if self.release else None


def site_of(served: Release | Store) -> Site:
    """Return a release, or a store of bare RDF, ready to be served."""
    if isinstance(served, Store):
        lines = sorted((served.dump(format=RdfFormat.N_QUADS) or b"").splitlines())
        return Site(held=served, digest=hashlib.sha256(b"\n".join(lines)).hexdigest())
    return Site(
        held=served.store(),
        digest=served.digest,
        base=served.manifest.get("base", PREFIXES["id"]),
        release=served,
    )


@lru_cache(maxsize=1)
def opened(folder: Path, _: int) -> Store:
    """Return a store on disk as this process has opened it; a fork opens it anew."""
    return Store.read_only(str(folder))


def site() -> Site:
    """Return what the running application serves."""
    served: Site = current_app.extensions[EXTENSION]
    return served


@cache
def ontology() -> Store:
    """Return the packaged ontology in one store, read once a process."""
    return load(*resource_files("ontology", ".ttl"))


@cache
def described() -> frozenset[str]:
    """Return the IRIs of which the packaged ontology says anything."""
    quads = ontology().quads_for_pattern(None, None, None, DefaultGraph())
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


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
        "single": tuple(expand(name) for name in raw["single"]),
        "telling": tuple(expand(name) for name in raw["telling"]),
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
