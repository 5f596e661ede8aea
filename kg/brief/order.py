"""Quotations numbered in the order a brief is read, from the lead to the last voice. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.brief.told import Brief


def renumbered(told: Brief) -> Brief:
    """Return a brief whose quotations count up as they are met; those nobody asks for go."""
    new = {old: place for place, old in enumerate(dict.fromkeys(_met(told)), start=1)}

    def numbers(old: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(new[number] for number in old))

    references = [
        replace(
            source,
            notes=tuple(
                sorted(
                    (replace(n, number=new[n.number]) for n in source.notes if n.number in new),
                    key=lambda note: note.number,
                )
            ),
        )
        for source in told.references
    ]
    kept = (source for source in references if source.notes)
    return replace(
        told,
        lead=tuple(replace(one, notes=numbers(one.notes)) for one in told.lead),
        overview=tuple(
            replace(
                row,
                entries=tuple(replace(one, notes=numbers(one.notes)) for one in row.entries),
            )
            for row in told.overview
        ),
        shifts=tuple(replace(one, notes=numbers(one.notes)) for one in told.shifts),
        helps=tuple(replace(one, notes=numbers(one.notes)) for one in told.helps),
        figures=tuple(replace(one, notes=numbers(one.notes)) for one in told.figures),
        voices=tuple(replace(one, notes=numbers(one.notes)) for one in told.voices),
        references=tuple(sorted(kept, key=lambda source: source.notes[0].number)),
    )


def _met(told: Brief) -> Iterator[int]:
    entries = (one for row in told.overview for one in row.entries)
    for part in (told.lead, entries, told.shifts, told.helps, told.figures, told.voices):
        for one in part:
            yield from one.notes
