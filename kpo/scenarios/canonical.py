"""The canonical form of a scenario: defaults left out, entries in a fixed order."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpo.core.errors import ScenarioError
from kpo.core.model import Scenario
from kpo.data.assumptions import in_order
from kpo.data.catalog import Catalog
from kpo.mcda.weight_sampling import SPREAD
from kpo.scoring.scenario_validation import scenario_problems
from kpo.scoring.scenario_weights import preset_of, weights_of

USUAL: Final = 100 * SPREAD
"""Default variation of a weight, in per cent of itself."""

SAME_SHARE: Final = 1e-6


def canonical(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Return the same scenario in canonical form: fixed order, None for a field at its default.

    The client is removed from the destinations, unless there is no other.

    Raises
    ------
    ScenarioError, WeightError
        If the scenario names something unknown, or its weights cannot be used.
    """
    faults = scenario_problems(catalog, scenario)
    if faults:
        raise ScenarioError(faults)
    chosen = set(scenario.countries or catalog.home)
    chosen = chosen - {scenario.client} or chosen
    countries = tuple(country for country in catalog.countries if country in chosen)
    home = set(catalog.home) - {scenario.client}
    preset = preset_of(catalog, scenario)
    default = catalog.tiers[scenario.service or scenario.tier].preset
    weights = weights_of(catalog, scenario)
    begun = weights_of(catalog, replace(scenario, weights=None))
    return replace(
        scenario,
        countries=None if chosen == home else countries,
        preset=None if preset.id == default else preset.id,
        weights=None if weights == begun else weights,
        locks=tuple(name for name in catalog.criteria if name in scenario.locks),
        variation=_whole_variation(catalog, scenario),
        minimums={c: scenario.minimums[c] for c in catalog.criteria if c in scenario.minimums},
        figure_limits=dict(sorted(scenario.figure_limits.items())),
        start=None if scenario.start == catalog.year else scenario.start,
        assumptions=in_order(catalog, scenario.assumptions),
    )


def spelled_out(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Return the same scenario with preset, weights and destinations written out."""
    return replace(
        scenario,
        preset=preset_of(catalog, scenario).id,
        weights=weights_of(catalog, scenario),
        countries=scenario.countries or catalog.home,
    )


def were_of_preset(catalog: Catalog, preset: str, weights: Mapping[str, float]) -> bool:
    """Tell whether weights equal those that the preset had in releases 0.1 and 0.2."""
    former = catalog.former_presets.get(preset)
    total = sum(weights.values())
    if former is None or not total > 0:
        return False
    return all(
        abs(weights.get(name, 0.0) / total - former.get(name, 0.0)) < SAME_SHARE
        for name in {*former, *weights}
    )


def _whole_variation(catalog: Catalog, scenario: Scenario) -> dict[str, float]:
    """Return the variation of every criterion; empty if all have the default."""
    whole = {name: float(scenario.variation.get(name, USUAL)) for name in catalog.criteria}
    return whole if set(whole.values()) != {USUAL} else {}
