"""Input of a business case: people, years, start, client, work and changed assumptions."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kpo.core.errors import ScenarioError
from kpo.core.model import PEOPLE, YEARS, Scenario, ScoringRules
from kpo.data.assumptions import case_problems
from kpo.data.catalog import Catalog


@dataclass(frozen=True)
class Case:
    """The input of a business case, hashable so that it can be a cache key.

    Attributes
    ----------
    assumptions
        The changed assumptions, sorted: name, and lowest and highest value.
    """

    people: int = PEOPLE
    years: int = YEARS
    start: int = 0
    client: str = "SWE"
    assumptions: tuple[tuple[str, tuple[float, float]], ...] = ()
    rules: ScoringRules = ScoringRules()

    @cached_property
    def changes(self) -> dict[str, tuple[float, float]]:
        """The changed assumptions by name: lowest and highest value."""
        return dict(self.assumptions)


def case_of(catalog: Catalog, scenario: Scenario) -> Case:
    """Return the input of a scenario's business case.

    Raises
    ------
    ScenarioError
        If people, years, start or an assumption cannot be used; lists every fault.
    """
    faults = case_problems(catalog, scenario)
    if faults:
        raise ScenarioError(faults)
    changes: Any = sorted(
        (name, (float(span[0]), float(span[1]))) for name, span in scenario.assumptions.items()
    )
    start = catalog.year if scenario.start is None else scenario.start
    return Case(
        scenario.people, scenario.years, start, scenario.client, tuple(changes), scenario.rules
    )
