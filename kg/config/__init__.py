"""`kg.toml`: what a project's owner may set. Pure: text in, settings out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any, Final

from kg.config.door import Door
from kg.errors import ConfigError
from kg.ids.names import BASE
from kg.model.report import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model.source import Language

TOP: Final = (
    "name",
    "base",
    "language",
    "licence",
    "publisher",
    "contact",
    "covers",
    "output",
    "sources",
    "mappings",
    "authority",
    "expect",
    "llm",
    "stores",
)
_PAGE: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_ADDRESS: Final = re.compile(rf"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+|{_PAGE.pattern}")
LANGUAGES: Final[Mapping[str, Language | None]] = {"auto": None, "ko": "ko", "en": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Llm:
    """A model that reads texts beside the rules; texts leave the machine for `base_url`.

    Attributes:
        base_url: Of a chat-completions endpoint, up to the version.
        model: Its name there; also the name its facts carry.
        key_env: Name of the environment variable with the key; the key itself stands in no file.
        timeout: Seconds for one answer.
        retries: How often a question is repeated after a passing failure.
        max_requests: Most questions a build sends; 0 sets no limit.
        max_tokens: Longest answer asked for; 0 leaves it to the server.
        max_characters: Longest stretch of a text sent at once.
        price_in: Of a million tokens sent, for the estimate of the cost.
        price_out: Of a million tokens received.
        confidence: What facts read by the model are said to be worth, 0 to 1.
    """

    base_url: str
    model: str
    key_env: str = ""
    timeout: float = 120.0
    retries: int = 4
    max_requests: int = 0
    max_tokens: int = 0
    max_characters: int = 12_000
    price_in: float = 0.0
    price_out: float = 0.0
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreAt:
    """A SPARQL service a release may be loaded into; passwords stand in no file.

    Attributes:
        url: Address up to the data set.
        kind: Its program, a row of `STORES`; empty recognises it.
        query: Address of its questions where it is not the usual one.
        update: The same for SPARQL Update.
        graphs: The same for the Graph Store Protocol.
        user: Who logs in.
        password_env: Name of the environment variable with the password.
        token_env: Name of the environment variable with a token.
    """

    url: str
    kind: str = ""
    query: str = ""
    update: str = ""
    graphs: str = ""
    user: str = ""
    password_env: str = ""
    token_env: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one project.

    Attributes:
        name: What the data set is called.
        base: IRI in front of every local name; ends in `/` or `#`.
        language: Of sources that do not tell theirs; None recognises it.
        licence: IRI or SPDX id of the built data set.
        publisher: Who publishes the built data set.
        contact: Mail address or page of who answers questions about it.
        covers: IRIs of the places it is about; empty leaves it to the catalogue.
        output: Folder of the releases, relative to the project.
        include: Glob patterns of names below `sources/`; `*` also matches `/`.
        exclude: The same; wins over `include`.
        mappings: Pattern of a table's name and the plan file below `mappings/`, first match wins.
        authority: Glob patterns of files below `authority/`.
        outside: Glob patterns of files below `authority/` that are linked to and not taken over.
        expect_min: Class name to the least number a build must find.
        llm: The model that reads beside the rules; None, the default, asks nobody.
        stores: Services by the name `--to` and `--store` take.
    """

    name: Text = field(default_factory=lambda: Text("이름 없는 사례집", "Untitled cases"))
    base: str = BASE
    language: Language | None = None
    licence: str = ""
    publisher: str = ""
    contact: str = ""
    covers: tuple[str, ...] = ()
    output: str = "releases"
    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()
    authority: tuple[str, ...] = ("*.csv",)
    outside: tuple[str, ...] = ()
    expect_min: Mapping[str, int] = field(default_factory=dict)
    llm: Llm | None = None
    stores: Mapping[str, StoreAt] = field(default_factory=dict)


def read_config(text: str, where: str) -> Config:
    """Read a `kg.toml`; what it leaves out keeps its default.

    Raises:
        ConfigError: Not TOML, an unknown key, or a value that is not what its key wants.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"this is no TOML: {error}", where=where) from error
    door = Door(where)
    door.known(told, TOP, "")
    plain = Config()
    sources = door.table(told, "sources")
    door.known(sources, ("include", "exclude"), "sources")
    authority = door.table(told, "authority")
    door.known(authority, ("files", "link"), "authority")
    return Config(
        name=_name(door, told, plain.name),
        base=_base(door, told),
        language=_language(door, told),
        licence=door.word(told, "licence", ""),
        publisher=door.word(told, "publisher", ""),
        contact=_contact(door, told),
        covers=_places(door, told),
        output=door.word(told, "output", plain.output) or plain.output,
        include=door.words(sources, "include", plain.include),
        exclude=door.words(sources, "exclude", plain.exclude),
        mappings=tuple(
            (key, door.word(door.table(told, "mappings"), key, ""))
            for key in door.table(told, "mappings")
        ),
        authority=door.words(authority, "files", plain.authority),
        outside=door.words(authority, "link", plain.outside),
        expect_min=_expected(door, told),
        llm=_llm(door, told),
        stores=_stores(door, told),
    )


def _name(door: Door, told: Mapping[str, Any], otherwise: Text) -> Text:  # Any: TOML values
    if isinstance(told.get("name"), str):
        return Text(door.word(told, "name", ""), door.word(told, "name", ""))
    names = door.table(told, "name")
    door.known(names, ("ko", "en"), "name")
    return Text(door.word(names, "ko", otherwise.ko), door.word(names, "en", otherwise.en))


def _base(door: Door, told: Mapping[str, Any]) -> str:  # Any: TOML values
    base = door.word(told, "base", BASE)
    if not base.startswith(("https://", "http://")) or base[-1] not in "/#" or " " in base:
        raise door.refuse(
            "base", f"is {base!r}", "write an absolute IRI that ends in / or #, such as " + BASE
        )
    return base


def _contact(door: Door, told: Mapping[str, Any]) -> str:  # Any: TOML values
    contact = door.word(told, "contact", "")
    if contact and (not _ADDRESS.fullmatch(contact)):
        raise door.refuse(
            "contact", f"is {contact!r}", "write a mail address or the address of a page"
        )
    return contact


def _places(door: Door, told: Mapping[str, Any]) -> tuple[str, ...]:  # Any: TOML values
    places = door.words(told, "covers", ())
    for place in places:
        if not _PAGE.fullmatch(place):
            hint = "write IRIs of places, such as https://sws.geonames.org/1835841/"
            raise door.refuse("covers", f"names {place!r}", hint)
    return places


def _language(door: Door, told: Mapping[str, Any]) -> Language | None:  # Any: TOML values
    word = door.word(told, "language", "auto")
    if word not in LANGUAGES:
        raise door.refuse("language", f"is {word!r}", "write auto, ko or en")
    return LANGUAGES[word]


def _expected(door: Door, told: Mapping[str, Any]) -> dict[str, int]:  # Any: TOML values
    expect = door.table(told, "expect")
    door.known(expect, ("min",), "expect")
    least = door.table(expect, "min")
    for name, count in least.items():
        if type(count) is not int or count < 0:
            raise door.refuse(f"expect.min.{name}", f"is {count!r}, not a count")
    return dict(least)


def _stores(door: Door, told: Mapping[str, Any]) -> dict[str, StoreAt]:  # Any: TOML values
    table = door.table(told, "stores")
    found: dict[str, StoreAt] = {}
    for name in table:
        one = door.table(table, name)
        door.known(one, StoreAt.__slots__, f"stores.{name}")
        words = {key: door.word(one, key, "") for key in StoreAt.__slots__}
        if not words["url"]:
            raise door.refuse(f"stores.{name}.url", "is missing", "name the service's address")
        found[name] = StoreAt(**words)
    return found


def _llm(door: Door, told: Mapping[str, Any]) -> Llm | None:  # Any: TOML values
    table = door.table(told, "llm")
    if not table:
        return None
    door.known(table, Llm.__slots__, "llm")
    base, model = door.word(table, "base_url", ""), door.word(table, "model", "")
    for key, value in (("base_url", base), ("model", model)):
        if not value:
            raise door.refuse(f"llm.{key}", "is missing", "both base_url and model are needed")
    return Llm(
        base_url=base,
        model=model,
        key_env=door.word(table, "key_env", ""),
        timeout=door.number(table, "timeout", 120.0, 3600),
        retries=door.count(table, "retries", 4),
        max_requests=door.count(table, "max_requests", 0),
        max_tokens=door.count(table, "max_tokens", 0),
        max_characters=door.count(table, "max_characters", 12_000, 200),
        price_in=door.number(table, "price_in", 0.0, inf),
        price_out=door.number(table, "price_out", 0.0, inf),
        confidence=door.number(table, "confidence", 0.5, 1),
    )
