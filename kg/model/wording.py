"""The words labels are made of, handed in from data files so that writing stays pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.ids.romanise import romanise_name
from kg.model.report import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Names of codes, patterns of labels and a small Korean-English glossary.

    Attributes:
        codes: IRI of a code to its name in both languages.
        concepts: Code list (`product`) to folded name to IRI of the code.
        patterns: Name of a pattern to its text in both languages, with `{slots}`.
        statements: Kind of statement to its name.
        glossary: Korean words of the field to English ones; longest first.
        order: Phrases that English puts together in another order, and how.
        grammar: Counters and particles that the glossary leaves behind, and their English.
        plurals: English units and things to their plurals.
        roles: Roles as printed in Korean to English ones.
        places: Names of places, Korean or English, to the names shown.
    """

    codes: Mapping[str, Text]
    concepts: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, Text]
    statements: Mapping[str, Text] = field(default_factory=dict)
    glossary: Mapping[str, str] = field(default_factory=dict)
    order: tuple[tuple[re.Pattern[str], str], ...] = ()
    grammar: tuple[tuple[re.Pattern[str], str], ...] = ()
    plurals: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Text] = field(default_factory=dict)

    def code(self, iri: str) -> Text:
        """Return the name of a code; its last segment when the code lists do not have it."""
        last = iri.rpartition(".")[2]
        return self.codes.get(iri, Text(last, last))

    def concept(self, scheme: str, name: str) -> str | None:
        """Return the IRI of the code called `name`; None when no code is called so."""
        return self.concepts.get(scheme, {}).get(fold(name))

    def kind_of(self, scheme: str, name: str) -> str | None:
        """Return the code whose name ends `name` ("수술용 마스크"); None when there is none."""
        folded = fold(name)
        known = self.concepts.get(scheme, {})
        cuts = (folded[start:] for start in range(1, len(folded) - 1))
        return next((known[cut] for cut in cuts if cut in known), None)

    def statement(self, kind: str) -> Text:
        """Return the name of a kind of statement."""
        return self.statements.get(kind, Text(kind, kind))

    def role(self, role: str) -> Text:
        """Return a role in both languages."""
        if role in self.roles:
            return Text(role, self.roles[role])
        ending = max((each for each in self.roles if role.endswith(each)), key=len, default="")
        if not ending:
            return self.both(role)
        return Text(role, f"{self.roles[ending]}, {self.both(role.removesuffix(ending)).en}")

    def place(self, name: str) -> Text:
        """Return the name of a place in both languages."""
        return self.places.get(name) or Text(name, romanise_name(name))

    def fill(self, pattern: str, **slots: Text | str) -> Text:
        """Return a pattern with its slots filled, in both languages."""
        shape = self.patterns[pattern]
        ko = {slot: text.ko if isinstance(text, Text) else text for slot, text in slots.items()}
        en = {slot: text.en if isinstance(text, Text) else text for slot, text in slots.items()}
        return Text(shape.ko.format(**ko), shape.en.format(**en))

    def both(self, text: str, names: Iterable[tuple[str, str]] = ()) -> Text:
        """Return a phrase of a source in both languages.

        Names and words of the field are put into English, the rest is romanised: a help for
        readers, not a translation. An English phrase stays what it is in both.

        Args:
            text: The phrase as printed.
            names: Korean names and their English ones, longest first.
        """
        if not re.search(r"[가-힣]", text):
            return Text(text, text)
        named = tuple(names)
        for shape, put in self.order:
            if found := shape.match(text):
                told = {slot: self.both(part, named).en for slot, part in found.groupdict().items()}
                many = {slot: self.plurals.get(part, part) for slot, part in told.items()}
                return Text(text, put.format(**many))
        return Text(text, self._word_by_word(text, named))

    def _word_by_word(self, text: str, names: tuple[tuple[str, str], ...]) -> str:
        english = text
        for korean, word in (*names, *self.glossary.items()):
            if len(korean) > 1 and korean in english:
                english = english.replace(korean, f" {word} ")
        for pattern, word in self.grammar:
            english = pattern.sub(word, english)
        english = re.sub(r"\s+", " ", romanise_name(english))
        return re.sub(r" ([,.)」』])", r"\1", english).replace("( ", "(").strip()

    def units(self, name: str, value: float) -> str:
        """Return the English name of a unit behind a number."""
        known = self.concept("unit", name)
        word = self.code(known).en if known else self.both(name).en
        return self.plurals.get(word, word) if value != 1 else word


def fold(name: str) -> str:
    """Return a name as it is compared: case and blanks do not tell names apart.

    >>> fold("Face Mask") == fold("face mask ")
    True
    """
    return re.sub(r"\s+", "", name).casefold()
