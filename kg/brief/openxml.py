"""What python-docx leaves to its XML: shades, borders, elements by their names."""

from __future__ import annotations

from typing import Any, Final

LINE: Final = "C9D1D8"
# What must stand behind a paragraph's shade in its properties: Word is strict about the order.
BEHIND_SHADE: Final = (
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
)


def full_name(short: str) -> str:
    """Return a name such as `w:shd` with its namespace written out."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an optional extra

    return str(qn(short))


def new(short: str, **attributes: str) -> Any:
    """Return an element with its attributes."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an optional extra

    element = OxmlElement(short)
    for name, value in attributes.items():
        element.set(full_name(name), value)
    return element


def shade(colour: str) -> Any:
    """Return a coloured ground."""
    return new("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": colour})


def _line(side: str, colour: str, size: int) -> Any:
    space = {"w:val": "single", "w:sz": str(size), "w:space": "4", "w:color": colour}
    return new(f"w:{side}", **space)


def draw_edge(properties: Any, side: str, colour: str, size: int) -> None:
    """Draw a line along one side of a paragraph; `size` is in eighths of a point."""
    border = new("w:pBdr")
    border.append(_line(side, colour, size))
    properties.insert_element_before(border, "w:shd", *BEHIND_SHADE)


def borders() -> Any:
    """Return the thin line under a cell."""
    border = new("w:tcBorders")
    border.append(_line("bottom", LINE, 4))
    return border
