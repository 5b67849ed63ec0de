"""What the Explore page shows, read once for the headline, the drawing and the words below it."""

from dataclasses import dataclass
from typing import Final

from kpo.exploration import Measure, Reading, measure, ordered, rankable, readings
from kpo.model import Criterion
from kpo.ui.explore import looking
from kpo.ui.explore.looking import ANY_TIER, EVERYWHERE, MINE, Look
from kpo.ui.state import View

MOST_CHOSEN: Final = 12
"""Destinations that are told apart; of a larger choice the home seven stand out."""


@dataclass(frozen=True)
class Scene:
    """A look at the current choice: every country, the ones shown, the ones that stand out."""

    view: View
    look: Look
    measure: Measure
    every: tuple[Reading, ...]
    shown: tuple[Reading, ...]
    chosen: frozenset[str]

    @property
    def criterion(self) -> Criterion | None:
        """The criterion whose colour the drawing has; none for context and total scores."""
        return self.view.catalog.criteria.get(self.measure.criterion)

    @property
    def found(self) -> tuple[Reading, ...]:
        """The readings with a number that are shown, the highest first."""
        return ordered(self.shown)


def scene(view: View, look: Look) -> Scene:
    """Return what a look shows of the current choice."""
    catalog = view.catalog
    wanted = measure(catalog, view.scenario, looking.figure(view, look))
    every = readings(catalog, view.scenario, wanted)
    left = kept(view, look)
    own = view.destinations if len(view.destinations) <= MOST_CHOSEN else catalog.home
    shown = tuple(item for item in every if item.country in left)
    return Scene(view, look, wanted, every, shown, frozenset(own))


def kept(view: View, look: Look) -> frozenset[str]:
    """Return the countries that the filters leave."""
    countries = view.catalog.countries
    left = frozenset(countries)
    if look.region == MINE:
        left = frozenset(view.destinations)
    elif look.region != EVERYWHERE:
        left = frozenset(code for code, item in countries.items() if item.region == look.region)
    if look.ranked_for != ANY_TIER:
        left &= rankable(view.catalog, view.scenario, look.ranked_for)
    return left
