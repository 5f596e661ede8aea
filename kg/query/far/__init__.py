"""A release that a SPARQL service holds, asked as if it were here."""

from kg.query.far.store import FarStore

__all__ = ["FarStore"]
