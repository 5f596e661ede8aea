"""Pieces of reading English figures: then and now, pairs, steps, and who pays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.extract.measurements import english_changes, indicators
from kg.extract.measurements.english_marks import counted, fit, label, mark
from kg.extract.values import quantities
from tests.unit.extract.test_measurements import read

if TYPE_CHECKING:
    from kg.model.facts import Measurement

ACTORS = [
    ("Duroo Springs", "SME"),
    ("Hanmaru Motors", "LargeEnterprise"),
    ("Gangbyeon Province", "PublicAgency"),
]


def steps(text: str) -> list[dict[str, float]]:
    """Return the numbers of each change of a sentence, by their role."""
    found = quantities.find(text, "en")
    cues = indicators.find(text, "en", [(one.span.start, one.span.end) for one in found])
    return [
        {role: quantity.value for role, quantity in step.slots.items()}
        for step in english_changes.find(text, found, cues)
    ]


def measured(text: str) -> tuple[Measurement, ...]:
    return read(text, "en", date(2024, 5, 14), ACTORS).facts.measurements


def test_a_share_and_the_values_behind_it_are_one_change() -> None:
    (step,) = steps("Hourly output rose 25 percent, from 80 to 100 pieces.")
    assert step == {"percent": 25, "before": 80, "after": 100}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Scrap fell from 9 to 4 percent.", 9, 4),
        ("Scrap fell to 4 percent from 9.", 9, 4),
        ("Output: 620 -> 880 trays.", 620, 880),
        ("It ships 880 trays a day, up from 620.", 620, 880),
        ("It ships 880 trays a day, against 620 before.", 620, 880),
        ("Setting up takes 12 minutes instead of forty.", 40, 12),
        ("It used to bake 300 loaves a day; now it bakes 420.", 300, 420),
        ("Proving, which took 40 minutes, now takes 12.", 40, 12),
        ("Changes that needed 75 minutes are over in 20.", 75, 20),
        ("Scrap, at 4.1 percent before the project, stands at 1.3 percent.", 4.1, 1.3),
        ("Uptime, 71% at the start, averaged 88% in spring.", 71, 88),
        ("Rework dropped from 86 hours per block to 51.", 86, 51),
        ("The line made 12 beds an hour a year ago, but now makes 17.", 12, 17),
        ("The reject rate fell to 0.7 percent (2.4 percent a year earlier).", 2.4, 0.7),
    ],
)
def test_two_values_are_then_and_now(text: str, before: float, after: float) -> None:
    (step,) = steps(text)
    assert (step["before"], step["after"]) == (before, after)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Output rose 20 percent.", {"percent": 20}),
        ("Output rose by a quarter, to 16,000 bolts a month.", {"percent": 25, "after": 16000}),
        ("It doubled its output to 90,000 bolts.", {"percent": 2, "after": 90000}),
        ("On-time delivery rose by 18 points to 94 percent.", {"absolute": 18, "after": 94}),
        ("Returns are a quarter of what they were.", {"percent": 75}),
        ("Sales of 12 billion won, up 20 percent.", {"value": 12e9, "percent": 20}),
        ("Sales run 12 percent above last year's level.", {"percent": 12}),
    ],
)
def test_a_step_keeps_its_size_and_its_end(text: str, wanted: dict[str, float]) -> None:
    assert steps(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "A third of the orders left late, the owner says.",
        "Only 18 percent would apply again.",
        "The village put up 12 stalls.",
        "Inspections turned up dust in 34 percent of the halls.",
    ],
)
def test_shares_and_idle_words_are_no_change(text: str) -> None:
    assert not [step for step in steps(text) if "percent" in step or "absolute" in step]


def test_a_number_holds_then_or_now_by_the_words_around_it() -> None:
    text = "Two years ago, the press jammed nine times a week, but now it jams twice a week."
    first, last = quantities.find(text, "en")[-2:]
    assert (mark(text, first), mark(text, last)) == ("then", "now")


def test_a_bare_number_fits_the_unit_of_its_partner() -> None:
    one, other = quantities.find("from 26 days to four", "en")
    assert fit(one, other)
    money, share = quantities.find("30 million won and 4 percent", "en")
    assert not fit(money, share)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Before: firing took 31 hours.", "before"),
        ("Result.", "after"),
        ("After the retrofit: 22 hours", "after"),
        ("Beforehand nothing was counted.", ""),
        ("Results were mixed.", ""),
    ],
)
def test_a_field_of_a_casebook_says_which_side_it_tells(text: str, side: str) -> None:
    assert label(text) == side


def test_what_is_counted_stands_in_the_indicator() -> None:
    assert counted("waste sheets") == "sheets"
    assert counted("defect rate") == ""


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Hanmaru Motors put up 900 million won.", "Hanmaru Motors"),
        ("Duroo Springs received 900 million won from Gangbyeon Province.", "Gangbyeon Province"),
        ("Gangbyeon Province gave Duroo Springs 900 million won.", "Gangbyeon Province"),
        ("Travel was paid for by Hanmaru Motors, at a cost of 900 million won.", "Hanmaru Motors"),
        ("A grant of 900 million won came from Gangbyeon Province.", "Gangbyeon Province"),
    ],
)
def test_support_belongs_to_who_pays(text: str, payer: str) -> None:
    (found,) = measured(text)
    assert (found.indicator, found.subject, found.after) == ("SupportBudget", (payer,), 900e6)


@pytest.mark.parametrize(
    "text",
    [
        "Duroo Springs turned down 900 million won from Hanmaru Motors.",
        "Hanmaru Motors had planned to give Duroo Springs 900 million won.",
        "Hanmaru Motors promised 900 million won, but the plan was shelved.",
        "Shares in Hanmaru Motors closed 2.3 percent higher.",
        "Duroo Springs is 34 years old and stands at 12 Hanbat Street.",
    ],
)
def test_what_did_not_happen_is_no_measurement(text: str) -> None:
    assert measured(text) == ()


def test_a_firm_that_buys_for_itself_invests() -> None:
    (found,) = measured("Duroo Springs bought tablets for 22 million won.")
    assert (found.indicator, found.subject) == ("Investment", ("Duroo Springs",))


def test_savings_are_a_fall_of_costs() -> None:
    (found,) = measured("Duroo Springs puts the annual saving at 130 million won.")
    assert (found.indicator, found.change_abs) == ("Cost", -130e6)


def test_a_helper_told_of_in_between_does_not_take_the_figure() -> None:
    text = (
        "Duroo Springs coils wire by ear. Hanmaru Motors lent it two engineers."
        " Scrap fell by 30 percent."
    )
    (found,) = measured(text)
    assert found.subject == ("Duroo Springs",)


@pytest.mark.parametrize(
    "text",
    [
        "Duroo Springs ranked 8th of 120 entrants; its chief, 41, works on the 12th floor.",
        "The robot weighs 350 kilograms and costs 45,000 dollars a piece.",
        "Under the contract, Hanmaru Motors will deliver 12 presses worth 1.4 trillion won.",
        "The benchmark index closed 0.8 percent higher, and inflation was 3.1 percent.",
        "The town has 41,000 inhabitants, 6 percent fewer than ten years ago.",
        "Each of the 24 spindles turns 9,000 times a minute.",
        "The award comes with prize money of 10 million won.",
        "Duroo Springs raised $12 million in a series B round.",
        "If every supplier followed suit, the country could save 2 trillion won a year.",
        "Without help costs would have risen by 15 percent.",
        "Three of its engineers visited nine halls in four provinces over 12 days.",
    ],
)
def test_numbers_of_other_things_are_no_measurements(text: str) -> None:
    assert measured(text) == ()


def test_what_a_figure_was_may_follow_in_the_next_sentence() -> None:
    text = "Duroo Springs has cut scrap to 1.8 percent. In 2022 the figure was 6 percent."
    (found,) = measured(text)
    assert (found.before, found.after, found.before_text) == (6, 1.8, "6 percent")
    (before,) = found.basis.of("before")
    assert before.quote == "6 percent"


def test_a_plan_of_a_casebook_is_a_target() -> None:
    text = "Duroo Springs\nResult: rejects 5%.\nPlans: rejects under 3%."
    told = {one.after: one.status for one in measured(text)}
    assert told == {5: "actual", 3: "target"}


def test_a_noun_of_another_clause_is_no_second_indicator() -> None:
    text = (
        "Since robots took over the heaviest jobs, productivity at Duroo Springs is up 20 percent."
    )
    (found,) = measured(text)
    assert (found.indicator, found.change_percent) == ("Productivity", 20)


def test_a_figure_behind_where_is_of_the_firm_named_there() -> None:
    (one,) = measured(
        "Hanmaru Motors has sent eight engineers to Duroo Springs, "
        "where firing time was reduced from 95 minutes to 70."
    )
    assert one.subject == ("Duroo Springs",)
