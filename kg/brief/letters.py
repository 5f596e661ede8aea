"""The look of a brief in Word: styles, tables, bars; what python-docx leaves to its XML."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from kg.brief.openxml import BEHIND_SHADE, borders, draw_edge, full_name, new, shade
from kg.brief.values import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FONT: Final = "Malgun Gothic"
EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - a document names no day of writing
DEEP: Final = "0B5573"
SOFT: Final = "52606D"
AMBER: Final = "B25E00"
INK: Final = "1B2430"
NAME_WIDTH: Final = 1.4  # cm beside a bar
BAR_WIDTH: Final = 10.0  # cm of the longest bar
VALUE_WIDTH: Final = 4.0
WIDE: Final = 17.4  # cm between the margins of A4

Text = tuple[str, "tuple[int, ...]"]


class Letters:
    """Writes into a document of python-docx; `Any`, as that ships no types."""

    def __init__(self, document: Any, lang: str, title: str, footer: str) -> None:
        from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415 - an optional extra

        self.document = document
        self._cm, self._pt, self._rgb = Cm, Pt, RGBColor
        self._prepare(lang, title)
        self._foot(footer)

    def _prepare(self, lang: str, title: str) -> None:
        """Set A4, a Korean font for all scripts, the language, and no day of writing."""
        section = self.document.sections[0]
        section.page_width, section.page_height = self._cm(21), self._cm(29.7)
        section.left_margin = section.right_margin = self._cm(1.8)
        section.top_margin = section.bottom_margin = self._cm(1.7)
        for name, size in (("Normal", 10), ("Title", 19), ("Heading 1", 12)):
            style = self.document.styles[name]
            style.font.size = self._pt(size)
            self._font(style.element.get_or_add_rPr(), lang)
        normal = self.document.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = self._pt(3), 1.2
        heading = self.document.styles["Heading 1"]
        heading.font.color.rgb = self._rgb.from_string(DEEP)
        heading.font.bold = True
        heading.paragraph_format.space_before = self._pt(11)
        heading.paragraph_format.space_after = self._pt(4)
        draw_edge(heading.element.get_or_add_pPr(), "bottom", DEEP, 12)
        core = self.document.core_properties
        core.title, core.language, core.author = title, lang, "Deungdae"
        core.comments = ""
        core.created = core.modified = EPOCH

    def _font(self, properties: Any, lang: str) -> None:
        fonts = properties.get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(full_name(f"w:{script}"), FONT)
        spoken = new("w:lang", **{"w:val": "en-GB", "w:eastAsia": "ko-KR"})
        if lang == "ko":
            spoken = new("w:lang", **{"w:val": "ko-KR", "w:eastAsia": "ko-KR"})
        properties.append(spoken)

    def _foot(self, words: str) -> None:
        """Print the release and the number of the page at the foot of each page."""
        place = self.document.sections[0].footer.paragraphs[0]
        stops = place.paragraph_format.tab_stops
        from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 - an optional extra

        stops.add_tab_stop(self._cm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
        self._run(place, f"{words}\t", 7.5, SOFT)
        for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
            for kind in ("begin", "", "end"):
                run = self._run(place, "", 7.5, SOFT)
                part = new("w:fldChar", **{"w:fldCharType": kind}) if kind else new("w:instrText")
                part.text = None if kind else field
                run._r.append(part)  # noqa: SLF001 - there is no other way to a field
            self._run(place, after, 7.5, SOFT)

    def _run(
        self, paragraph: Any, words: str, size: float = 0, colour: str = "", *, bold: bool = False
    ) -> Any:
        run = paragraph.add_run(words)
        if size:
            run.font.size = self._pt(size)
        if colour:
            run.font.color.rgb = self._rgb.from_string(colour)
        run.font.bold = bold or None
        return run

    def _marks(self, paragraph: Any, notes: Iterable[int]) -> None:
        marks = "".join(f"[{told}]" for _, told in ranges(tuple(notes)))
        if marks:
            self._run(paragraph, marks, 0, DEEP).font.superscript = True

    def kicker(self, words: str) -> None:
        """Write the line above the title."""
        self._tight(self._run(self.document.add_paragraph(), words, 9, AMBER, bold=True))

    def _tight(self, run: Any) -> None:
        run._parent.paragraph_format.space_after = self._pt(0)  # noqa: SLF001 - its paragraph

    def title(self, words: str) -> None:
        """Write the title."""
        title = self.document.add_paragraph(style="Title")
        self._run(title, words, 19, INK, bold=True)
        title.paragraph_format.space_after = self._pt(2)
        for edge in title.style.element.pPr.findall(full_name("w:pBdr")):
            title.style.element.pPr.remove(edge)

    def heading(self, words: str) -> None:
        """Write the head of a part."""
        self.document.add_heading(words, 1)

    def small(self, words: str) -> None:
        """Write a line about the brief."""
        self._run(self.document.add_paragraph(), words, 8.5, SOFT)

    def caption(self, words: str, notes: Iterable[int]) -> None:
        """Write what a figure shows."""
        paragraph = self.document.add_paragraph()
        self._run(paragraph, words, 8.5, SOFT)
        self._marks(paragraph, notes)

    def boxed(self, sentences: Iterable[Text], *, ground: str) -> None:
        """Write sentences on a coloured ground."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.35
        paragraph.paragraph_format.space_before = self._pt(5)
        paragraph.paragraph_format.left_indent = self._cm(0.25)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - shades are XML only
        draw_edge(properties, "left", DEEP, 24)
        properties.insert_element_before(shade(ground), *BEHIND_SHADE)
        for words, notes in sentences:
            self._run(paragraph, words)
            self._marks(paragraph, notes)
            self._run(paragraph, " ")

    def put(self, cell: Any, words: str, notes: Iterable[int], *, fresh: bool = False) -> Any:
        """Write into a cell; `fresh` begins a line of its own."""
        paragraph = cell.add_paragraph() if fresh else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = self._pt(1)
        paragraph.paragraph_format.line_spacing = 1.1
        self._run(paragraph, words, 9)
        self._marks(paragraph, notes)
        return paragraph

    def table(
        self,
        heads: Sequence[str],
        *,
        rows: Iterable[Sequence[Text]],
        widths: Sequence[float],
        right: Sequence[int] = (),
    ) -> Any:
        """Write a table; its head stands again on each page, and no row is broken."""
        table = self.document.add_table(rows=0, cols=len(widths))
        table.autofit = False
        if heads:
            line = table.add_row()
            line._tr.get_or_add_trPr().append(new("w:tblHeader"))  # noqa: SLF001
            for cell, head in zip(line.cells, heads, strict=True):
                for run in self.put(cell, head, ()).runs:
                    run.font.bold = True
                    run.font.color.rgb = self._rgb.from_string(SOFT)
        for row in rows:
            for cell, (words, notes) in zip(table.add_row().cells, row, strict=True):
                self.put(cell, words, notes)
        for line in table.rows:
            line._tr.get_or_add_trPr().append(new("w:cantSplit"))  # noqa: SLF001
            for index, (cell, width) in enumerate(zip(line.cells, widths, strict=True)):
                cell.width = table.columns[index].width = self._cm(width)
                cell._tc.get_or_add_tcPr().append(borders())  # noqa: SLF001
                if index in right:
                    cell.paragraphs[0].alignment = 2
        return table

    def measured(self, indicator: str, subject: str, change: str) -> None:
        """Write what a pair of bars shows; it stays with them."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = self._pt(5)
        paragraph.paragraph_format.space_after = self._pt(1)
        self._run(paragraph, indicator, bold=True)
        self._run(paragraph, subject, 8.5, SOFT)
        self._run(paragraph, change, 10.5, DEEP, bold=True)

    def bar(self, name: str, length: float, value: str, colour: str) -> None:
        """Draw a bar as a cell with a ground, which every word processor shows."""
        width = max(BAR_WIDTH * length, 0.1)
        table = self.document.add_table(rows=1, cols=3)
        table.autofit = False
        sizes = (NAME_WIDTH, width, WIDE - NAME_WIDTH - width)
        for index, (cell, size) in enumerate(zip(table.rows[0].cells, sizes, strict=True)):
            cell.width = table.columns[index].width = self._cm(size)
            place = cell.paragraphs[0]
            place.paragraph_format.space_after = self._pt(0)
            place.paragraph_format.line_spacing = 1.0
            place.paragraph_format.keep_with_next = True
        name_cell, bar_cell, value_cell = table.rows[0].cells
        self._run(name_cell.paragraphs[0], name, 8.5, SOFT)
        bar_cell._tc.get_or_add_tcPr().append(shade(colour))  # noqa: SLF001
        self._run(value_cell.paragraphs[0], value, 8.5, INK, bold=True)
        gap = self.document.add_paragraph()  # else Word makes one table of both bars
        gap.paragraph_format.space_after = self._pt(0)
        gap.paragraph_format.line_spacing = self._pt(3)
        gap.paragraph_format.keep_with_next = True

    def picture(self, png: bytes, words: str) -> None:
        """Put a picture as wide as the page, with words for those who cannot see it."""
        shape = self.document.add_picture(io.BytesIO(png))
        widest, highest = self._cm(WIDE - 0.4), self._cm(8.5)
        share = min(widest / shape.width, highest / shape.height, 1.0)
        shape.width, shape.height = int(shape.width * share), int(shape.height * share)
        shape._inline.docPr.set("descr", words)  # noqa: SLF001 - there is no other way
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def quotation(self, words: str, notes: Iterable[int], by: str) -> None:
        """Write what somebody said."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = self._cm(0.3)
        paragraph.paragraph_format.keep_together = True
        draw_edge(paragraph._p.get_or_add_pPr(), "left", "E0A526", 18)  # noqa: SLF001
        self._run(paragraph, words)
        self._marks(paragraph, notes)
        self._run(paragraph, "", 0).add_break()
        self._run(paragraph, by, 8.5, SOFT)

    def source(self, title: str, by: str, address: str) -> None:
        """Write the head of a source's quotations."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = self._pt(5)
        paragraph.paragraph_format.space_after = self._pt(1)
        self._run(paragraph, title, 8.5, bold=True)
        self._run(paragraph, f" ({by})" if by else "", 8.5, SOFT)
        if address.startswith("http"):
            self._run(paragraph, f"  {address}", 7.5, SOFT)

    def note(self, number: int, quote: str, place: str) -> None:
        """Write a quotation with its number."""
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = self._cm(0.9), self._cm(-0.9)
        form.tab_stops.add_tab_stop(self._cm(0.9))
        form.space_after, form.line_spacing, form.keep_together = self._pt(1), 1.1, True
        self._run(paragraph, f"[{number}]\t", 8, DEEP, bold=True)
        self._run(paragraph, quote, 8)
        self._run(paragraph, f"  {place}" if place else "", 7.5, SOFT)
