"""Authorities that are services: a reconciliation service or a SPARQL endpoint, by its address.

Such an authority is never read whole. The names that are looked for are asked for in batches; who
is meant is decided here, by the same weights as everywhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import RemoteError
from kg.link.match.index import build_index
from kg.pipeline.endpoints import of_endpoint
from kg.pipeline.reconciling import of_service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.link.match.index import Index
    from kg.link.match.known import Mention
    from kg.remote.fetching import Fetcher


def index_of_service(url: str, mentions: Sequence[Mention], fetcher: Fetcher) -> Index:
    """Return what a service knows of the mentions' names as an index.

    Raises:
        RemoteError: It is neither a reconciliation service nor a SPARQL endpoint.
    """
    manifest = _manifest(url, fetcher)
    if manifest is None:
        return build_index(of_endpoint(url, mentions, fetcher))
    return build_index(of_service(url, manifest, mentions, fetcher))


def _manifest(url: str, fetcher: Fetcher) -> dict[str, Any] | None:  # Any: JSON
    """Return a service's manifest; None where the address gives none."""

    def ask(some: Sequence[str]) -> dict[str, bytes]:
        return {each: json.dumps(fetcher.json(each)).encode() for each in some}

    try:
        told = next(json.loads(body) for _, body in fetcher.each("manifest", [url], 1, ask))
    except RemoteError:
        return None
    is_one = isinstance(told, dict) and "name" in told and ("view" in told or "versions" in told)
    return told if is_one else None
