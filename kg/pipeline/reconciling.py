"""What a reconciliation service knows of names, asked as version 0.2 or 1.0-draft has it.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ and
https://reconciliation-api.github.io/specs/draft/.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import RemoteError
from kg.link.match.known import Known, Name
from kg.link.match.spelling import is_korean
from kg.remote.fetching import Sent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.link.match.known import Mention
    from kg.remote.fetching import Fetcher

    Json = dict[str, Any]  # Any: JSON of another service

BATCH: Final = 10  # questions, as OpenRefine sends them
LIMIT: Final = 8
FORMER: Final = ("0.1", "0.2")  # asked by a form


def of_service(
    url: str, manifest: Json, mentions: Sequence[Mention], fetcher: Fetcher
) -> Iterator[Known]:
    """Yield the candidates of a service for the mentions' names.

    Raises:
        RemoteError: It does not answer, or not as the specification has it.
    """
    names = dict.fromkeys(each.text for each in mentions if each.text.strip())
    found: dict[str, Known] = {}

    def ask(some: Sequence[str]) -> dict[str, bytes]:
        answers = _asked(url, manifest, some, fetcher)
        return {
            name: json.dumps(answer, ensure_ascii=False).encode()
            for name, answer in zip(some, answers, strict=True)
        }

    for _, answer in fetcher.each(f"{url} {LIMIT}", names, BATCH, ask):
        for candidate in json.loads(answer):
            known = _known(candidate, manifest)
            before = found.setdefault(known.iri, known)
            if known.names[0] not in before.names:
                names_ = (*before.names, known.names[0])
                found[known.iri] = Known(iri=known.iri, names=names_, kinds=before.kinds)
    yield from found.values()


def _asked(url: str, manifest: Json, names: Sequence[str], fetcher: Fetcher) -> list[list[Json]]:
    """Return the candidates of each name, in order."""
    versions = manifest.get("versions") or FORMER
    if any(each in FORMER for each in versions):
        queries = {f"q{at}": {"query": name, "limit": LIMIT} for at, name in enumerate(names)}
        sent = Sent.form({"queries": json.dumps(queries, ensure_ascii=False)})
        told = fetcher.json(url, sent)
        answers = [told.get(key) if isinstance(told, dict) else None for key in queries]
        return [_candidates(url, name, one, "result") for name, one in zip(names, answers)]  # noqa: B905 -- of one length
    asked = [
        {"conditions": [{"matchType": "name", "propertyValue": name}], "limit": LIMIT}
        for name in names
    ]
    told = fetcher.json(url.rstrip("/") + "/match", Sent.json({"queries": asked}))
    results = told.get("results") if isinstance(told, dict) else None
    if not isinstance(results, list) or len(results) != len(names):
        raise RemoteError("the answer does not hold a result for each question", where=url)
    return [_candidates(url, name, one, "candidates") for name, one in zip(names, results)]  # noqa: B905


def _candidates(url: str, name: str, answer: object, key: str) -> list[Json]:
    """Return an answer's candidates; one that lacks them is no answer, not "nobody"."""
    found = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise RemoteError(f"there is no result for the question about {name}", where=url)
    for each in found:
        if not (isinstance(each, dict) and each.get("id") and isinstance(each.get("name"), str)):
            raise RemoteError(f"a candidate for {name} lacks its id or name", where=url)
    return [each for each in found if each["name"].strip()]  # nobody is meant by no name


def _known(candidate: Json, manifest: Json) -> Known:
    name = str(candidate["name"])
    kinds = candidate.get("type") or []
    described = str(candidate.get("description") or "")
    return Known(
        iri=_iri(str(candidate["id"]), manifest),
        names=(Name(name, "ko" if is_korean(name) else "en", is_preferred=True),),
        kinds=tuple(str(each.get("id", "") if isinstance(each, dict) else each) for each in kinds),
        notes=(described,) if described else (),
    )


def _iri(told: str, manifest: Json) -> str:
    """Return a candidate's IRI: its id behind the identifier space, else the page it is seen at."""
    if "://" in told:
        return told
    space = str(manifest.get("identifierSpace", ""))
    if space.endswith(("/", "#")):
        return space + told
    view = str((manifest.get("view") or {}).get("url", ""))
    return view.replace("{{id}}", told).replace("{id}", told) if view else told
