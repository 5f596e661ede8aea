"""Why something a model said is not taken over, in both languages. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.files import resource_toml
from kg.model.report import Finding, Text

if TYPE_CHECKING:
    from kg.model.document import Document

WORDS: Final = "llm/findings.toml"
LONGEST: Final = 160  # code points of a model's words that a finding repeats


class Refused(Exception):
    """A fact is refused; it never leaves this room, but becomes a finding.

    Attributes:
        name: Key of the messages.
        field: Of the fact.
        value: What the model wrote.
    """

    def __init__(self, name: str, field: str = "", value: object = "") -> None:
        super().__init__(name)
        self.name = name
        self.field = field
        self.value = shown(value)


def finding(refused: Refused, document: Document, *, kind: str = "", where: str = "") -> Finding:
    """Return the finding of a refusal.

    Args:
        refused: Why.
        document: What the model read.
        kind: Name of the kind of fact, such as `supports`; empty for the answer as a whole.
        where: Place in the text; the source's name when empty.
    """
    words = resource_toml(WORDS)
    told, kinds = words["messages"][refused.name], words["kinds"]
    slots = {"field": refused.field, "value": refused.value}
    named = {lang: kinds[kind][lang] if kind else "" for lang in ("ko", "en")}
    return Finding(
        severity=told.get("severity", "warning"),
        focus=document.name,
        rule=f"model.{refused.name}",
        message=Text(
            told["ko"].format(kind=named["ko"], **slots),
            told["en"].format(kind=named["en"], **slots),
        ),
        where=where or document.source[:12],
        value=refused.value,
    )


def shown(value: object) -> str:
    """Return something a model said, cut short and fit to be written as UTF-8.

    >>> shown(chr(0xD800) + "x" * 200)[:3], len(shown("x" * 200))
    ('?xx', 161)
    """
    text = str(value)
    cut = text[:LONGEST] + ("…" if len(text) > LONGEST else "")
    plain = "".join(letter if letter.isprintable() or letter == " " else "?" for letter in cut)
    return plain.encode("utf-8", "replace").decode("utf-8")
