"""Releases: what goes out. A release is frozen, named by its digest and whole, or it is not there.

A releases folder holds one folder a release, `current` (a link to the one that is served) and
`history.jsonl` (which followed which). Nothing in a release depends on the clock or on what was
released before: the same inputs give the same bytes and so the same name.
"""

from kg.release.contents import release_files
from kg.release.evidence import Checked, check_evidence
from kg.release.parts import Contents, Input
from kg.release.reader import Release, current_release, open_data, open_release
from kg.release.writer import previous_of, write_release

__all__ = [
    "Checked",
    "Contents",
    "Input",
    "Release",
    "check_evidence",
    "current_release",
    "open_data",
    "open_release",
    "previous_of",
    "release_files",
    "write_release",
]
