"""`/try`: what a text says, as a page and as data, by a process that may be ended."""

from __future__ import annotations

import io
import os
import signal
import time
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from kg.errors import QueryTimeout, ServiceBusy, SourceError, UnknownFormat
from kg.model import facts
from kg.pipeline.trial import LARGEST, WAITING, Trials, answer
from kg.pipeline.tried import tried
from kg.web import create_app
from kg.web.trying import EXTENSION, HIDDEN
from kg.web.wording import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

TEXT = "Norimaru Motors sent mentors to Pinewell Castings. The defect rate fell from 3% to 1%.\n"
HTML = "<html><body><article><p>" + TEXT * 3 + "</p></article></body></html>"


class InProcess(Trials):
    """Reads in this process: the other one has tests of its own."""

    def read(self, told: object) -> dict[str, object]:
        assert isinstance(told, dict)
        found = answer(told)
        if "error" in found:
            raise SourceError(found["error"], where=found["where"], hint=found["hint"])
        return found


@pytest.fixture
def reading(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setitem(app.extensions, EXTENSION, InProcess())
    return app.test_client()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_text_comes_back_marked_with_its_facts(reading: FlaskClient, lang: str) -> None:
    page = reading.post(f"/try?lang={lang}", data={"text": TEXT}).text

    assert "Pinewell Castings" in page
    assert page.count("<mark>") >= 2
    assert 'href="#f-' in page
    assert "<svg" in page
    assert "<script" not in page
    assert " style=" not in page


def test_marks_lead_to_facts_that_are_there(reading: FlaskClient) -> None:
    import re

    page = reading.post("/try", data={"text": TEXT}).text
    aims = set(re.findall(r'href="#(f-[\d-]+)"', page))

    assert aims
    assert aims <= set(re.findall(r'id="(f-[\d-]+)"', page))


def test_a_text_never_becomes_markup(reading: FlaskClient) -> None:
    page = reading.post("/try", data={"text": '<script>alert(1)</script> & "x". ' + TEXT}).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.slow
def test_programs_get_json_and_turtle_that_nobody_keeps(reading: FlaskClient) -> None:
    told = reading.post("/try", data=TEXT, content_type="text/plain",
                        headers={"Accept": "application/json"})  # fmt: skip
    turtle = reading.post("/try?format=turtle", data={"text": TEXT})

    facts = told.get_json()
    assert facts["measurements"]
    for fact in facts["measurements"]:
        for words in fact["evidence"]:
            assert TEXT[words["start"] : words["end"]] == words["quote"]
    assert turtle.mimetype == "text/turtle"
    assert "dd:SME" in turtle.text
    assert told.headers["Cache-Control"] == turtle.headers["Cache-Control"] == "no-store"


def test_a_file_may_be_sent(reading: FlaskClient) -> None:
    page = reading.post("/try", data={"file": (io.BytesIO(HTML.encode()), "report.html")})

    assert "Norimaru Motors" in page.text
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"text": " "}, 400),
        ({"text": "x" * (LARGEST + 1)}, 413),
        ({"text": TEXT, "published": "yesterday"}, 422),
        ({"file": (io.BytesIO(b"id,name\n1,a\n"), "a.csv")}, 422),
    ],
)
def test_what_cannot_be_read_is_refused(
    reading: FlaskClient, data: dict[str, object], status: int
) -> None:
    refused = reading.post("/try", data=data, headers={"Accept": "application/json"})

    assert refused.status_code == status
    assert refused.get_json()["detail"]


@pytest.mark.slow
def test_a_relative_day_is_resolved_only_with_a_day_of_publication() -> None:
    text = "Pinewell Castings said last month output rose 20%."
    dated = tried({"text": text, "published": "2024-05-20"})["guide"]["measurements"]
    undated = tried({"text": text})["guide"]["measurements"]

    assert "2024-04" in str(dated)
    assert "2024" not in str(undated)


def test_a_format_that_is_no_running_text_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="running text"):
        tried({"text": "a,b\n1,2\n", "name": "a.csv"})


@pytest.fixture
def trials() -> Iterator[Trials]:
    made = Trials(seconds=60)
    yield made
    made.close()


@pytest.mark.slow
def test_the_reading_process_reads_again_and_again(trials: Trials) -> None:
    first, second = (trials.read({"text": TEXT}) for _ in range(2))

    assert first == second
    assert first["guide"]["supports"]


@pytest.mark.slow
def test_a_text_past_its_time_ends_the_process_and_the_next_gets_a_new_one(trials: Trials) -> None:
    trials.read({"text": TEXT})
    process = trials._process
    assert process is not None
    trials.seconds = 0.2
    os.kill(process.pid, signal.SIGSTOP)
    start = time.monotonic()

    with pytest.raises(QueryTimeout):
        trials.read({"text": TEXT})

    assert time.monotonic() - start < 5
    assert process.poll() is not None
    trials.seconds = 60
    assert trials.read({"text": TEXT})["guide"]["measurements"]


@pytest.mark.slow
def test_a_process_that_dies_is_told_and_replaced(trials: Trials) -> None:
    trials.read({"text": TEXT})
    process = trials._process
    assert process is not None
    process.kill()
    process.wait()

    assert trials.read({"text": TEXT})["guide"]["measurements"]


def test_more_texts_than_may_wait_are_sent_away() -> None:
    trials = Trials()
    for _ in range(WAITING):
        assert trials._waiting.acquire(blocking=False)

    with pytest.raises(ServiceBusy):
        trials.read({"text": TEXT})


def test_no_process_starts_before_the_first_text(release: Path) -> None:
    from kg.release import open_release

    made: Trials = create_app(open_release(release)).extensions[EXTENSION]

    assert made._process is None


def test_every_field_of_a_fact_has_a_name_in_both_languages() -> None:
    kinds = [kind for kind in vars(facts).values() if isinstance(kind, type)]
    told = {field.name for kind in kinds if is_dataclass(kind) for field in fields(kind)}
    lists = {field.name for field in fields(facts.Facts)}

    for lang in ("ko", "en"):
        assert told - lists - HIDDEN - {"basis"} <= set(catalogue(lang)["fact"])
