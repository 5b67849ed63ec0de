"""What a business case is asked of: people, years, start, client, work and changed assumptions."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kpo.core.errors import ScenarioError
from kpo.core.model import PEOPLE, YEARS, Scenario, ScoringRules
from kpo.data.assumptions import case_problems
from kpo.data.catalog import Catalog


@dataclass(frozen=True)
class Case:
    """The question, in a form that can be a key; `assumptions` are sorted pairs of name and ends.

    Attributes
    ----------
    assumptions
        What the reader changed: a name, and the lowest and the highest value.
    """

    people: int = PEOPLE
    years: int = YEARS
    start: int = 0
    client: str = "SWE"
    assumptions: tuple[tuple[str, tuple[float, float]], ...] = ()
    rules: ScoringRules = ScoringRules()

    @cached_property
    def changes(self) -> dict[str, tuple[float, float]]:
        """What the reader changed, by name."""
        return dict(self.assumptions)


def case_of(catalog: Catalog, scenario: Scenario) -> Case:
    """Return the question that a scenario asks.

    Raises
    ------
    ScenarioError
        If people, years, start or an assumption cannot be used; with every fault.
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
