"""Ask an authority for its own names, spoilt, beside other ids, or as what they cannot be."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.ids.romanise import romanise_name
from kg.link.match.decide import decide
from kg.link.match.index import build_index
from kg.link.match.known import Mention
from kg.link.match.sounds import jamo
from kg.link.match.spelling import is_korean, tight
from kg.pipeline.authorities import learnt_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.link.match.index import Index
    from kg.link.match.known import Known

SEED: Final = 5
LEAST: Final = 4  # letters of a name that is spoilt: in a shorter one a slip makes another name
KINDS: Final = ("Person", "LighthouseFactory", "SME", "Ministry")


def halves(entities: Sequence[Known], seed: int) -> tuple[int, int]:
    """Return how many names of one half were asked of the other, and how many were linked."""
    shuffled = list(entities)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # a draw, no secret
    here, there = shuffled[: len(shuffled) // 2], shuffled[len(shuffled) // 2 :]
    index, known = build_index(here), {tight(name.text) for each in here for name in each.names}
    asked = [
        name.text
        for each in there
        for name in each.names
        if name.is_preferred and tight(name.text) not in known
    ]
    learnt = learnt_names()
    linked = [text for text in asked if decide(Mention(text=text), index, learnt).chosen]
    return len(asked), len(linked)


def spoilt(
    authority: Index, spoil: Callable[[str], str], every: int = 1
) -> tuple[int, float, float]:
    """Return how many Korean names were spoilt, the part found and the part linked wrongly.

    A name that several bodies bear cannot be found and is left out.

    Args:
        authority: Whose names are asked.
        spoil: What is done to a name.
        every: One entity of so many is asked.
    """
    found = wrong = asked = 0
    learnt = learnt_names()
    owners: dict[str, set[str]] = {}
    for each in authority.entities:
        for name in each.names:
            owners.setdefault(tight(name.text), set()).add(each.iri)
    for each in authority.entities[::every]:
        for name in each.names:
            if not name.is_preferred or not is_korean(name.text) or len(tight(name.text)) < LEAST:
                continue
            if len(owners[tight(name.text)]) > 1:
                continue
            chosen = decide(Mention(text=spoil(name.text)), authority, learnt).chosen
            asked += 1
            got = {chosen.known.iri, *chosen.twins} if chosen else set[str]()
            found += bool(got & owners[tight(name.text)])
            wrong += bool(got) and not got & owners[tight(name.text)]
    return asked, found / asked, wrong / asked


def slipped(text: str) -> str:
    """Return a name with a random letter of a random syllable changed."""
    rng = random.Random(f"{SEED}{text}")  # noqa: S311  # a draw, no secret
    at = rng.choice([place for place, letter in enumerate(text) if "가" <= letter <= "힣"])
    letters = list(jamo(text[at]))
    place = rng.randrange(len(letters))
    first, count = ((0x1100, 19), (0x1161, 21), (0x11A8, 27))[place]
    other = chr(first + rng.randrange(count))
    while other == letters[place]:
        other = chr(first + rng.randrange(count))
    letters[place] = other
    return text[:at] + compose("".join(letters)) + text[at + 1 :]


def compose(letters: str) -> str:
    """Return letters as one syllable."""
    return unicodedata.normalize("NFC", letters)


SPOILT: Final[dict[str, Callable[[str], str]]] = {
    "a letter of a syllable changed": slipped,
    "a particle behind": lambda text: f"{text}에서",
    "a blank in the middle": lambda text: f"{text[: len(text) // 2]} {text[len(text) // 2 :]}",
    "a legal form in front": lambda text: f"(주){text}",
    "in Revised Romanisation": romanise_name,
}


def excluded(authority: Index, every: int = 1) -> tuple[int, int]:
    """Return how often names were asked as a kind their bearer cannot be, and how often linked."""
    asked = linked = 0
    for each in authority.entities[::every]:
        for kind in KINDS:
            mention = Mention(text=each.label, kind=kind)
            found = decide(mention, authority, learnt_names())
            never = [one for one in found.candidates if "never" in {it.name for it in one.features}]
            if any(one.known.iri == each.iri for one in never):
                asked += 1
                linked += found.chosen in never
    return asked, linked


def keyed(authority: Index, every: int = 1) -> tuple[int, float, float]:
    """Return how many ids of one body alone were asked beside the name of another body.

    Beside the count stand the part that found theirs and the part that was linked wrongly.
    """
    entities = authority.entities
    owners = Counter(number for each in entities for number in {*each.numbers})
    asked = found = wrong = 0
    for place, each in enumerate(entities[::every]):
        other = entities[(place * every + 1) % len(entities)].label
        for number in {one for one in each.numbers if owners[one] == 1}:
            mention = Mention(text=other, numbers=(number,))
            chosen = decide(mention, authority, learnt_names()).chosen
            asked += 1
            found += chosen is not None and chosen.known.iri == each.iri
            wrong += chosen is not None and chosen.known.iri != each.iri
    return asked, found / asked, wrong / asked


def made(authority: Index) -> Iterator[str]:
    """Yield the table of these questions."""
    yield "| made from the authority | asked | found | linked wrongly |"
    yield "| --- | ---: | ---: | ---: |"
    both = [halves(authority.entities, seed) for seed in (1, 2)]
    asked, linked = (sum(column) for column in zip(*both, strict=True))
    yield f"| names of one half, asked of the other | {asked} | | {linked} |"
    for title, spoil in SPOILT.items():
        asked, part, wrong = spoilt(authority, spoil)
        yield f"| {title} | {asked} | {part:.3f} | {wrong:.3f} |"
    asked, linked = excluded(authority)
    yield f"| as a kind that excludes that of the bearer | {asked} | | {linked} |"
    asked, part, wrong = keyed(authority)
    yield f"| by an id, beside a name of another body | {asked} | {part:.3f} | {wrong:.3f} |"
