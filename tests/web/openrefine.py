"""The calls that OpenRefine makes of a reconciliation service, and how it reads the answers.

Written after reading OpenRefine's source (master of August 2026): `recon-manager.js`,
`standard-service-panel.js`, `recon-renderer.js`, `add-column-by-reconciliation.js` and the suggest
widget in the browser; `StandardReconConfig`, `GuessTypesOfColumnCommand`,
`ReconciledDataExtensionJob` and `HttpClient` on its server. The browser asks with CORS; its server
posts forms, whatever version a service speaks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    Json = dict[str, Any]  # Any: JSON of the service

ORIGIN: Final = "http://127.0.0.1:3333"
BROWSER: Final = {
    "Accept": "application/json, text/javascript, */*; q=0.01",
    "Accept-Language": "en-US,en;q=0.5",
    "Origin": ORIGIN,
    "Referer": f"{ORIGIN}/",
}
SERVER: Final = {
    "Accept-Encoding": "gzip, x-gzip, deflate",
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "User-Agent": "OpenRefine/3.10",
}
# What the suggest widget, once made for another service, still sends along.
WIDGET: Final = {"spell": "always", "exact": "false", "prefixed": "true"}
SAMPLE: Final = 10  # cells by which types are guessed
USUAL: Final = 10  # questions of a batch where the manifest names no other number
# `encodeURI` leaves these as they are.
PLAIN: Final = ";,/?:@&=+$-_.!~*'()#"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A candidate as OpenRefine keeps it."""

    id: str
    name: str
    types: tuple[str, ...]
    score: float


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What became of one cell."""

    match: Candidate | None
    candidates: tuple[Candidate, ...]


@dataclass(kw_only=True)
class OpenRefine:
    """A client with one service registered.

    Attributes:
        batches: How many questions each post held.
    """

    web: FlaskClient
    url: str
    service: Json = field(default_factory=dict)
    batches: list[int] = field(default_factory=list)

    def register(self) -> None:
        """Add the service: a GET from the browser, which must be allowed to read the answer."""
        self.service = self._browsed(self.url)
        assert self.service["name"]

    def guess_types(self, cells: list[str]) -> list[str]:
        """Return ids of types for a column: of the first cells' candidates, then the usual ones."""
        sample = list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))[:SAMPLE]
        queries = {f"q{at}": {"query": text, "limit": 3} for at, text in enumerate(sample)}
        told = self._posted("queries", queries)
        score: dict[str, float] = {}
        for answer in told.values():
            for rank, result in enumerate(answer["result"]):
                types = result["type"]
                for place, kind in enumerate(types):
                    worth = (len(types) - place) / len(types) / (1 + rank)
                    assert kind["name"], "types are shown by their names"
                    score[kind["id"]] = score.get(kind["id"], 0) + worth
        guessed = sorted(score, key=lambda each: -score[each])
        usual = [each["id"] for each in self.service.get("defaultTypes", [])]
        return [*guessed, *(each for each in usual if each not in guessed)]

    def reconcile(
        self,
        cells: list[str],
        *,
        kind: str = "",
        details: list[list[Json]] | None = None,
        limit: int = 0,
    ) -> list[Cell]:
        """Return what became of each cell of a column.

        Args:
            cells: Their texts.
            kind: Id of a type; empty for "no type".
            details: `pid` and `v` of other columns, for each cell.
            limit: Most candidates; 0 leaves it to the service.
        """
        told = self.service.get("batchSize")
        most = told if isinstance(told, int) and told > 0 else USUAL
        size = min(max(len(cells) // USUAL, USUAL), most)
        found: list[Cell] = []
        for begin in range(0, len(cells), size):
            queries: Json = {}
            for at, text in enumerate(cells[begin : begin + size]):
                query: Json = {"query": text}
                if kind:
                    query |= {"type": kind, "type_strict": "should"}
                if details and details[begin + at]:
                    query["properties"] = details[begin + at]
                if limit:
                    query["limit"] = limit
                queries[f"q{at}"] = query
            self.batches.append(len(queries))
            told = self._posted("queries", queries)
            found += [_cell(told[key]["result"]) for key in queries]
        return found

    def suggest(self, kind: str, prefix: str, cursor: int = 0) -> list[Json]:
        """Return what the widget shows for typed letters."""
        place = self.service["suggest"][kind]
        asked = {"prefix": prefix} | ({"cursor": str(cursor)} if cursor else {}) | WIDGET
        if kind != "entity":
            asked["scoring"] = "schema"
        told = self._browsed(f"{place['service_url']}{place['service_path']}?{urlencode(asked)}")
        result: list[Json] = told["result"]
        assert all(each["id"] and each["name"] for each in result)
        return result

    def hover_suggestion(self, thing: str) -> int:
        """Return the status of what the widget asks for a suggestion under the mouse.

        Its options are cut down to a few, and the service's flyout address is not among them: it
        falls back to an address of the service that the widget was made for.
        """
        place = self.service["suggest"]["entity"]["service_url"]
        output = "(notable:/client/summary (description citation provenance) type)"
        address = f"{place}/search?filter=(all mid:{quote(thing)})&output={output}&key=null"
        return self.web.get(quote(address, safe=PLAIN), headers=BROWSER).status_code

    def preview(self, thing: str) -> TestResponse:
        """Return what is put into a frame without scripts beside a cell."""
        address = quote(self.service["preview"]["url"].replace("{{id}}", thing), safe=PLAIN)
        return self.web.get(address, headers={"Accept": "text/html", "Referer": f"{ORIGIN}/"})

    def view(self, thing: str) -> TestResponse:
        """Return what a click on a matched cell opens."""
        address = quote(self.service["view"]["url"].replace("{{id}}", thing), safe=PLAIN)
        return self.web.get(address, headers={"Accept": "text/html"}, follow_redirects=True)

    def propose(self, kind: str) -> list[Json]:
        """Return the properties offered for a column of a type, by name."""
        place = self.service["extend"]["propose_properties"]
        told = self._browsed(f"{place['service_url']}{place['service_path']}?type={kind}")
        return sorted(told["properties"], key=lambda each: str(each["name"]))

    def extend(self, ids: list[str], properties: list[Json]) -> tuple[list[Json], Json]:
        """Return the new columns, and for each thing its rows of values."""
        told = self._posted("extend", {"ids": ids, "properties": properties})
        columns = told["meta"]
        rows = {
            thing: _rows(told["rows"][thing], columns) for thing in ids if thing in told["rows"]
        }
        return columns, rows

    def settings(self) -> Json:
        """Return the settings of a property as the dialogue sends them back, untouched."""
        fields = self.service["extend"]["property_settings"]
        assert all(each["type"] in {"number", "text", "select", "checkbox"} for each in fields)
        return {each["name"]: str(each["default"]) for each in fields}

    def _browsed(self, address: str) -> Json:
        answer = self.web.get(address, headers=BROWSER)
        assert answer.status_code == 200, address
        assert answer.headers["Access-Control-Allow-Origin"] in {"*", ORIGIN}
        told: Json = json.loads(answer.data)
        return told

    def _posted(self, name: str, document: Json) -> Json:
        body = urlencode({name: json.dumps(document, ensure_ascii=False)})
        answer = self.web.post(self.url, data=body, headers=SERVER)
        assert answer.status_code == 200, answer.text
        if answer.headers.get("Content-Encoding") == "gzip":
            import gzip

            return dict(json.loads(gzip.decompress(answer.data)))
        return dict(json.loads(answer.data))


def _cell(results: list[Json]) -> Cell:
    found = [
        (
            Candidate(
                id=str(each["id"]),
                name=str(each["name"]),
                types=tuple(str(kind["id"]) for kind in each["type"]),
                score=float(each["score"]),
            ),
            each["match"] is True,
        )
        for each in results
    ]
    found.sort(key=lambda each: -each[0].score)
    match = found[0][0] if found and found[0][1] else None
    return Cell(match=match, candidates=tuple(each for each, _ in found))


def _rows(record: Json, columns: list[Json]) -> list[list[object]]:
    """Return a thing's values as rows: the n-th values of all columns stand in the n-th."""
    deep = max((len(record[each["id"]]) for each in columns), default=0)
    rows: list[list[object]] = [[None] * len(columns) for _ in range(deep)]
    for place, column in enumerate(columns):
        for at, value in enumerate(record[column["id"]]):
            rows[at][place] = _value(value)
    return rows


def _value(told: Json) -> object:
    if "id" in told:
        return Candidate(id=told["id"], name=told["name"], types=(), score=100.0)
    for kind in ("str", "float", "int", "date", "bool"):
        if kind in told:
            return told[kind]
    raise AssertionError(f"a value of no kind: {told}")
