"""Where a store is and who asks it; logins come from the environment and are never printed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.errors import ConfigError
from kg.remote.stores.engines import STORES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.remote.stores.engines import Engine, Scheme

USER: Final = "DEUNGDAE_STORE_USER"
PASSWORD: Final = "DEUNGDAE_STORE_PASSWORD"  # noqa: S105 -- the name of a variable
TOKEN: Final = "DEUNGDAE_STORE_TOKEN"  # noqa: S105 -- the name of a variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who asks. Never printed: what shows it shows dots.

    Attributes:
        scheme: How it is sent; empty sends none.
    """

    scheme: Scheme = ""
    user: str = ""
    secret: str = field(default="", repr=False)

    def hidden(self, words: str) -> str:
        """Return words that may repeat the secret without it."""
        return words.replace(self.secret, "***") if self.secret else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A store that is asked over HTTP.

    Attributes:
        kind: Its row in `STORES`.
        address: As a person named it; it stands in messages.
        query: Where questions go.
        update: Where SPARQL Update goes; empty where nothing is changed that way.
        graphs: Where graphs are put; empty where they are not.
        login: Who asks.
    """

    kind: str
    address: str
    query: str
    update: str = ""
    graphs: str = ""
    login: Login = field(default_factory=Login)

    @property
    def engine(self) -> Engine:
        """What its program is like."""
        return STORES[self.kind]


def split_kind(address: str) -> tuple[str, str]:
    """Return the kind that stands in front of an address, and the address.

    >>> split_kind("virtuoso+http://127.0.0.1:8890")
    ('virtuoso', 'http://127.0.0.1:8890')
    >>> split_kind("http://127.0.0.1:7878")
    ('', 'http://127.0.0.1:7878')
    """
    scheme, colon, rest = address.partition("://")
    kind, plus, plain = scheme.partition("+")
    return (kind, f"{plain}{colon}{rest}") if plus else ("", address)


def is_address(place: str) -> bool:
    """Tell whether somebody named a service instead of a file."""
    return split_kind(place)[1].startswith(("http://", "https://"))


def place_of(address: str, kind: str, login: Login, told: Mapping[str, str] | None = None) -> Place:
    """Return where to ask, to change and to put graphs.

    Args:
        address: Of the service, up to the data set.
        kind: Of `STORES`.
        login: Who asks.
        told: `query`, `update` and `graphs` where they are not the usual ones.

    Raises:
        ConfigError: The kind is unknown, or the address is none or holds a password.
    """
    told = told or {}
    if kind not in STORES:
        raise ConfigError(
            f"{kind!r} is no kind of store", where=address, hint=f"known are {', '.join(STORES)}"
        )
    engine = STORES[kind]
    plain = _checked(address).rstrip("/")
    if engine.query:  # who names the address of questions means the same store
        plain = plain.removesuffix(engine.query)
    usual = {"query": engine.query, "update": engine.update, "graphs": engine.graphs}
    found = {
        name: _checked(told[name]) if told.get(name) else "" if path is None else plain + path
        for name, path in usual.items()
    }
    return Place(kind=kind, address=plain, login=login, **found)


def login_of(
    kind: str, told: Mapping[str, str] | None = None, environment: Mapping[str, str] | None = None
) -> Login:
    """Return who asks a store: a token, or a user and a password, from the environment.

    Args:
        kind: Of `STORES`.
        told: `user`, and `password_env` or `token_env`: which variables hold the secret.
        environment: Instead of that of this process.

    Raises:
        ConfigError: A user without a password, or a secret that no header can carry.
    """
    told = told or {}
    environment = os.environ if environment is None else environment
    names = {"token": told.get("token_env", TOKEN), "password": told.get("password_env", PASSWORD)}
    token = environment.get(names["token"], "")
    if token:
        return Login(scheme="bearer", secret=_sendable(token, names["token"]))
    user = told.get("user", "") or environment.get(USER, "")
    secret = environment.get(names["password"], "")
    if bool(user) != bool(secret):
        missing = names["password"] if user else USER
        raise ConfigError(
            f"the environment variable {missing} is not set", where="login of the store"
        )
    if not user:
        return Login()
    scheme = STORES[kind].scheme if kind in STORES else ""
    return Login(
        scheme=scheme if scheme in {"basic", "digest"} else "basic",
        user=_sendable(user, USER),
        secret=_sendable(secret, names["password"]),
    )


def _sendable(word: str, where: str) -> str:
    if not word.isprintable():
        raise ConfigError("a login has no control characters", where=where)
    return word


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ConfigError(f"this is no address: {error}", where=address) from error
    if parts.username is not None or parts.password is not None:
        shown = address.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise ConfigError(
            "a login does not belong into an address, where others read it",
            where=shown,
            hint=f"set {USER} and {PASSWORD}, or {TOKEN}",
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname or not has_port:
        raise ConfigError(
            "this is no address of a service", where=address, hint="http://HOST:PORT/…"
        )
    if parts.query or parts.fragment or not address.isprintable() or " " in address:
        raise ConfigError(
            "an address of a store has no ?, # or blanks", where=address, hint="name its path only"
        )
    return address
