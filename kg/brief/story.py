"""From the matter of a brief to its words: sentences, figures, voices, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.brief.figures import Bar, Figure, bar_of, figures_of
from kg.brief.notes import Notes
from kg.brief.phrases import Phrases
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import NamedNode, Store

    from kg.brief.matter import Matter
    from kg.brief.notes import Note


MOST_CHANGES: Final = 10  # a brief is one to three pages
MOST_BARS: Final = 4
MOST_VOICES: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence and the numbers of the quotations it rests on."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words of a speaker; `by` is who said them and as what."""

    words: str
    by: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief in one language, ready to be set.

    Attributes:
        words: The words around the facts.
        bars: Changes with both values, for the chart.
        figures: Rows of the table of measurements.
        notes: The quotations, in the order of their numbers.
    """

    lang: str
    title: str
    is_derived: bool
    words: Mapping[str, str]
    story: tuple[Sentence, ...]
    changes: tuple[Sentence, ...]
    bars: tuple[Bar, ...]
    figures: tuple[Figure, ...]
    voices: tuple[Voice, ...]
    notes: tuple[Note, ...]


def brief(store: Store, matter: Matter, lang: str) -> Brief:
    """Return the brief of a matter in `ko` or `en`; the same release gives the same brief."""
    words: dict[str, str] = resource_toml("brief/words.toml")[lang]
    teller = _Teller(Phrases(store, lang, words), Notes(store, lang))
    return Brief(
        lang=lang,
        title=matter.names[lang],
        is_derived=matter.is_derived,
        words=words,
        story=tuple(teller.story(matter.parts)),
        changes=tuple(teller.changes(matter.parts)),
        bars=teller.bars(matter.parts),
        figures=figures_of(teller.phrases, teller.notes, matter.parts),
        voices=tuple(teller.voices(matter.parts)),
        notes=teller.notes.all(),
    )


class _Teller:
    """Tells parts in order and keeps the numbers of their quotations."""

    def __init__(self, phrases: Phrases, notes: Notes) -> None:
        self.phrases = phrases
        self.notes = notes

    def story(self, parts: Mapping[str, tuple[NamedNode, ...]]) -> Iterator[Sentence]:
        """Yield what gave rise to the case, the programmes, the help and what was proposed."""
        say = self.phrases
        causes = parts.get("circumstances", ())
        if causes:
            told = ", ".join(dict.fromkeys(say.name(one) for one in causes))
            yield self._sentence(say.fill("motive", circumstances=told), *causes)
        for one in parts.get("events", ()):
            when = say.names(one, "when")
            if when:
                yield self._sentence(say.fill("event", name=say.name(one), when=when), one)
        for one in parts.get("programmes", ()):
            yield from self._programme(one)
        yield from self._supports(parts.get("supports", ()))
        for one in parts.get("designations", ()):
            yield self._designation(one)

    def changes(self, parts: Mapping[str, tuple[NamedNode, ...]]) -> Iterator[Sentence]:
        """Yield what rose or fell; the same change told by several sources is told once."""
        seen: dict[str, list[NamedNode]] = {}
        for one in parts.get("changes", ()):
            text = self.phrases.change(one)
            if text:
                seen.setdefault(text, []).append(one)
        for text, same in list(seen.items())[:MOST_CHANGES]:
            yield self._sentence(text, *same)
        if len(seen) > MOST_CHANGES:
            more = self.phrases.fill("more", count=str(len(seen) - MOST_CHANGES))
            yield Sentence(text=more, notes=())

    def bars(self, parts: Mapping[str, tuple[NamedNode, ...]]) -> tuple[Bar, ...]:
        """Return a pair of bars for each change with both values, each once."""
        found = (bar_of(self.phrases, one) for one in parts.get("changes", ()))
        return tuple(dict.fromkeys(bar for bar in found if bar))[:MOST_BARS]

    def voices(self, parts: Mapping[str, tuple[NamedNode, ...]]) -> Iterator[Voice]:
        """Yield what was said, words in quotation marks first, with who said them."""
        say = self.phrases
        ordered = sorted(parts.get("statements", ()), key=lambda one: not self._is_direct(one))
        for one in ordered[:MOST_VOICES]:
            words = say.text(one, "quoteText")
            if words:
                pattern = "speaker_says" if self._is_direct(one) else "reported"
                by = say.fill(pattern, speaker=say.speaker(one), kind=say.kind(one))
                yield Voice(words=words, by=by, notes=self.notes.of(one))

    def _is_direct(self, statement: NamedNode) -> bool:
        return self.phrases.text(statement, "isDirect") == "true"

    def _programme(self, node: NamedNode) -> Iterator[Sentence]:
        say = self.phrases
        name, operator = say.name(node), say.names(node, "operator")
        pattern = "programme_run" if operator else "programme"
        yield self._sentence(say.fill(pattern, name=name, operator=operator), node)
        taking = say.names(node, "participant")
        if taking:
            yield self._sentence(say.fill("takes_part", name=name, participant=taking), node)

    def _supports(self, nodes: tuple[NamedNode, ...]) -> Iterator[Sentence]:
        """Yield one sentence for each pair of helper and helped, with all kinds of help."""
        say = self.phrases
        groups: dict[tuple[str, str, bool], list[NamedNode]] = {}
        for one in nodes:
            key = (say.helper(one), say.helped(one), say.code(one, "status") == "planned")
            groups.setdefault(key, []).append(one)
        for (helper, helped, is_planned), own in groups.items():
            kinds = ", ".join(dict.fromkeys(say.names(one, "supportKind") for one in own))
            pattern = "support_planned" if is_planned else "support"
            text = say.fill(pattern, supporter=helper, recipient=helped, kinds=kinds)
            products = dict.fromkeys(p for one in own if (p := say.names(one, "product")))
            if products:
                text += say.fill("about", product=", ".join(products))
            yield self._sentence(text, *own)

    def _designation(self, node: NamedNode) -> Sentence:
        say = self.phrases
        designee = say.names(node, "designee")
        if say.code(node, "status") == "proposed":
            return self._sentence(say.fill("proposal", designee=designee), node)
        by = say.names(node, "designator") or say.words["nobody"]
        return self._sentence(say.fill("designation", designee=designee, designator=by), node)

    def _sentence(self, text: str, *nodes: NamedNode) -> Sentence:
        notes: dict[int, Any] = {}
        for node in nodes:
            notes |= dict.fromkeys(self.notes.of(node))
        return Sentence(text=text, notes=tuple(notes))
