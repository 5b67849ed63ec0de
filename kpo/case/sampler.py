"""The terms of a case from the middle of every assumption, or from seeded draws of all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kpo.case.arithmetic import MONTHS, Terms, growth, labour_cost, learning, wide
from kpo.case.draws import normal, uniform, years_of_history
from kpo.case.outcome import Case
from kpo.case.places import PERCENT, Location, price_growth, productive_days, rates
from kpo.core.errors import Problem, ScenarioError
from kpo.data.assumptions import Assumption, Span, span_of
from kpo.mcda.aggregation import Floats
from kpo.mcda.quantiles import triangular

PAY: Final = "pay"
PAY_HOME: Final = "pay_home"
RATE_CHANGES: Final = "rate_changes"
PRICE_CHANGES: Final = "price_changes"
MAX_COST: Final = 1e15
"""Maximum cost per year, more than any economy produces; beyond it an input is mistyped."""


@dataclass
class Sampler:
    """Values of the assumptions of one case.

    Draws that all destinations share are made once. Yearly values are computed a year at a time,
    in rows that fit the processor's cache, and written into one array.

    Attributes
    ----------
    draws
        Number of draws; 0 for the middle of every assumption.
    traced
        Whether the drawn changes of prices are kept among the variates too.
    variates
        The draws of the last destination by assumption, for the tornado chart.
    """

    case: Case
    known: dict[str, Assumption]
    home: Location
    histories: dict[str, Floats]
    draws: int = 0
    seed: int = 0
    traced: bool = False
    variates: dict[str, Floats] = field(default_factory=dict)
    _shared: dict[tuple[object, ...], Floats] = field(default_factory=dict)
    _places: dict[int, NDArray[np.intp]] = field(default_factory=dict)

    def term(self, name: str, country: str = "", sourced: Span | None = None) -> Any:
        """Return an assumption as a share, or in its own unit if that is not per cent.

        Parameters
        ----------
        sourced
            Values from figures, as shares of one, used if the user has changed nothing.
        """
        item = self.known[name]
        unit = PERCENT if item.unit.startswith("%") else 1.0
        span = span_of(item, country, self.case.changes)
        shape = item.shape
        if span is None:
            assert sourced is not None
            span, unit = sourced, 1.0
        elif (span.low, span.high) != (item.low, item.high):
            shape = "range"
        low, likely, high = (end / unit for end in span)
        if not self.draws or low == high:
            return likely
        if sourced is not None:
            shares = uniform(f"{name}.{country}", self.draws, self.seed)
            value = _spread(shares, (low, likely, high), shape)
        else:
            value = self._of_all(name, (low, likely, high), shape)
        self.variates[name] = value
        return value

    def _of_all(self, name: str, ends: tuple[float, float, float], shape: str) -> Floats:
        """Return the draws of an assumption, shared by all destinations with these ends."""
        key = (name, ends, shape)
        if key not in self._shared:
            self._shared[key] = _spread(uniform(name, self.draws, self.seed), ends, shape)
        return self._shared[key]

    def labour(self, place: Location, ends: tuple[str, str, str]) -> Floats:
        """Return the cost of the people at a place by year, in its own currency.

        Parameters
        ----------
        ends
            Ids of the assumptions of charges and of wage growth, and the id of the pay variate.
        """
        charges, wages, pay = ends
        country = place.country
        factor: Any = 1.0
        if self.draws and place.spread:
            drawn = normal(f"pay.{country}", self.draws, self.seed)
            factor = self.variates[pay] = np.exp(place.spread * drawn)
        extra = self.term("extra_months", country) if pay == PAY else 0.0
        rate = self.term(charges, country, place.charges)
        yearly = labour_cost(self.case.people, place.local * factor, rate, extra)
        return self._by_year(yearly * w for w in self._wages(place, self.term(wages, country)))

    def home_cost(self) -> tuple[Floats, Floats]:
        """Return the cost of the people at home by year: labour alone, and fully loaded."""
        labour = self.labour(self.home, ("charges_home", "real_wage_growth_home", PAY_HOME))
        loads = 1 + self.term("benefits", self.home.country)
        loads = loads + self.term("attrition_home") * self.term("replacement", self.home.country)
        seats = self.case.people * self.term("seat_home")
        return labour, labour * wide(loads) + wide(seats) * self._index()

    def terms(self, place: Location, home: Floats) -> Terms:
        """Return the terms of one destination in the client's currency.

        Raises
        ------
        ScenarioError
            If a cost is above `MAX_COST`.
        """
        country, case = place.country, self.case
        labour = self.labour(place, ("charges", "real_wage_growth", PAY))
        for year, rate in enumerate(self._rates(place)):
            labour[..., year] *= rate
        if not labour.max() <= MAX_COST:
            what = "the costs are beyond all bounds"
            raise ScenarioError(Problem("business case", what, "set an assumption back"))
        double = np.asarray(self.term("double_running")) / MONTHS * home[..., 0]
        return Terms(
            labour,
            home,
            wide(case.people * self.term("seat", country)) * self._index(),
            learning(self.term("ramp", country), case.years),
            self.term("benefits", country),
            self.term("attrition", country),
            self.term("replacement", country),
            self.hours(place)[0] / self.hours(self.home)[0] if self.hours(place)[1] else 1.0,
            self.term("productivity", country),
            self.term("margin", country),
            self.term("governance"),
            double + case.people * self.term("travel"),
            self.term("setup"),
            self.term("leaving", country) / MONTHS,
        )

    def hours(self, place: Location) -> tuple[Any, bool]:
        """Return productive hours per person and year, and whether they are known at both ends."""
        day = self.term("day_hours")
        here, there = self.home, place
        days, _ = productive_days(there, here if there.country != here.country else there)
        ours, _ = productive_days(here, there)
        item = self.known["productive_hours"]
        own = span_of(item, place.country, self.case.changes)
        if own is not None and place.country != self.home.country:
            return self.term("productive_hours", place.country), ours is not None
        return (days or 0.0) * day, days is not None and ours is not None

    def _wages(self, place: Location, real: Any) -> Iterator[Any]:
        """Yield the growth factor of wages since the pay figure's year, by year of the case."""
        case, begun = self.case, place.pay.year
        level: Any = 1.0
        for prices in price_growth(place, begun + 1, max(0, case.start - begun)):
            level = level * np.maximum(1 + prices + np.asarray(real), 0.01)
        yield level
        history = self._history(place, 1)
        for year, prices in enumerate(price_growth(place, case.start + 1, case.years - 1), 1):
            rise = prices + real
            if history.size:
                rise = rise + history.take(self._drawn_years(len(history))[year])
            level = level * (1 + np.maximum(rise, -0.99))
            yield level
        if self.traced and case.years > 1:
            label = PRICE_CHANGES if place.country != case.client else f"{PRICE_CHANGES}_home"
            self.variates[label] = np.zeros(self.draws)
            if history.size:
                drawn = history.take(self._drawn_years(len(history))[1:])
                self.variates[label] = drawn.mean(axis=0)

    def _rates(self, place: Location) -> Iterator[Any]:
        """Yield the client's currency for one unit of the local one, by year."""
        case = self.case
        path = rates(self.home, case.start, case.years) / rates(place, case.start, case.years)
        shift = 1 + np.asarray(self.term("currency", place.country))
        history = self._history(place, 0)
        if not history.any() or place.country == case.client:
            yield from (rate * shift for rate in path)
            return
        moved = np.zeros(self.draws)
        mean = np.zeros(self.draws)
        for rate, years in zip(path, self._drawn_years(len(history)), strict=True):
            moved += history.take(years)
            mean += moved
            yield np.exp(moved) * rate * shift
        self.variates[RATE_CHANGES] = mean / case.years

    def _history(self, place: Location, row: int) -> Floats:
        """Return row 0 (rates) or 1 (prices) of a place's `history`; empty without draws."""
        return self.histories[place.country][row] if self.draws else np.zeros(0)

    def _drawn_years(self, count: int) -> NDArray[np.intp]:
        """Return the index of the past year drawn, below `count`: years of the case × draws."""
        if count not in self._places:
            shares = uniform(RATE_CHANGES, self.draws, self.seed, self.case.years)
            self._places[count] = years_of_history(shares.T, count)
        return self._places[count]

    def _by_year(self, values: Iterable[Any]) -> Floats:
        """Return one array, draws × years, from values by year; each year is contiguous."""
        shape = (self.draws,) if self.draws else ()
        rows = np.empty((self.case.years, *shape))
        for year, value in enumerate(values):
            rows[year] = value
        return rows.T

    def _index(self) -> Floats:
        """Return the price index at home by year, 1 in the first."""
        ahead = price_growth(self.home, self.case.start + 1, self.case.years - 1)
        return np.concatenate(([1.0], growth(ahead)))


def _spread(shares: Floats, ends: tuple[float, float, float], shape: str) -> Floats:
    """Return the quantiles at `shares` of a triangular (``triangle``) or uniform distribution."""
    low, _, high = ends
    return triangular(*ends, shares) if shape == "triangle" else low + shares * (high - low)
