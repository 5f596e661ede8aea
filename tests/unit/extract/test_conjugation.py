"""Korean verbs in print, found from their dictionary form."""

import re

import pytest

from kg.extract.grammar import conjugation
from kg.extract.grammar.frames import triggers

FORMS = {
    "깔다": ["깔았다", "깔아 줬다", "깔고", "깐다", "깔 예정", "깝니다", "깔기로", "깔아"],
    "보내다": ["보냈다", "보낸다", "보내고", "보낼", "보냅니다", "보냄", "보내며"],
    "돕다": ["도왔다", "도와", "돕고", "도울", "돕는다", "돕습니다", "도움."],
    "짓다": ["지었다", "지어 주고", "짓는다", "지은", "지을"],
    "나르다": ["날랐다", "날라 주고", "나르며", "나른"],
    "쓰다": ["썼다", "쓰고", "쓰기로"],
    "싣다": ["실었다", "싣고", "실은", "실어 줬다"],
    "놓다": ["놓았다", "놨다", "놓아 주고", "놔 줬다", "놓은"],
    "출연하다": ["출연했다", "출연하고", "출연한다", "출연키로"[:2] + "하기로", "출연해", "출연할"],
    "나누다": ["나눴다", "나누었다", "나눠 줬다", "나누며"],
    "빌리다": ["빌렸다", "빌려", "빌리고", "빌린", "빌릴"],
    "얹다": ["얹었다", "얹어 줬다", "얹고", "얹은"],
}


@pytest.mark.parametrize(("verb", "form"), [(v, f) for v, forms in FORMS.items() for f in forms])
def test_a_form_is_found(verb: str, form: str) -> None:
    assert re.match(conjugation.pattern(verb, alone=False), form)


@pytest.mark.parametrize(
    ("verb", "other"),
    [
        ("대다", "대기업이"),
        ("대다", "대가 없이"),
        ("물다", "물가가"),
        ("열다", "열 곳에"),
        ("내다", "내년에"),
        ("쓰다", "쓰레기를"),
        ("주다", "주문이"),
        ("깔다", "깔끔하게"),
        ("보내다", "보관했다"),
        ("서다", "서울에서"),
    ],
)
def test_a_word_that_only_begins_alike_is_not(verb: str, other: str) -> None:
    assert not re.match(conjugation.pattern(verb), other)


@pytest.mark.parametrize("text", ["장비를 빌려 줬다", "측정기를 빌려주고", "설비를 빌려 드립니다"])
def test_lending_is_no_borrowing(text: str) -> None:
    (trigger,) = triggers(text, "ko")
    assert trigger.frame.voice == "give"


@pytest.mark.parametrize("text", ["로봇을 빌려 쓰고", "특허를 이어받은 업체", "도면을 물려받았다"])
def test_what_one_takes_over_was_received(text: str) -> None:
    assert [trigger.frame.voice for trigger in triggers(text, "ko")] == ["receive"]


def test_any_verb_done_for_another_may_tell_of_help() -> None:
    (trigger,) = triggers("낡은 배선을 손질해 준다", "ko")
    assert trigger.frame.id == "해-주다"
