"""What a scene is made of, and the words that scenes share."""

from dataclasses import dataclass
from typing import Final, Literal

from kpo.analysis.credits import credits
from kpo.core.pattern import Pattern
from kpo.scenarios.collection import SceneChoice
from kpo.scoring.ranking import Ranking

Kind = Literal["ranking", "difference", "places", "map", "country", "words", "weights"]

TOP: Final = 3
"""Destinations that get a scene of their own."""

NAMED: Final = 4
"""Producers named under a scene; the scene of the sources names all."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, the criterion that gives its colour, the number and how it is shown.

    `value` is None where there is no figure; `parts` hold shares of ranks, the first to the last;
    `mark` is the word for what is doubtful, assumed or differently defined, `pattern` how it is
    drawn.
    """

    label: str
    criterion: str
    value: float | None
    shown: str
    parts: tuple[float, ...] = ()
    mark: str = ""
    pattern: Pattern = "plain"


@dataclass(frozen=True)
class SceneLine:
    """A sentence with the word it stands under; the word may be empty."""

    head: str
    text: str


@dataclass(frozen=True)
class MapLabel:
    """Where a name stands on the map, in map units, and where the line from its dot ends.

    The text stands at that `side` of the box at which the line arrives.
    """

    west: float
    south: float
    wide: float
    high: float
    side: Literal["start", "middle", "end"]
    tip: tuple[float, float]


@dataclass(frozen=True)
class MapPlace:
    """A destination on the map, its place in map units.

    `level` is the step of its colour, from 0 for the lowest scores; None where it is not ranked.
    The name stands in its `label`; both are empty where there is no room. `dot` marks the first
    ones, and what is too small to be seen as an outline.
    """

    country: str
    level: int | None
    x: float
    y: float
    name: str = ""
    label: MapLabel | None = None
    dot: bool = False


@dataclass(frozen=True)
class Scene:
    """One thing to show.

    Attributes
    ----------
    id
        Stays the same for the same kind of scene, so that an order can be kept.
    name
        What the scene is called in a list.
    title, caption
        The finding, and a sentence under it.
    unit
        What the numbers of the bars are.
    source, notes
        Who publishes the figures, and what a speaker adds.
    chosen
        Title and caption that a presenter wrote in place of ours, which are empty where none was.
    """

    id: str
    kind: Kind
    name: str
    title: str
    caption: str
    ranking: Ranking
    bars: tuple[Bar, ...] = ()
    unit: str = ""
    lines: tuple[SceneLine, ...] = ()
    places: tuple[MapPlace, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
    chosen: SceneChoice | None = None


def credit_line(ranking: Ranking) -> str:
    """Return who publishes the figures in one line."""
    producers = dict.fromkeys(name for item in credits(ranking) for name in item.producers)
    names, more = list(producers)[:NAMED], len(producers) - NAMED
    text = f"{', '.join(names)} and {more} others" if more > 1 else ", ".join(producers)
    return f"{text}. Figures of {ranking.catalog.data_version}." if producers else ""
