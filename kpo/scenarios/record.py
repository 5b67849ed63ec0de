"""A scenario as plain data for a JSON file, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpo.core.errors import KpoError, ScenarioError
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.canonical import canonical, spelled_out, were_of_preset
from kpo.scenarios.codec import FIELDS
from kpo.scenarios.refusal import refuse

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
