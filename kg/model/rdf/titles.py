"""Names for what the sources do not name: a support, a value, a saying. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.report import Text
from kg.vocab import INDICATOR, KIND

if TYPE_CHECKING:
    from kg.model.facts import Designation, Measurement, Statement, Support
    from kg.model.rdf.page import Page

WORDS: Final = 30  # code points of a quotation that a label shows


def parties(page: Page, names: tuple[str, ...], group: str | None, lacking: str) -> Text:
    """Return how several parties are called together, in both languages.

    Args:
        page: The source.
        names: The parties; empty when none is told.
        group: The noun phrase for all of them.
        lacking: Pattern for nobody.
    """
    wording = page.setting.wording
    if not names:
        return page.both(group) if group else wording.fill(lacking)
    first = page.called(names[0])
    if len(names) == 1:
        return first
    return wording.fill("parties", first=first, count=str(len(names) - 1))


def support_title(page: Page, fact: Support) -> Text:
    """Return "who → whom: how (what)"."""
    wording = page.setting.wording
    slots = {
        "supporter": parties(page, fact.supporter, None, "nobody"),
        "recipient": parties(page, fact.recipient, fact.recipient_group, "nobody"),
        "kind": wording.code(KIND[fact.kind].value),
    }
    if not fact.product:
        return wording.fill("support", **slots)
    product = wording.code(page.concept("product", fact.product).value)
    if wording.concept("product", fact.product) is None:
        product = page.both(fact.product)
    return wording.fill("support-about", **slots, product=product)


def measurement_title(page: Page, fact: Measurement, value: Text) -> Text:
    """Return "whose what: how much"."""
    return page.setting.wording.fill("measurement", **_measured(page, fact), value=value)


def change_title(page: Page, fact: Measurement) -> Text:
    """Return "whose what: from how much to how much (by how much)"."""
    parts: list[str] = []
    if fact.before is not None and fact.after is not None:
        parts.append(f"{number(fact.before)} → {number(fact.after)}")
    elif fact.after is not None or fact.before is not None:
        parts.append(number(fact.after if fact.after is not None else fact.before or 0.0))
    if fact.change_percent is not None:
        parts.append(f"{fact.change_percent:+g}%")
    elif fact.change_abs is not None:
        parts.append(f"{fact.change_abs:+g}")
    shown = " ".join(parts[:1] + [f"({part})" for part in parts[1:]])
    slots = _measured(page, fact)
    return page.setting.wording.fill("change", **slots, change=shown)


def _measured(page: Page, fact: Measurement) -> dict[str, Text]:
    return {
        "subject": parties(page, fact.subject, fact.group, "survey"),
        "indicator": page.setting.wording.code(INDICATOR[fact.indicator].value),
    }


def statement_title(page: Page, fact: Statement) -> Text:
    """Return "who, kind of saying: the first words"."""
    wording = page.setting.wording
    speaker = page.called(fact.speaker) if fact.speaker else wording.fill("unknown-speaker")
    short = fact.quote[:WORDS] + ("…" if len(fact.quote) > WORDS else "")
    return wording.fill(
        "statement",
        speaker=speaker,
        kind=wording.statement(fact.kind),
        words=Text(short, short),
    )


def designation_title(page: Page, fact: Designation) -> Text:
    """Return what is, or would be, designated."""
    pattern = "actual-designation" if fact.status == "actual" else "proposed-designation"
    return page.setting.wording.fill(pattern, designee=page.called(fact.designee))


def number(value: float) -> str:
    """Return a number grouped by thousands, without a needless fraction.

    >>> number(1390000.0), number(1.5)
    ('1,390,000', '1.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
