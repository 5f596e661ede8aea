"""`/review`: links a person should decide, the most useful first; what was decided is a file.

Nothing is kept here: the answer to a form is the file, for `kg review --import`. So no session
and no secret of a form is needed: a foreign page that sends the form for somebody changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from kg.web.numbers import whole
from kg.web.pairs import PER_PAGE, pair_of, waiting
from kg.web.problems import Problem, wants_page
from kg.web.reviewed import BECAUSE, LARGEST, MOST_BECAUSE, MOST_BY, VERDICT, decisions
from kg.web.site import site
from kg.web.wording import catalogue, language, text

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from kg.web.pairs import Pair

routes: Final = Blueprint("review", __name__)
MOST: Final = 200  # pairs of a JSON document
PAGES: Final = 10_000
LINES: Final = "application/x-ndjson"
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


@routes.route("/review", methods=["GET", "POST"])
def review() -> Response | str:
    """Show the undecided pairs side by side, or return what was decided of them as lines."""
    if request.method == "POST":
        return _posted()
    accepted = request.accept_mimetypes.best_match(["text/html", "application/json"])
    asked = request.args.get("format", accepted)
    if asked == "ids":
        return jsonify([each.key for each in waiting()])
    number = whole("page", 1, PAGES)
    return _document(number) if asked in {"json", "application/json"} else _page(number)


def _posted() -> Response:
    try:
        told = decisions(_form(), waiting())
    except Problem as problem:
        if not wants_page() or problem.code in {413, 415}:
            raise
        answer = Response(_page(_number(), problem), problem.code)  # what was chosen stays
    else:
        answer = Response(told, content_type=LINES)
        name = f"reviewed-{site().digest[:12]}.jsonl"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form() -> MultiDict[str, str]:
    if request.mimetype not in FORMS:
        raise Problem(415, "form-type", where="Content-Type", values={"known": FORMS[0]})
    request.max_content_length = LARGEST
    try:
        return request.form
    except RequestEntityTooLarge as error:
        values = {"most": str(LARGEST // 1000)}
        raise Problem(413, "long-review", where="Content-Length", values=values) from error


def _number() -> int:
    """Return the page that a form was on; the first where it does not say."""
    asked = request.form.get("page", "")
    is_page = asked.isascii() and asked.isdecimal() and len(asked) <= len(str(PAGES))
    return max(int(asked), 1) if is_page else 1


def _page(number: int, problem: Problem | None = None) -> str:
    held = waiting()
    pages = max(1, -(-len(held) // PER_PAGE))
    number = min(number, pages)
    first = (number - 1) * PER_PAGE
    shown = [pair_of(each) for each in held[first : first + PER_PAGE]]
    form = request.form if problem else {}
    return render_template(
        "review.html",
        pairs=shown,
        count=len(held),
        first=first,
        number=number,
        pages=pages,
        by=form.get("by", ""),
        chosen={each.key: form.get(VERDICT + each.key, "open") for each in shown},
        because={each.key: form.get(BECAUSE + each.key, "") for each in shown},
        most={"by": MOST_BY, "because": MOST_BECAUSE},
        words=dict(catalogue(language())["reviewing"]),
        problem=_told(problem) if problem else None,
    )


def _told(problem: Problem) -> dict[str, str]:
    key = f"problem.{problem.key}"
    return {
        "detail": text(key, **problem.values),
        "hint": text(f"{key}-hint", default="", **problem.values),
        "where": problem.where.removeprefix(VERDICT).removeprefix(BECAUSE),
    }


def _document(number: int) -> Response:
    limit = whole("limit", PER_PAGE, MOST)
    held = waiting()
    first = (number - 1) * limit
    pairs = [_as_json(pair_of(each)) for each in held[first : first + limit]]
    return jsonify(count=len(held), pages=-(-len(held) // limit), page=number, pairs=pairs)


def _as_json(pair: Pair) -> dict[str, object]:
    return {
        "id": pair.key,
        "ours": pair.one.local,
        "names": pair.one.names,
        "theirs": pair.other.local,
        "their_names": pair.other.names,
        "their_note": pair.other.note,
        "confidence": pair.confidence,
        "method": pair.method,
        "reasons": pair.reasons,
        "sources": pair.sources,
        "quotes": [quote.exact for side in (pair.one, pair.other) for quote in side.quotes],
        "commands": dict(pair.lines),
    }
