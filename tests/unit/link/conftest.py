from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model.evidence import Basis, Evidence, Slot, Span

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def because() -> Callable[..., Basis]:
    """Return a maker of bases whose words need not stand in a text."""

    def make(words: str = "말", source: str = "0" * 64, **slots: str) -> Basis:
        def evidence(quote: str) -> Evidence:
            return Evidence(source=source, place=Span(0, len(quote)), quote=quote)

        return Basis(
            evidence=(evidence(words),),
            rule="test",
            confidence=1.0,
            slots=tuple(Slot(field, evidence(quote)) for field, quote in slots.items()),
        )

    return make
