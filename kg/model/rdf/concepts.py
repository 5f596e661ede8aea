"""Products, topics and units: a code of ours, or a concept named by the source. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.model.rdf.said import Teller
from kg.vocab import CODE, RDF, SKOS, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.evidence import Basis
    from kg.model.rdf.page import Page
    from kg.model.rdf.said import Said

PERIODS: Final = {"PT1H": "hour", "P1D": "day", "P1M": "month", "P1Y": "year"}


def say_concept(page: Page, basis: Basis, scheme: str, name: str, field: str) -> Iterator[Said]:
    """Yield a concept that no code list holds; codes are told of by their own list."""
    wording = page.setting.wording
    if wording.concept(scheme, name):
        return
    teller = Teller(page.concept(scheme, name), basis)
    yield teller.say(RDF.type, SKOS.Concept, field, (name,))
    yield teller.say(SKOS.inScheme, NamedNode(CODE + scheme), field, (name,))
    both = page.both(page.spelled(name))
    yield teller.say(SKOS.prefLabel, Literal(both.ko, language="ko"), field, (name,))
    yield teller.say(SKOS.prefLabel, Literal(both.en, language="en"), field, (name,))
    broader = wording.kind_of(scheme, name)
    if broader:
        yield teller.say(SKOS.broader, NamedNode(broader), field, (name,))


def unit_node(page: Page, unit: str, per: str | None) -> NamedNode:
    """Return the unit a value is counted in, with the period in it where a code has one."""
    known = page.setting.wording.concept("unit", unit)
    if known is None:
        return page.concept("unit", unit)
    counted = f"{known.rpartition('.')[2]}-per-{PERIODS.get(per or '', '')}"
    codes = {code: node for code, node in UNIT.items() if code == counted}
    return next(iter(codes.values()), NamedNode(known))
