"""For those who run the service: is it alive, is it ready, what does it count, what can it do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, json, jsonify, url_for

from kg.errors import KgError
from kg.query.job import Job
from kg.web.front import Front
from kg.web.openapi import document
from kg.web.quick import Quick
from kg.web.record import BUCKETS, Recorder
from kg.web.site import site

if TYPE_CHECKING:
    from collections.abc import Iterator

routes: Final = Blueprint("operation", __name__)
PROMETHEUS: Final = "text/plain; version=0.0.4; charset=utf-8"
READY_SECONDS: Final = 2.0


@routes.get("/healthz")
def healthz() -> Response:
    """Say that the front answers, and which release it holds."""
    return jsonify(status="ok", release=site().digest, triples=site().size)


@routes.get("/readyz")
def readyz() -> Response:
    """Say that a question gets its answer; 503 where it does not."""
    try:
        reply = site().asked.ask(
            Job(text="ASK {}"), seconds=min(READY_SECONDS, site().limits.seconds), client="readyz"
        )
        reply.close()
    except KgError as error:
        answer = jsonify(status="busy", release=site().digest, detail=error.message)
        answer.status_code = 503
        answer.headers["Retry-After"] = "1"
        return answer
    return jsonify(status="ready", release=site().digest)


@routes.get("/metrics")
def metrics() -> Response:
    """Give what was counted since this front started, as Prometheus reads it."""
    return Response("".join(f"{line}\n" for line in _lines()), content_type=PROMETHEUS)


@routes.get("/openapi.json")
def openapi() -> Response:
    """Describe every address of the service."""
    body = json.dumps(document(url_for("home.home", lang=None, _external=True)))
    return Response(body, content_type="application/json")


def _lines() -> Iterator[str]:
    """Yield the lines of the exposition format, each family with its type."""
    layers = _layers()
    recorder = next((layer for layer in layers if isinstance(layer, Recorder)), None)
    if recorder:
        yield from _requests(recorder)
    if isinstance(site().desk, Front):
        yield from _workers(site().desk)  # type: ignore[arg-type]  # looked at above
    yield from _caches(next((layer for layer in layers if isinstance(layer, Quick)), None))
    yield "# TYPE deungdae_release_info gauge"
    yield f'deungdae_release_info{{digest="{site().digest}"}} 1'


def _layers() -> list[object]:
    """Return what stands in front of the application, from outside in."""
    found: list[object] = []
    layer: object = current_app.wsgi_app
    while isinstance(layer, Recorder | Quick):
        found.append(layer)
        layer = layer.app
    return found


def _requests(recorder: Recorder) -> Iterator[str]:
    numbers = recorder.numbers
    with numbers.lock:
        requests, buckets = numbers.requests.copy(), numbers.buckets.copy()
        seconds = numbers.seconds.copy()
    yield "# TYPE deungdae_requests_total counter"
    for (route, status), count in sorted(requests.items()):
        yield f'deungdae_requests_total{{route="{route}",status="{status}"}} {count}'
    yield "# TYPE deungdae_plain_questions_total counter"
    yield f"deungdae_plain_questions_total {numbers.plain}"
    yield "# TYPE deungdae_request_seconds histogram"
    for route in sorted(seconds):
        total = 0
        for most in (*BUCKETS, float("inf")):
            total += buckets[route, most]
            name = "+Inf" if most == float("inf") else f"{most:g}"
            yield f'deungdae_request_seconds_bucket{{route="{route}",le="{name}"}} {total}'
        yield f'deungdae_request_seconds_sum{{route="{route}"}} {seconds[route]:.6f}'
        yield f'deungdae_request_seconds_count{{route="{route}"}} {total}'


def _workers(front: Front) -> Iterator[str]:
    pool = front.open()
    yield "# TYPE deungdae_questions_running gauge"
    yield f"deungdae_questions_running {pool.gate.running}"
    yield "# TYPE deungdae_questions_waiting gauge"
    yield f"deungdae_questions_waiting {pool.gate.waiting}"
    yield "# TYPE deungdae_workers_ended_total counter"
    for why, count in sorted(pool.kills.items()):
        yield f'deungdae_workers_ended_total{{why="{why}"}} {count}'
    yield "# TYPE deungdae_fence_info gauge"
    yield f'deungdae_fence_info{{fence="{pool.fence}"}} 1'


def _caches(quick: Quick | None) -> Iterator[str]:
    kept = site().kept
    hits = {"answers": kept.hits, "responses": quick.hits if quick else 0}
    sizes = {"answers": kept.size, "responses": quick.size if quick else 0}
    yield "# TYPE deungdae_cache_hits_total counter"
    for name, count in hits.items():
        yield f'deungdae_cache_hits_total{{cache="{name}"}} {count}'
    yield "# TYPE deungdae_cache_misses_total counter"
    yield f'deungdae_cache_misses_total{{cache="answers"}} {kept.misses}'
    yield "# TYPE deungdae_cache_bytes gauge"
    for name, size in sizes.items():
        yield f'deungdae_cache_bytes{{cache="{name}"}} {size}'
