"""A brief as one HTML page that prints well and needs no network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from kg.brief.network import write_svg
from kg.brief.told import has_anything, numbers_of
from kg.brief.values import HANGUL, headed, ranges
from kg.files import resource_text

if TYPE_CHECKING:
    from kg.brief.told import Brief

MOST_CHARTS: Final = 4


def write_page(brief: Brief, *, release: str = "", ontology: str = "") -> str:
    """Return a brief as HTML.

    Args:
        brief: What is told.
        release: Digest of the release it was told from.
        ontology: Version of the ontology.
    """
    told = brief.words["release"].format(digest=release[:12], ontology=ontology)
    charts = [shift for shift in brief.shifts if shift.before][:MOST_CHARTS]
    return _template().render(
        brief=brief,
        words=brief.words,
        charts=charts,
        chart_notes=numbers_of(charts),
        drawing_notes=numbers_of(brief.helps),
        # Our own writer's SVG: its names are escaped there.
        network=Markup(write_svg(brief.helps, brief.words)),  # noqa: S704
        is_empty=not has_anything(brief),
        release=told if release else "",
    )


def _whole_words(text: str) -> Markup:
    """Return text whose Korean words are not broken at the end of a line.

    `word-break: keep-all` says so to browsers; what sets the PDF does not know it.
    """
    if not HANGUL.search(text):
        return escape(text)
    words = (f'<span class="w">{escape(word)}</span>' for word in text.split(" "))
    return Markup(" ").join(map(Markup, words))


@cache
def _template() -> Template:
    engine = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    engine.filters["head"] = headed
    engine.filters["ranges"] = ranges
    engine.filters["whole"] = _whole_words
    return engine.from_string(resource_text("brief/brief.html"))
