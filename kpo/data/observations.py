"""Choice of the figure that the scoring rules use for a country and an indicator."""

from functools import partial

from kpo.core.model import Observation, ScoringRules, Status
from kpo.data.catalog import Catalog
from kpo.data.computed import computed, earliest_year
from kpo.data.labour_cost import CHARGES_SOURCES, LabourCost, Lookup, labour_cost

_PREFERENCE: dict[Status, int] = {"user": 2, "reported": 1, "different_definition": 0}


def figure(
    catalog: Catalog, rules: ScoringRules, country: str, indicator: str
) -> Observation | None:
    """Return the figure that the rules use, or None if there is none.

    Among figures that are recent enough and count for the client, the user's own comes before
    ours, one of the stated definition before a differently defined one, then the newest. If none
    is stored, it may be computed from others (`kpo.data.computed`).

    Raises
    ------
    ScenarioError
        If the country or the indicator is unknown.
    """
    earliest = earliest_year(catalog, rules, indicator)
    stored = [
        item
        for item in catalog.figures(country, indicator)
        if item.year >= earliest and item.client in ("", rules.client)
    ]
    if stored:
        return max(stored, key=lambda item: (_PREFERENCE[item.status], item.year))

    return computed(_lookup(catalog, rules), country, indicator)


def cost_of_labour(catalog: Catalog, rules: ScoringRules, country: str) -> LabourCost | None:
    """Return pay and employer charges of the tier's work in a country; None if one is missing."""
    return labour_cost(_lookup(catalog, rules), country)


def charge_sources(catalog: Catalog, rules: ScoringRules, country: str) -> list[Observation]:
    """Return employer's charges in a country, one figure for each source that has them."""
    known = [name for name in CHARGES_SOURCES if name in catalog.indicators]
    figures = (figure(catalog, rules, country, name) for name in known)
    return [item for item in figures if item is not None]


def _lookup(catalog: Catalog, rules: ScoringRules) -> Lookup:
    return Lookup(catalog, rules, partial(figure, catalog, rules))
