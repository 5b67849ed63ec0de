"""Rank changes between two rankings and their causes, and the effect of a user's own figures.

The parts of a mover are the differences of its contributions (now less before) by criterion, which
sum to the difference of its two scores.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kpo.analysis.provenance import Datum, datum
from kpo.core.model import Scenario, UserFigure
from kpo.core.numbers import amount
from kpo.data.catalog import GRADUATE_WORKFORCE, LABOUR_FORCE, Catalog
from kpo.data.computed import CURRENCY_VOLATILITY, DIGITAL_EXPORTS, ICT_EXPORTS
from kpo.data.labour_cost import (
    CHARGES_FIXED,
    CHARGES_SECOND,
    EMPLOYER_CHARGES,
    EXCHANGE_RATE,
    LabourCost,
)
from kpo.data.observations import figure
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row


@dataclass(frozen=True)
class Mover:
    """A destination whose rank differs; a rank of None means not ranked.

    `parts` are pairs of criterion and points that sum to the difference of its scores; empty if
    only one of the rankings ranks it.
    """

    country: str
    before: int | None
    now: int | None
    parts: tuple[tuple[str, float], ...] = ()


def movers(before: Ranking, now: Ranking) -> tuple[Mover, ...]:
    """Return every destination whose rank differs, in the order of the ranks now, then before."""
    old = {row.country: row for row in before.rows}
    new = {row.country: row for row in now.rows}
    changes = [_mover(old.get(country), new.get(country)) for country in new | old]
    return tuple(mover for mover in changes if mover and mover.before != mover.now)


def _mover(old: Row | None, new: Row | None) -> Mover | None:
    row = new or old
    if row is None:
        return None
    if old is None or new is None:
        return Mover(row.country, old.rank if old else None, new.rank if new else None)
    parts = tuple(
        (name, points - old.contributions.get(name, 0.0))
        for name, points in new.contributions.items()
    )
    return Mover(row.country, old.rank, new.rank, parts)


PART_OF = {
    LABOUR_FORCE: GRADUATE_WORKFORCE,
    EXCHANGE_RATE: CURRENCY_VOLATILITY,
    CHARGES_FIXED: EMPLOYER_CHARGES,
    CHARGES_SECOND: EMPLOYER_CHARGES,
    ICT_EXPORTS: DIGITAL_EXPORTS,
}
"""Indicators that can be a part of another one, whose status is then the user's."""


@dataclass(frozen=True, kw_only=True)
class FigureImpact(Datum):
    """An own figure beside ours that would be used without it, the `observation`.

    `used` says whether it is recent enough for the scenario and counts for its client.
    """

    figure: UserFigure
    used: bool

    def counts(self, matrix: DecisionMatrix, cost: LabourCost | None) -> bool:
        """Tell whether a ranking uses it, as it is or as a part of another figure.

        Parameters
        ----------
        cost
            Pay and charges of its country in the ranking.
        """
        country, indicator = self.figure[:2]
        computed = PART_OF.get(indicator, "")
        exact = indicator, self.figure.year, self.figure.value
        parts = (
            matrix.figures.get((country, indicator)),
            matrix.figures.get((country, computed)),
            *(cost[:2] if cost else ()),
        )
        return any(
            part.indicator == computed or (part.indicator, part.year, part.value) == exact
            for part in parts
            if part is not None and part.status == "user"
        )

    @property
    def yours(self) -> str:
        """The user's figure as it is shown."""
        return amount(self.indicator, self.figure.value)

    @property
    def instead_of(self) -> str:
        """Our figure with its year; empty if there is none."""
        ours = self.observation
        return f"{amount(self.indicator, ours.value)} ({ours.year})" if ours else ""


def changes(
    catalog: Catalog, scenario: Scenario, wanted: Iterable[UserFigure]
) -> tuple[FigureImpact, ...]:
    """Return own figures beside ours, in their order.

    Parameters
    ----------
    catalog
        The catalogue with the own figures over ours.
    """
    return tuple(_change(catalog, scenario, item) for item in wanted)


def _change(catalog: Catalog, scenario: Scenario, item: UserFigure) -> FigureImpact:
    ours, key = catalog.published, (item.country, item.indicator)
    known = item.country in ours.countries and item.indicator in ours.indicators
    beside = datum(catalog, *key, figure(ours, scenario, *key) if known else None)
    recent = catalog.year - item.year <= scenario.max_age
    used = recent and item.client in ("", scenario.client)
    return FigureImpact(**vars(beside), figure=item, used=used)
