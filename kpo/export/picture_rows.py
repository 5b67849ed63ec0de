"""The rows of a picture: names, stacked bars, remarks and numbers, and the lines under them."""

from dataclasses import dataclass
from typing import Final

from kpo.core.numbers import per_cent
from kpo.data.catalog import Catalog
from kpo.export.svg import LEADING, PAPER, Drawing
from kpo.export.text_width import width, wrapped
from kpo.narrative.ranking import Beside, noted, pattern
from kpo.robustness.rank_acceptability import RankOutlook, rank_outlooks
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row
from kpo.style import SURFACE

MARGIN: Final = 40.0
MIN_TEXT: Final = 10.0
SIZES_OF_TEXT: Final = ((80.0, 20.0), (34.0, 17.0), (22.0, 14.5), (0.0, 12.0))
"""Pairs of a row height and the font size in rows higher than that, in pixels."""

LOW_ROW: Final = 32.0
"""Height of a line under the ranking, without its reason."""

REASON: Final = 76.0
"""Indent of the reason from the margin, in pixels."""

MIN_REMARK: Final = 60.0
"""Minimum room for a remark after a bar, in pixels; with less, only the card has it."""

COLOUR: Final = SURFACE["light"]
SMALL: Final = 12.5


@dataclass(frozen=True)
class Under:
    """A line under the ranking, its height in pixels, and its reason in lines."""

    line: Beside
    high: float
    reason: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Left edges of names and bars, and right ends of bars and of the three numbers, in pixels."""

    name: float
    bar: float
    bar_end: float
    score: float
    first: float
    ranks: float


def draw_rows(sheet: Drawing, ranking: Ranking, count: int, y: float, row_height: float) -> Columns:
    """Draw the first `count` destinations from `y` on; return their columns."""
    size = next(size for least, size in SIZES_OF_TEXT if row_height > least)
    names = [row.name for row in ranking.rows[:count]]
    at = _columns(sheet.width, size, max(width(name, size, 600) for name in names))
    heads = (("Score", at.score), ("First in", at.first), ("Ranks", at.ranks))
    for words, x in heads:
        sheet.text(x, y + 14, words, 13, COLOUR["soft"], anchor="end")
    sheet.text(at.bar, y + 14, "Points by criterion", 13, COLOUR["soft"])
    sheet.text(at.name, y + 14, "Destination", 13, COLOUR["soft"])
    y += 22
    outlooks = rank_outlooks(ranking)
    for place, row in enumerate(ranking.rows[:count]):
        top = y + place * row_height
        sheet.line(MARGIN, top, sheet.width - MARGIN, top, COLOUR["rule"])
        _row(sheet, ranking.catalog, row, outlooks[row.country], at, top, row_height, size)
    return at


def draw_under(sheet: Drawing, catalog: Catalog, under: list[Under], at: Columns, y: float) -> None:
    """Draw the client under a dashed rule, and sanctioned destinations as outlines with reasons."""
    size = 14.0
    for item in under:
        row, outlined = item.line.row, item.line.outlined
        sheet.line(MARGIN, y, sheet.width - MARGIN, y, COLOUR["soft"], dashed=not outlined)
        base = y + LOW_ROW / 2 + size * 0.35
        sheet.text(MARGIN, base, item.line.place, size, COLOUR["soft"], 600)
        x = max(at.name, MARGIN + width(f"{item.line.place}  ", size, 600))
        sheet.text(x, base, row.name, size, COLOUR["ink"], 600)
        high = 0.5 if outlined else 0.34
        end = _bar(sheet, catalog, row, at, y + LOW_ROW * (1 - high) / 2, LOW_ROW * high, outlined)
        _remark(sheet, catalog, row, end, at, base - 1, size * 0.84, 1)
        sheet.text(at.score, base, f"{row.score:.0f}", size, COLOUR["soft"], 600, "end")
        line = y + LOW_ROW + SMALL * 0.6
        for words in item.reason:
            sheet.text(MARGIN + REASON, line, words, SMALL, COLOUR["soft"])
            line += SMALL * LEADING
        y += item.high


def _columns(wide: float, size: float, names: float) -> Columns:
    right = wide - MARGIN
    score = right - 62 - 4.6 * size
    return Columns(
        name=MARGIN + 2.1 * size,
        bar=MARGIN + max(11.2 * size, 2.1 * size + names + 12),
        bar_end=score - 3 * size,
        score=score,
        first=right - 58,
        ranks=right,
    )


def _row(
    sheet: Drawing,
    catalog: Catalog,
    row: Row,
    chance: RankOutlook,
    at: Columns,
    top: float,
    high: float,
    size: float,
) -> None:
    base = top + high / 2 + size * 0.35
    sheet.text(MARGIN, base, str(row.rank), size, COLOUR["soft"], 600)
    sheet.text(at.name, base, row.name, size, COLOUR["ink"], 600)
    end = _bar(sheet, catalog, row, at, top + high * 0.22, high * 0.56)
    lines = 2 if high > 34 else 1
    small = max(MIN_TEXT, size * 0.72)
    _remark(sheet, catalog, row, end, at, base - size * 0.08, small, lines)
    sheet.text(at.score, base, f"{row.score:.0f}", size * 1.1, COLOUR["ink"], 600, "end")
    sheet.text(at.first, base, per_cent(chance.p_first), size, COLOUR["soft"], anchor="end")
    sheet.text(at.ranks, base, chance.band, size, COLOUR["soft"], anchor="end")


def _remark(
    sheet: Drawing,
    catalog: Catalog,
    row: Row,
    end: float,
    at: Columns,
    base: float,
    size: float,
    most: int,
) -> None:
    """Draw the remark on a destination after its bar, in at most `most` lines.

    A sanctions mark is always drawn: over the bar if there is no room after it.
    """
    text, room = noted(catalog, row), at.score - 2.2 * size - end - 20
    colour = COLOUR["warn"] if row.sanctioned else COLOUR["soft"]
    least = width(row.sanctioned, size) if row.sanctioned else MIN_REMARK
    if not text or (room < least and not row.sanctioned):
        return
    if room < least:
        end, room = at.score - 2.2 * size - 20 - least, least
        sheet.box(end + 4, base - size, room + 12, size * 1.4, PAPER)
    lines = wrapped(text, room, size)
    if len(lines) > most:
        kept = wrapped(text, room - width(" …", size), size)[:most]
        lines = [*kept[:-1], f"{kept[-1].rstrip(',;:')} …"]
    y = base - size * LEADING * (len(lines) - 1) / 2
    for line in lines:
        sheet.text(end + 10, y, line, size, colour)
        y += size * LEADING


def _bar(
    sheet: Drawing,
    catalog: Catalog,
    row: Row,
    at: Columns,
    top: float,
    high: float,
    outlined: bool = False,
) -> float:
    """Draw a destination's points as a stacked bar, 100 points to the width; return its end."""
    x = at.bar
    for criterion, points in row.contributions.items():
        wide = points / 100 * (at.bar_end - at.bar)
        colour = catalog.criteria[criterion].colour_light
        sheet.box(x, top, max(wide - 1, 0.3), high, colour, pattern(row, criterion, outlined))
        x += wide
    return x
