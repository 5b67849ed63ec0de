"""The ranking as a picture that describes itself: finding, bars, and the run card under them."""

from dataclasses import dataclass
from typing import Final, Literal

from kpo.catalog import Catalog
from kpo.certainty import per_cent
from kpo.charts.theme import SURFACE
from kpo.export import image, raster
from kpo.export.card import Card, remark
from kpo.export.svg import LEADING, Drawing
from kpo.export.typeface import width, wrapped
from kpo.score import Ranking, Row
from kpo.sureness.chances import Chance, chances

Shape = Literal["whole", "square", "wide"]
SIZES: Final[dict[Shape, tuple[float, float]]] = {
    "whole": (1200, 0),
    "square": (1080, 1080),
    "wide": (1280, 720),
}
"""Width and height in pixels; 0 is as high as the ranking asks for."""

MARGIN: Final = 40.0
KEY: Final = 19.0
"""From one line of the key to the next, in pixels."""

ROW: Final = 46.0
LEAST_ROW: Final = 19.0
TALLEST: Final = 104.0
SIZES_OF_TEXT: Final = ((80.0, 20.0), (34.0, 17.0), (22.0, 14.5), (0.0, 12.0))
"""Heights of a row from which letters have a size."""

LONGEST: Final = 420
"""Characters of one line of a small picture's card."""

COLOUR: Final = SURFACE["light"]
SMALL: Final = 12.5


@dataclass(frozen=True)
class Columns:
    """Left edges of names and bars, right ends of bars and of the three numbers."""

    name: float
    bar: float
    bar_end: float
    score: float
    first: float
    ranks: float


def picture(catalog: Catalog, ranking: Ranking, about: Card, shape: Shape = "whole") -> Drawing:
    """Return the drawing of a ranking.

    In a fixed shape as many destinations stand as can be read, and the rest are counted.
    """
    wide, fixed = SIZES[shape]
    room = wide - 2 * MARGIN
    said = list(about.lines) if shape == "whole" else _short(about)
    small = SMALL if shape == "whole" else 11.5
    foot = _height(said, room, small) + 30
    keys = _keys(catalog, about, room)
    head = _head_height(about, room) + KEY * (len(keys) - 1)
    count = len(ranking.rows)
    row = ROW if count <= 12 else 30.0
    if fixed:
        space = fixed - head - foot - 34
        row = max(LEAST_ROW, min(TALLEST, space / max(count, 1)))
        count = min(count, int(space / row))
    height = fixed or head + count * row + foot + 34
    sheet = Drawing(wide, height)
    y = _head(sheet, about, room)
    y = _key(sheet, keys, y)
    _bars(sheet, catalog, ranking, count, y, row)
    _foot(sheet, said, height - foot + 18, room, small, len(ranking.rows) - count)
    return sheet


def svg(catalog: Catalog, ranking: Ranking, about: Card, shape: Shape = "whole") -> str:
    """Return the ranking as an SVG file with its typeface."""
    return picture(catalog, ranking, about, shape).to_svg(about.title, description(about))


def png(catalog: Catalog, ranking: Ranking, about: Card, shape: Shape = "whole") -> bytes:
    """Return the ranking as a PNG of twice the pixels."""
    drawn = picture(catalog, ranking, about, shape)
    return raster.png(drawn, f"{about.title}\n{description(about)}")


def pdf(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    """Return the ranking as a PDF of one page."""
    drawn = picture(catalog, ranking, about).to_svg(about.title, "", carried=False)
    return image.pdf([drawn], document(about))


def description(about: Card) -> str:
    """Return the run card as lines of text."""
    return "\n".join(f"{label}: {text}" for label, text in about.lines)


def document(about: Card) -> dict[str, str]:
    """Return what a document says of itself in its properties."""
    return {"Title": about.title, "Subject": description(about), "Creator": "KPO Atlas"}


def _short(about: Card) -> list[tuple[str, str]]:
    """Return what a small picture says; the whole card stands in the file's description."""
    first = " · ".join(about.line(label) for label in ("Work", "Figures", "Made"))
    link = about.link if len(about.link) <= LONGEST else "in the description of this file"
    kept = ("Weights", "Method", "Marked", "Not ranked")
    lines = [(label, _cut(about.line(label))) for label in kept]
    lines.insert(0, ("About", f"{first} · client in {about.line('Client in')}"))
    return [*lines, ("Sources", f"{', '.join(about.producers)}."), ("Link", link)]


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _height(lines: list[tuple[str, str]], room: float, size: float) -> float:
    probe = Drawing(1, 1)
    return probe.labelled(0, 0, lines, room, size, "", "")


def _head_height(about: Card, room: float) -> float:
    lines = len(wrapped(about.title, room, 30, 600))
    return MARGIN + lines * 30 * 1.2 + len(wrapped(about.standfirst, room, 17)) * 17 * LEADING + 76


def _head(sheet: Drawing, about: Card, room: float) -> float:
    y = MARGIN + 24
    for line in wrapped(about.title, room, 30, 600):
        sheet.text(MARGIN, y, line, 30, COLOUR["ink"], 600)
        y += 36
    y = sheet.paragraph(MARGIN, y, about.standfirst, room, 17, COLOUR["soft"])
    return y + 14


def _bars(
    sheet: Drawing,
    catalog: Catalog,
    ranking: Ranking,
    count: int,
    y: float,
    row_height: float,
) -> None:
    size = next(size for least, size in SIZES_OF_TEXT if row_height > least)
    at = _columns(sheet.width, size)
    heads = (("Score", at.score), ("P(first)", at.first), ("Ranks", at.ranks))
    for words, x in heads:
        sheet.text(x, y + 14, words, 13, COLOUR["soft"], anchor="end")
    sheet.text(at.bar, y + 14, "Points by criterion", 13, COLOUR["soft"])
    sheet.text(at.name, y + 14, "Destination", 13, COLOUR["soft"])
    y += 22
    found = chances(catalog, ranking)
    for place, row in enumerate(ranking.rows[:count]):
        top = y + place * row_height
        sheet.line(MARGIN, top, sheet.width - MARGIN, top, COLOUR["rule"])
        _row(sheet, catalog, row, found[row.country], at, top, row_height, size)


def _columns(wide: float, size: float) -> Columns:
    right = wide - MARGIN
    score = right - 62 - 4.6 * size
    return Columns(
        name=MARGIN + 2.1 * size,
        bar=MARGIN + 11.2 * size,
        bar_end=score - 3 * size,
        score=score,
        first=right - 58,
        ranks=right,
    )


def _keys(catalog: Catalog, about: Card, room: float) -> list[list[tuple[str, str]]]:
    """Return the criteria with their weights as colour and words, in lines that fit the room."""
    lines: list[list[tuple[str, str]]] = [[]]
    x = 0.0
    for criterion, share in about.weights:
        if share:
            item = catalog.criteria[criterion]
            words = f"{item.short_name} {share:g} %"
            wide = _key_width(words)
            if x + wide > room and lines[-1]:
                lines.append([])
                x = 0.0
            lines[-1].append((item.colour_light, words))
            x += wide
    return lines


def _key_width(words: str) -> float:
    return 17 + width(words, 13) + 18


def _key(sheet: Drawing, lines: list[list[tuple[str, str]]], y: float) -> float:
    """Put the criteria with their colours and weights; they take what they need."""
    for place, line in enumerate(lines):
        x, base = MARGIN, y + KEY * place
        for colour, words in line:
            sheet.box(x, base - 10, 12, 12, colour)
            sheet.text(x + 17, base, words, 13, COLOUR["ink"])
            x += _key_width(words)
    return y + KEY * (len(lines) - 1) + 14


def _row(
    sheet: Drawing,
    catalog: Catalog,
    row: Row,
    chance: Chance,
    at: Columns,
    top: float,
    high: float,
    size: float,
) -> None:
    base = top + high / 2 + size * 0.35
    under = row.sanctioned
    sheet.text(MARGIN, base, str(row.rank), size, COLOUR["soft"], 600)
    name_base = base - (size * 0.45 if under and high > 34 else 0)
    sheet.text(at.name, name_base, row.name, size, COLOUR["ink"], 600)
    if under:
        words, small = under, size * 0.72
        x = at.name if high > 34 else at.name + width(f"{row.name} ", size, 600)
        sheet.text(x, name_base + (size * 0.95 if high > 34 else 0), words, small, COLOUR["warn"])
    end = _bar(sheet, catalog, row, at, top + high * 0.22, high * 0.56)
    note = remark(catalog, row)
    if note and end + 10 + width(note, size * 0.72) < at.score - 2 * size:
        sheet.text(end + 10, base - size * 0.08, note, size * 0.72, COLOUR["soft"])
    sheet.text(at.score, base, f"{row.score:.0f}", size * 1.1, COLOUR["ink"], 600, "end")
    sheet.text(at.first, base, per_cent(chance.p_first), size, COLOUR["soft"], anchor="end")
    band = f"{chance.best}–{chance.worst}" if chance.best != chance.worst else f"{chance.best}"
    sheet.text(at.ranks, base, band, size, COLOUR["soft"], anchor="end")


def _bar(sheet: Drawing, catalog: Catalog, row: Row, at: Columns, top: float, high: float) -> float:
    """Put the points of a destination end to end; 100 points fill the width."""
    x = at.bar
    for criterion, points in row.contributions.items():
        wide = points / 100 * (at.bar_end - at.bar)
        marked = bool(row.statuses[criterion])
        colour = catalog.criteria[criterion].colour_light
        sheet.box(x, top, max(wide - 1, 0.3), high, colour, marked)
        x += wide
    return x


def _foot(
    sheet: Drawing,
    said: list[tuple[str, str]],
    y: float,
    room: float,
    size: float,
    more: int,
) -> None:
    sheet.line(MARGIN, y - 22, sheet.width - MARGIN, y - 22, COLOUR["ink"], 1.5)
    words = "Hatched: assumed, differently defined or yours."
    if more > 0:
        words = f"{more} more destinations are ranked below these. {words}"
    sheet.text(sheet.width - MARGIN, y - 27, words, 11.5, COLOUR["soft"], anchor="end")
    sheet.labelled(MARGIN, y, said, room, size, COLOUR["ink"], COLOUR["soft"])
