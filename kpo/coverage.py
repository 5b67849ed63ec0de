"""Which figures there are for which country, how old they are, and what kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kpo.catalog import Catalog
from kpo.figures import figure
from kpo.model import Indicator, Observation, Scenario
from kpo.normalise import DecisionMatrix, decision_matrix
from kpo.score import MAX_YEARS

State = Literal[
    "reported", "different_definition", "assumed", "user", "doubtful", "too_old", "none"
]

STATE_WORDS: Final[dict[State, str]] = {
    "reported": "reported",
    "different_definition": "different definition",
    "assumed": "assumed",
    "user": "your own",
    "doubtful": "doubtful",
    "too_old": "too old to be used",
    "none": "no figure",
}
AGES: Final = ((1, "up to 1 year old"), (3, "2 to 3 years"), (6, "4 to 6 years"))
OLDEST: Final = "7 years and more"


@dataclass(frozen=True)
class Cell:
    """What there is for one country and indicator; `found` may be too old to be used.

    A doubtful figure is told as such, whatever its status.
    """

    country: str
    indicator: Indicator
    state: State
    found: Observation | None
    age: int | None

    @property
    def used(self) -> bool:
        """Tell whether the figure counts in the scenario."""
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
    """Return a row of cells a country, one for each indicator that counts in the tier.

    The countries with the most gaps come first.
    """
    matrix = decision_matrix(catalog, scenario)
    rows = [
        tuple(_cell(catalog, scenario, matrix, name, item) for item in matrix.indicators)
        for name in countries
    ]
    return tuple(sorted(rows, key=lambda row: (sum(c.used for c in row), _name(catalog, row))))


def counted(cells: Sequence[Cell]) -> Share:
    """Return how many of some cells are in each state."""
    states: dict[State, int] = dict.fromkeys(STATE_WORDS, 0)
    for cell in cells:
        states[cell.state] += 1
    return Share(states)


def coverage_rows(rows: Sequence[Sequence[Cell]]) -> list[dict[str, object]]:
    """Return the cells as rows of a file, without any figure, so that all may be passed on."""
    return [
        {
            "country": cell.country,
            "indicator": cell.indicator.id,
            "status": STATE_WORDS[cell.state],
            "doubt": cell.found.doubt if cell.found else "",
            "year": cell.found.year if cell.found else "",
            "source": "; ".join(cell.found.sources) if cell.found else "",
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
    return next((words for most, words in AGES if age <= most), OLDEST)


def _cell(
    catalog: Catalog, scenario: Scenario, matrix: DecisionMatrix, country: str, item: Indicator
) -> Cell:
    found = matrix.figures.get((country, item.id))
    if found:
        state: State = "doubtful" if found.doubt else found.status
        return Cell(country, item, state, found, catalog.year - found.year)
    stale = _stale(catalog, scenario, country, item)
    if stale:
        return Cell(country, item, "too_old", stale, catalog.year - stale.year)
    return Cell(country, item, "none", None, None)


def _stale(
    catalog: Catalog, scenario: Scenario, country: str, item: Indicator
) -> Observation | None:
    """Return the figure that only its age, or that of a figure behind it, keeps from counting."""
    if item.origin == "computed":
        return figure(catalog, replace(scenario, max_age=MAX_YEARS), country, item.id)
    return next(reversed(catalog.figures(country, item.id)), None)


def _name(catalog: Catalog, row: Sequence[Cell]) -> str:
    return catalog.countries[row[0].country].name if row else ""
