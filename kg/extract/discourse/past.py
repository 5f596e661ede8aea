"""What a text has named so far, as a word that points back sees it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.reading import Mention
    from kg.model.evidence import Span
    from kg.model.facts import ActorType

_LIST_GAP: Final = 3  # letters between the members of a list: "가, 나와 다"
_RECENT: Final = 6  # mentions a topic is looked for among
FIRMS: Final[frozenset[ActorType]] = frozenset(
    {"SME", "MidSizedEnterprise", "LargeEnterprise", "LighthouseFactory"}
)
ORDERED: Final = frozenset({"former", "latter", "several"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What stood before a pointer, the nearest last.

    Attributes:
        mentions: Of this and earlier sentences.
        previous: Where the sentence before stands; None for the first one.
        types: Actor name to type.
        text: The words of the document.
        at: Where the pointer stands in it.
    """

    mentions: tuple[Mention, ...]
    previous: Span | None
    types: dict[str, ActorType]
    text: str = ""
    at: int = 0

    def firms(self) -> list[str]:
        """Names of firms without repeats, the nearest last."""
        return self._named(FIRMS)

    def people(self) -> list[str]:
        """Names of persons without repeats, the nearest last."""
        return self._named(frozenset({"Person"}))

    def parties_before(self) -> list[str]:
        """Organisations of the previous sentence, in order."""
        if self.previous is None:
            return []
        inside = [m for m in self.mentions if self.previous.holds(m.span) and m.type != "Person"]
        return list(dict.fromkeys(name for mention in inside for name in mention.names))

    def ordered(self, kind: str) -> tuple[str, ...]:
        """Return the former or the latter of two organisations just named, or all of several."""
        named = self.parties_before()
        if kind == "several":
            return tuple(named) if len(named) > 1 else ()
        return (named[0 if kind == "former" else 1],) if len(named) == 2 else ()

    def rest(self) -> list[str]:
        """Return those of the last list of parties that were not named again since."""
        groups: list[list[str]] = [[]]
        for mention in self.mentions:
            if mention.type not in FIRMS:
                continue
            last = groups[-1][-1:] and self.mentions[: self.mentions.index(mention)][-1]
            if last and mention.span.start - last.span.end <= _LIST_GAP:
                groups[-1].extend(mention.names)
            else:
                groups.append(list(mention.names))
        lists = [at for at, names in enumerate(groups) if len(names) > 1]
        if not lists:
            return []
        since = {name for names in groups[lists[-1] + 1 :] for name in names}
        return [name for name in groups[lists[-1]] if name not in since]

    def topic(self) -> list[str]:
        """The firm the text was last about: one with a topic or subject mark, if there is one."""
        start = self.previous.start if self.previous else 0
        inside = [m for m in self.mentions if m.span.start >= start and m.type in FIRMS]
        # A sentence that names no firm goes on about the one before: 미르의 지원으로 … 줄었다
        recent = [] if inside else [m for m in self.mentions[-_RECENT:] if m.type in FIRMS]
        marked = [m for m in inside or recent if m.particle[:1] in {"은", "는", "이", "가"}]
        # Of those told of before that, rather the small firm, whose story it is
        small = [m for m in marked if self.types.get(m.names[0]) == "SME"] if recent else []
        marked = small or marked
        return list(marked[-1].names[:1]) if marked else []

    def _named(self, kinds: frozenset[str]) -> list[str]:
        names = [n for m in self.mentions for n in m.names if self.types.get(n) in kinds]
        return list(dict.fromkeys(reversed(names)))[::-1]
