from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.link.authority import built_in
from kg.link.resolve import resolve
from kg.model.document import Document
from kg.model.evidence import Basis, Span
from kg.model.facts import (
    Actor,
    Designation,
    Event,
    Facts,
    Measurement,
    Programme,
    Statement,
    Support,
)
from kg.model.quads import Setting, Written, write
from kg.model.source import Meta
from kg.vocab import ORG, RDF, SKOS, TIME

if TYPE_CHECKING:
    from tests.unit.model.conftest import Case

TEXT = "해오름 공장과 대기업, 협력사, 새봄정밀, 국제연합. 14일 회의에서 정했다."
PAGE = Document(source="f" * 64, name="h.txt", text=TEXT, meta=Meta(language="ko"))
WHOLE = Basis(evidence=(PAGE.evidence(Span(0, len(TEXT))),), rule="test", confidence=0.5)
ACTORS = (
    Actor(basis=WHOLE, name="해오름 공장", type="LighthouseFactory"),
    Actor(basis=WHOLE, name="새봄정밀", type="SME"),
    Actor(basis=WHOLE, name="한빛전기", type="LargeEnterprise"),
    Actor(basis=WHOLE, name="국제연합", type="InternationalOrganization"),
)
Tell = Callable[..., Written]


@pytest.fixture
def tell(case: Case) -> Tell:
    def make(published: date | None = None, **facts: Any) -> Written:  # Any: kinds of facts
        document = replace(PAGE, meta=replace(PAGE.meta, published=published))
        told = Facts(**({"actors": ACTORS} | facts))
        resolution = resolve({PAGE.source: told}, built_in(), metas={}).resolution
        return write(document, told, resolution, case.setting)

    return make


def objects(written: Written, predicate: NamedNode, kind: NamedNode | None = None) -> set[str]:
    of_kind = {
        quad.subject for quad in written.quads if (quad.predicate, quad.object) == (RDF.type, kind)
    }
    return {
        str(quad.object)
        for quad in written.quads
        if quad.predicate == predicate and (kind is None or quad.subject in of_kind)
    }


def events(written: Written) -> set[str]:
    return {
        str(quad.subject)
        for quad in written.quads
        if (quad.predicate, quad.object) == (RDF.type, vocab.Event)
    }


def lighthouse(**changes: Any) -> Designation:  # Any: fields of a designation
    plain = Designation(
        basis=WHOLE,
        designee="해오름 공장",
        scheme="GlobalLighthouseNetwork",
        status="actual",
        designator=("국제연합",),
        operator="한빛전기",
        date="2021-09",
    )
    return replace(plain, **changes)


def test_a_site_that_an_organisation_named_is_a_lighthouse(tell: Tell) -> None:
    written = tell(designations=(lighthouse(),))

    assert written.findings == ()
    assert objects(written, vocab.siteOf, vocab.LighthouseFactory) == {
        "<https://w3id.org/deungdae/id/org.hanbitjeongi>"
    }
    assert objects(written, vocab.designator) == {"<https://w3id.org/deungdae/id/org.un>"}


def test_without_a_designation_a_plant_is_a_plain_site(tell: Tell) -> None:
    written = tell()

    assert vocab.LighthouseFactory not in {quad.object for quad in written.quads}
    assert objects(written, SKOS.prefLabel, vocab.ManufacturingSite)


def test_a_firm_named_a_lighthouse_means_a_plant_of_the_firm(tell: Tell) -> None:
    written = tell(designations=(lighthouse(designee="한빛전기", operator=None),))

    (designee,) = objects(written, vocab.designee)
    assert "/site." in designee
    assert objects(written, vocab.siteOf, vocab.LighthouseFactory) == {
        "<https://w3id.org/deungdae/id/org.hanbitjeongi>"
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"designator": ()},
        {"designator": ("누군가",)},
        {"status": "proposed", "designator": (), "anchor": None, "members": ("협력사",)},
        {"status": "proposed", "designator": (), "anchor": "대기업", "members": ()},
        {"status": "proposed", "designator": (), "anchor": "새봄정밀", "members": ("협력사",)},
        {"status": "proposed", "designator": (), "anchor": "대기업", "members": ("한빛전기",)},
        {"status": "proposed", "designator": (), "anchor": "대기업", "members": ("대기업",)},
    ],
)
def test_a_designation_that_makes_no_sense_becomes_a_finding(
    tell: Tell, changes: dict[str, Any]
) -> None:
    written = tell(designations=(lighthouse(**changes),))

    assert [finding.rule for finding in written.findings] == ["write.designation"]
    assert written.findings[0].where == f"{'f' * 12}@0-{len(TEXT)}"
    assert objects(written, vocab.designee) == set()


@pytest.mark.parametrize("parties", [((), ("새봄정밀",)), (("한빛전기",), ())])
def test_a_support_without_a_giver_or_a_taker_becomes_a_finding(
    tell: Tell, parties: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    giver, taker = parties
    support = Support(basis=WHOLE, supporter=giver, recipient=taker, kind="Funding")

    written = tell(supports=(support,))

    assert [finding.rule for finding in written.findings] == ["write.support"]
    assert objects(written, RDF.type, vocab.SupportActivity) == set()


def test_an_announcement_after_the_report_loses_its_day_and_keeps_its_words(tell: Tell) -> None:
    statement = Statement(
        basis=WHOLE, speaker="한빛전기", kind="Plan", quote="정했다", announced="2021-02-01"
    )

    written = tell(date(2021, 1, 15), statements=(statement,))

    assert [finding.rule for finding in written.findings] == ["write.announced"]
    assert objects(written, vocab.announcedOn) == set()
    assert objects(written, vocab.quoteText) == {'"정했다"@ko'}


def test_an_event_after_the_report_is_planned(tell: Tell) -> None:
    event = Event(basis=WHOLE, name="회의", start="2021-02-01", end="2021-02-03")

    ahead, past = (tell(day, events=(event,)) for day in (date(2021, 1, 1), date(2021, 3, 1)))

    assert objects(ahead, vocab.status) == {str(vocab.STATUS["planned"])}
    assert objects(past, vocab.status) == {str(vocab.STATUS["actual"])}
    days = objects(past, TIME.inXSDDate, TIME.Instant)
    assert {day[1:11] for day in days} == {"2021-02-01", "2021-02-03"}


def test_a_day_whose_month_nobody_tells_stays_a_day(tell: Tell) -> None:
    written = tell(events=(Event(basis=WHOLE, name="회의", time_text="14일"),))

    assert objects(written, TIME.day) == {
        str(Literal("---14", datatype=vocab.XSD.gDay)),
    }
    assert objects(written, vocab.timeText) == {'"14일"'}
    assert objects(written, TIME.inXSDDate) == set()


def test_a_dated_event_is_one_in_all_sources_and_an_undated_one_is_not(
    tell: Tell, case: Case
) -> None:
    dated = Event(basis=WHOLE, name="제조혁신 간담회", start="2021-06-03")
    bare = Event(basis=WHOLE, name="제조혁신 간담회")
    other = write(case.document, case.facts, case.resolution, case.setting)

    assert events(tell(events=(dated,))) == events(other)
    assert events(tell(events=(bare,))) != events(other)


def test_spellings_of_one_programme_are_one_programme_with_one_name(tell: Tell) -> None:
    supports = tuple(
        Support(
            basis=WHOLE,
            supporter=("한빛전기",),
            recipient=("새봄정밀",),
            kind="Funding",
            programme=name,
        )
        for name in ("제조혁신사업", "제조 혁신 사업")
    )

    written = tell(supports=supports, programmes=(Programme(basis=WHOLE, name="제조 혁신 사업"),))

    assert len(objects(written, vocab.underProgramme)) == 1
    names = objects(written, SKOS.prefLabel, vocab.SupportProgramme)
    assert names == {'"제조 혁신 사업"@ko', '"manufacturing innovation programme"@en'}
    assert objects(written, SKOS.altLabel, vocab.SupportProgramme) == {'"제조혁신사업"@ko'}


@pytest.mark.parametrize(
    ("numbers", "changes", "values"),
    [
        ({"after": 5.0}, 0, 1),
        ({"before": 5.0}, 0, 1),
        ({"before": 5.0, "after": 6.0}, 1, 2),
        ({"change_percent": -50.0}, 1, 0),
        ({"change_abs": 3.0, "after": 6.0}, 1, 1),
        ({}, 0, 0),
    ],
)
def test_what_is_told_decides_between_a_value_and_a_change(
    tell: Tell, numbers: dict[str, Any], changes: int, values: int
) -> None:
    fact = Measurement(basis=WHOLE, subject=("새봄정밀",), indicator="Cost", **numbers)

    written = tell(measurements=(fact,))

    kinds = [quad.object for quad in written.quads if quad.predicate == RDF.type]
    assert kinds.count(vocab.ChangeMeasurement) == changes
    assert kinds.count(vocab.Measurement) == values


def test_an_english_source_keeps_its_language(case: Case) -> None:
    text = "Haneul Works hosted an open day."
    page = Document(source="9" * 64, name="e.txt", text=text, meta=Meta(language="en"))
    basis = Basis(evidence=(page.evidence(Span(0, 12)),), rule="test", confidence=1.0)
    facts = Facts(
        actors=(Actor(basis=basis, name="Haneul Works", type="SME"),),
        events=(Event(basis=basis, name="Open Day", organizer=("Haneul Works",)),),
        statements=(Statement(basis=basis, speaker=None, kind="Claim", quote="open day"),),
    )
    resolution = resolve({page.source: facts}, (), metas={}).resolution

    written = write(page, facts, resolution, case.setting)

    assert objects(written, vocab.quoteText) == {'"open day"@en'}
    assert objects(written, SKOS.prefLabel, vocab.Claim) == {
        '"말한 이 미상, 주장: “open day”"@ko',
        '"unnamed speaker, claim: “open day”"@en',
    }


def test_an_address_that_is_none_is_left_out(tell: Tell) -> None:
    actor = Actor(basis=WHOLE, name="새봄정밀", type="SME", email="문의@새봄")

    assert objects(tell(actors=(actor,)), vocab.FOAF.mbox) == set()


def test_a_run_is_told_by_what_went_into_it(case: Case) -> None:
    newer = Setting(wording=case.setting.wording, versions={"deungdae": "0.2.0"})

    assert case.setting.run("a" * 64) == case.setting.run("a" * 64)
    assert len({case.setting.run("a" * 64), case.setting.run("b" * 64), newer.run("a" * 64)}) == 3


def test_a_role_without_an_organisation_is_a_membership_only(case: Case) -> None:
    affiliation = replace(case.facts.affiliations[0], organization=None, representing=None)
    facts = replace(case.facts, affiliations=(affiliation,))

    written = write(case.document, facts, case.resolution, case.setting)

    assert objects(written, ORG.postIn) == set()
    assert objects(written, vocab.roleText, ORG.Membership) == {'"단장"@ko'}


def test_a_support_under_another_name_of_a_programme_gives_it_no_second_name(tell: Tell) -> None:
    support = Support(
        basis=WHOLE,
        supporter=("한빛전기",),
        recipient=("새봄정밀",),
        kind="Funding",
        programme="혁신사업",
    )
    programme = Programme(basis=WHOLE, name="제조혁신사업", aliases=("혁신사업",))

    written = tell(supports=(support,), programmes=(programme,))

    assert len(objects(written, vocab.underProgramme)) == 1
    assert len(objects(written, SKOS.prefLabel, vocab.SupportProgramme)) == 2
