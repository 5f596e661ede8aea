"""From the matter of a brief to its words: sentences, rows, figures, voices, references."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.brief.helps import helps_of
from kg.brief.notes import Notes
from kg.brief.order import renumbered
from kg.brief.phrases import Phrases
from kg.brief.shifts import shifts_of
from kg.brief.told import Brief, Figure, Row, Sentence, Voice, numbers_of
from kg.brief.values import widest
from kg.files import resource_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import NamedNode, Store

    from kg.brief.matter import Matter

# A brief is one to three pages; the lead is what is read when nothing else is.
MOST_LEADING: Final = 3
MOST_APART: Final = 2
MOST_CAUSES: Final = 2
MOST_SHIFTS: Final = 10
MOST_FIGURES: Final = 12
MOST_VOICES: Final = 4


def brief(store: Store, matter: Matter, lang: str) -> Brief:
    """Return the brief of a matter in `ko` or `en`; the same release gives the same brief."""
    words: dict[str, str] = resource_toml("brief/words.toml")[lang]
    say = Phrases(store, lang, words)
    teller = _Teller(say, Notes(say, matter.parts), matter.parts)
    left_out = len(teller.shifts) - MOST_SHIFTS
    told = Brief(
        lang=lang,
        title=matter.names[lang],
        is_derived=matter.is_derived,
        words=words,
        lead=tuple(teller.lead()),
        overview=tuple(row for row in teller.overview() if row.entries),
        helps=teller.helps,
        shifts=teller.shifts[:MOST_SHIFTS],
        more=say.fill("more", count=str(left_out)) if left_out > 0 else "",
        figures=tuple(teller.figures()),
        voices=tuple(teller.voices()),
        references=(),
    )
    return renumbered(
        replace(
            told,
            references=teller.notes.references(),
            romanised=tuple(sorted(say.romanised.items())),
        )
    )


class _Teller:
    """Tells parts in order and keeps the numbers of their quotations."""

    def __init__(self, say: Phrases, notes: Notes, parts: Mapping[str, tuple[NamedNode, ...]]):
        self.say = say
        self.notes = notes
        self.parts = parts
        self.causes = self._causes()
        self.helps = helps_of(say, notes, parts.get("supports", ()))
        self.shifts = shifts_of(say, notes, parts.get("changes", ()))

    def lead(self) -> Iterator[Sentence]:
        """Yield why it began, who helped whom, what changed and what was proposed."""
        say = self.say
        if self.causes:
            first = self.causes[:MOST_CAUSES]
            told = say.joined([self._defined(name) for name, _ in first])
            yield self._sentence(
                say.sentence("motive", circumstances=told), *(n for _, own in first for n in own)
            )
        yield from self._helped()
        happened = [one for one in self.shifts if not one.is_aim] or self.shifts
        for shift in happened[:MOST_LEADING]:
            yield Sentence(text=shift.text, notes=shift.notes)
        for node in self.parts.get("designations", ()):
            yield self._designation(node)

    def _helped(self) -> Iterator[Sentence]:
        """Yield who helped whom; much help of one party is told together."""
        say = self.say
        named = [one for one in self.helps if not one.is_vague] or list(self.helps)
        if len(named) <= MOST_APART:
            for one in named:
                yield Sentence(text=one.sentence(say), notes=one.notes)
            return
        given = [one for one in named if not one.is_planned] or named
        for supporter in list(dict.fromkeys(one.supporter for one in given))[:MOST_APART]:
            own = [one for one in given if one.supporter == supporter]
            if len(own) == 1:
                yield Sentence(text=own[0].sentence(say), notes=own[0].notes)
                continue
            text = say.sentence(
                "support_many",
                supporter=supporter,
                recipient=say.joined(list(dict.fromkeys(r for one in own for r in one.recipients))),
                kinds=say.joined(list(dict.fromkeys(k for one in own for k in one.kinds))),
            )
            yield Sentence(text=text, notes=numbers_of(own))

    def overview(self) -> Iterator[Row]:
        """Yield the background, the programmes and the dates as rows."""
        words = self.say.words
        causes = tuple(self._sentence(name, *own) for name, own in self.causes)
        yield Row(head=words["background"], entries=causes, is_short=True)
        programmes = self.parts.get("programmes", ())
        yield Row(head=words["programme"], entries=tuple(map(self._programme, programmes)))
        dated = [(self.say.period(one), one) for one in self.parts.get("events", ())]
        dates = tuple(self._date(one) for period, one in sorted(dated, key=str) if period[0])
        yield Row(head=words["dates"], entries=tuple(dict.fromkeys(dates)))

    def figures(self) -> Iterator[Figure]:
        """Yield every reported value that is not part of a change, the same row once."""
        say = self.say
        rows: dict[tuple[str, ...], list[NamedNode]] = {}
        for one in self.parts.get("measurements", ()):
            subject = say.names(one, "subject", "subjectGroup") or say.words["nobody"]
            status = "" if say.code(one, "status") == "actual" else say.names(one, "status")
            key = (subject, say.names(one, "indicator"), say.value(one), status, say.when(one))
            rows.setdefault(key, []).append(one)
        for (subject, indicator, value, status, when), own in sorted(rows.items())[:MOST_FIGURES]:
            yield Figure(
                subject=subject,
                indicator=indicator,
                value=value,
                status=status,
                when=when,
                notes=self.notes.of(*own),
            )

    def voices(self) -> Iterator[Voice]:
        """Yield the words people said, with who said them; reported speech only where no other."""
        say = self.say
        spoken = [
            one
            for one in self.parts.get("statements", ())
            if say.text(one, "quoteText") and say.speaker(one)
        ]
        direct = [one for one in spoken if say.text(one, "isDirect") == "true"]
        for one in (direct or spoken)[:MOST_VOICES]:
            words = say.text(one, "quoteText").strip().rstrip(",")
            quoted = self.notes.of(one)
            by = f"{say.speaker(one)} · {say.kind(one)}"
            lang = next((n.lang for n in self.notes.all() if n.number in quoted), "")
            yield Voice(words=words, lang=lang, by=by, notes=quoted)

    def _causes(self) -> list[tuple[str, list[NamedNode]]]:
        """Return the circumstances by name, those that caused others first."""
        graph = self.say.graph
        nodes = self.parts.get("circumstances", ())
        behind = [cause for one in nodes for cause in graph.nodes(one, ["motivatedBy"])]
        ordered = sorted(nodes, key=lambda one: -behind.count(one))
        kept = widest([self.say.name(one) for one in ordered])
        return [(name, [n for n in nodes if self.say.name(n) == name]) for name in kept]

    def _defined(self, name: str) -> str:
        """Return a circumstance as it stands within an English sentence."""
        if self.say.lang == "ko" or " " not in name or name.lower().startswith(("the ", "a ")):
            return name
        return f"the {name}"

    def _programme(self, node: NamedNode) -> Sentence:
        say = self.say
        parts = [
            say.fill(pattern, names=say.joined(named))
            for pattern, predicate in (("run_by", "operator"), ("taken_by", "participant"))
            if (named := say.called(node, predicate))
        ]
        more = say.fill("with", parts=", ".join(parts)) if parts else ""
        return self._sentence(say.name(node) + more, node)

    def _date(self, node: NamedNode) -> Sentence:
        say = self.say
        mark = say.words["planned_mark"] if say.code(node, "status") == "planned" else ""
        more = say.fill("with", parts=mark) if mark else ""
        return self._sentence(f"{say.when(node)}: {say.name(node)}{more}", node)

    def _designation(self, node: NamedNode) -> Sentence:
        say = self.say
        designee = say.names(node, "designee") or say.words["nobody"]
        if say.code(node, "status") != "proposed":
            by = say.names(node, "designator") or say.words["nobody"]
            text = say.sentence("designation", designee=designee, designator=by)
            return self._sentence(text, node)
        proposals = [
            one
            for one in self.parts.get("statements", ())
            if node in say.graph.nodes(one, ["proposes"])
        ]
        speakers = next((say.speaker(one) for one in proposals), "")
        if speakers:
            text = say.sentence("proposed_by", speaker=speakers, designee=designee)
        else:
            text = say.sentence("proposal", designee=designee)
        return self._sentence(text, node)

    def _sentence(self, text: str, *nodes: NamedNode) -> Sentence:
        return Sentence(text=text, notes=self.notes.of(*nodes))
