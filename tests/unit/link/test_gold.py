"""Accuracy on mentions that were annotated before the linker ran; the authority stays in ../shared.

The open parts are those that weights and threshold were set with. The closed ones were put aside
and scored when the work was done; their floors only keep them from getting worse.
"""

from pathlib import Path

import pytest

from benchmarks.linking import OPEN, PARTS, Outcome, Score, expanded, outcomes, rows, score
from benchmarks.linking_made import SPOILT, excluded, halves, keyed, spoilt
from kg.link.match.decide import decide, threshold
from kg.link.match.index import Index
from kg.link.match.known import Mention
from kg.link.match.learnt import together, told_in
from kg.pipeline.authorities import index_of, learnt_names

ROOT = Path(__file__).parents[3]
TARGET = ROOT.parent / "shared" / "authority" / "kr-organisations.nt"
FEW = 12  # one entity of so many is asked: `make linking` asks them all
CLOSED = tuple(part for part in PARTS if part not in OPEN)

pytestmark = pytest.mark.skipif(not TARGET.is_file(), reason="../shared/authority is absent")


@pytest.fixture(scope="module")
def authority() -> Index:
    return index_of([TARGET])


@pytest.fixture(scope="module")
def told(authority: Index) -> dict[str, list[Outcome]]:
    return {part: outcomes(part, authority) for part in PARTS}


def of(told: dict[str, list[Outcome]], parts: tuple[str, ...]) -> Score:
    return score([each for part in parts for each in told[part]])


def test_there_are_mentions_of_every_kind_and_many_of_nobody() -> None:
    every = [row for part in PARTS for row in rows(part)]
    closed = [row for part in CLOSED for row in rows(part)]

    assert len(every) >= 650
    assert 3 * len(closed) >= len(every)
    assert sum(row.gold == "NIL" for row in closed) >= 80
    assert {row.category for row in every} >= {
        "abbreviation", "particle", "spacing", "typo", "hanja", "latin", "homonym", "predecessor",
        "absent", "letters", "transcription",
    }  # fmt: skip


def test_no_mention_stands_in_an_open_and_a_closed_part() -> None:
    pairs = [
        {(row.text, row.context) for part in side for row in rows(part)} for side in (OPEN, CLOSED)
    ]

    assert not pairs[0] & pairs[1]


def test_the_open_mentions_are_linked(told: dict[str, list[Outcome]]) -> None:
    found = of(told, OPEN)

    assert found.accuracy >= 0.98
    assert found.precision >= 0.99
    assert found.nil_precision >= 0.96


def test_the_closed_mentions_do_not_get_worse(told: dict[str, list[Outcome]]) -> None:
    found, fresh = of(told, CLOSED), of(told, ("closed-2", "closed-3"))

    assert found.accuracy >= 0.94
    assert found.precision >= 0.98
    assert fresh.nil_precision >= 0.92


def test_names_without_learnt_abbreviations_are_still_linked_rightly(authority: Index) -> None:
    found = score([each for part in OPEN for each in outcomes(part, authority, is_learnt=False)])

    assert found.accuracy >= 0.96
    assert found.precision >= 0.98


@pytest.mark.slow  # of two thousand names
def test_names_of_nobody_known_stay_unlinked(authority: Index) -> None:
    asked, linked = halves(authority.entities, 1)

    assert asked > 800
    assert linked <= 3


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_name_is_found_and_never_taken_for_another(authority: Index, how: str) -> None:
    _, found, wrong = spoilt(authority, SPOILT[how], FEW)

    assert found >= 0.98
    assert wrong == 0


def test_nobody_is_linked_as_what_he_cannot_be(authority: Index) -> None:
    asked, linked = excluded(authority, FEW)

    assert asked > 150
    assert linked == 0


def test_an_id_always_leads_to_its_bearer(authority: Index) -> None:
    asked, found, wrong = keyed(authority, FEW)

    assert asked > 150
    assert (found, wrong) == (1.0, 0.0)


@pytest.mark.slow  # every open mention, twice
def test_the_threshold_is_the_lowest_that_keeps_precision(authority: Index) -> None:
    every = [row for part in OPEN for row in rows(part)]
    learnt = together(learnt_names(), told_in(row.context for row in every))
    at_least: dict[float, list[bool]] = {threshold(): [], 0.5: []}
    for least, right in at_least.items():
        for row in every:
            mention = Mention(text=row.text, context=row.context)
            chosen = decide(mention, authority, learnt, least=least).chosen
            if chosen:
                right.append(row.gold in {chosen.known.iri, *chosen.twins})

    assert sum(at_least[threshold()]) / len(at_least[threshold()]) >= 0.98
    assert len(at_least[0.5]) >= len(at_least[threshold()])


def test_a_short_name_of_an_annotation_is_an_iri() -> None:
    assert expanded("ror:04nzrnx83") == "https://ror.org/04nzrnx83"
    assert expanded("NIL") == "NIL"
