"""Triples and the paths between them, read as patterns of single relations. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg import vocab
from kg.query.tally.questions import Pattern, Step, Term
from kg.query.tally.words import OtherError, Words

_ENDS: Final = frozenset(
    [
        "}",
        ".",
        "{",
        "]",
        "MINUS",
        "FILTER",
        "OPTIONAL",
        "BIND",
        "VALUES",
        "UNION",
        "GRAPH",
        "SERVICE",
    ]
)
_TYPE: Final = b"<" + vocab.RDF.type.value.encode() + b">"


@dataclass(frozen=True, slots=True)
class _Path:
    """Paths one after another; each is one relation."""

    steps: tuple[Step, ...]


class Triples(Words):
    """Reads triples as patterns; a sequence of paths gets hidden variables between them."""

    def triples(self) -> list[Pattern]:
        """Read triples up to whatever is none: subject, verb and values, with `;`, `,` and `.`."""
        found: list[Pattern] = []
        while not self._is_over():
            if self.sees("[") and self.said[self.place + 1] != "]":
                subject = self._described(found)
                if self._is_over() or self.sees("."):
                    if not self.took("."):
                        break
                    continue
            else:
                subject = self.term()
            if subject.written.startswith(b'"'):
                raise OtherError
            self._verbs(subject, found)
            if not self.took("."):
                break
        return found

    def _is_over(self) -> bool:
        return self.place >= len(self.words) or self.said[self.place] in _ENDS

    def _verbs(self, subject: Term, found: list[Pattern]) -> None:
        while True:
            verb = self.variable() if self.sees_kind("variable") else self._path()
            while True:
                self._add(subject, verb, self._object(found), found)
                if not self.took(","):
                    break
            if not self.took(";"):
                return
            while self.took(";"):
                pass
            if self._is_over():
                return

    def _object(self, found: list[Pattern]) -> Term:
        if self.sees("[") and self.said[self.place + 1] != "]":
            return self._described(found)
        return self.term()

    def _described(self, found: list[Pattern]) -> Term:
        """Read `[ verb value ; ... ]`."""
        self.expect("[")
        subject = self.fresh()
        self._verbs(subject, found)
        self.expect("]")
        return subject

    def _add(self, subject: Term, verb: _Path | str, value: Term, found: list[Pattern]) -> None:
        if isinstance(verb, str):
            found.append(Pattern(subject, verb, value))
            return
        at = subject
        for step in verb.steps[:-1]:
            after = self.fresh()
            found.append(Pattern(at, step, after))
            at = after
        found.append(Pattern(at, verb.steps[-1], value))

    def _path(self) -> _Path:
        """Read a path: choices of sequences; a choice must be between single predicates."""
        branches = [self._sequence()]
        while self.took("|"):
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        links: list[tuple[bytes, bool]] = []
        for branch in branches:
            if len(branch.steps) > 1 or branch.steps[0].is_closed:
                raise OtherError
            links.extend(branch.steps[0].links)
        return _Path((Step(tuple(links)),))

    def _sequence(self) -> _Path:
        steps = [*self._link().steps]
        while self.took("/"):
            steps.extend(self._link().steps)
        return _Path(tuple(steps))

    def _link(self) -> _Path:
        is_back = self.took("^")
        if self.took("("):
            path = self._path()
            self.expect(")")
        else:
            word = self.take()
            is_type = word.kind == "word" and word.text == "a"
            iri = _TYPE if is_type else b"<" + self.iri(word).encode() + b">"
            path = _Path((Step(((iri, False),)),))
        path = self._repeated(path)
        return _turned(path) if is_back else path

    def _repeated(self, path: _Path) -> _Path:
        if self.sees("?"):
            raise OtherError
        if not (self.sees("+") or self.sees("*")):
            return path
        least = 1 if self.take().text == "+" else 0
        if len(path.steps) > 1 or path.steps[0].is_closed:
            raise OtherError
        return _Path((Step(path.steps[0].links, least, is_closed=True),))


def _turned(path: _Path) -> _Path:
    """Return a path gone from its other end."""
    steps = [
        Step(tuple((iri, not is_back) for iri, is_back in step.links), step.least, step.is_closed)
        for step in reversed(path.steps)
    ]
    return _Path(tuple(steps))
