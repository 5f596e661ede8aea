"""A release arrives whole or is not served, wherever a load is stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import RemoteError, StoreBusy
from kg.pipeline.delivering import deliver
from kg.pipeline.store_plan import Plan
from kg.query.far import FarStore
from kg.remote.stores import STORES, Login, Service, naming, place_of
from tests.stores.small import Small, union_of

if TYPE_CHECKING:
    from kg.release import Release

SECRET = "hunter2"  # noqa: S105 -- nobody's
OTHER = NamedNode("urn:somebody")


def impatient(place: object) -> Service:
    return Service(place, retries=0)  # type: ignore[arg-type]  # a place


def load(release: Release, service: Small, grace: float = 0) -> int:
    return deliver(release, impatient(service.place()), grace=grace, sleep=lambda _: None).sent


def held(service: Small) -> set[str]:
    return {str(quad) for quad in FarStore(service.place()).everything()}


def test_what_was_loaded_is_what_the_release_has(first: Release, service: Small) -> None:
    load(first, service)
    store = FarStore(service.place())

    assert store.record.digest == first.digest
    assert {str(quad.triple) for quad in store.everything()} == union_of(first.store())
    assert sorted(str(each.value) for each in store.named_graphs()) == [
        "https://w3id.org/deungdae/id/graph.1",
        "https://w3id.org/deungdae/id/graph.2",
    ]
    assert store.about["title"]["en"] == "Invented cases"


def test_a_second_load_sends_nothing(first: Release, service: Small) -> None:
    assert load(first, service) > 0
    assert load(first, service) == 0


def test_of_the_next_release_only_what_is_new_is_sent(
    first: Release, second: Release, service: Small
) -> None:
    load(first, service)
    before = service.graphs()
    sent = load(second, service)
    whole = len(union_of(second.store()))

    assert held(service) == {f"{each}" for each in map(str, _union(second))}
    assert sent == whole + 3 + 3 + 3  # the union, two of the three graphs, and the index
    assert len(before & service.graphs()) == 3  # the graph both have, the journal, the record


def _union(release: Release) -> list[Quad]:
    return list(release.store().quads_for_pattern(None, None, None, DefaultGraph()))


@pytest.mark.parametrize("changes", range(6))
def test_a_load_that_dies_leaves_what_was_served(
    first: Release, second: Release, service: Small, changes: int
) -> None:
    load(first, service)
    served = held(service)
    service.dies_after = service.changes + changes
    with pytest.raises(RemoteError):
        load(second, service)
    service.dies_after = 0

    assert FarStore(service.place()).record.digest == first.digest
    assert held(service) == served


@pytest.mark.parametrize("changes", range(6, 11))
def test_a_load_that_dies_while_it_clears_serves_the_new_release(
    first: Release, second: Release, service: Small, changes: int
) -> None:
    load(first, service)
    service.dies_after = service.changes + changes
    with pytest.raises(RemoteError):
        load(second, service)
    service.dies_after = 0

    assert FarStore(service.place()).record.digest == second.digest
    assert load(second, service) == 0
    assert len(service.graphs()) == 3 + 2 + 2  # its own, union and index, record and journal


def test_a_load_goes_on_where_it_stopped(
    second: Release, service: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(STORES, "oxigraph", replace(STORES["oxigraph"], piece=4))
    service.dies_after = 5
    with pytest.raises(RemoteError):
        load(second, service)
    with pytest.raises(RemoteError, match="no release has been loaded"):
        FarStore(service.place())
    service.dies_after = 0
    sent = load(second, service)

    assert sent < deliver_size(second)
    assert {str(quad) for quad in FarStore(service.place()).everything()} == set(
        map(str, _union(second))
    )


def deliver_size(release: Release) -> int:
    return Plan(release, STORES["oxigraph"], lambda *_: None).total


def test_readers_of_the_release_before_are_told_and_then_it_goes(
    first: Release, second: Release, service: Small
) -> None:
    load(first, service)
    reader = FarStore(service.place())
    seen: list[bool] = []

    def sleep(_: float) -> None:
        reader._seen = 0.0
        try:
            reader.check()
        except StoreBusy:
            seen.append(False)
        else:
            seen.append(union_of(first.store()) == {str(q.triple) for q in reader.everything()})

    deliver(second, impatient(service.place()), grace=2, sleep=sleep)

    # While readers may finish, the release before is whole; then they are sent away.
    assert seen[:2] == [True, True]
    assert seen[-1] is False
    reader._seen = 0.0
    with pytest.raises(StoreBusy, match="another release"):
        list(reader.quads_for_pattern(None, None, None, OTHER))


def test_other_peoples_graphs_are_neither_seen_nor_dropped(
    first: Release, second: Release, service: Small
) -> None:
    service.store.add(Quad(OTHER, OTHER, OTHER, OTHER))
    load(first, service)
    load(second, service)
    store = FarStore(service.place())
    found = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")

    assert "urn:somebody" in service.graphs()
    assert {row["g"].value for row in found} == {  # type: ignore[union-attr]
        f"https://w3id.org/deungdae/id/graph.{number}" for number in (1, 2, 3)
    }


def test_a_store_that_lost_something_is_found_out(first: Release, service: Small) -> None:
    load(first, service)
    union = FarStore(service.place()).record.union
    gone = next(service.store.quads_for_pattern(None, None, None, NamedNode(union)))
    service.store.remove(gone)
    with pytest.raises(RemoteError, match="of the union"):
        load(first, service)
    load(first, service)

    assert {str(q.triple) for q in FarStore(service.place()).everything()} == union_of(
        first.store()
    )


def test_without_graph_store_protocol_updates_do_it(first: Release, service: Small) -> None:
    service.refused = {"/store": 405}
    load(first, service)
    load(first, service)

    assert {str(q.triple) for q in FarStore(service.place()).everything()} == union_of(
        first.store()
    )
    assert service.graphs() >= {naming.CURRENT, naming.JOURNAL}


def test_what_is_too_long_is_cut_in_halves(first: Release, service: Small) -> None:
    service.largest = 1500
    load(first, service)

    assert {str(q.triple) for q in FarStore(service.place()).everything()} == union_of(
        first.store()
    )


def test_passing_failures_are_waited_for(first: Release, service: Small) -> None:
    service.failures = 2
    far = Service(service.place(), retries=3)
    far.line._sleep = lambda _: None
    deliver(first, far, grace=0)

    assert FarStore(service.place()).record.digest == first.digest


@pytest.mark.parametrize(
    ("status", "said", "told"),
    [
        (403, "not you", "no right to do that: not you"),
        (500, "Virtuoso 42000 Error SR186: No permission to execute", "no right to do that"),
        (415, "what is this", "media type"),
        (413, "", "413"),
        (302, "", "has moved"),
        (500, "<html><script>x</script><b>oh</b></html>", "500, oh"),
    ],
)
def test_refusals_say_where_and_what(
    first: Release, service: Small, status: int, said: str, told: str
) -> None:
    service.refused = {"/store": status, "/update": status}
    service.said = said
    with pytest.raises(RemoteError, match=told) as caught:
        load(first, service)

    assert service.address in caught.value.where


def test_a_secret_is_never_said(first: Release, service: Small) -> None:
    service.refused = {"/store": 500}
    service.said = f"you sent {SECRET} as a password"
    login = Login(scheme="bearer", secret=SECRET)
    with pytest.raises(RemoteError) as caught:
        deliver(first, impatient(service.place(login=login)), grace=0)

    assert SECRET not in str(caught.value)
    assert SECRET not in repr(login)
    assert service.asked[-1][2] == f"Bearer {SECRET}"


def test_a_digest_challenge_is_answered(first: Release, service: Small) -> None:
    service.login = 'Digest username="me"'
    login = Login(scheme="digest", user="me", secret=SECRET)
    deliver(first, impatient(service.place(login=login)), grace=0)
    challenged = [said for _, _, said in service.asked if not said]

    assert len(challenged) == 1  # the others answer the challenge at once
    assert "nc=00000002" in service.asked[-1][2] or len(service.asked) > 2


def test_a_login_that_is_not_accepted_is_told(first: Release, service: Small) -> None:
    service.login = "Basic x"
    login = Login(scheme="basic", user="me", secret=SECRET)
    with pytest.raises(RemoteError, match="does not accept the login"):
        deliver(first, impatient(service.place(login=login)), grace=0)
    with pytest.raises(RemoteError, match="wants a login"):
        load(first, service)


def test_nobody_there_is_told_at_once(first: Release) -> None:
    closed = place_of("http://127.0.0.1:9", "oxigraph", Login())
    with pytest.raises(RemoteError, match="gives no answer"):
        deliver(first, Service(closed), grace=0)
