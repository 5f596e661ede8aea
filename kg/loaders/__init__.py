"""From a source's bytes to a text, a table or statements, one loader a format. Pure.

To add a format: one module with a function `(Source) -> Loaded`, one line in `LOADERS`, one in
`formats.SUFFIXES`; the contract tests then run on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.errors import UnknownFormat
from kg.loaders.formats import HINT, media_type
from kg.loaders.html import load_html
from kg.loaders.meta import read_meta
from kg.loaders.rdf import FORMATS, load_rdf
from kg.loaders.records import load_json, load_json_lines
from kg.loaders.tables import load_csv, load_tsv
from kg.loaders.text import load_text
from kg.model.document import Loaded
from kg.model.source import Source

__all__ = ["LOADERS", "Loader", "load", "media_type", "read_meta"]

Loader = Callable[[Source], Loaded]

LOADERS: Final[dict[str, Loader]] = {
    "text/plain": load_text,
    "text/html": load_html,
    "text/csv": load_csv,
    "text/tab-separated-values": load_tsv,
    "application/json": load_json,
    "application/x-ndjson": load_json_lines,
    **dict.fromkeys(FORMATS, load_rdf),
}


def load(source: Source) -> Loaded:
    """Return what the loader of the source's media type makes of it.

    Raises:
        UnknownFormat: No loader takes the media type.
        SourceSyntax: The loader could not parse it.
    """
    loader = LOADERS.get(source.media_type)
    if loader is None:
        raise UnknownFormat(f"no loader takes {source.media_type}", where=source.name, hint=HINT)
    return loader(source)
