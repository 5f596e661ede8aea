"""Every reason a link can have is told in words of both languages."""

from __future__ import annotations

import pytest
from flask import Flask

from kg.files import resource_toml
from kg.link.match.evidence import WEIGHTS
from kg.web.justified import TABLE, method, reasons

NO_REASONS = {"note_most", "namesake"}  # a cap, and what speaks for nobody
METHODS = ["ManualMappingCuration", "LexicalMatching", "CompositeMatching"]


@pytest.mark.parametrize("part", ["name", "context", "person"])
def test_the_words_are_those_of_the_weights(part: str) -> None:
    told = resource_toml(TABLE)[part]

    assert set(told) == set(resource_toml(WEIGHTS)[part]) - NO_REASONS
    for words in told.values():
        assert words["ko"]
        assert words["en"]
    assert len({words["ko"] for words in told.values()}) == len(told)


@pytest.mark.parametrize(
    ("told", "ko"),
    [
        (
            "whole '샛별기계' +5.0, note 밸브 +1.3",
            "같은 이름 '샛별기계' +5.0, 설명과 맞는 낱말 밸브 +1.3",
        ),
        ("other_post head, firm -1.5", "다른 갈래의 직책 head, firm -1.5"),
        (
            "unlike_organization -0.3, same_post head +1.5",
            "소속 이름이 다르게 적힘 -0.3, 같은 갈래의 직책 head +1.5",
        ),
        ("note_silent -1.0", "설명과 맞는 낱말이 없음 -1.0"),
        ("김하늘: 같은 곳", "김하늘: 같은 곳"),
        ("whole '가' +5.0, 사람의 말", "whole '가' +5.0, 사람의 말"),
        ("quality +1.0", "quality +1.0"),
        ("", ""),
    ],
)
def test_reasons_are_told_in_words_and_a_persons_words_as_they_stand(told: str, ko: str) -> None:
    with Flask(__name__).test_request_context("/?lang=ko"):
        assert reasons(told) == ko


@pytest.mark.parametrize("name", METHODS)
def test_methods_have_words_and_unknown_ones_their_name(name: str) -> None:
    with Flask(__name__).test_request_context("/?lang=en"):
        assert method(name) not in {"", name}
        assert method("LevenshteinMatching") == "LevenshteinMatching"
