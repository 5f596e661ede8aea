"""One triple with the words it rests on: what every writer of facts yields. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.vocab import SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode

    from kg.model.evidence import Basis, Evidence
    from kg.model.report import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A triple and why it is believed.

    Attributes:
        evidence: At least one; each becomes an assertion of its own.
        rule: Id of the rule that read it.
        confidence: 0 to 1.
    """

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Teller:
    """Says things of one subject on the basis of one fact."""

    subject: NamedNode
    basis: Basis

    def say(
        self,
        predicate: NamedNode,
        value: NamedNode | Literal,
        field: str = "",
        names: tuple[str, ...] = (),
    ) -> Said:
        """Return one statement, resting on the words of `field` or else on the whole clause.

        Args:
            predicate: The property.
            value: The object.
            field: Field of the fact whose slots hold the words.
            names: Where several words filled the field, those that hold one of these names
                are taken.
        """
        return Said(
            subject=self.subject,
            predicate=predicate,
            object=value,
            evidence=words(self.basis, field, names),
            rule=self.basis.rule,
            confidence=self.basis.confidence,
        )

    def name(self, label: Text, field: str = "") -> Iterator[Said]:
        """Yield the subject's name in Korean and English."""
        yield self.say(SKOS.prefLabel, Literal(label.ko, language="ko"), field)
        yield self.say(SKOS.prefLabel, Literal(label.en, language="en"), field)


def words(basis: Basis, field: str, names: Iterable[str] = ()) -> tuple[Evidence, ...]:
    """Return the words behind one value of a field, the whole clause when none are narrower."""
    own = basis.of(field)
    fitting = tuple(each for each in own if any(name in each.quote for name in names))
    return fitting or own
