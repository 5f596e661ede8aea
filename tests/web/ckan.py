"""A small reader of catalogues that does what CKAN's harvester for DCAT is documented to do.

It asks for the size first, follows the pages of a catalogue, tells the syntax by `Content-Type`
and turns each `dcat:Dataset` into a data set of CKAN by the table in `ckan.toml`.
"""

from __future__ import annotations

import tomllib
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.query.prefixes import PREFIXES
from kg.release.described import SPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    Node = NamedNode | BlankNode

TABLE: Final = tomllib.loads(Path(__file__).with_name("ckan.toml").read_text("utf-8"))
LARGEST: Final = 50 * 2**20  # bytes of one page; the default of the setting
TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
NAMES: Final = {**PREFIXES, **SPACES, "hydra": HYDRA}
Fields = dict[str, Any]  # Any: texts, lists of them, and one a language


@dataclass(frozen=True, kw_only=True)
class Got:
    """One answer."""

    status: int
    media: str
    body: bytes


def get(address: str, *, method: str = "GET") -> Got:
    """Ask as a reader does that takes what it is given and unpacks what is said to be packed."""
    request = urllib.request.Request(address, method=method)  # noqa: S310 -- our own service
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        assert "Content-Encoding" not in answer.headers, "nothing was asked for packed"
        body = answer.read()
        if method == "HEAD":
            body = b"x" * int(answer.headers["Content-Length"] or 0)
        return Got(status=answer.status, media=answer.headers.get_content_type(), body=body)


def harvested(address: str) -> list[Fields]:
    """Return the data sets of a catalogue."""
    graph, page, seen = Store(), address, set[str]()
    while page and page not in seen:
        seen.add(page)
        assert len(get(page, method="HEAD").body) <= LARGEST
        answer = get(page)
        form = RdfFormat.from_media_type(answer.media)
        assert form, f"nothing reads {answer.media}"
        here = Store()
        here.load(answer.body, format=form, base_iri=page)
        graph.extend(here)
        page = next(_values(here, None, "hydra:nextPage"), "")
    sets = sorted(_subjects(graph, "dcat:Dataset"), key=str)
    return [_dataset(graph, node) for node in sets]


def guid(dataset: Fields) -> str:
    """Return what a data set is known again by: its address, else its identifier."""
    return str(dataset["uri"] or dataset["identifier"])


def licence_id(dataset: Fields, known: str) -> str | None:
    """Return the first licence of a resource that a list of CKAN's has, by address then title."""
    rows: dict[str, list[str]] = TABLE["licences"][known]
    for resource in dataset["resources"]:
        for place, told in enumerate((resource["license"], resource["license_title"])):
            for name, row in rows.items():
                if told and row[place] == told:
                    return name
    return None


def lacking(fields: Fields, kind: str) -> list[str]:
    """Return the fields that are empty and may not be; a language that is missing is one."""
    is_service = bool(fields.get("access_services")) or not fields.get("download_url")
    pardoned = (True, "service" if is_service else "file")
    found = []
    for name, row in TABLE[kind].items():
        value, may_lack = fields[name], row.get("may_lack", False)
        if not value and may_lack not in pardoned:
            found.append(name)
        if row["takes"] == "both" and value and not {"ko", "en"} <= set(value):
            found.append(f"{name}: {sorted(value)}")
    return found


def _dataset(graph: Store, node: Node) -> Fields:
    fields = _fields(graph, node, "dataset")
    fields["resources"] = [
        _resource(graph, copy)
        for copy in sorted(_objects(graph, node, "dcat:distribution"), key=str)
    ]
    return fields


def _resource(graph: Store, node: Node) -> Fields:
    fields = _fields(graph, node, "resource")
    fields["url"] = fields["download_url"] or fields["access_url"]
    fields["access_services"] = [
        _fields(graph, service, "access_service")
        for service in _objects(graph, node, "dcat:accessService")
    ]
    return fields


def _fields(graph: Store, node: Node, kind: str) -> Fields:
    made: Fields = {}
    for name, row in TABLE[kind].items():
        if row["takes"] == "iri":
            made[name] = node.value if isinstance(node, NamedNode) else ""
            continue
        found: list[Any] = [node]
        for step in row["property"].split(" / "):
            found = [
                value
                for each in found
                if not isinstance(each, Literal)
                for value in _objects(graph, each, step)
            ]
        made[name] = _taken(found, row["takes"])
    return made


def _taken(found: list[Any], takes: str) -> Any:
    if takes == "both":
        spoken: dict[str, list[str]] = {}
        for value in found:
            spoken.setdefault(getattr(value, "language", None) or "", []).append(value.value)
        return spoken
    texts = sorted(getattr(value, "value", "") for value in found)
    return texts if takes == "texts" else next(iter(texts), "")


def _subjects(graph: Store, kind: str) -> Iterator[Node]:
    for quad in graph.quads_for_pattern(None, TYPE, _term(kind)):
        if isinstance(quad.subject, NamedNode | BlankNode):
            yield quad.subject


def _objects(graph: Store, node: Node | None, name: str) -> list[Any]:
    return [quad.object for quad in graph.quads_for_pattern(node, _term(name), None)]


def _values(graph: Store, node: Node | None, name: str) -> Iterator[str]:
    for value in _objects(graph, node, name):
        yield value.value


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(NAMES[prefix] + local)
