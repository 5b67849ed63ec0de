"""The parts of a scene, and the words that scenes share."""

from dataclasses import dataclass
from typing import Final, Literal

from kpo.analysis.provenance import credits
from kpo.core.labels import Pattern
from kpo.scenarios.collection import SceneChoice
from kpo.scoring.ranking import Ranking

Kind = Literal["ranking", "difference", "places", "map", "country", "words", "weights"]

TOP: Final = 3
"""Maximum number of destinations that get a scene of their own."""

NAMED: Final = 4
"""Maximum number of producers named under a scene; the scene of the sources names all."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, the criterion that gives its colour, the number and its text `shown`.

    `value` is None if there is no figure; `parts` hold the shares of the ranks, from the first to
    the last; `mark` is the word for figures that are not as reported, `pattern` the fill.
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
    """A sentence `text` with a short heading, which may be empty."""

    head: str
    text: str


@dataclass(frozen=True)
class MapLabel:
    """The box of a name on the map, in map units, and the end `tip` of the line from its dot.

    The text is aligned to the `side` of the box at which the line ends.
    """

    west: float
    south: float
    wide: float
    high: float
    side: Literal["start", "middle", "end"]
    tip: tuple[float, float]


@dataclass(frozen=True)
class MapPlace:
    """A destination on the map, with its position in map units.

    `level` is the step of its colour, from 0 for the lowest scores; None if it is not ranked.
    The name is drawn in its `label`; both are empty if there is no room. `dot` marks the top
    destinations, and those too small to be seen as an outline.
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
    """One finding to show, with the data and words of its drawing.

    Attributes
    ----------
    id
        The same for the same kind of scene, so that an order can be saved.
    name
        Name of the scene in a list.
    title, caption
        The finding, and a sentence under it.
    unit
        Unit of the numbers of the bars.
    source, notes
        Publishers of the figures, and notes for a speaker.
    chosen
        The presenter's title and caption in place of ours, empty if not written; None if the scene
        was not chosen.
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
    """Return the publishers of the figures in one line."""
    producers = dict.fromkeys(name for item in credits(ranking) for name in item.producers)
    names, more = list(producers)[:NAMED], len(producers) - NAMED
    text = f"{', '.join(names)} and {more} others" if more > 1 else ", ".join(producers)
    return f"{text}. Figures of {ranking.catalog.data_version}." if producers else ""
