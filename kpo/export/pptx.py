"""The board pack as PPTX: real text, tables and charts that PowerPoint can edit.

Letters are Arial, which every office has; one pixel of a slide is 1/96 inch.
"""

import io
from functools import singledispatch
from typing import Any, Final

from kpo.export.slide import (
    FOOT,
    HIGH,
    INK,
    MARGIN,
    PAPER,
    ROOM,
    RULE,
    SMALL,
    SOFT,
    WIDE,
    Bars,
    Box,
    Element,
    Line,
    Map,
    Pack,
    Ring,
    Shape,
    Slide,
    Table,
    Words,
)
from kpo.export.typeface import width

EMU: Final = 9525
"""English metric units a pixel."""

DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHOW: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES: Final = f'xmlns:a="{DRAWING}" xmlns:p="{SHOW}"'
FACE: Final = "Arial"
TITLE_ONLY: Final = 5
TITLE: Final = 32.0
LONGEST: Final = 255
"""Characters that a property of a presentation holds; the whole card stands in the notes."""

ARIAL: Final = 0.9
"""Arial is wider than the face of the drawings: its size beside theirs."""


def presentation(pack: Pack) -> bytes:
    """Return a pack as a presentation of 16:9 with speaker notes."""
    from pptx import Presentation

    show: Any = Presentation()
    show.slide_width, show.slide_height = WIDE * EMU, HIGH * EMU
    show.core_properties.title = pack.about["Title"][:LONGEST]
    show.core_properties.comments = pack.foot[:LONGEST]
    show.core_properties.author = pack.about["Creator"]
    for number, slide in enumerate(pack.slides, 1):
        _slide(show, slide, f"{pack.foot} · {number}")
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _slide(show: Any, slide: Slide, foot: str) -> None:
    made = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    title = made.shapes.title
    title.left, title.top, title.width, title.height = _place(Box(MARGIN, 34, ROOM, 92))
    _paragraphs(title.text_frame, (Line(slide.title, TITLE / ARIAL, True),), "middle")
    for element in slide.elements:
        put(element, made)
    _rule(made, FOOT, RULE)
    put(Words(Box(MARGIN, FOOT + 8, ROOM, 26), (Line(foot, 13.5, colour=SOFT),)), made)
    made.notes_slide.notes_text_frame.text = slide.notes


@singledispatch
def put(element: Element, slide: Any) -> None:
    """Put an element on a slide."""
    raise TypeError(type(element).__name__)


@put.register
def _(element: Words, slide: Any) -> None:
    _paragraphs(slide.shapes.add_textbox(*_place(element.at)).text_frame, element.lines)


@put.register
def _(element: Table, slide: Any) -> None:
    rows, row = len(element.rows) + 1, element.row
    head = element.head_high
    at = Box(element.at.x, element.at.y, sum(element.widths), head + row * (rows - 1))
    frame = slide.shapes.add_table(rows, len(element.widths), *_place(at))
    table = frame.table
    table.horz_banding = table.first_row = False
    _plain(frame)
    for place, wide in enumerate(element.widths):
        table.columns[place].width = int(wide * EMU)
    for place, cells in enumerate((element.head, *element.rows)):
        table.rows[place].height = int((row if place else head) * EMU)
        for at_column, text in enumerate(cells):
            _cell(table.cell(place, at_column), element, text, place == 0, at_column)


def _cell(cell: Any, table: Table, text: str, head: bool, column: int) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = 0, 8 * EMU, 0, 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    line = Line(
        text, table.size * (0.88 if head else 1), not head and column == 0, SOFT if head else INK
    )
    _paragraphs(cell.text_frame, (line,))
    if column in table.right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _under(cell, INK if head else RULE)


@put.register
def _(element: Bars, slide: Any) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

    data = CategoryChartData(number_format="0.0")
    data.categories = element.categories
    for series in element.series:
        data.add_series(series.name, series.values)
    one = len(element.series) == 1
    kind = XL_CHART_TYPE.BAR_CLUSTERED if one else XL_CHART_TYPE.BAR_STACKED
    frame = slide.shapes.add_chart(kind, *_place(element.at), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", element.told)
    chart = frame.chart
    chart.has_title = False
    chart.font.name, chart.font.size = FACE, _points(SMALL)
    chart.has_legend = element.key
    if element.key:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _plotted(chart, element)
    plot = chart.plots[0]
    plot.gap_width = 55
    if not one:
        plot.overlap = 100
    _axes(chart, element)
    for series, wanted in zip(plot.series, element.series, strict=True):
        _coloured(series, element, wanted.colour, wanted.marked)
    if element.labels:
        _labels(plot.series[0], element.labels)


def _plotted(chart: Any, element: Bars) -> None:
    """Lay the bars where the drawing has them, so that a table beside them stands in line."""
    from lxml import etree

    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{CHART}}}layout"):
        area.remove(old)
    layout = etree.Element(f"{{{CHART}}}layout")
    manual = etree.SubElement(layout, f"{{{CHART}}}manualLayout")
    at = element.at
    values = {
        "layoutTarget": "inner",
        "xMode": "edge",
        "yMode": "edge",
        "x": f"{element.names / at.wide:.4f}",
        "y": "0",
        "w": f"{(at.wide - element.names - element.behind) / at.wide:.4f}",
        "h": f"{element.row * len(element.categories) / at.high:.4f}",
    }
    for name, value in values.items():
        etree.SubElement(manual, f"{{{CHART}}}{name}", val=value)
    area.insert(0, layout)


def _axes(chart: Any, element: Bars) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    down, along = chart.category_axis, chart.value_axis
    down.reverse_order = True
    down.format.line.color.rgb = _rgb(SOFT)
    down.major_tick_mark = XL_TICK_MARK.NONE
    down.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    along.minimum_scale, along.maximum_scale = element.low, element.high
    along.has_major_gridlines = False
    along.visible = False
    if len(element.categories) == 1:
        down.visible = False


def _coloured(series: Any, element: Bars, colour: str, marked: frozenset[int]) -> None:
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(colour)
    for place in range(len(element.categories)):
        own = element.colours[place] if element.colours else colour
        if place in marked or element.colours:
            _filled(series.points[place].format.fill, own, place in marked)


def _filled(fill: Any, colour: str, hatched: bool) -> None:
    from pptx.enum.dml import MSO_PATTERN

    if not hatched:
        fill.solid()
        fill.fore_color.rgb = _rgb(colour)
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.DARK_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = _rgb(colour), _rgb(PAPER)


def _labels(series: Any, labels: tuple[str, ...]) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    for place, text in enumerate(labels):
        label = series.points[place].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        frame = label.text_frame
        frame.text = text
        font = frame.paragraphs[0].runs[0].font
        font.name, font.size, font.bold = FACE, _points(SMALL), True
        font.color.rgb = _rgb(INK)


@put.register
def _(element: Map, slide: Any) -> None:
    from lxml import etree

    group = slide.shapes.add_group_shape()
    group.name = "Map"
    group._element.nvGrpSpPr.cNvPr.set("descr", element.told)
    for number, shape in enumerate(element.shapes, 1000):
        group._element.append(etree.fromstring(outline(number, shape)))
    for x, y, text in element.names:
        wide = 1.1 * width(text, SMALL, 600) + 10
        _paragraphs(_chip(slide, Box(x + 5, y - 11, wide, 22)), (Line(text, SMALL, True),))
        _dot(slide, x, y)


def outline(number: int, shape: Shape) -> str:
    """Return a country as a freeform shape; python-pptx writes one point after the other, slowly.

    `number` is the id of the shape on its slide.
    """
    xs = [x for ring in shape.rings for x, _ in ring]
    ys = [y for ring in shape.rings for _, y in ring]
    left, top = min(xs), min(ys)
    wide, high = int((max(xs) - left) * EMU), int((max(ys) - top) * EMU)
    path = "".join(_path(ring, left, top) for ring in shape.rings)
    line = PAPER.lstrip("#")
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{shape.name}"/><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{int(left * EMU)}" y="{int(top * EMU)}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>'
        f'<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">'
        f"{path}</a:path></a:pathLst></a:custGeom><a:solidFill>"
        f'<a:srgbClr val="{shape.colour.lstrip("#")}"/></a:solidFill><a:ln w="{EMU // 2}">'
        f'<a:solidFill><a:srgbClr val="{line}"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _path(ring: Ring, left: float, top: float) -> str:
    points = [f'<a:pt x="{int((x - left) * EMU)}" y="{int((y - top) * EMU)}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _chip(slide: Any, at: Box) -> Any:
    """Put an empty white box for a name and return its text."""
    box = slide.shapes.add_textbox(*_place(at))
    box.fill.solid()
    box.fill.fore_color.rgb = _rgb(PAPER)
    frame = box.text_frame
    frame.word_wrap = False
    return frame


def _dot(slide: Any, x: float, y: float) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, *_place(Box(x - 4, y - 4, 8, 8)))
    dot.shadow.inherit = False
    dot.fill.solid()
    dot.fill.fore_color.rgb, dot.line.color.rgb = _rgb(INK), _rgb(PAPER)


def _rule(slide: Any, y: float, colour: str) -> None:
    """Draw a thin line; as an empty box, for lines take the shadow of the theme."""
    line = slide.shapes.add_textbox(*_place(Box(MARGIN, y, ROOM, 1)))
    line.fill.solid()
    line.fill.fore_color.rgb = _rgb(colour)


def _paragraphs(frame: Any, lines: tuple[Line, ...], anchor: str = "top") -> None:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if anchor == "middle":
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.line_spacing = 1.06
        paragraph.space_before = _points(line.before)
        if line.mark:
            square = paragraph.add_run()
            square.text = "■ "
            square.font.color.rgb = _rgb(line.mark)
        run = paragraph.add_run()
        run.text = line.text
        run.font.name, run.font.bold = FACE, line.bold
        run.font.size = _points(line.size * ARIAL)
        run.font.color.rgb = _rgb(line.colour)


def _plain(frame: Any) -> None:
    """Take the colours of the default style from a table."""
    style = frame._element.graphic.graphicData.tbl[0][-1]
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _under(cell: Any, colour: str) -> None:
    """Draw a thin line under a cell; python-pptx has no call for it."""
    from lxml import etree

    line = etree.SubElement(cell._tc.get_or_add_tcPr(), f"{{{DRAWING}}}lnB", w=str(EMU))
    fill = etree.SubElement(line, f"{{{DRAWING}}}solidFill")
    etree.SubElement(fill, f"{{{DRAWING}}}srgbClr", val=colour.lstrip("#"))


def _place(at: Box) -> tuple[int, int, int, int]:
    return int(at.x * EMU), int(at.y * EMU), int(at.wide * EMU), int(at.high * EMU)


def _points(pixels: float) -> Any:
    from pptx.util import Pt

    return Pt(round(pixels * 0.75 * 2) / 2)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))
