"""A chart of a page as a file of its own: its title, the drawing, and the run card under it."""

import json
import re
from typing import Final

from kpo.charts.map import inlined
from kpo.charts.theme import FONT, SURFACE
from kpo.export import image, picture, raster
from kpo.export.card import Card
from kpo.export.csv import csv_text
from kpo.export.engine import ENGINE
from kpo.export.svg import LEADING, Drawing
from kpo.export.taken import Chart
from kpo.export.typeface import FAMILY, width, wrapped

WIDE: Final = 1120
"""Pixels that a chart has from side to side."""

MARGIN: Final = 40.0
TITLE: Final = 26.0
KEY: Final = 15.0
COLOUR: Final = SURFACE["light"]


def svg(chart: Chart, about: Card) -> str:
    """Return a chart as an SVG file with its typeface.

    Raises
    ------
    ExportError
        If it cannot be drawn.
    """
    return _sheet(chart, about).to_svg(chart.title, description(chart, about))


def png(chart: Chart, about: Card) -> bytes:
    """Return a chart as a PNG of twice the pixels.

    Raises
    ------
    ExportError
        If it cannot be drawn.
    """
    drawn = _sheet(chart, about).to_svg(chart.title, "", carried=False)
    made = ENGINE.draw("png", drawn, scale=raster.SCALE)
    return raster.described(made, f"{chart.title}\n{description(chart, about)}")


def pdf(chart: Chart, about: Card) -> bytes:
    """Return a chart as a PDF of one page, vector and with its typeface.

    Raises
    ------
    ExportError
        If it cannot be drawn.
    """
    drawn = _sheet(chart, about).to_svg(chart.title, "", carried=False)
    said = {"Title": chart.title, "Subject": description(chart, about), "Creator": "KPO Atlas"}
    return image.pdf([drawn], said)


def csv(chart: Chart, about: Card) -> str:
    """Return the figures of a chart as CSV, and the run card under them."""
    columns = [str(name) for name in chart.figures.columns]
    rows: list[dict[str, object]] = json.loads(_values(chart))
    first = columns[0]
    lines = (("About", chart.title), *_lines(chart, about))
    rows.append({})
    rows.extend({first: f"{label}: {text}"} for label, text in lines)
    return csv_text(rows, columns)


def description(chart: Chart, about: Card) -> str:
    """Return the chart and its run card in words."""
    return "\n".join([chart.told, *(f"{label}: {text}" for label, text in _lines(chart, about))])


def _lines(chart: Chart, about: Card) -> list[tuple[str, str]]:
    lines = [("Ranking", about.title), *about.lines]
    return [("This chart", chart.source), *lines] if chart.source else lines


def _values(chart: Chart) -> str:
    return str(chart.figures.to_json(orient="records", double_precision=15))


def _spec(chart: Chart) -> str:
    """Return the chart with its figures and, for a map, its outlines inside."""
    made = inlined(chart.spec("light"))
    made |= {"data": {"values": json.loads(_values(chart))}, "width": WIDE}
    face = json.dumps(FONT)
    return json.dumps(made).replace(face, json.dumps(f"'{FAMILY}', sans-serif"))


def _key(sheet: Drawing, chart: Chart, y: float, room: float) -> float:
    """Put what colours and signs mean in lines of their own; return where the chart begins."""
    x = MARGIN
    for colour, words in chart.key:
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
    drawn = ENGINE.draw("svg", _spec(chart)).decode()
    found = re.search(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', drawn)
    wide, high = (float(found[1]), float(found[2])) if found else (float(WIDE), 0.0)
    room = wide
    lines, small = _lines(chart, about), picture.SMALL
    top = MARGIN + len(wrapped(chart.title, room, TITLE, 600)) * TITLE * LEADING
    head = _key(Drawing(1, 1), chart, top + 6, room) if chart.key else top
    foot = Drawing(1, 1).labelled(0, 0, lines, room, small, "", "")
    sheet = Drawing(wide + 2 * MARGIN, head + high + 46 + foot + MARGIN / 2)
    sheet.paragraph(MARGIN, MARGIN + 18, chart.title, room, TITLE, COLOUR["ink"], 600)
    _key(sheet, chart, top + 6, room)
    sheet.inside(MARGIN, head + 6, drawn)
    y = head + high + 28
    sheet.line(MARGIN, y, MARGIN + room, y, COLOUR["ink"], 1.5)
    sheet.labelled(MARGIN, y + 22, lines, room, small, COLOUR["ink"], COLOUR["soft"])
    return sheet
