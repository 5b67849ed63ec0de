"""The board pack as PPTX: real text, tables and charts that PowerPoint can edit."""

import io
from functools import singledispatch
from typing import Any, Final

from kpo.export.pptx.charts import bars
from kpo.export.pptx.maps import SHOW, countries
from kpo.export.pptx.text import ARIAL, DRAWING, EMU, paragraphs, rgb, spot
from kpo.export.slides import (
    FOOT,
    HIGH,
    INK,
    MARGIN,
    NOTE,
    ROOM,
    RULE,
    SOFT,
    WIDE,
    Bars,
    Box,
    Dashes,
    Element,
    Map,
    Pack,
    Slide,
    SlideLine,
    SlideTable,
    Words,
)

TITLE_ONLY: Final = 5

TITLE: Final = 32.0

MAX_TEXT_LENGTH: Final = 255
"""Maximum length of a property of a presentation in characters; the notes have the whole card."""


def presentation(pack: Pack) -> bytes:
    """Return a pack as a 16:9 presentation with speaker notes."""
    from pptx import Presentation

    show: Any = Presentation()
    show.slide_width, show.slide_height = WIDE * EMU, HIGH * EMU
    show.core_properties.title = pack.about["Title"][:MAX_TEXT_LENGTH]
    show.core_properties.comments = pack.foot[:MAX_TEXT_LENGTH]
    show.core_properties.author = pack.about["Creator"]
    for number, slide in enumerate(pack.slides, 1):
        _slide(show, slide, f"{slide.foot or pack.foot} · {number}")
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _slide(show: Any, slide: Slide, foot: str) -> None:
    page = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    title = page.shapes.title
    title.left, title.top, title.width, title.height = spot(Box(MARGIN, 34, ROOM, 92))
    paragraphs(title.text_frame, (SlideLine(slide.title, TITLE / ARIAL, True),), "middle")
    for element in slide.elements:
        put(element, page)
    _rule(page, FOOT, RULE)
    for y, text in ((FOOT + 7, slide.source), (FOOT + 27, foot)):
        if text:
            put(Words(Box(MARGIN, y, ROOM, 20), (SlideLine(text, NOTE, colour=SOFT),)), page)
    page.notes_slide.notes_text_frame.text = slide.notes


@singledispatch
def put(element: Element, slide: Any) -> None:
    """Put an element on a slide."""
    raise TypeError(type(element).__name__)


@put.register
def _(element: Words, slide: Any) -> None:
    paragraphs(slide.shapes.add_textbox(*spot(element.at)).text_frame, element.lines)


@put.register
def _(element: SlideTable, slide: Any) -> None:
    lines = element.lines
    heights = [element.head_high if is_head else element.row for is_head, _ in lines]
    at = Box(element.at.x, element.at.y, sum(element.widths), sum(heights))
    frame = slide.shapes.add_table(len(lines), len(element.widths), *spot(at))
    table = frame.table
    table.horz_banding = table.first_row = False
    _plain(frame)
    for place, wide in enumerate(element.widths):
        table.columns[place].width = int(wide * EMU)
    for place, (is_head, cells) in enumerate(lines):
        table.rows[place].height = int(heights[place] * EMU)
        for at_column, text in enumerate(cells):
            _cell(table.cell(place, at_column), element, text, is_head, at_column)


@put.register
def _(element: Dashes, slide: Any) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_CONNECTOR

    left, top, wide, _ = spot(Box(MARGIN, element.y, ROOM, 0))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, top, left + wide, top)
    line._element.remove(line._element.find(f"{{{SHOW}}}style"))
    line.line.color.rgb, line.line.width = rgb(SOFT), EMU
    line.line.dash_style = MSO_LINE.DASH


def _cell(cell: Any, table: SlideTable, text: str, head: bool, column: int) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = 0, 8 * EMU, 0, 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    line = SlideLine(
        text, table.size * (0.88 if head else 1), not head and column == 0, SOFT if head else INK
    )
    paragraphs(cell.text_frame, (line,))
    if column in table.right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _under(cell, INK if head else RULE)


def _rule(slide: Any, y: float, colour: str) -> None:
    """Draw a thin line as an empty box, since a line would take the shadow of the theme."""
    line = slide.shapes.add_textbox(*spot(Box(MARGIN, y, ROOM, 1)))
    line.fill.solid()
    line.fill.fore_color.rgb = rgb(colour)


def _plain(frame: Any) -> None:
    """Remove the colours of the default style from a table."""
    style = frame._element.graphic.graphicData.tbl[0][-1]
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _under(cell: Any, colour: str) -> None:
    """Draw a thin line under a cell, for which python-pptx has no method."""
    from lxml import etree

    line = etree.SubElement(cell._tc.get_or_add_tcPr(), f"{{{DRAWING}}}lnB", w=str(EMU))
    fill = etree.SubElement(line, f"{{{DRAWING}}}solidFill")
    etree.SubElement(fill, f"{{{DRAWING}}}srgbClr", val=colour.lstrip("#"))


put.register(Bars, bars)
put.register(Map, countries)
