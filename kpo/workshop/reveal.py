"""The result of opened ballots: the group's ranking, each judge's, and how far they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kpo.core.errors import Problem, WeightError
from kpo.core.model import Ballot, Scenario
from kpo.core.text import letters
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import FLOOR, Floats, Ints, ranks
from kpo.mcda.concordance import is_exact, kendall_w, mean_tau_b, permutation_p
from kpo.mcda.group import (
    Pooling,
    firsts,
    group_weights,
    most_divisive,
    quartiles,
    relative_spread,
    removed_variance,
    with_median,
)
from kpo.scoring.ranking import Ranking, rank

SEED: Final = 0
TIE: Final = 1e-9


@dataclass(frozen=True)
class Judge:
    """One ballot with the ranks that follow from it; `letter` is its name in the room.

    `places` holds the rank of every destination, by country.
    """

    letter: str
    ballot: Ballot
    places: Mapping[str, int]

    @property
    def leaders(self) -> tuple[str, ...]:
        """The destinations in the first place, several if they tie."""
        return tuple(country for country, place in self.places.items() if place == 1)


@dataclass(frozen=True)
class Strip:
    """The judges' weights of one criterion, in points; `low` and `high` are the quartiles.

    `removed` is the share of the variance of first places that disappears if all give the median;
    it can be negative. `first_with_median` is the number of judges for whom each country then
    leads.
    """

    criterion: str
    values: tuple[float, ...]
    median: float
    low: float
    high: float
    removed: float
    first_with_median: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Reveal:
    """The opened ballots of one round.

    Attributes
    ----------
    scenario
        The scenario that was weighed, with the group's weights and, from two ballots on, the spread
        of the ballots as the variation of the weights.
    ranking
        The ranking under the group's weights.
    first_share
        Share of the judges for whom a destination is first; tied destinations share a judge.
    first_count
        Number of judges for whom a destination is first, alone or tied.
    w, p, tau
        Kendall's W, its p-value, and the mean of Kendall's τ-b. NaN if there is nothing to compare.
    exact
        Whether `p` is from all arrangements; otherwise it is from random permutations.
    argue
        The most divisive criterion, to argue about; None if none alone changes who leads.
    """

    scenario: Scenario
    ranking: Ranking
    pooling: Pooling
    judges: tuple[Judge, ...]
    strips: tuple[Strip, ...]
    first_share: Mapping[str, float]
    first_count: Mapping[str, int]
    w: float
    p: float
    tau: float
    exact: bool
    argue: str | None

    @property
    def weights(self) -> dict[str, float]:
        """The group's exact weights, by criterion."""
        return self.ranking.weight_of

    @property
    def one_leader(self) -> bool:
        """Whether every judge has the same first place."""
        return max(self.first_share.values(), default=1.0) > 1 - TIE

    def of(self, criterion: str) -> Strip:
        """Return the strip of a criterion."""
        return next(strip for strip in self.strips if strip.criterion == criterion)


def reveal(
    catalog: Catalog,
    scenario: Scenario,
    ballots: Sequence[Ballot],
    pooling: Pooling = "median",
    letters: Sequence[str] | None = None,
) -> Reveal:
    """Open ballots: rank with the group's weights, and with each judge's own.

    The scenario and the group's weights decide which destinations are ranked, for every judge.

    Raises
    ------
    ScenarioError, WeightError
        If the scenario or a ballot cannot be used, or there is none.
    """
    if not ballots:
        raise WeightError(Problem("The ballots", "there is none", "let somebody vote first"))
    criteria = tuple(catalog.criteria)
    table = np.array([[ballot.weights.get(name, 0.0) for name in criteria] for ballot in ballots])
    pooled = group_weights(table, pooling)
    shares = dict(zip(criteria, pooled.tolist(), strict=True))
    grouped = replace(
        scenario,
        weights=shares,
        locks=(),
        variation=_variation(criteria, table, pooling),
    )
    ranking = rank(catalog, grouped)
    opened = _Opened(ranking, scenario.method)
    places = opened.ranks_of(table)
    countries = tuple(row.country for row in ranking.rows)
    removed = opened.removed(table)
    divisive = most_divisive(removed, table) if countries else None
    first = firsts(places) if countries else np.zeros((len(ballots), 0))
    return Reveal(
        scenario=grouped,
        ranking=ranking,
        pooling=pooling,
        judges=tuple(
            Judge(letter, ballot, dict(zip(countries, row, strict=True)))
            for letter, ballot, row in zip(
                letters or letters_for(len(ballots)), ballots, places.tolist(), strict=True
            )
        ),
        strips=tuple(opened.strips(criteria, table, removed)),
        first_share=dict(zip(countries, first.mean(axis=0).tolist(), strict=True)),
        first_count=dict(zip(countries, (first > 0).sum(axis=0).tolist(), strict=True)),
        w=kendall_w(places) if len(countries) > 1 else float("nan"),
        p=permutation_p(places, SEED),
        tau=mean_tau_b(places) if len(countries) > 1 else float("nan"),
        exact=is_exact(len(ballots), len(countries)),
        argue=None if divisive is None else criteria[divisive],
    )


def _variation(criteria: Sequence[str], table: Floats, pooling: Pooling) -> dict[str, float]:
    """Return the relative spread of the ballots in whole per cents; empty for a single ballot."""
    if len(table) < 2:
        return {}
    shares = (100 * relative_spread(table, pooling)).round().tolist()
    return dict(zip(criteria, shares, strict=True))


def letters_for(count: int) -> tuple[str, ...]:
    """Return the names of judges: A to Z, then AA, AB and so on.

    Examples
    --------
    >>> letters_for(28)[-3:]
    ('Z', 'AA', 'AB')
    """
    return tuple(map(letters, range(count)))


class _Opened:
    """The scores of the ranked destinations, and their ranks under any weights."""

    def __init__(self, ranking: Ranking, method: str) -> None:
        self.countries = tuple(row.country for row in ranking.rows)
        scores = [[row.scores[name] for name in ranking.criteria] for row in ranking.rows]
        table = np.array(scores, dtype=float).reshape(len(scores), len(ranking.criteria))
        self.geometric = method == "geometric"
        self.table = np.log(np.maximum(table, FLOOR)) if self.geometric else table

    def ranks_of(self, weights: Floats) -> Ints:
        """Return the ranks under each row of weights, judges × destinations."""
        totals = weights @ self.table.T / weights.sum(axis=1, keepdims=True)
        if self.geometric:
            totals = np.exp(totals)
        if not self.countries:
            return np.zeros((len(weights), 0), dtype=np.int64)
        return np.array([ranks(row) for row in totals], dtype=np.int64)

    def removed(self, table: Floats) -> Floats:
        """Return `removed_variance` by criterion; 0 if nothing is ranked."""
        return removed_variance(table, self.ranks_of) if self.countries else np.zeros(len(table.T))

    def strips(self, criteria: Sequence[str], table: Floats, removed: Floats) -> list[Strip]:
        """Return the strip of each criterion."""
        low, high = quartiles(table)
        return [
            Strip(
                name,
                tuple(table[:, place].tolist()),
                float(np.median(table[:, place])),
                float(low[place]),
                float(high[place]),
                float(removed[place]),
                self._first_with_median(table, place),
            )
            for place, name in enumerate(criteria)
        ]

    def _first_with_median(self, table: Floats, place: int) -> dict[str, float]:
        if not self.countries:
            return {}
        first = firsts(self.ranks_of(with_median(table, place))).sum(axis=0)
        return dict(zip(self.countries, first.tolist(), strict=True))
