"""A page's chart as a file: its title, the drawing, and the run card below."""

import json
import re
from typing import Final

from kpo.charts.chart import Chart
from kpo.export.csv_text import csv_text
from kpo.export.picture_rows import SMALL
from kpo.export.run_card import Card
from kpo.export.svg import LEADING, Drawing, Kind
from kpo.export.text_width import FAMILY, width, wrapped
from kpo.export.worker import ENGINE
from kpo.style import FONT, SURFACE

WIDE: Final = 1120
"""Width of a chart, in pixels."""

MARGIN: Final = 40.0
TITLE: Final = 26.0
KEY: Final = 15.0
COLOUR: Final = SURFACE["light"]


def drawn(chart: Chart, about: Card, kind: Kind) -> bytes:
    """Return a chart as a file.

    Raises
    ------
    ExportError
        If it cannot be drawn.
    """
    return _sheet(chart, about).file(kind, chart.title, description(chart, about))


def csv(chart: Chart, about: Card) -> str:
    """Return the figures of a chart as CSV, with the run card below."""
    columns = chart.columns or [""]
    lines = (("About", chart.title), *_lines(chart, about))
    rows = ({name: _decimal(value) for name, value in row.items()} for row in chart.rows)
    below = ({columns[0]: f"{label}: {text}"} for label, text in lines)
    return csv_text([*rows, {}, *below], columns)


def _decimal(value: object) -> object:
    """Return a number without the noise of its binary form: 0.3 for 0.1 + 0.2."""
    return round(value, 15) if isinstance(value, float) else value


def description(chart: Chart, about: Card) -> str:
    """Return the chart's alternative text and its run card."""
    return "\n".join([chart.alt, *map(": ".join, _lines(chart, about))])


def _lines(chart: Chart, about: Card) -> list[tuple[str, str]]:
    lines = [("Ranking", about.title), *about.lines]
    return [("This chart", chart.source), *lines] if chart.source else lines


def _spec(chart: Chart) -> str:
    """Return the chart with its figures and, for a map, its outlines inside."""
    face = json.dumps(FONT)
    return json.dumps(chart.whole(WIDE)).replace(face, json.dumps(f"'{FAMILY}', sans-serif"))


def _key(sheet: Drawing, chart: Chart, y: float, room: float) -> float:
    """Draw the legend in lines above the chart; return the y at which the chart begins."""
    x = MARGIN
    for colour, words in chart.legend:
        wide = width(words, KEY) + (20 if colour else 0)
        if x > MARGIN and x + wide > MARGIN + room:
            x, y = MARGIN, y + KEY * LEADING
        if colour:
            sheet.box(x, y - 1, 14, 14, colour)
        sheet.text(x + (20 if colour else 0), y + 11, words, KEY, COLOUR["soft"])
        x += wide + 22
    return y + KEY * LEADING


def _sheet(chart: Chart, about: Card) -> Drawing:
    """Return the chart between its title and its run card."""
    svg = ENGINE.draw("svg", _spec(chart)).decode()
    size = re.search(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', svg)
    wide, high = (float(size[1]), float(size[2])) if size else (float(WIDE), 0.0)
    room = wide
    lines, small = _lines(chart, about), SMALL
    top = MARGIN + len(wrapped(chart.title, room, TITLE, 600)) * TITLE * LEADING
    head = _key(Drawing(1, 1), chart, top + 6, room) if chart.legend else top
    foot = Drawing(1, 1).labelled(0, 0, lines, room, small, "", "")
    sheet = Drawing(wide + 2 * MARGIN, head + high + 46 + foot + MARGIN / 2)
    sheet.paragraph(MARGIN, MARGIN + 18, chart.title, room, TITLE, COLOUR["ink"], 600)
    _key(sheet, chart, top + 6, room)
    sheet.inside(MARGIN, head + 6, wide, svg)
    y = head + high + 28
    sheet.line(MARGIN, y, MARGIN + room, y, COLOUR["ink"], 1.5)
    sheet.labelled(MARGIN, y + 22, lines, room, small, COLOUR["ink"], COLOUR["soft"])
    return sheet
