"""Every printed field of a fact points at words, in its clause or where it was called back from."""

from __future__ import annotations

from kg.extract.explain import WORDS, explained
from kg.model.document import Document
from kg.model.evidence import Basis, Slot, Span
from kg.model.facts import Actor, Event, Facts, Group, Measurement, Support
from kg.model.facts_json import KINDS

TEXT = (
    "새빛 사업에 뽑힌 두레정밀(두레)이 있다. 한빛전자는 이 회사에 금형 설비를 지원했다. "
    "협력사 1만2천 곳이 14일 모였다. 두레정밀은 웃었다."
)
DOCUMENT = Document(source="0" * 64, name="x", text=TEXT)


def basis(words: str, **slots: str) -> Basis:
    def evidence(part: str) -> Span:
        start = TEXT.index(part)
        return Span(start, start + len(part))

    return Basis(
        evidence=(DOCUMENT.evidence(evidence(words)),),
        rule="r",
        confidence=0.5,
        slots=tuple(Slot(name, DOCUMENT.evidence(evidence(part))) for name, part in slots.items()),
    )


def slots(facts: Facts) -> dict[str, tuple[str, int]]:
    (fact,) = explained(facts, DOCUMENT)
    found = {}
    for slot in fact.basis.slots:
        slot.evidence.check(TEXT)
        assert isinstance(slot.evidence.place, Span)
        found[slot.field] = (slot.evidence.quote, slot.evidence.place.start)
    return found


def test_a_support_shows_what_was_taken_along_and_what_was_called_back() -> None:
    support = Support(
        basis=basis("한빛전자는 이 회사에 금형 설비를 지원했다", supporter="한빛전자"),
        supporter=("한빛전자",),
        recipient=("두레정밀",),
        kind="FacilityInvestment",
        product="금형",
        programme="새빛 사업",
        purpose="생산성 향상",
    )

    assert slots(Facts(supports=(support,))) == {
        "supporter": ("한빛전자", TEXT.index("한빛전자")),
        "recipient": ("두레정밀", TEXT.index("두레정밀")),
        "product": ("금형", TEXT.index("금형")),
        "programme": ("새빛 사업", 0),
    }


def test_a_party_is_found_by_any_of_its_names() -> None:
    measurement = Measurement(
        basis=basis("뽑힌 두레정밀(두레)이"),
        subject=("두레정밀 주식회사",),
        indicator="Other",
        after=1.0,
    )
    actor = Actor(
        basis=basis("두레정밀", name="두레정밀"),
        name="두레정밀 주식회사",
        aliases=("두레정밀", "두레"),
        type="SME",
    )

    told = explained(Facts(actors=(actor,), measurements=(measurement,)), DOCUMENT)

    assert [slot.evidence.quote for slot in told.measurements[0].basis.slots] == ["두레정밀"]


def test_a_count_is_found_as_it_is_printed() -> None:
    group = Group(basis=basis("협력사 1만2천 곳"), name="협력사 1만2천 곳", count=12000)

    found = slots(Facts(groups=(group,)))

    assert (found["count"][0], found["name"][0]) == ("1만2천", "협력사 1만2천 곳")


def test_the_end_is_told_by_the_words_of_the_time() -> None:
    event = Event(
        basis=basis("14일 모였다", start="14일", name="모였다"),
        name="모였다",
        start="2024-05-14",
        end="2024-05-14",
        time_text="14일",
    )

    found = slots(Facts(events=(event,)))

    assert found["end"] == found["start"] == found["time_text"] == ("14일", TEXT.index("14일"))


def test_what_a_layer_has_pointed_at_is_left_alone() -> None:
    support = Support(
        basis=basis("한빛전자는 이 회사에", supporter="한빛전자", recipient="이 회사"),
        supporter=("한빛전자",),
        recipient=("두레정밀",),
        kind="Mentoring",
    )

    assert slots(Facts(supports=(support,)))["recipient"][0] == "이 회사"


def test_the_fields_named_are_fields_of_their_kind() -> None:
    missing = [
        (plural, field)
        for plural, names in WORDS.items()
        for field in names
        if field not in KINDS[plural].__slots__
    ]

    assert set(WORDS) == set(KINDS)
    assert not missing
