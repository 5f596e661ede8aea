"""What a person chose on `/review`, checked, as lines of a project's decisions.

A pair is named by the local name of its link: `verdict.link.1a2b3c` is `same`, `different` or
`open`, `because.link.1a2b3c` says why.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.link.clashes import clash_of
from kg.link.decisions import Decided
from kg.link.lines import written
from kg.web.pairs import decided
from kg.web.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from kg.link.clashes import Clash
    from kg.web.pairs import Waiting

OPEN: Final = "open"
CHOICES: Final = ("same", "different", OPEN)
VERDICT, BECAUSE = "verdict.", "because."
MOST_BY: Final = 100  # characters of a name
MOST_BECAUSE: Final = 500
LARGEST: Final = 256_000  # bytes of a form: some thousand pairs
SIGNS: Final = {"same": "=", "different": "≠"}


def decisions(form: MultiDict[str, str], held: Sequence[Waiting]) -> str:
    """Return the lines that a form decides.

    Args:
        form: What was sent.
        held: The pairs that are undecided.

    Raises:
        Problem: A field is none, a pair is not undecided here, nobody is named, nothing is
            chosen, or two choices contradict each other or what was decided before.
    """
    pairs = {each.key: each for each in held}
    by = _words(form, "by", MOST_BY)
    told = [
        Decided(
            one=pairs[key].names[0],
            other=pairs[key].names[1],
            verdict="same" if verdict == "same" else "different",
            by=by,
            because=_words(form, BECAUSE + key, MOST_BECAUSE),
            where=VERDICT + key,
        )
        for key, verdict in _chosen(form, pairs)
    ]
    if not told:
        raise Problem(400, "nothing-decided", where=VERDICT)
    if not by:
        raise Problem(400, "nobody-decides", where="by")
    every = [*decided(), *told]
    clash = clash_of(every)
    if clash:
        raise _contradiction(clash, clash.last(every))
    return written(replace(each, where="") for each in told)


def _chosen(form: MultiDict[str, str], pairs: Mapping[str, Waiting]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that are decided, each verdict that is given."""
    for field in form:
        kind, key = field[: len(VERDICT)], field[len(VERDICT) :]
        if field in {"by", "page"}:
            continue
        if kind not in {VERDICT, BECAUSE}:
            raise Problem(422, "review-field", where=_shown(field))
        if key not in pairs:
            raise Problem(422, "unknown-pair", where=_shown(field), values={"name": _shown(key)})
        for verdict in form.getlist(field) if kind == VERDICT else ():
            if verdict not in CHOICES:
                values = {"name": _shown(field), "known": ", ".join(CHOICES)}
                raise Problem(422, "choice", where=_shown(field), values=values)
            if verdict != OPEN:
                yield key, verdict


def _words(form: MultiDict[str, str], field: str, most: int) -> str:
    """Return a line of words: no line breaks and nothing that a terminal would heed."""
    told = "".join(each if each.isprintable() else " " for each in form.get(field, ""))
    words = " ".join(told.split())
    if len(words) > most:
        raise Problem(422, "long-words", where=_shown(field), values={"most": str(most)})
    return words


def _contradiction(clash: Clash, last: Decided) -> Problem:
    told = dict.fromkeys(
        f"{each.one} {SIGNS[each.verdict]} {each.other}" for each in (*clash.against, clash.decided)
    )
    return Problem(409, "contradiction", where=last.where, values={"told": ", ".join(told)})


def _shown(name: str) -> str:
    return name if len(name) <= MOST_BY else f"{name[:MOST_BY]}…"
