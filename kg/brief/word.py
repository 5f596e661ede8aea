"""A brief as a Word document, by python-docx of the extra `deungdae[brief]`."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from kg.brief.letters import DEEP, Letters
from kg.brief.page import MOST_CHARTS
from kg.brief.told import numbers_of
from kg.brief.values import headed
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.brief.shifts import Shift
    from kg.brief.told import Brief

EXTRA: Final = "pip install 'deungdae[brief]'"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # a document names no day of writing


def write_docx(
    brief: Brief, *, release: str = "", ontology: str = "", picture: bytes = b""
) -> bytes:
    """Return a brief as a Word document on A4; the same brief gives the same bytes.

    Args:
        brief: What is told.
        release: Digest of the release it was told from.
        ontology: Version of the ontology.
        picture: The network as PNG; empty leaves it out.

    Raises:
        ConfigError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ConfigError("a Word document needs python-docx", hint=EXTRA) from error
    document = docx.Document()
    told = brief.words["release"].format(digest=release[:12], ontology=ontology)
    letters = Letters(document, brief.lang, brief.title, told if release else "")
    _head(letters, brief)
    _overview(letters, brief)
    _shifts(letters, brief)
    _helps(letters, brief, picture)
    _figures(letters, brief)
    _voices(letters, brief)
    _references(letters, brief)
    out = io.BytesIO()
    document.save(out)
    return _without_days(out.getvalue())


def _without_days(whole: bytes) -> bytes:
    """Return a zip file with the day of writing of its members taken away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(member, read.read(name))
    return out.getvalue()


def _head(letters: Letters, brief: Brief) -> None:
    letters.kicker(brief.words["kicker"])
    letters.title(brief.title)
    if brief.references:
        sources = " · ".join(dict.fromkeys(one.short for one in brief.references))
        letters.small(brief.words["basis"].format(sources=sources))
    if brief.is_derived:
        letters.boxed([(brief.words["derived"], ())], ground="FDF3E6")
    if brief.lead:
        letters.boxed([(one.text, one.notes) for one in brief.lead], ground="EEF4F6")


def _overview(letters: Letters, brief: Brief) -> None:
    if not brief.overview:
        return
    letters.heading(brief.words["overview"])
    rows = [[(row.head, ())] for row in brief.overview]
    table = letters.table((), rows=[[row[0], ("", ())] for row in rows], widths=(3.0, 14.4))
    for row, line in zip(brief.overview, table.rows, strict=True):
        for index, one in enumerate(row.entries):
            fresh = index > 0 and not row.is_short
            words = f" · {one.text}" if index > 0 and row.is_short else one.text
            letters.put(line.cells[1], words, one.notes, fresh=fresh)


def _shifts(letters: Letters, brief: Brief) -> None:
    if not brief.shifts:
        return
    words = brief.words
    letters.heading(words["changes"])
    charts = [shift for shift in brief.shifts if shift.before][:MOST_CHARTS]
    for shift in charts:
        _bars(letters, brief, shift)
    if charts:
        letters.caption(words["chart"].format(notes=""), numbers_of(charts))
    heads = ("subject", "indicator", "before", "after", "change", "when", "source")
    letters.table(
        [words[head] for head in heads],
        rows=[
            [
                (headed(shift.subject), ()),
                (_named(shift) + (f" ({words['goal']})" if shift.is_aim else ""), ()),
                (shift.before or "–", ()),
                (shift.after or "–", ()),
                (shift.change, ()),
                (shift.when or "–", ()),
                ("", shift.notes),
            ]
            for shift in brief.shifts
        ],
        widths=(3.6, 3.0, 2.5, 2.5, 1.8, 2.4, 1.6),
        right=(2, 3, 4),
    )
    if any(shift.is_disputed for shift in brief.shifts):
        letters.small(words["disputed"])
    if brief.more:
        letters.small(brief.more)


def _named(shift: Shift) -> str:
    return headed(shift.indicator) + ("†" if shift.is_disputed else "")


def _bars(letters: Letters, brief: Brief, shift: Shift) -> None:
    letters.measured(f"{_named(shift)}  ", f"{shift.subject}  ", shift.change)
    after = brief.words["goal" if shift.is_aim else "after"]
    letters.bar(brief.words["before"], shift.before_length, shift.before, "9AA8B3")
    letters.bar(after, shift.after_length, shift.after, DEEP)


def _helps(letters: Letters, brief: Brief, picture: bytes) -> None:
    if not brief.helps:
        return
    words = brief.words
    letters.heading(words["helps"])
    if picture:
        letters.picture(picture, words["helps"])
        letters.caption(words["drawing"].format(notes=""), numbers_of(brief.helps))
    letters.table(
        [words[head] for head in ("who", "whom", "kinds", "product", "source")],
        rows=[
            [
                (headed(one.supporter), ()),
                (headed(", ".join(one.recipients)), ()),
                (
                    headed(", ".join(one.kinds))
                    + (f" ({words['planned_mark']})" if one.is_planned else ""),
                    (),
                ),
                (headed(", ".join(one.products)) or "–", ()),
                ("", one.notes),
            ]
            for one in brief.helps
        ],
        widths=(3.0, 4.2, 5.4, 3.0, 1.8),
    )


def _figures(letters: Letters, brief: Brief) -> None:
    if not brief.figures:
        return
    words = brief.words
    letters.heading(words["figures"])
    letters.table(
        [words[head] for head in ("subject", "indicator", "value", "when", "source")],
        rows=[
            [
                (headed(row.subject), ()),
                (headed(row.indicator) + (f" ({row.status})" if row.status else ""), ()),
                (row.value, ()),
                (row.when or "–", ()),
                ("", row.notes),
            ]
            for row in brief.figures
        ],
        widths=(5.0, 4.4, 3.2, 2.8, 2.0),
        right=(2,),
    )


def _voices(letters: Letters, brief: Brief) -> None:
    if brief.voices:
        letters.heading(brief.words["voices"])
    for voice in brief.voices:
        letters.quotation(f"“{voice.words}”", voice.notes, voice.by)


def _references(letters: Letters, brief: Brief) -> None:
    if not brief.references:
        return
    letters.heading(brief.words["references"])
    romanised = brief.words["romanised"].format(names=brief.romanised_names)
    letters.small(f"{brief.words['quoted']} {romanised if brief.romanised else ''}".rstrip())
    for source in brief.references:
        letters.source(source.title, source.by, source.source)
        for note in source.notes:
            letters.note(note.number, f"“{note.quote}”", note.place)
