"""The light grammar of English: forms of verbs, clauses, asides, promises and refusals."""

from __future__ import annotations

import pytest

from kg.extract.grammar import (
    english_clauses,
    english_frames,
    english_inflection,
    english_moods,
)
from kg.extract.names import english_runs


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("train", {"train", "trains", "training", "trained"}),
        ("equip+", {"equip", "equips", "equipping", "equipped"}),
        ("give:gave:given", {"give", "gives", "giving", "gave", "given"}),
        ("teach:taught", {"teach", "teaches", "teaching", "taught"}),
        ("supply", {"supply", "supplies", "supplying", "supplied"}),
        ("put up:put up", {"put up", "puts up", "putting up"}),
        ("finance", {"finance", "finances", "financing", "financed"}),
    ],
)
def test_a_verb_is_known_in_all_its_forms(entry: str, expected: set[str]) -> None:
    forms = set(english_inflection.forms(entry))

    assert expected <= forms | {"puting up"}
    assert english_inflection.forms("coach")["coached"] == "part"


def first_verb(text: str, word: str) -> english_frames.Verb:
    return next(verb for verb in english_frames.verbs(text) if text[verb.start : verb.end] == word)


@pytest.mark.parametrize(
    ("text", "word", "voice"),
    [
        ("Garam coached nine firms.", "coached", "active"),
        ("Nine firms have been coached by Garam.", "coached", "passive"),
        ("Nine firms were later coached by Garam.", "coached", "passive"),
        ("It runs a press paid for by Garam.", "paid for", "reduced"),
        ("Garam has financed a press.", "financed", "active"),
        ("Garam covered the cost by the end of May.", "covered", "active"),
    ],
)
def test_the_voice_of_a_verb_is_told(text: str, word: str, voice: str) -> None:
    group = english_clauses.group(text, first_verb(text, word))

    assert group is not None
    assert group.voice == voice


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A bank loan of 3 million won came late.", "loan"),
        ("It lives on technical support.", "support"),
        ("A government grant that Pyo had hoped for fell through.", "grant"),
        ("Its finance chief was ill.", "finance"),
    ],
)
def test_a_noun_is_no_verb(text: str, word: str) -> None:
    verbs = [v for v in english_frames.verbs(text) if text[v.start : v.end] == word]

    assert all(english_clauses.group(text, verb) is None for verb in verbs)


def test_what_stands_between_commas_is_hidden_but_lists_are_not() -> None:
    text = "Garam, which makes oars, lent Haru, Nuri and Sol a saw."

    hidden = english_clauses.masked(text, text.index("lent"))

    assert len(hidden) == len(text)
    assert "makes" not in hidden
    assert "Nuri" in hidden


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Garam sent two engineers.", "sent", "actual"),
        ("Garam will send two engineers.", "send", "planned"),
        ("Garam plans to send two engineers.", "send", "planned"),
        ("Garam pledged on Friday to send two engineers.", "send", "planned"),
        ("Garam sends two engineers next month.", "sends", "planned"),
        ("Garam did not send engineers.", "send", None),
        ("Garam had planned to send engineers.", "send", None),
        ("Garam was to send engineers but never did.", "send", None),
        ("If orders rise, Garam may send engineers.", "send", None),
        ("Haru asked Garam to send engineers.", "send", None),
        ("Garam sent no engineers.", "sent", None),
        ("Since May, Garam has sent engineers.", "sent", "actual"),
    ],
)
def test_a_deed_is_told_from_a_promise_and_a_refusal(
    text: str, word: str, expected: str | None
) -> None:
    verb = first_verb(text, word)
    group = english_clauses.group(text, verb)
    assert group is not None

    is_past = verb.form in {"past", "part"}
    status = english_moods.of(text, group.start, (verb.start, verb.end), is_past=is_past)

    assert status == expected


@pytest.mark.parametrize(
    ("told", "cue"),
    [
        (" 3 million won for training", "money"),
        (" two process engineers for a year", "people"),
        (" its etching know-how", "know"),
        (" a free line audit", "deed"),
        (" a drawer of spoons", ""),
    ],
)
def test_what_is_given_is_told_by_its_first_word(told: str, cue: str) -> None:
    assert english_frames.cue_of(told) == cue


def test_a_headline_is_told_from_a_sentence() -> None:
    assert english_runs.is_headline("Garam Display Opens Test Hall to Small Companies")
    assert not english_runs.is_headline("Garam Display opened its hall to Haru Films on Friday.")
