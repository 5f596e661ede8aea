"""The one door to pySHACL. Importing this module loads it; `gate` does so when it checks."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError

from kg.errors import VocabularyError
from kg.validate.findings import findings_of
from kg.validate.graphs import to_rdflib
from kg.validate.lifting import lifted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import rdflib
    from pyoxigraph import Triple

    from kg.model.report import Finding
    from kg.validate.shapes import Shapes


def check(triples: Sequence[Triple], shapes: Shapes) -> tuple[Finding, ...]:
    """Return what pySHACL finds, in no particular order.

    Raises:
        VocabularyError: The shapes cannot be used.
    """
    with _quiet():
        data = to_rdflib((*triples, *shapes.background))
        results = _results(data, _graph_of(shapes))
    return findings_of(results, triples, shapes.messages())


@lru_cache(maxsize=2)
def _graph_of(shapes: Shapes) -> rdflib.Graph:
    return to_rdflib(lifted(shapes.triples))


def _results(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    try:
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    except (ConstraintLoadError, ShapeLoadError, ReportableRuntimeError) as error:
        raise VocabularyError(f"the shapes cannot be used: {error}") from error
    if isinstance(results, BaseException):  # pySHACL hands some failures back as its graph
        raise VocabularyError(f"the shapes cannot be used: {results}") from results
    graph: rdflib.Graph = results
    return graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging ill-formed literals with a traceback; the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
