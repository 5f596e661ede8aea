"""The store: quads read from files, kept in memory, written so that bytes can be compared.

Two traps rule this room. pyoxigraph's store rewrites literals (`"007"^^xsd:integer` becomes 7), so
whatever must keep its spelling is made from quads, never read back from a store. And its order of
prefixes differs from run to run, so headers are sorted before anything is written.
"""

from kg.store.frozen import count_lines, frozen_store, is_by_lines
from kg.store.graph import from_quads, load, load_bytes, with_union
from kg.store.nquads import canonical, compress, graph_bytes, read_canonical
from kg.store.syntaxes import SYNTAXES, read_quads, stream_quads, syntax_of

__all__ = [
    "SYNTAXES",
    "canonical",
    "compress",
    "count_lines",
    "from_quads",
    "frozen_store",
    "graph_bytes",
    "is_by_lines",
    "load",
    "load_bytes",
    "read_canonical",
    "read_quads",
    "stream_quads",
    "syntax_of",
    "with_union",
]
