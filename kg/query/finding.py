"""Names and quotes found by the indexes of a release, put into a query as VALUES.

`?s dd:labelMatches "등대"` binds `?s` to each thing with these letters in a name, an abbreviation
or a romanisation; `?passage dd:textMatches "등대"` binds to each passage whose quoted words have
them. The index is asked before the engine, and what it finds stands in the place of the triple:
the same rows as a filter with CONTAINS over every comparable name or quote, without looking at
each. More than `MOST` things are an error, never a part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg import vocab
from kg.errors import QuerySyntax
from kg.query.lexer import Token, tokens
from kg.query.passages import PassageIndex, passage_index
from kg.query.patterns import Pairs, block_of, has_one_reading, pairs_of, replaced, subject_of
from kg.query.places import line_column
from kg.query.rewrite import Rewritten
from kg.query.search import SearchIndex, comparable, search_index
from kg.query.spelling import names_of, text_of

Index = Literal["names", "quotes"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pyoxigraph import Store

    Find = Callable[[Index, str, int], Sequence[str]]

PREDICATES: Final[dict[str, Index]] = {"labelMatches": "names", "textMatches": "quotes"}
REWRITE: Final[dict[Index, str]] = {"names": "names-by-index", "quotes": "quotes-by-index"}
MOST: Final = 5_000  # things one text may be found in
LONGEST: Final = 300  # letters of a text
TEXTS: Final = 16  # in one query
_IRIS: Final = {vocab.DD + name: name for name in PREDICATES}
_PATHS: Final = frozenset("/|^!*+?")


@dataclass(frozen=True, slots=True)
class _Use:
    """One predicate with its texts; places are those of words.

    Attributes:
        subject: Of the variable.
        verb: Of the predicate.
        last: Of the last text.
    """

    index: Index
    subject: int
    verb: int
    last: int
    texts: tuple[Token, ...]


def put_in(text: str, find: Find) -> Rewritten:
    """Return a query with what its search predicates find in their place.

    Args:
        text: The query; without such a predicate it is returned as it is.
        find: Gives the IRIs an index finds, at most as many as it is told.

    Raises:
        QuerySyntax: A search predicate stands where it cannot be answered, or finds too much.
    """
    if not may_ask(text):
        return Rewritten(text)
    words = list(tokens(text))
    pairs = pairs_of(words)
    if pairs is None:
        return Rewritten(text)  # the engine says which bracket is lost
    uses = list(_uses(text, words, pairs))
    if not uses:
        return Rewritten(text)
    if not has_one_reading(words):
        raise _wrong(text, words[uses[0].verb], "beside a comparison that could open an IRI", "")
    if sum(len(use.texts) for use in uses) > TEXTS:
        raise _wrong(text, words[uses[TEXTS - 1].verb], f"more than {TEXTS} times", "")
    for subject in sorted({use.subject for use in uses}, reverse=True):
        own = [use for use in uses if use.subject == subject]
        text = _replaced(text, words, pairs, own, find)
    return Rewritten(text, tuple(REWRITE[use.index] for use in uses))


def may_ask(text: str) -> bool:
    """Tell whether a search predicate may stand in a query."""
    return any(name in text for name in PREDICATES)


def finder(store: Store) -> Find:
    """Return what finds in a store; an index is made when it is first needed."""
    indexes: dict[Index, SearchIndex | PassageIndex] = {}

    def find(index: Index, text: str, most: int) -> Sequence[str]:
        if index not in indexes:
            indexes[index] = search_index(store) if index == "names" else passage_index(store)
        return indexes[index].holding(text, limit=most)

    return find


def _uses(text: str, words: Sequence[Token], pairs: Pairs) -> Iterator[_Use]:
    names = names_of(words)
    for place, word in enumerate(words):
        name = _IRIS.get(names.iri(word)) if word.kind in {"iri", "name"} else None
        block = block_of(words, pairs, place) if name else ""
        if name and block in {"group", "short"} and _is_verb(words, pairs, place):
            if block == "short":
                raise _wrong(text, word, "in the short form of CONSTRUCT")
            yield _use(text, words, pairs, place, PREDICATES[name])


def _is_verb(words: Sequence[Token], pairs: Pairs, place: int) -> bool:
    """Tell whether a predicate is meant to be asked; as a subject or a value it is a mere term."""
    before, after = words[place - 1], words[place + 1]
    if after.kind == "string" or after.text == "(" or _is_in_path(words, place):
        return True
    if words[pairs.around[place]].text != "{":
        return False
    subject = subject_of(words, pairs, place)
    return before.text == ";" or place == pairs.partner.get(subject, subject) + 1


def _is_in_path(words: Sequence[Token], place: int) -> bool:
    """Tell whether a mark beside a word makes it a part of a path; `||` joins conditions."""
    for step in (-1, 1):
        mark = words[place + step].text
        if mark in _PATHS and not (mark == "|" and words[place + 2 * step].text == "|"):
            return True
    return False


def _use(text: str, words: Sequence[Token], pairs: Pairs, place: int, index: Index) -> _Use:
    """Return a predicate with its variable and its texts.

    Raises:
        QuerySyntax: There is no variable in front, or something else than texts behind.
    """
    word = words[place]
    if words[pairs.around[place]].text != "{":
        raise _wrong(text, word, "in brackets")
    if _is_in_path(words, place):
        raise _wrong(text, word, "in a path")
    subject = subject_of(words, pairs, place)
    if words[subject].kind != "variable":
        raise _wrong(text, word, "without a variable in front of it")
    found: list[Token] = []
    last = place
    while True:
        behind = words[last + 1]
        if behind.kind != "string" or words[last + 2].text == "^" or words[last + 2].kind == "lang":
            raise _wrong(text, behind, "with something else than a plain text behind it")
        if not comparable(text_of(behind)):
            raise _wrong(text, behind, "with a text without letters and digits")
        if len(behind.text) > LONGEST:
            raise _wrong(text, behind, f"with a text longer than {LONGEST} letters")
        found.append(behind)
        last += 1
        if words[last + 1].text != ",":
            break
        last += 1
    return _Use(index=index, subject=subject, verb=place, last=last, texts=tuple(found))


def _replaced(
    text: str, words: Sequence[Token], pairs: Pairs, uses: Sequence[_Use], find: Find
) -> str:
    """Return the query with the triples of one subject told as VALUES and what is left of them."""
    subject = words[uses[0].subject]
    values = " ".join(
        f"VALUES {subject.text} {{ {_found(text, use.index, each, find)} }}"
        for use in uses
        for each in use.texts
    )
    gone = {place for use in uses for place in range(use.verb, use.last + 1)}
    return replaced(text, words, pairs, uses[0].subject, gone, values)


def _found(text: str, index: Index, word: Token, find: Find) -> str:
    iris = find(index, text_of(word), MOST + 1)
    if len(iris) > MOST:
        raise QuerySyntax(
            f"{word.text} stands in more than {MOST:,} {index}",
            where=line_column(text, word.start),
            hint="look for more letters",
        )
    return " ".join(f"<{iri}>" for iri in iris)


def _wrong(text: str, word: Token, how: str, hint: str | None = None) -> QuerySyntax:
    usual = '?thing dd:labelMatches "name" or ?passage dd:textMatches "words"'
    return QuerySyntax(
        f"a search predicate cannot stand {how}",
        where=line_column(text, word.start),
        hint=f"write {usual}" if hint is None else hint or "ask in a simpler way",
    )
