"""Elements of a slide, in pixels of 1280 × 720; both PPTX and PDF are written from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kpo.core.labels import Pattern
from kpo.export.text_width import width
from kpo.style import SURFACE

WIDE: Final = 1280
HIGH: Final = 720
MARGIN: Final = 56
TOP: Final = 150
"""Top of a slide's content, in pixels."""

ROOM: Final = WIDE - 2 * MARGIN
FOOT: Final = 668
ARIAL: Final = 1.06
"""Width of a name in Arial, as in a presentation, relative to the typeface of the drawings."""

SHOWN: Final = 10
"""Maximum number of destinations in a chart or table of a slide."""

BODY: Final = 21.0
SMALL: Final = 17.0
NOTE: Final = 14.0
INK: Final = SURFACE["light"]["ink"]
SOFT: Final = SURFACE["light"]["soft"]
RULE: Final = SURFACE["light"]["rule"]
ACCENT: Final = SURFACE["light"]["accent"]
WARN: Final = SURFACE["light"]["warn"]
PAPER: Final = SURFACE["light"]["paper"]
LOOK: Final = (WIDE, HIGH, MARGIN, ROOM, FOOT, INK, SOFT, RULE, SMALL, NOTE)
"""Values that the Typst template of the slides reads, in this order."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True)
class SlideLine:
    """A paragraph; `before` is the space above it, `mark` the colour of a square before it.

    `link` is the address that a click opens.
    """

    text: str
    size: float = BODY
    bold: bool = False
    colour: str = INK
    before: float = 0.0
    mark: str = ""
    link: str = ""


@dataclass(frozen=True)
class Words:
    """A block of paragraphs."""

    at: Box
    lines: tuple[SlideLine, ...]


@dataclass(frozen=True)
class BarSeries:
    """A series of a bar chart; `patterns` are the fills by category, empty if all are plain."""

    name: str
    colour: str
    values: tuple[float, ...]
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one per category, with the series stacked.

    `low` and `high` are the ends of the scale and `unit` its title; `labels` are written beside the
    bars and `colours` replace the series' colour, both by category; `key` draws a legend; `alt` is
    the alternative text. A category is `row` pixels high; names are at least `room` pixels wide.
    """

    at: Box
    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    low: float
    high: float
    unit: str
    alt: str
    labels: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    key: bool = True
    row: float = 46.0
    room: float = 0.0

    @property
    def names(self) -> float:
        """Width of the category names in pixels; 0 if all are empty."""
        if not any(self.categories):
            return 0.0
        wide = 14 + ARIAL * max(width(name, SMALL, 600) for name in self.categories)
        return max(self.room, wide)

    @property
    def label_room(self) -> float:
        """Width kept for the labels beside the bars, in pixels."""
        return 70.0 if self.labels else 0.0


@dataclass(frozen=True)
class SlideTable:
    """Rows of text under a head, which may be empty.

    `widths` are in pixels; `right` holds the indices of right-aligned columns.
    """

    at: Box
    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    size: float = SMALL
    row: float = 36.0
    head_high: float = 36.0

    @property
    def lines(self) -> tuple[tuple[bool, tuple[str, ...]], ...]:
        """The head, if any, and the rows, each as a pair: whether it is the head, and its cells."""
        head = ((True, self.head),) if self.head else ()
        return (*head, *((False, row) for row in self.rows))


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shape:
    """A country on a map, in pixels of the slide."""

    name: str
    rings: tuple[Ring, ...]
    colour: str
    hatched: bool = False


@dataclass(frozen=True)
class Name:
    """A dot on a map, and its name in the box `at`, aligned to that `side` of the box.

    A line leads from the dot to `tip` at the box; without a box, neither name nor line is drawn.
    """

    x: float
    y: float
    text: str = ""
    at: Box | None = None
    side: Literal["start", "middle", "end"] = "start"
    tip: tuple[float, float] = (0.0, 0.0)
    colour: str = INK


@dataclass(frozen=True)
class Map:
    """A map of coloured countries, and dots with names."""

    at: Box
    shapes: tuple[Shape, ...]
    names: tuple[Name, ...]
    alt: str


@dataclass(frozen=True)
class Dashes:
    """A dashed horizontal line across a slide at `y`."""

    y: float


Element = Words | Bars | SlideTable | Map | Dashes


@dataclass(frozen=True)
class Slide:
    """One finding: its title, the elements that show it, and the speaker's notes.

    `source` says who publishes its figures; `foot`, if not empty, replaces the pack's.
    """

    title: str
    elements: tuple[Element, ...]
    notes: str
    source: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Pack:
    """Slides, the foot of each, and the document properties `about`."""

    slides: tuple[Slide, ...]
    foot: str
    about: Mapping[str, str]


def row_height(count: int, room: float = 390) -> float:
    """Return the height of `count` rows that fill `room`, at most 54 pixels each."""
    return min(54.0, room / max(count, 1))


def heading(text: str, before: float = 0.0) -> SlideLine:
    """Return a small heading; `before` is the space above it."""
    return SlideLine(text, SMALL, True, SOFT, before)
