"""Coverage: which figures each country has, how old they are, and their status."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpo.analysis.provenance import Datum, datum, scored
from kpo.core.labels import STATE_WORDS, State
from kpo.core.model import Indicator, Observation, Scenario
from kpo.data.catalog import Catalog
from kpo.data.observations import figure
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix
from kpo.scoring.scenario_validation import MAX_YEARS

AGES: Final = ((1, "up to 1 year old"), (3, "2 to 3 years"), (6, "4 to 6 years"))
MAX_AGE: Final = "7 years and more"


@dataclass(frozen=True)
class Cell(Datum):
    """The coverage of one country and indicator; `observation` may be too old to be used.

    The state of a doubtful figure is ``doubtful``, whatever its status.
    """

    state: State = "none"
    age: int | None = None

    @property
    def used(self) -> bool:
        """Whether there is a figure that counts in the scenario."""
        return self.state not in ("too_old", "none")


@dataclass(frozen=True)
class Share:
    """How many of the cells of one indicator, or of all, are in each state."""

    counts: dict[State, int]

    @property
    def total(self) -> int:
        """Cells counted."""
        return sum(self.counts.values())

    @property
    def filled(self) -> float:
        """Share of the cells with a figure that counts, 0 to 1."""
        used = self.total - self.counts["too_old"] - self.counts["none"]
        return used / self.total if self.total else 0.0


def coverage(
    catalog: Catalog, scenario: Scenario, countries: Sequence[str]
) -> tuple[tuple[Cell, ...], ...]:
    """Return a row of cells per country, one for each indicator that counts in the tier.

    The countries with the most gaps come first.
    """
    matrix = decision_matrix(catalog, scenario)
    rows = [
        tuple(
            _cell(catalog, scenario, matrix, name, column)
            for column in range(len(matrix.indicators))
        )
        for name in countries
    ]
    return tuple(
        sorted(rows, key=lambda row: (sum(c.used for c in row), row[0].country.name if row else ""))
    )


def counted(cells: Sequence[Cell]) -> Share:
    """Return how many of the cells are in each state."""
    states: dict[State, int] = dict.fromkeys(STATE_WORDS, 0)
    for cell in cells:
        states[cell.state] += 1
    return Share(states)


def coverage_rows(rows: Sequence[Sequence[Cell]]) -> list[dict[str, object]]:
    """Return the cells as rows of a file, without any figure, so that all may be passed on."""
    return [
        {
            "country": cell.country.id,
            "indicator": cell.indicator.id,
            "status": STATE_WORDS[cell.state],
            "doubt": cell.observation.doubt if cell.observation else "",
            "year": cell.observation.year if cell.observation else "",
            "source": "; ".join(cell.observation.sources) if cell.observation else "",
        }
        for row in rows
        for cell in row
    ]


def age_class(age: int) -> str:
    """Return the age of a figure in words.

    Examples
    --------
    >>> age_class(0), age_class(3), age_class(4), age_class(12)
    ('up to 1 year old', '2 to 3 years', '4 to 6 years', '7 years and more')
    """
    return next((words for most, words in AGES if age <= most), MAX_AGE)


def _cell(
    catalog: Catalog, scenario: Scenario, matrix: DecisionMatrix, country: str, column: int
) -> Cell:
    counting = scored(matrix, country, column)
    if observation := counting.observation:
        state: State = "doubtful" if observation.doubt else observation.status
        return Cell(**vars(counting), state=state, age=catalog.year - observation.year)
    stale = _stale(catalog, scenario, country, counting.indicator)
    if stale is None:
        return Cell(**vars(counting))
    age = catalog.year - stale.year
    return Cell(
        **vars(datum(catalog, country, counting.indicator.id, stale)), state="too_old", age=age
    )


def _stale(
    catalog: Catalog, scenario: Scenario, country: str, item: Indicator
) -> Observation | None:
    """Return the figure that is not used only because it, or a part of it, is too old."""
    if item.origin == "computed":
        return figure(catalog, replace(scenario, max_age=MAX_YEARS), country, item.id)
    return next(reversed(catalog.figures(country, item.id)), None)
