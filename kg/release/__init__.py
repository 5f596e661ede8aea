"""Releases: what goes out. A release is frozen, named by its digest and whole, or it is not there.

A releases folder holds one folder a release, `current` (a link to the one that is served),
`history.jsonl` (which followed which) and `withdrawn.jsonl` (ids that are no longer there).
Nothing in a release depends on the clock or on what was released before: the same inputs give the
same bytes and so the same name.
"""

from kg.release.contents import release_files
from kg.release.evidence import Checked, check_evidence
from kg.release.history import Moments, moments, previous_of
from kg.release.parts import Contents, Input
from kg.release.reader import Release, current_release, open_data, open_release
from kg.release.withdrawn import REPLACED, WITHDRAWN, Gone, read_withdrawn
from kg.release.writer import write_release

__all__ = [
    "REPLACED",
    "WITHDRAWN",
    "Checked",
    "Contents",
    "Gone",
    "Input",
    "Moments",
    "Release",
    "check_evidence",
    "current_release",
    "moments",
    "open_data",
    "open_release",
    "previous_of",
    "read_withdrawn",
    "release_files",
    "write_release",
]
