"""The order of things: the one place that knows what comes after what.

A source goes `project` -> `loaders` -> `extract` or `mapping` -> `link` -> `model.quads` ->
`validate` -> `release`. Rooms below are strangers to one another; only this one calls them all.
"""

from kg.pipeline.build import Built, build
from kg.pipeline.check import validate_files
from kg.pipeline.reading import Progress
from kg.pipeline.single import (
    Extracted,
    extract_files,
    extracted_json,
    extracted_table,
    extracted_turtle,
    guide_view,
)

__all__ = [
    "Built",
    "Extracted",
    "Progress",
    "build",
    "extract_files",
    "extracted_json",
    "extracted_table",
    "extracted_turtle",
    "guide_view",
    "validate_files",
]
