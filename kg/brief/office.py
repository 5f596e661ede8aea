"""A brief as PDF and as a Word document, by the libraries of the extra `deungdae[brief]`."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.brief.story import Brief

EXTRA: Final = "pip install 'deungdae[brief]'"
WIDEST: Final = 24  # blocks of a bar in print
EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - a document names no day of writing
FONT: Final = "Malgun Gothic"


def write_pdf(page: str) -> bytes:
    """Return a page of HTML as PDF; nothing is fetched.

    Raises:
        ConfigError: WeasyPrint is not installed, or its system libraries are missing.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an optional extra
    except (ImportError, OSError) as error:
        raise ConfigError(f"PDF needs WeasyPrint ({error})", hint=EXTRA) from error
    body: bytes = HTML(string=page, url_fetcher=_fetch_nothing).write_pdf()
    return body


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"a brief fetches nothing: {url}")


def write_docx(brief: Brief, *, release: str = "", picture: bytes = b"") -> bytes:
    """Return a brief as a Word document.

    Args:
        brief: What is told.
        release: Digest of the release it was told from.
        picture: The network as PNG; empty leaves it out.

    Raises:
        ConfigError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ConfigError("a Word document needs python-docx", hint=EXTRA) from error
    document = docx.Document()
    _prepare(document, brief)
    words = brief.words
    document.add_paragraph(words["kicker"])
    document.add_heading(brief.title, 0)
    document.add_paragraph(words["lead"])
    if brief.is_derived:
        document.add_paragraph(words["derived"], style="Intense Quote")
    for head, sentences in (("story", brief.story), ("changes", brief.changes)):
        if sentences:
            document.add_heading(words[head], 1)
        for one in sentences:
            document.add_paragraph(one.text + _marks(one.notes), style="List Bullet")
    _bars(document, brief)
    if picture:
        document.add_heading(words["network"], 1)
        document.add_picture(io.BytesIO(picture), width=docx.shared.Cm(15))
    _figures(document, brief)
    _voices(document, brief)
    if brief.notes:
        document.add_heading(words["references"], 1)
    for note in brief.notes:
        document.add_paragraph(f"[{note.number}] “{note.quote}” — {note.title}, {note.place}")
    if release:
        told = words["release"].format(digest=release[:12], ontology="")
        document.add_paragraph(told.replace(", 온톨로지 ", "").replace(", ontology ", ""))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Any, brief: Brief) -> None:  # Any: python-docx ships no types
    """Set a Korean font for both scripts, the language, and no day of writing."""
    style = document.styles["Normal"]
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", FONT)
    core = document.core_properties
    core.title, core.language, core.author = brief.title, brief.lang, "Deungdae"
    core.created = core.modified = EPOCH


def _marks(notes: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in notes)


def _bars(document: Any, brief: Brief) -> None:
    words = brief.words
    for bar in brief.bars:
        document.add_paragraph(f"{bar.title}  {bar.percent}".rstrip())
        table = document.add_table(rows=0, cols=2)
        for name, value, length in (
            (words["before"], bar.before, bar.before_length),
            (words["after"], bar.after, bar.after_length),
        ):
            cells = table.add_row().cells
            cells[0].text = f"{name}  {value}"
            cells[1].text = "█" * max(round(length * WIDEST), 1)


def _figures(document: Any, brief: Brief) -> None:
    if not brief.figures:
        return
    words = brief.words
    document.add_heading(words["figures"], 1)
    table = document.add_table(rows=1, cols=5, style="Light Grid Accent 1")
    heads = ("subject", "indicator", "value", "status", "source")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words[head]
    for row in brief.figures:
        values = (row.subject, row.indicator, row.value, row.status, _marks(row.notes))
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value


def _voices(document: Any, brief: Brief) -> None:
    if brief.voices:
        document.add_heading(brief.words["voices"], 1)
    for voice in brief.voices:
        document.add_paragraph(f"“{voice.words}”{_marks(voice.notes)}", style="Quote")
        document.add_paragraph(f"— {voice.by}")
