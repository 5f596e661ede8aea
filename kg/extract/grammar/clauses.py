"""Clauses and noun phrases on raw Korean text, and speech masked out of a sentence. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.extract.grammar import conjugation, morphology
from kg.files import resource_toml
from kg.model.evidence import Span

if TYPE_CHECKING:
    from kg.extract.reading import Reading, Sentence

MASK: Final = "\u2588"  # stands for one letter of quoted speech, so that offsets stay
_GLUED: Final = frozenset("은는을를에의와과도로가")  # particles left behind a quotation mark
_WHILE: Final = frozenset("뒤후때끝중")  # "받은 뒤 작업장을": when, and no part of what follows
_BEFORE_NOUNS: Final = frozenset("준줄온단낸쓴댄뗀든갈")  # "해 준 협력사": verbs of one letter
_LONG_QUOTE: Final = 40  # code points; a longer quotation is speech whatever its end
_TOKEN: Final = re.compile(r"\S+")
_SPAN: Final = re.compile(
    r"(?:\d+|[한두세네]|석|넉|몇|반)?(?:달|개월|년|주|주일|일|시간|분기|철)(?:간|동안|째|씩)"
)
_BETWEEN: Final = re.compile(r"[\"'“”‘’「」『』<>〈〉《》]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words to be read as one utterance: a sentence without its quotes, or one quote.

    Attributes:
        start: Where `text` starts in the document.
        text: The words; quoted speech of others is masked letter by letter.
        sentence: Where they stand.
        is_quote: Whether the words are a speaker's own.
    """

    start: int
    text: str
    sentence: Sentence
    is_quote: bool = False

    @property
    def end(self) -> int:
        """Where the words end in the document."""
        return self.start + len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of a stretch of `text`."""
        return Span(self.start + start, self.start + end)


@cache
def words(lang: str, name: str) -> dict[str, Any]:  # Any: TOML values are what their reader expects
    """Return a table of cue words of one language, such as `clauses` or `kinds`."""
    return resource_toml(f"words/{lang}/{name}.toml")


@cache
def pattern(lang: str, table: str, key: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """Return the pattern of any word of a list, longest first, words being regular expressions."""
    listed = sorted(words(lang, table)[key], key=lambda word: (-len(word), word))
    flags = re.IGNORECASE if lang == "en" else 0
    return re.compile(f"{before}(?:{'|'.join(listed)}){behind}", flags)


def stretches(reading: Reading, sentence: Sentence) -> tuple[Stretch, ...]:
    """Return the sentence with its quoted speech masked, then each quoted speech alone."""
    text = list(sentence.text)
    speech = []
    for quote in sentence.quotes:
        said = quote.of(reading.document.text)
        if is_speech(said, reading.lang):
            for at in range(quote.start, quote.end):
                text[at - sentence.span.start] = MASK
            speech.append(Stretch(quote.start, said, sentence, is_quote=True))
    return (Stretch(sentence.span.start, "".join(text), sentence), *speech)


def is_speech(said: str, lang: str) -> bool:
    """Tell whether quoted words are an utterance rather than a name."""
    said = said.strip()
    if lang == "en":
        return len(said.split()) > 6 or said.endswith((",", ".", "!", "?"))
    if len(said) > _LONG_QUOTE:
        return True
    ends = tuple(words("ko", "clauses")["speech_ends"])
    return " " in said and said.rstrip(".!?,").endswith(ends) and len(said) > 10


@cache
def _boundary() -> re.Pattern[str]:
    table = words("ko", "clauses")
    comma = "|".join(sorted(table["endings_with_comma"], key=len, reverse=True))
    bare = "|".join(sorted(table["endings_bare"], key=len, reverse=True))
    return re.compile(
        rf"(?<=[가-힣])(?:{comma}),\s|(?:{bare}),?\s|;\s|(?<=[가-힣%\d)][을를]),\s(?=[^,]*[은는이가]\s)|(?<=[원%할]),\s(?=[^,\d]*[은는이가]\s)"
        r"|(?<=[다요죠까])[.!?]\s"
    )


def boundaries(text: str) -> tuple[int, ...]:
    """Return the offsets in `text` where a Korean clause starts, 0 first.

    >>> text = "가람은 장비를 샀고, 나래는 팔았다."
    >>> [text[at:at + 2] for at in boundaries(text)]
    ['가람', '나래']
    """
    return (0, *(match.end() for match in _boundary().finditer(text)))


def phrase_start(text: str, head: int, limit: int = 0, tokens: int = 6) -> int:
    """Return where the noun phrase whose last word starts at `head` begins.

    Words to the left belong to it until one ends like a particle, a verb or a comma.

    >>> text = "온라인으로 열린 한빛 제조혁신 전략회의에서"
    >>> text[phrase_start(text, text.index("전략")):]
    '한빛 제조혁신 전략회의에서'
    """
    start = head
    found = list(_TOKEN.finditer(text, limit, head))
    if found and found[-1].end() == head:
        start = found.pop().start()  # the head began inside a word
    for token in reversed(found[-tokens:]):
        if ends_phrase(token[0]):
            break
        start = token.start()
    return start


@cache
def _joining() -> frozenset[str]:
    """Return what the listed verbs look like before another verb: "보내", "빌려"."""
    found = {conjugation.shapes(verb)[1] for verb in words("ko", "clauses")["verbs"]}
    return frozenset(form for form in found if len(form) > 1)


def ends_phrase(token: str) -> bool:
    """Tell whether a word closes a noun phrase, so that what follows starts a new one."""
    if token[-1] in ",.;:→…!?)·" and not token.endswith(")"):
        return True
    bare = _BETWEEN.sub("", re.sub(r"\([^)]*\)$", "", token))
    table = words("ko", "clauses")
    if not bare or MASK in bare:
        return True
    if bare in table["adverbs"] or bare in _joining():
        return True
    if any(bare.endswith(noun) for noun in table["nouns"] if len(noun) > 1):
        return False
    if len(bare) == 1:
        return bare in _GLUED or bare in _WHILE or bare in _BEFORE_NOUNS
    if _SPAN.fullmatch(bare):
        return True
    # "냉장고" ends as "했고" does, and is a noun
    return bare.endswith(tuple(table["stops"])) and not morphology.is_noun(bare)
