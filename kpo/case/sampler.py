"""One way to the terms of a case: the middle of every assumption, or seeded draws of all."""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from kpo.assumptions import Assumption, Span, span_of
from kpo.case.arithmetic import MONTHS, Floats, Terms, growth, labour_cost, learning
from kpo.case.draws import between, historic, normal, triangular, uniform
from kpo.case.places import PERCENT, Place, price_growth, productive_days, rates
from kpo.case.question import Case
from kpo.errors import Problem, ScenarioError

PAY: Final = "pay"
PAY_HOME: Final = "pay_home"
RATE_CHANGES: Final = "rate_changes"
PRICE_CHANGES: Final = "price_changes"
MAX_COST: Final = 1e15
"""More than any economy makes in a year; beyond it a cost is a slip of the keyboard."""


@dataclass
class Sampler:
    """Values of the assumptions of one case.

    Attributes
    ----------
    draws
        How many; 0 for the middle of every assumption.
    variates
        What was drawn for the destination at hand, by assumption: for the tornado.
    """

    case: Case
    known: dict[str, Assumption]
    home: Place
    histories: dict[str, Floats]
    draws: int = 0
    seed: int = 0
    variates: dict[str, Floats] = field(default_factory=dict)
    _shares: dict[str, Floats] = field(default_factory=dict)

    def share(self, key: str) -> Floats:
        """Return numbers from 0 to 1 that all destinations share."""
        if key not in self._shares:
            columns = self.case.years if key == RATE_CHANGES else 0
            self._shares[key] = uniform(key, self.draws, self.seed, columns)
        return self._shares[key]

    def term(self, name: str, country: str = "", sourced: Span | None = None) -> Any:
        """Return an assumption as a share, or in its unit where that is no per cent.

        Parameters
        ----------
        sourced
            What figures say where the reader has changed nothing; shares of one.
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
        key = f"{name}.{country}" if sourced is not None else name
        drawn = uniform(key, self.draws, self.seed) if sourced is not None else self.share(key)
        value = between(drawn, low, high)
        if shape == "triangle":
            value = triangular(drawn, low, likely, high)
        self.variates[name] = value
        return value

    def labour(self, place: Place, ends: tuple[str, str, str]) -> Floats:
        """Return what the people cost at a place by year, in its own currency.

        Parameters
        ----------
        ends
            The assumptions of charges and of wage growth, and what its pay is called.
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
        return np.asarray(yearly)[..., None] * self._wages(place, self.term(wages, country))

    def home_cost(self) -> tuple[Floats, Floats]:
        """Return what the people at home cost by year: labour, and with all that comes on top."""
        labour = self.labour(self.home, ("charges_home", "real_wage_growth_home", PAY_HOME))
        loads = 1 + self.term("benefits", self.home.country)
        loads = loads + self.term("attrition_home") * self.term("replacement", self.home.country)
        seats = self.case.people * self.term("seat_home")
        return labour, labour * _wide(loads) + _wide(seats) * self._index()

    def terms(self, place: Place, home: Floats) -> Terms:
        """Return the terms of one destination in the client's currency.

        Raises
        ------
        ScenarioError
            If a cost is beyond all bounds.
        """
        country, case = place.country, self.case
        labour = self.labour(place, ("charges", "real_wage_growth", PAY)) * self._rates(place)
        if not np.isfinite(labour).all() or labour.max() > MAX_COST:
            what = "the costs are beyond all bounds"
            raise ScenarioError(Problem("business case", what, "set an assumption back"))
        double = np.asarray(self.term("double_running")) / MONTHS * home[..., 0]
        return Terms(
            labour,
            home,
            _wide(case.people * self.term("seat", country)) * self._index(),
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

    def hours(self, place: Place) -> tuple[Any, bool]:
        """Return productive hours a person a year, and whether they are known at both ends."""
        day = self.term("day_hours")
        here, there = self.home, place
        days, _ = productive_days(there, here if there.country != here.country else there)
        ours, _ = productive_days(here, there)
        item = self.known["productive_hours"]
        own = span_of(item, place.country, self.case.changes)
        if own is not None and place.country != self.home.country:
            return self.term("productive_hours", place.country), ours is not None
        return (days or 0.0) * day, days is not None and ours is not None

    def _wages(self, place: Place, real: Any) -> Floats:
        """Return growth of wages from the year of the figure to each year of the case."""
        case, begun = self.case, place.pay.year
        past = price_growth(place, begun + 1, max(0, case.start - begun))
        until: Any = 1.0
        for prices in past:
            until = until * np.maximum(1 + prices + np.asarray(real), 0.01)
        ahead = np.array(price_growth(place, case.start + 1, case.years - 1))
        rise = ahead + _wide(real)
        if self.draws:
            years = self.share(RATE_CHANGES)[:, 1:]
            deviations = historic(years, self.histories[place.country][1])
            rise = rise + deviations
            label = PRICE_CHANGES if place.country != case.client else f"{PRICE_CHANGES}_home"
            if deviations.size:
                self.variates[label] = deviations.mean(axis=-1)
        grown = growth(np.maximum(rise, -0.99))
        first = np.ones((*grown.shape[:-1], 1))
        return np.asarray(_wide(until) * np.concatenate((first, grown), axis=-1))

    def _rates(self, place: Place) -> Floats:
        """Return the client's currency for one unit of the local one, by year."""
        case = self.case
        path = rates(self.home, case.start, case.years) / rates(place, case.start, case.years)
        shift = 1 + np.asarray(self.term("currency", place.country))
        if not self.draws or place.country == case.client:
            return path * _wide(shift)
        changes = historic(self.share(RATE_CHANGES), self.histories[place.country][0])
        moved = np.cumsum(changes, axis=-1)
        if changes.any():
            self.variates[RATE_CHANGES] = moved.mean(axis=-1)
        return np.asarray(path * np.exp(moved) * _wide(shift))

    def _index(self) -> Floats:
        """Return prices at home by year, 1 in the first."""
        ahead = price_growth(self.home, self.case.start + 1, self.case.years - 1)
        return np.concatenate(([1.0], growth(ahead)))


def _wide(term: Any) -> Floats:
    return np.asarray(term, dtype=float)[..., None]
