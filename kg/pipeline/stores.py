"""The store somebody names: an address, or a name that `kg.toml` explains."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.config import Config, read_config
from kg.errors import ConfigError
from kg.project import MANIFEST
from kg.remote.stores import is_address, login_of, place_of, recognised, split_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.remote.stores import Place


def store_at(
    named: str,
    config: Config | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    writes: bool = False,
) -> Place:
    """Return where a store is, who asks it, and what program it is.

    Args:
        named: `http://…`, `KIND+http://…`, or a name in the settings.
        config: The settings of a project.
        environment: Instead of that of this process.
        writes: Whether something is to be written, which wants an address for it.

    Raises:
        ConfigError: The name, the address, the kind or the login cannot be used.
        RemoteError: Nothing answers at an address whose kind is not named.
    """
    told: dict[str, str] = {}
    address = named
    if not is_address(named):
        stores = config.stores if config else {}
        if named not in stores:
            known = f"kg.toml names {', '.join(stores)}" if stores else "write http://HOST:PORT"
            raise ConfigError(
                "this is neither an address nor a store of kg.toml", where=named, hint=known
            )
        told = {key: value for key, value in asdict(stores[named]).items() if value}
        address = told["url"]
    kind, plain = split_kind(address)
    kind = kind or told.get("kind", "")
    if not kind:
        place_of(plain, "sparql", login_of("sparql", told, environment), told)  # is it an address?
        kind = recognised(plain)
    place = place_of(plain, kind, login_of(kind, told, environment), told)
    if writes and not (place.update or place.graphs):
        raise ConfigError(
            f"a store of the kind {kind} is not written over HTTP",
            where=plain,
            hint="name update or graphs in kg.toml, or write files for its loader: kg load --files",
        )
    return place


def config_beside(places: Iterable[Path]) -> Config | None:
    """Return the settings of the first project among some places; None where there is none.

    Raises:
        ConfigError: They cannot be read.
    """
    for place in places:
        file = place / MANIFEST
        if file.is_file():
            return read_config(file.read_text("utf-8"), str(file))
    return None
