"""Bars of a slide as a native chart that PowerPoint can edit."""

from typing import Any, Final

from kpo.core.labels import OPEN, Pattern
from kpo.export.pptx.text import FACE, paragraphs, points, rgb, spot
from kpo.export.slides import INK, NOTE, PAPER, SMALL, SOFT, Bars, BarSeries, Box, SlideLine

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def bars(element: Bars, slide: Any) -> None:
    """Put bars on a slide as a native chart."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

    data = CategoryChartData(number_format="0.0")
    data.categories = element.categories
    for series in element.series:
        data.add_series(series.name, series.values)
    one = len(element.series) == 1
    kind = XL_CHART_TYPE.BAR_CLUSTERED if one else XL_CHART_TYPE.BAR_STACKED
    frame = slide.shapes.add_chart(kind, *spot(element.at), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", element.alt)
    chart = frame.chart
    chart.has_title = False
    chart.font.name, chart.font.size = FACE, points(SMALL)
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
        _coloured(series, element, wanted)
    if element.labels:
        _labels(plot.series[0], element.labels)
    _unit(element, slide)


def _unit(element: Bars, slide: Any) -> None:
    """Write the unit under the bars, as in the PDF; the axis itself is not shown."""
    if not element.unit:
        return
    at = element.at
    y = at.y + element.row * len(element.categories) + 3
    box = slide.shapes.add_textbox(*spot(Box(at.x + element.names, y, at.wide, 20)))
    paragraphs(box.text_frame, (SlideLine(element.unit, NOTE, colour=SOFT),))


def _plotted(chart: Any, element: Bars) -> None:
    """Place the plot as in the PDF, so that its rows align with a table beside it."""
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
        "w": f"{(at.wide - element.names - element.label_room) / at.wide:.4f}",
        "h": f"{element.row * len(element.categories) / at.high:.4f}",
    }
    for name, value in values.items():
        etree.SubElement(manual, f"{{{CHART}}}{name}", val=value)
    area.insert(0, layout)


def _axes(chart: Any, element: Bars) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    down, along = chart.category_axis, chart.value_axis
    down.reverse_order = True
    down.format.line.color.rgb = rgb(SOFT)
    down.major_tick_mark = XL_TICK_MARK.NONE
    down.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    along.minimum_scale, along.maximum_scale = element.low, element.high
    along.has_major_gridlines = False
    along.visible = False
    _every_name(down)
    if not any(element.categories):
        down.visible = False


def _every_name(axis: Any) -> None:
    """Show the name of every category, however narrow its row."""
    from lxml import etree

    skip = etree.Element(f"{{{CHART}}}tickLblSkip", val="1")
    axis._element.find(f"{{{CHART}}}noMultiLvlLbl").addprevious(skip)


def _coloured(series: Any, element: Bars, wanted: BarSeries) -> None:
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(wanted.colour)
    _edged(series, element)
    for place in range(len(element.categories)):
        own = element.colours[place] if element.colours else wanted.colour
        pattern = wanted.patterns[place] if wanted.patterns else "plain"
        if pattern != "plain" or element.colours:
            point = series.points[place]
            _filled(point.format, own, pattern)
            if pattern not in OPEN:
                _edged(point, element)


def _edged(part: Any, element: Bars) -> None:
    """Draw a white edge around stacked bars, so that two colours never run together."""
    if len(element.series) > 1:
        part.format.line.color.rgb = rgb(PAPER)
        part.format.line.width = points(1)


def _filled(form: Any, colour: str, pattern: Pattern) -> None:
    """Fill a bar with its pattern; an open pattern has an edge in its colour."""
    from pptx.enum.dml import MSO_PATTERN

    fill = form.fill
    if pattern in ("plain", "outline"):
        fill.solid()
        fill.fore_color.rgb = rgb(PAPER if pattern == "outline" else colour)
    else:
        fill.patterned()
        kinds = {
            "marked": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
            "doubtful": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
            "missing": MSO_PATTERN.LIGHT_UPWARD_DIAGONAL,
        }
        fill.pattern = kinds[pattern]
        ends = (PAPER, colour) if pattern != "missing" else (colour, PAPER)
        fill.fore_color.rgb, fill.back_color.rgb = map(rgb, ends)
    if pattern in OPEN:
        form.line.color.rgb = rgb(colour)
        form.line.width = points(1.5)


def _labels(series: Any, labels: tuple[str, ...]) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    for place, text in enumerate(labels):
        label = series.points[place].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        frame = label.text_frame
        frame.text = text
        font = frame.paragraphs[0].runs[0].font
        font.name, font.size, font.bold = FACE, points(SMALL), True
        font.color.rgb = rgb(INK)
