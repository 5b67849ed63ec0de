"""The numbers of the Explore page, read once for its headline, its drawing and its text."""

from dataclasses import dataclass
from typing import Final

from kpo.analysis.measures import Measure, Reading, measure, ordered, rankable, readings
from kpo.core.model import Criterion
from kpo.ui.session.state import View
from kpo.ui.views.explore import selection
from kpo.ui.views.explore.selection import ANY_TIER, EVERYWHERE, MINE, Selection

MAX_CHOSEN: Final = 12
"""Maximum number of destinations to highlight; if more are chosen, the home countries are."""


@dataclass(frozen=True)
class ExploreReading:
    """The readings of a selection: `every` country, those `shown`, and those highlighted."""

    view: View
    look: Selection
    measure: Measure
    every: tuple[Reading, ...]
    shown: tuple[Reading, ...]
    chosen: frozenset[str]

    @property
    def criterion(self) -> Criterion | None:
        """The criterion whose colour the drawing has; None for context and total scores."""
        return self.view.catalog.criteria.get(self.measure.criterion)

    @property
    def known(self) -> tuple[Reading, ...]:
        """The readings shown that have a number, the highest first."""
        return ordered(self.shown)


def scene(view: View, look: Selection) -> ExploreReading:
    """Return the readings of a selection under the current choice."""
    catalog = view.catalog
    wanted = measure(catalog, view.scenario, selection.figure(view, look))
    every = readings(catalog, view.scenario, wanted)
    left = kept(view, look)
    own = view.destinations if len(view.destinations) <= MAX_CHOSEN else catalog.home
    shown = tuple(item for item in every if item.country in left)
    return ExploreReading(view, look, wanted, every, shown, frozenset(own))


def kept(view: View, look: Selection) -> frozenset[str]:
    """Return the countries that pass the filters."""
    countries = view.catalog.countries
    left = frozenset(countries)
    if look.region == MINE:
        left = frozenset(view.destinations)
    elif look.region != EVERYWHERE:
        left = frozenset(code for code, item in countries.items() if item.region == look.region)
    if look.ranked_for != ANY_TIER:
        left &= rankable(view.catalog, view.scenario, look.ranked_for)
    return left
