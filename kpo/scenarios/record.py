"""A scenario as plain data for a JSON file, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpo.core.errors import KpoError, ScenarioError
from kpo.core.model import Scenario
from kpo.data.assumptions import in_order
from kpo.data.catalog import Catalog
from kpo.mcda.weight_sampling import SPREAD
from kpo.scenarios.codec import FIELDS, refuse
from kpo.scoring.ranking import preset_of, weights_of
from kpo.scoring.scenario_validation import scenario_problems

RECORD_VERSION: Final = 2
FORMER_RECORD_VERSION: Final = 1
"""Version of files that were made with the method of releases 0.1 and 0.2."""


def to_record(catalog: Catalog, scenario: Scenario) -> dict[str, object]:
    """Return a scenario as plain data for a JSON file, exact weights included."""
    spelled = spelled_out(catalog, scenario)
    return {
        "version": RECORD_VERSION,
        "data_version": catalog.data_version,
        **{item.name: item.record.write(getattr(spelled, item.name)) for item in FIELDS},
    }


def from_record(catalog: Catalog, record: Mapping[str, object]) -> Scenario:
    """Return the scenario of a JSON record.

    Raises
    ------
    ScenarioError
        If a field is missing, of the wrong kind, or names something unknown.
    """
    versions = {str(number): number for number in (FORMER_RECORD_VERSION, RECORD_VERSION)}
    version = versions.get(str(record.get("version")))
    if version is None:
        refuse("it is not a scenario of this release", "save it again")
    try:
        return canonical(catalog, _scenario(catalog, record, version))
    except KpoError as error:
        raise ScenarioError(error.problems) from None
    except KeyError as error:
        refuse(f"its field {error} is missing", "save it again")
    except (TypeError, ValueError, OverflowError):
        refuse("one of its fields is of the wrong kind or far too long", "save it again")


def _scenario(catalog: Catalog, record: Mapping[str, object], version: int) -> Scenario:
    values = {
        item.name: item.record.read(record[item.name])
        for item in FIELDS
        if item.in_record(record, version)
    }
    scenario = Scenario(**values)
    if version == FORMER_RECORD_VERSION and were_of_preset(
        catalog, values["preset"], values["weights"]
    ):
        return replace(scenario, weights=None)
    return scenario


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
    variation = {name: float(scenario.variation.get(name, USUAL)) for name in catalog.criteria}
    return replace(
        scenario,
        countries=None if chosen == home else countries,
        preset=None if preset.id == default else preset.id,
        weights=None if weights == begun else weights,
        locks=tuple(name for name in catalog.criteria if name in scenario.locks),
        variation={} if set(variation.values()) == {USUAL} else variation,
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
