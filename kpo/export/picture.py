"""The ranking as a self-explanatory picture: finding, bars, and the run card below."""

from typing import Final, Literal

from kpo.core.labels import PATTERN_WORDS, Pattern
from kpo.data.catalog import Catalog
from kpo.export.letters import missing
from kpo.export.picture_rows import (
    COLOUR,
    LOW_ROW,
    MARGIN,
    REASON,
    SMALL,
    Under,
    draw_rows,
    draw_under,
)
from kpo.export.run_card import Card
from kpo.export.svg import LEADING, Drawing, Kind
from kpo.export.text_width import shortened, width, wrapped
from kpo.narrative.ranking import beside, used
from kpo.scoring.ranking import Ranking

Shape = Literal["whole", "square", "wide"]
SIZES: Final[dict[Shape, tuple[float, float]]] = {
    "whole": (1200, 0),
    "square": (1080, 1080),
    "wide": (1280, 720),
}
"""Width and height in pixels; a height of 0 fits the ranking."""

KEY: Final = 19.0
"""Line height of the key, in pixels."""

ROW: Final = 46.0
MIN_ROW: Final = 19.0
TALLEST: Final = 104.0
MAX_REMARKS: Final = 4
"""Maximum number of lines under the ranking in a fixed shape."""

MAX_TEXT_LENGTH: Final = 420
"""Maximum length of one line of the card in a fixed shape, in characters."""


def picture(ranking: Ranking, about: Card, shape: Shape = "whole") -> Drawing:
    """Return the drawing of a ranking.

    A fixed shape shows as many destinations as stay legible, and the number of the rest.
    """
    catalog = ranking.catalog
    wide, fixed = SIZES[shape]
    room = wide - 2 * MARGIN
    lines = list(about.lines) if shape == "whole" else _short(about)
    drawn = " ".join((about.title, about.standfirst, about.text))
    lines += [("Letters", words) for words in missing(drawn)]
    small = SMALL if shape == "whole" else 11.5
    foot = Drawing(1, 1).labelled(0, 0, lines, room, small, "", "") + 30
    blank = Drawing(1, 1)
    head = _key(blank, catalog, about, room, _head(blank, about, room)) + 24
    under = _under(ranking, room, shape)
    count = len(ranking.rows)
    row = ROW if count <= 12 else 30.0
    if fixed:
        space = fixed - head - foot - 34 - sum(line.high for line in under)
        row = max(MIN_ROW, min(TALLEST, space / max(count, 1)))
        count = min(count, int(space / row))
    height = fixed or head + count * row + sum(line.high for line in under) + foot + 34
    sheet = Drawing(wide, height)
    y = _key(sheet, catalog, about, room, _head(sheet, about, room))
    at = draw_rows(sheet, ranking, count, y, row)
    draw_under(sheet, catalog, under, at, y + 22 + count * row)
    more = len(ranking.rows) - count
    y = height - foot + 18
    sheet.line(MARGIN, y - 22, sheet.width - MARGIN, y - 22, COLOUR["ink"], 1.5)
    sheet.labelled(MARGIN, y, lines, room, small, COLOUR["ink"], COLOUR["soft"])
    _patterns(sheet, used(ranking), more, height - foot - 9)
    return sheet


def _under(ranking: Ranking, room: float, shape: Shape) -> list["Under"]:
    """Return the lines under the ranking; a fixed shape has at most `MAX_REMARKS`, no reasons."""
    lines = beside(ranking)
    if shape != "whole":
        return [Under(line, LOW_ROW, ()) for line in lines[:MAX_REMARKS]]
    under = []
    for line in lines:
        reason = tuple(wrapped(line.reason, room - REASON, SMALL)) if line.reason else ()
        under.append(
            Under(line, LOW_ROW + LEADING * SMALL * len(reason) + 4 * bool(reason), reason)
        )
    return under


def file(ranking: Ranking, about: Card, kind: Kind, shape: Shape = "whole") -> bytes:
    """Return the drawing of a ranking as a file with its run card as description."""
    return picture(ranking, about, shape).file(kind, about.title, about.text)


def document(about: Card) -> dict[str, str]:
    """Return the document properties of a file."""
    return {"Title": about.title, "Subject": about.text, "Creator": "KPO Atlas"}


def _short(about: Card) -> list[tuple[str, str]]:
    """Return the shortened card of a fixed shape; the file's description has the whole card."""
    first = " · ".join(about.line(label) for label in ("Work", "Figures", "Made"))
    link = about.link if len(about.link) <= MAX_TEXT_LENGTH else "in the description of this file"
    kept = ("Weights", "Method", "Counted", "Marked", "Not ranked")
    lines = [(label, shortened(about.line(label), MAX_TEXT_LENGTH)) for label in kept]
    lines.insert(0, ("About", f"{first} · client in {about.line('Client in')}"))
    return [*lines, ("Sources", f"{', '.join(about.producers)}."), ("Link", link)]


def _head(sheet: Drawing, about: Card, room: float) -> float:
    y = MARGIN + 24
    for line in wrapped(about.title, room, 30, 600):
        sheet.text(MARGIN, y, line, 30, COLOUR["ink"], 600)
        y += 36
    y = sheet.paragraph(MARGIN, y, about.standfirst, room, 17, COLOUR["soft"])
    return y + 14


def _key(sheet: Drawing, catalog: Catalog, about: Card, room: float, y: float) -> float:
    """Draw the key of criteria, in lines that fit `room`; return the y at which the rows begin."""
    x = MARGIN
    for criterion, share in about.weights:
        if share:
            item = catalog.criteria[criterion]
            words = f"{item.short_name} {share:g} %"
            wide = 17 + width(words, 13) + 18
            if x > MARGIN and x + wide > MARGIN + room:
                x, y = MARGIN, y + KEY
            sheet.box(x, y - 10, 12, 12, item.colour_light)
            sheet.text(x + 17, y, words, 13, COLOUR["ink"])
            x += wide
    return y + 14


def _patterns(sheet: Drawing, kinds: tuple[Pattern, ...], more: int, y: float) -> None:
    """Draw the legend of the patterns in use, and the number of destinations not drawn."""
    x = MARGIN
    for kind in kinds:
        sheet.box(x, y - 10, 16, 12, COLOUR["soft"], kind)
        sheet.text(x + 22, y, PATTERN_WORDS[kind], 11.5, COLOUR["soft"])
        x += 22 + width(PATTERN_WORDS[kind], 11.5) + 20
    if more > 0:
        words = f"{more} more destinations are ranked below these."
        sheet.text(sheet.width - MARGIN, y, words, 11.5, COLOUR["soft"], anchor="end")
