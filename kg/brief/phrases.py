"""How a brief words what the graph holds: names, lists, values, days; in either language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.brief.values import HANGUL, day, days, korean_number, number, spaced
from kg.files import resource_toml
from kg.ids.particles import with_particle
from kg.viz.graph import Graph, node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

DATED: Final = (vocab.TIME.inXSDDate, vocab.TIME.inXSDgYearMonth, vocab.TIME.inXSDgYear)
SIGNS: Final = {"percent": "%", "percentage-point": "points_short"}
NAMED: Final = 3  # parties that a sentence names; of more it counts the rest


class Phrases:
    """Reads a store for the words a brief needs."""

    def __init__(self, store: Store, lang: str, words: Mapping[str, str]) -> None:
        self.graph = Graph(store)
        self.lang = lang
        self.words = words
        self.romanised: dict[str, str] = {}  # names nobody has given in English, and their own

    def fill(self, pattern: str, **slots: str) -> str:
        """Return a pattern with its slots filled; `{slot:은}` adds the particle that fits."""

        def put(match: re.Match[str]) -> str:
            word = slots[match[1]]
            return with_particle(word, match[2]) if match[2] else word

        return re.sub(r"\{(\w+)(?::(\w+))?\}", put, self.words[pattern])

    def sentence(self, pattern: str, **slots: str) -> str:
        """Return a filled pattern that begins as a sentence does."""
        text = self.fill(pattern, **slots)
        return text[:1].upper() + text[1:] if self.lang == "en" else text

    def joined(self, names: Sequence[str]) -> str:
        """Return names as a list within a sentence."""
        if len(names) < 2:
            return "".join(names)
        if len(names) == 2:
            return self.fill("and_two", first=names[0], second=names[1])
        return self.fill("and_last", most=", ".join(names[:-1]), last=names[-1])

    def parties(self, names: Sequence[str]) -> str:
        """Return parties within a sentence: the first of many, with how many there are."""
        if len(names) <= NAMED:
            return self.joined(names)
        count = len(names) if self.lang == "ko" else len(names) - 1
        return self.fill("many", first=names[0], count=str(count))

    def goods(self, thing: NamedNode) -> tuple[str, ...]:
        """Return the products of a thing; countable ones in the plural."""
        many: dict[str, str] = resource_toml("writing/labels.toml")["plurals"]
        return tuple(many.get(name, name) for name in self.called(thing, "product"))

    def name(self, thing: NamedNode) -> str:
        """Return what a thing is called; a romanised name is kept with its own spelling."""
        names = self.graph.labels(thing)
        if self.lang == "en" and names["en"] == self.text(thing, "romanizedLabel"):
            self.romanised[names["en"]] = names["ko"]
        return names[self.lang]

    def called(self, thing: NamedNode, *predicates: str) -> tuple[str, ...]:
        """Return the names behind the first of the predicates that has any, in order."""
        for predicate in predicates:
            if found := {self.name(one) for one in self.graph.nodes(thing, [predicate])}:
                return tuple(sorted(found))
        return ()

    def names(self, thing: NamedNode, *predicates: str) -> str:
        """Return the same as one list; empty where there is none."""
        return ", ".join(self.called(thing, *predicates))

    def text(self, thing: NamedNode, predicate: str) -> str:
        """Return the first text behind a predicate, or nothing."""
        values = self.graph.objects(thing, node(predicate))
        return next((value.value for value in values if isinstance(value, Literal)), "")

    def code(self, thing: NamedNode, predicate: str) -> str:
        """Return the last part of a code's IRI, or nothing."""
        codes = self.graph.nodes(thing, [predicate])
        return codes[0].value.rpartition(".")[2] if codes else ""

    def kind(self, thing: NamedNode) -> str:
        """Return the name of a thing's own class."""
        own = [k for k in self.graph.nodes(thing, [vocab.RDF.type.value]) if k != vocab.Statement]
        return self.name(own[0]).lower() if own else ""

    def speaker(self, statement: NamedNode) -> str:
        """Return who said something, with the post they hold; empty where nobody is named."""
        return ", ".join(
            self._with_post(speaker) for speaker in self.graph.nodes(statement, ["speaker"])
        )

    def _with_post(self, speaker: NamedNode) -> str:
        name = self.name(speaker)
        store = self.graph.store
        held = {
            quad.subject
            for quad in store.quads_for_pattern(None, vocab.ORG.member, speaker, None)
            if isinstance(quad.subject, NamedNode)
            and self.graph.nodes(quad.subject, [vocab.ORG.organization.value])
        }
        told = (self.name(membership).partition(": ") for membership in sorted(held, key=str))
        posts = [post for who, _, post in told if who == name and post]
        if not posts:
            return name
        # Sources of both languages may tell of one post: own words go first.
        post = min(posts, key=self._foreign)
        return f"{name} {post}" if self.lang == "ko" else f"{name} ({post})"

    def _foreign(self, words: str) -> int:
        """Return how many letters are of the other language's script."""
        hangul = len(HANGUL.findall(words))
        latin = sum(letter.isascii() and letter.isalpha() for letter in words)
        return latin if self.lang == "ko" else hangul

    def value(self, measurement: NamedNode) -> str:
        """Return a value with its unit in the brief's language."""
        told = self.name(measurement).rpartition(": ")[2]
        digits = self.text(measurement, "numericValue")
        unit = self.code(measurement, "unit")
        if digits and unit in SIGNS:
            sign = self.words.get(SIGNS[unit], SIGNS[unit])
            return number(float(digits)).replace("-", "−") + sign
        if self.lang == "ko" and HANGUL.search(told):
            return spaced(told)
        if self.lang == "ko" and digits and unit:
            counted = self.names(measurement, "unit").partition("/")[0]
            return spaced(f"{korean_number(float(digits))} {counted}")
        return told

    def amount(self, change: NamedNode, predicate: str) -> float | None:
        """Return the number before or after a change."""
        for end in self.graph.nodes(change, [predicate]):
            if told := self.text(end, "numericValue"):
                return float(told)
        return None

    def period(self, thing: NamedNode) -> tuple[str, str]:
        """Return the first and last day, month or year of a thing; empty where unknown."""
        for time in self.graph.nodes(thing, ["when"]):
            start, end = (
                self._dated(time, edge.value)
                for edge in (vocab.TIME.hasBeginning, vocab.TIME.hasEnd)
            )
            if start:
                return start, end if end != start else ""
        return "", ""

    def _dated(self, time: NamedNode, edge: str) -> str:
        for instant in [*self.graph.nodes(time, [edge]), time]:
            for predicate in DATED:
                if found := self.text(instant, predicate.value):
                    return found
        return ""

    def when(self, thing: NamedNode) -> str:
        """Return when something was, in words; empty where unknown."""
        return days(*self.period(thing), self.lang)

    def issued(self, source: NamedNode) -> str:
        """Return the day a source appeared, in words; empty where unknown."""
        return day(self.text(source, vocab.DCT.issued.value), self.lang)
