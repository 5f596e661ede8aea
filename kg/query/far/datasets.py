"""Questions put to a store that keeps a release's graphs under names of its own. Pure.

What a reader writes says `GRAPH <https://…/graph.1>`; the store keeps that graph as something else,
beside graphs of other releases and of other people. So a question is changed before it is sent:

- its default graph is the release's union: named beside the question, or around its pattern where
  the question looks into other graphs, too;
- `GRAPH ?g { … }` becomes a join with the release's index, so `?g` is the name readers know, and
  no graph outside the release is seen;
- `GRAPH <name>`, `FROM` and `FROM NAMED` name what the graph is kept as;
- `SELECT *` names its variables, of which there would be more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pyoxigraph import QuerySolutions, Store

from kg.errors import QueryRefused
from kg.query.far.describing import begin_of, body_of
from kg.query.lexer import tokens
from kg.query.patterns import has_one_reading
from kg.query.places import line_column
from kg.query.spelling import names_of
from kg.remote.stores import naming
from kg.remote.stores.engines import XSD
from kg.remote.stores.literals import DOUBLE, kept_type, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.query.far.record import Record
    from kg.query.lexer import Token
    from kg.remote.stores.engines import Engine


@dataclass(frozen=True, slots=True)
class Placed:
    """A question as a store is asked it.

    Attributes:
        default: Graphs that are the default graph; empty where the text says it all.
        named: Graphs that `GRAPH` may see; empty where all may be.
    """

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def placed(
    text: str,
    record: Record,
    *,
    variables: Callable[[str], Sequence[str]],
    chosen: tuple[Sequence[str], Sequence[str]] | None = None,
    engine: Engine,
) -> Placed:
    """Return a question as it is put to a store.

    Args:
        text: A question that parses, its IRIs absolute.
        record: The release that is asked.
        variables: Gives the variables of a `SELECT *` in order.
        chosen: Default and named graphs that the asker names beside the text.
        engine: The store's program, which may keep some literals as others.

    Raises:
        QueryRefused: Its graphs cannot be told from the text alone.
    """
    words = [*tokens(text)]
    asked = _Text(text, words)
    changes = [*asked.literals(engine)]
    sees_graphs = "GRAPH" in asked.keywords
    has_from = "FROM" in asked.keywords
    if (sees_graphs or has_from) and not has_one_reading(words):
        raise QueryRefused(
            "this question can be read in two ways, and its graphs have other names in the store",
            hint="write a blank on each side of < and >",
        )
    if sees_graphs:
        changes += asked.stars(variables)
        changes += asked.graphs(record)
    if chosen is not None:
        default = tuple(map(record.kept, chosen[0])) or (naming.NOTHING,)
        named = (*map(record.kept, chosen[1]), record.index) if chosen[1] else (naming.NOTHING,)
        changes += asked.without_from()
        return Placed(changed(text, changes), default, named)
    if has_from:
        return Placed(changed(text, [*changes, *asked.sources(record)]))
    if not sees_graphs:
        return Placed(changed(text, changes), (record.union,))
    return Placed(changed(text, [*changes, *asked.around(record.union)]))


def changed(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with stretches of it replaced; those at one place keep their order."""
    parts, last = [], len(text)
    order = sorted(enumerate(changes), key=lambda each: (each[1][0], each[1][1], each[0]))
    for _, (start, end, instead) in reversed(order):
        parts += [text[end:last], instead]
        last = start
    return "".join([text[:last], *reversed(parts)])


class _Text:
    """A question's words with what its prologue says."""

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.words = words
        self.iri = names_of(words).iri
        self.first = begin_of(words)
        self.keywords = {word.text.upper() for word in words[self.first :] if word.kind == "word"}

    def _spots(self, *names: str) -> Iterator[int]:
        for place in range(self.first, len(self.words)):
            word = self.words[place]
            if word.kind == "word" and word.text.upper() in names:
                yield place

    def literals(self, engine: Engine) -> Iterator[tuple[int, int, str]]:
        """Yield numbers and datatypes as the store keeps them."""
        if engine.keeps_doubles and not engine.opaque:
            return
        for place in range(self.first, len(self.words)):
            word = self.words[place]
            end = word.start + len(word.text)
            if word.kind == "number" and "e" in word.text.lower() and not engine.keeps_doubles:
                plain = plain_number(word.text)
                yield word.start, end, plain if "." in plain else f"{plain}.0"
                continue
            iri = self.iri(word)
            if not iri.startswith(XSD):
                continue
            before = [each.text for each in self.words[max(0, place - 2) : place]]
            if before == ["^", "^"] and iri == DOUBLE and not engine.keeps_doubles:
                written = self.words[place - 3]
                plain = plain_number(written.text.strip("'\""))
                yield written.start, end, f'"{plain}"^^<{kept_type(iri, engine)}>'
            elif (kept := kept_type(iri, engine)) != iri:
                yield word.start, end, f"<{kept}>"

    def stars(self, variables: Callable[[str], Sequence[str]]) -> Iterator[tuple[int, int, str]]:
        """Yield the variables of the outermost `SELECT *`: there would be more of them."""
        place = self.first
        if self.words[place].text.upper() != "SELECT":
            return
        place += 1 + (self.words[place + 1].text.upper() in {"DISTINCT", "REDUCED"})
        star = self.words[place]
        names = variables(self.text) if star.text == "*" else ()
        if names:
            yield star.start, star.start + 1, " ".join(f"?{name}" for name in names)

    def graphs(self, record: Record) -> Iterator[tuple[int, int, str]]:
        """Yield GRAPH clauses as the store can answer them."""
        for number, place in enumerate(self._spots("GRAPH")):
            keyword, named = self.words[place], self.words[place + 1]
            end = named.start + len(named.text)
            if named.kind == "variable":
                kept = f"?keptAs{number}_"
                join = f"GRAPH <{record.index}> {{ {named.text} <{naming.KEPT_AS}> {kept} }}"
                yield keyword.start, end, f"{join} GRAPH {kept}"
            else:
                yield keyword.start, end, f"GRAPH <{record.kept(self.iri(named))}>"

    def sources(self, record: Record) -> Iterator[tuple[int, int, str]]:
        """Yield FROM clauses; where graphs are named, the index is one of them."""
        places = [*self._spots("FROM")]
        kinds = [self.words[place + 1].text.upper() == "NAMED" for place in places]
        for place, is_named in zip(places, kinds, strict=True):
            graph = self.words[place + 1 + is_named]
            words = "FROM NAMED" if is_named else "FROM"
            kept = f"{words} <{record.kept(self.iri(graph))}>"
            yield self.words[place].start, graph.start + len(graph.text), kept
        start = self.words[places[0]].start
        if all(kinds):
            yield start, start, f"FROM <{naming.NOTHING}> "
        named = record.index if any(kinds) else naming.NOTHING
        yield start, start, f"FROM NAMED <{named}> "

    def without_from(self) -> Iterator[tuple[int, int, str]]:
        for place in self._spots("FROM"):
            graph = self.words[place + 1 + (self.words[place + 1].text.upper() == "NAMED")]
            yield self.words[place].start, graph.start + len(graph.text), ""

    def around(self, union: str) -> Iterator[tuple[int, int, str]]:
        """Yield what puts the whole pattern into the union.

        Raises:
            QueryRefused: Something outside the pattern asks the default graph, too.
        """
        begin, end = body_of(self.words, self.first)
        outside = [*self.words[self.first : begin], *self.words[end:]]
        for word in outside:
            if word.kind == "word" and word.text.upper() == "EXISTS":
                raise QueryRefused(
                    "a question that names graphs has EXISTS inside its pattern only",
                    where=line_column(self.text, word.start),
                    hint="bind it inside: BIND(EXISTS { … } AS ?found)",
                )
        start = self.words[begin].start + 1
        yield start, start, f" GRAPH <{union}> {{"
        yield self.words[end].start, self.words[end].start, "} "


def variables_of(text: str) -> tuple[str, ...]:
    """Return the variables of a SELECT in order; its `*` spelt out."""
    found = Store().query(text)
    return (
        tuple(each.value for each in found.variables) if isinstance(found, QuerySolutions) else ()
    )


def absolute(text: str, base: str) -> str:
    """Return a question whose IRIs are all absolute, without BASE: some want it in front only.

    A text that can be read in two ways is left as it is.
    """
    words = [*tokens(text)]
    begin = begin_of(words)
    changes: list[tuple[int, int, str]] = []
    for place, word in enumerate(words):
        if word.kind != "iri":
            continue
        before = words[place - 1]
        end = word.start + len(word.text)
        if place < begin and before.text.upper() == "BASE":
            base = urljoin(base, word.text[1:-1])
            changes.append((before.start, end, ""))
        elif base and ":" not in word.text:
            changes.append((word.start, end, f"<{urljoin(base, word.text[1:-1])}>"))
    return changed(text, changes) if changes and has_one_reading(words) else text
