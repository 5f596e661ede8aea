"""How the service is run: options of `kg serve`, or variables of the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError
from kg.pipeline.stores import config_beside, store_at
from kg.query.limits import MEGABYTE, Limits
from kg.remote.guarded import Outside
from kg.web.record import Log

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.remote.stores import Place

CACHE: Final = 64 * MEGABYTE
IN_MEMORY: Final = 4_000_000
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
SPARE_THREADS: Final = 12  # for pages and answers that are being sent, beside the questions


def stores_folder() -> Path:
    """Return the folder of stores on disk where nobody names another (XDG base directories)."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache else Path.home() / ".cache") / "deungdae" / "stores"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that is decided before the service starts.

    Attributes:
        places: A release, a project, or RDF files.
        store: A SPARQL service that holds the data instead; a release in `places` then gives
            what only its folder has.
        port: 0 takes a free one.
        limits: What one question may take.
        cache: Bytes of answers kept; 0 keeps none.
        grace: Seconds a stopping service gives to what it is still answering.
        log: Where and what is written of every request.
        watch: Seconds between two looks at what `current` names; 0 never looks.
        in_memory: Most lines of N-Quads that are loaded into memory.
        stores: Where larger data get a store on disk, one folder for each release.
        outside: Which other services a query may ask with SERVICE.
    """

    places: tuple[Path, ...]
    store: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    limits: Limits = field(default_factory=Limits)
    cache: int = CACHE
    watch: float = 2.0
    in_memory: int = IN_MEMORY
    stores: Path = field(default_factory=stores_folder)
    log: Log = field(default_factory=Log)
    outside: Outside = field(default_factory=Outside)

    def store_place(self) -> Place:
        """Return where the data's store is.

        Raises:
            ConfigError: Its name, kind or login cannot be used.
            RemoteError: It does not answer.
        """
        return store_at(self.store, config_beside(self.places))

    @property
    def threads(self) -> int:
        """Return how many requests may be open at once in the front."""
        return self.limits.workers + self.limits.queue + SPARE_THREADS

    @property
    def grace(self) -> float:
        """Return how long a stopping service waits for what it is answering."""
        return self.limits.seconds + 2


def from_environment(told: Mapping[str, str] | None = None) -> Settings:
    """Return the settings the environment gives.

    `DEUNGDAE_DATA` names the places, `:` between them, `DEUNGDAE_STORE` a SPARQL service;
    `HOST` and `PORT` the address;
    `DEUNGDAE_TIMEOUT` (seconds), `DEUNGDAE_WORKERS`, `DEUNGDAE_MEMORY` and `DEUNGDAE_CACHE`
    (megabytes) the limits; `DEUNGDAE_LOG` where requests are written (`-` is stderr);
    `DEUNGDAE_IN_MEMORY` (lines of N-Quads) and `DEUNGDAE_STORES` (a folder) for large data;
    `DEUNGDAE_SERVICES` (hosts, blanks or commas between them) and `DEUNGDAE_SERVICE_TIMEOUT`
    (seconds) for SERVICE.

    Raises:
        ConfigError: Nothing to serve is named, or a value is no number it could be.
    """
    told = os.environ if told is None else told
    data, store = told.get("DEUNGDAE_DATA", ""), told.get("DEUNGDAE_STORE", "")
    if not data and not store:
        raise ConfigError(
            "nothing to serve is named",
            where="DEUNGDAE_DATA",
            hint="set it to a release, a built project or RDF files",
        )
    plain = Limits()
    return Settings(
        places=tuple(Path(place) for place in data.split(os.pathsep) if place),
        store=store,
        host=told.get("HOST", "127.0.0.1"),
        port=int(_number(told, "PORT", 8000, 0, 65535)),
        limits=Limits(
            seconds=_number(told, "DEUNGDAE_TIMEOUT", plain.seconds, 0.1, 3600),
            workers=int(_number(told, "DEUNGDAE_WORKERS", plain.workers, 1, 256)),
            memory=int(_number(told, "DEUNGDAE_MEMORY", plain.memory / MEGABYTE, 16, 1e6))
            * MEGABYTE,
        ),
        cache=int(_number(told, "DEUNGDAE_CACHE", CACHE / MEGABYTE, 0, 1e6)) * MEGABYTE,
        log=Log(place=told.get("DEUNGDAE_LOG", "")),
        in_memory=int(_number(told, "DEUNGDAE_IN_MEMORY", IN_MEMORY, 0, 1e12)),
        stores=Path(told.get("DEUNGDAE_STORES", "") or stores_folder()),
        outside=Outside(
            hosts=hosts_of(told.get("DEUNGDAE_SERVICES", "").replace(",", " ").split()),
            seconds=_number(told, "DEUNGDAE_SERVICE_TIMEOUT", Outside().seconds, 0.1, 600),
        ),
    )


def hosts_of(told: Iterable[str]) -> frozenset[str]:
    """Return the hosts a query may ask, as they are compared.

    Raises:
        ConfigError: One is no name of a host, with or without a port.
    """
    hosts = frozenset(host.lower().rstrip(".") for host in told)
    for host in sorted(hosts):
        if not _HOST.fullmatch(host):
            raise ConfigError(
                "this is no host",
                where=host,
                hint="name it without scheme and path, such as query.wikidata.org",
            )
    return hosts


def _number(
    told: Mapping[str, str], name: str, otherwise: float, least: float, most: float
) -> float:
    written = told.get(name, "")
    try:
        number = float(written) if written else otherwise
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise ConfigError(
            f"{written!r} is not a number from {least:g} to {most:g}",
            where=name,
            hint="correct it, or leave it out",
        )
    return number
