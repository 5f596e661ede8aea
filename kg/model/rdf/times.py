"""Times: an instant for a day, an interval for a month, a year or several days. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.model.rdf.said import Teller
from kg.model.report import Text
from kg.vocab import RDF, TIME, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.evidence import Basis
    from kg.model.rdf.page import Page
    from kg.model.rdf.said import Said

# Length of an ISO 8601 date to its property and datatype.
PRECISION: Final = {
    10: (TIME.inXSDDate, XSD.date),
    7: (TIME.inXSDgYearMonth, XSD.gYearMonth),
    4: (TIME.inXSDgYear, XSD.gYear),
}
BARE_DAY: Final = re.compile(r"^\D{0,6}(\d{1,2})일")


def time_node(page: Page, start: str | None, end: str | None, text: str | None) -> NamedNode:
    """Return the IRI of a time as one source tells it."""
    return page.node("time", start or "", end or "", text or "")


def say_time(
    page: Page, basis: Basis, field: str, *, start: str | None, end: str | None, text: str | None
) -> Iterator[Said]:
    """Yield what is known of a time; with neither a date nor words there is none to tell of."""
    if not (start or text):
        return
    end = None if end == start else end
    teller = Teller(time_node(page, start, end, text), basis)
    is_day = start is not None and len(start) == 10 and end is None
    yield teller.say(RDF.type, TIME.Instant if is_day else TIME.ProperInterval, field)
    if text:
        yield teller.say(vocab.timeText, Literal(text), field)
    yield teller.say(vocab.timeBasis, page.setting.document(page.document.source), field)
    yield from teller.name(_label(page, start, end, text), field)
    if start is None:
        yield from _bare_day(teller, text or "", field)
    elif end is None:
        yield from _date(teller, start, field)
    else:
        for predicate, date in ((TIME.hasBeginning, start), (TIME.hasEnd, end)):
            instant = Teller(page.node("time", date, "", ""), basis)
            yield teller.say(predicate, instant.subject, field)
            yield instant.say(RDF.type, TIME.Instant, field)
            yield from instant.name(Text(date, date), field)
            yield from _date(instant, date, field)


def _date(teller: Teller, date: str, field: str) -> Iterator[Said]:
    if len(date) in PRECISION:
        predicate, datatype = PRECISION[len(date)]
        yield teller.say(predicate, Literal(date, datatype=datatype), field)


def _bare_day(teller: Teller, text: str, field: str) -> Iterator[Said]:
    """Keep the day of a date whose month nobody told ("14일")."""
    found = BARE_DAY.match(text)
    if found and 1 <= int(found[1]) <= 31:
        day = Literal(f"---{int(found[1]):02d}", datatype=XSD.gDay)
        yield teller.say(TIME.day, day, field)


def _label(page: Page, start: str | None, end: str | None, text: str | None) -> Text:
    if start and end:
        return page.setting.wording.fill("interval", start=start, end=end)
    return Text(start, start) if start else page.both(text or "")
