"""Names, numbers and sentences of a brief in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg import vocab
from kg.ids.particles import with_particle
from kg.viz.graph import Graph, node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode, Store


class Phrases:
    """Reads a store for the words a brief needs."""

    def __init__(self, store: Store, lang: str, words: Mapping[str, str]) -> None:
        self.graph = Graph(store)
        self.lang = lang
        self.words = words

    def fill(self, pattern: str, **slots: str) -> str:
        """Return a pattern with its slots filled; `{slot:은}` adds the particle that fits."""

        def put(match: re.Match[str]) -> str:
            word = slots[match[1]]
            return with_particle(word, match[2]) if match[2] else word

        text = re.sub(r"\{(\w+)(?::(\w+))?\}", put, self.words[pattern])
        return text[:1].upper() + text[1:] if self.lang == "en" else text

    def name(self, thing: NamedNode) -> str:
        """Return what a thing is called."""
        return self.graph.labels(thing)[self.lang]

    def names(self, thing: NamedNode, predicate: str) -> str:
        """Return the names of what a predicate points at, joined; empty where there is none."""
        return ", ".join(self.name(one) for one in self.graph.nodes(thing, [predicate]))

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
        """Return who said something."""
        return self.names(statement, "speaker") or self.words["nobody"]

    def helper(self, support: NamedNode) -> str:
        """Return who helped."""
        return self.names(support, "supporter") or self.words["nobody"]

    def helped(self, support: NamedNode) -> str:
        """Return who was helped: named ones first, else the group."""
        named = self.names(support, "recipient") or self.names(support, "recipientGroup")
        return named or self.words["nobody"]

    def value(self, measurement: NamedNode) -> str:
        """Return a value with its unit in the brief's language, as its name ends."""
        return self.name(measurement).rpartition(": ")[2]

    def amount(self, change: NamedNode, predicate: str) -> float | None:
        """Return the number before or after a change."""
        for end in self.graph.nodes(change, [predicate]):
            if told := self.text(end, "numericValue"):
                return float(told)
        return None

    def percent(self, change: NamedNode) -> float | None:
        """Return the reported percentage of a change, else the one its values give."""
        if told := self.text(change, "reportedChangePercent"):
            return float(told)
        before, after = self.amount(change, "baseline"), self.amount(change, "followUp")
        if before is None or after is None or before <= 0:
            return None
        return (after - before) / before * 100

    def change(self, change: NamedNode) -> str:
        """Return what rose or fell as one sentence; empty where neither value nor share is told."""
        percent = self.percent(change)
        before, after = self.amount(change, "baseline"), self.amount(change, "followUp")
        slots = {
            "subject": self.names(change, "subject")
            or self.names(change, "subjectGroup")
            or self.words["nobody"],
            "indicator": self.names(change, "indicator"),
        }
        share = "" if percent is None else f"{number(str(abs(percent)))}%"
        if before is not None and after is not None:
            ends = [self.graph.nodes(change, [end])[0] for end in ("baseline", "followUp")]
            values = {"before": self.value(ends[0]), "after": self.value(ends[1])}
            told = f" ({'+' if after > before else '−'}{share})" if share else ""
            pattern = "rose" if after > before else "fell"
            return self.fill(pattern, **slots, **values, percent=told)
        if percent is None:
            return ""
        return self.fill("rose_by" if percent > 0 else "fell_by", **slots, percent=share)


def number(digits: str) -> str:
    """Return digits grouped by thousands with at most one decimal.

    >>> number("1390000"), number("51.086"), number("")
    ('1,390,000', '51.1', '')
    """
    return re.sub(r"\.0$", "", f"{float(digits):,.1f}") if digits else ""
