"""The served data as the workers hold them: everything, and the default graph by itself.

The engine's store in memory keeps the quads of a term in one row, whatever their graph. Where each
triple stands in a named graph and in the union, a scan of the union walks over twice as many, so
the union also gets a store of its own, which is asked wherever no other graph can matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Quad, Store

from kg.query.lately import lately
from kg.query.tally.columns import columns_of

if TYPE_CHECKING:
    from kg.query.job import Job
    from kg.query.tally.columns import Columns

# In any reading of the text: an escaped letter, or the word inside an IRI, only costs the shortcut.
_MAY_NAME_GRAPHS: Final = ("graph", "from", "\\u")


@dataclass(frozen=True, slots=True)
class Data:
    """Two stores that say the same of the default graph.

    Attributes:
        whole: Every graph.
        union: The default graph only; the same store where there is no other graph.
        columns: The default graph as columns of numbers; None where it was not made.
        is_far: Whether they are asked over the network.
    """

    whole: Store
    union: Store
    columns: Columns | None = None
    is_far: bool = False

    def store_for(self, job: Job) -> Store:
        """Return the store a job is to be asked of."""
        return self.whole if job.task != "query" or names_graphs(job) else self.union


def names_graphs(job: Job) -> bool:
    """Tell whether a question may see another graph than the default one."""
    if job.default_graphs or job.named_graphs:
        return True
    return _may_name_graphs(job.text)


def has_own_dataset(job: Job) -> bool:
    """Tell whether a question may be about another dataset than the served one."""
    return bool(job.default_graphs or job.named_graphs or _may_choose_graphs(job.text))


@lately
def _may_choose_graphs(text: str) -> bool:
    plain = text.lower()
    return "from" in plain or "\\u" in plain


@lately
def _may_name_graphs(text: str) -> bool:
    plain = text.lower()
    return any(word in plain for word in _MAY_NAME_GRAPHS)


def with_own_union(store: Store) -> Data:
    """Return a store with its default graph beside it: in a store of its own, and as columns."""
    if next(iter(store.named_graphs()), None) is None:
        return Data(store, store, columns_of(store))
    union = Store()
    union.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in store.quads_for_pattern(None, None, None, DefaultGraph())
    )
    return Data(store, union, columns_of(union, store))
