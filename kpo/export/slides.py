"""What a slide is made of, in pixels of 1280 × 720; written as PPTX and as PDF from the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kpo.core.pattern import Pattern
from kpo.export.text_width import width
from kpo.style import SURFACE

WIDE: Final = 1280
HIGH: Final = 720
MARGIN: Final = 56
TOP: Final = 150
"""Where the content of a slide begins."""

ROOM: Final = WIDE - 2 * MARGIN
FOOT: Final = 668
ARIAL: Final = 1.06
"""How much wider than the face of the drawings the names are in a presentation."""

SHOWN: Final = 10
"""Destinations in a chart or table of a slide."""

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
"""What the template of pages takes from here, in its order."""


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True)
class SlideLine:
    """A paragraph; `before` is the space above it, `mark` the colour of a square before it.

    `link` is where a click on it leads.
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
    """Paragraphs under each other."""

    at: Box
    lines: tuple[SlideLine, ...]


@dataclass(frozen=True)
class BarSeries:
    """One colour of a bar chart; `patterns` are those of the places that are not plain."""

    name: str
    colour: str
    values: tuple[float, ...]
    patterns: Mapping[int, Pattern] = field(default_factory=dict)


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one a category, its series end to end.

    `low` and `high` are the ends of the scale, `unit` its name; `labels` stand beside the bars,
    `alt` says in words what is drawn. Each category takes `row` pixels of the height; names take
    `room` pixels at the least. One bar without a name has all of the width.
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
        """Pixels that the names of the categories take; none where there are none."""
        if not any(self.categories):
            return 0.0
        wide = 14 + ARIAL * max(width(name, SMALL, 600) for name in self.categories)
        return max(self.room, wide)

    @property
    def label_room(self) -> float:
        """Pixels kept for the labels beside the bars."""
        return 70.0 if self.labels else 0.0


@dataclass(frozen=True)
class SlideTable:
    """Rows of text under a head, which may be empty.

    `widths` in pixels, `right` are columns of numbers.
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
        """The head where there is one, and the rows; each with whether it is the head."""
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
    """A dot on a map, and its name in the box `at`, to whose `tip` a line leads.

    The text stands at that `side` of the box; without a name there is neither.
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
    """Countries with their colours, and names beside dots."""

    at: Box
    shapes: tuple[Shape, ...]
    names: tuple[Name, ...]
    alt: str


@dataclass(frozen=True)
class Dashes:
    """A dashed level line from side to side of a slide, at the height `y`."""

    y: float


Element = Words | Bars | SlideTable | Map | Dashes


@dataclass(frozen=True)
class Slide:
    """One finding: its title, what shows it, and what the speaker should know.

    `source` says who publishes its figures; `foot` stands in place of the pack's.
    """

    title: str
    elements: tuple[Element, ...]
    notes: str
    source: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Pack:
    """Slides with what stands at the foot of each, and what the file says of itself."""

    slides: tuple[Slide, ...]
    foot: str
    about: Mapping[str, str]


def row_height(count: int, room: float = 390) -> float:
    """Return the height of a row so that the rows fill a slide, and none is clumsy."""
    return min(54.0, room / max(count, 1))


def heading(text: str, before: float = 0.0) -> SlideLine:
    """Return a small heading over the lines that follow; `before` is the space above it."""
    return SlideLine(text, SMALL, True, SOFT, before)
