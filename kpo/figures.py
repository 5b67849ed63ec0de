"""Which figure a scenario uses for a country and an indicator."""

from kpo.catalog import Catalog
from kpo.computed import LabourCost, computed, earliest_year, labour_cost
from kpo.model import Observation, Scenario, Status

_PREFERENCE: dict[Status, int] = {"user": 2, "reported": 1, "different_definition": 0}


def figure(
    catalog: Catalog, scenario: Scenario, country: str, indicator: str
) -> Observation | None:
    """Return the figure that `scenario` uses, or None where there is none.

    Among the years that are recent enough, the user's own figure comes before ours, one of the
    stated definition before a differently defined one, and the newest before older ones. Where
    none is stored it may be computed from others (`kpo.computed`).

    Raises
    ------
    ScenarioError
        If the country or the indicator is unknown.
    """
    earliest = earliest_year(catalog, scenario, indicator)
    stored = [
        item
        for item in catalog.figures(country, indicator)
        if item.year >= earliest and item.client in ("", scenario.client)
    ]
    if stored:
        return max(stored, key=lambda item: (_PREFERENCE[item.status], item.year))

    def other(country: str, indicator: str) -> Observation | None:
        return figure(catalog, scenario, country, indicator)

    return computed(catalog, scenario, other, country, indicator)


def cost_of_labour(catalog: Catalog, scenario: Scenario, country: str) -> LabourCost | None:
    """Return pay and employer charges of the tier's work in a country, or None without them."""

    def other(country: str, indicator: str) -> Observation | None:
        return figure(catalog, scenario, country, indicator)

    return labour_cost(catalog, scenario, other, country)
