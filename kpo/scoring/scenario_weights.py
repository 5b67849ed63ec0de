"""The weights of a scenario: its own, or those of its preset."""

from kpo.core.model import Preset, Scenario
from kpo.data.catalog import Catalog
from kpo.mcda.weights import rescaled


def preset_of(catalog: Catalog, scenario: Scenario) -> Preset:
    """Return the preset of a scenario: its own, else its service line's or its tier's."""
    return catalog.presets[
        scenario.preset or catalog.tiers[scenario.service or scenario.tier].preset
    ]


def weights_of(catalog: Catalog, scenario: Scenario) -> dict[str, float]:
    """Return the exact weights of a scenario, by criterion, summing to 100.

    Raises
    ------
    WeightError
        If the user's weights cannot be used.
    """
    if scenario.weights is None:
        return rescaled(preset_of(catalog, scenario).weights, catalog.criteria)
    return rescaled(scenario.weights, catalog.criteria)
