"""The case brief: one to three pages told from the graph, each sentence with its quotation."""

from __future__ import annotations

from kg.brief.matter import Matter, matter_of, matter_of_query
from kg.brief.page import write_page
from kg.brief.story import brief
from kg.brief.told import Brief

__all__ = ["Brief", "Matter", "brief", "matter_of", "matter_of_query", "write_page"]
