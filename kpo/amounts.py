"""Figures and their differences as they are read aloud."""

from math import ceil, floor, hypot
from typing import Final

from kpo.evidence import shown_value
from kpo.model import Indicator, Observation

MILLION: Final = 1e6


def amount(indicator: Indicator, value: float) -> str:
    """Return a figure as it is read aloud: millions in words, the rest with its decimals.

    80,123,456 people become "80.1 million".
    """
    if abs(value) >= MILLION:
        return f"{value / MILLION:,.1f} million".replace("-", "\u2212")
    return shown_value(indicator, value)


def reached(indicator: Indicator, now: float, then: float) -> str:
    """Return a figure that has to be reached, rounded away from the one now: it is enough."""
    step = MILLION / 10 if abs(then) >= MILLION else 10.0**-indicator.decimals
    steps = round(then / step, 6)
    return amount(indicator, step * (ceil(steps) if then > now else floor(steps)))


def unit(indicator: Indicator) -> str:
    """Return the unit without the explanation that follows a comma."""
    return indicator.unit.split(",")[0]


def gap(indicator: Indicator, one: float, other: float) -> str:
    """Return the difference of two figures in their own unit, and the ratio on a log scale."""
    sign = "+" if one > other else ""
    shown = f"{sign}{amount(indicator, one - other)}"
    words = "percentage points" if indicator.unit.startswith("%") else unit(indicator)
    ratio = f" (\u00d7 {one / other:.2f})" if indicator.transform == "log" and other > 0 else ""
    return f"{shown} {words}{ratio}"


def within_error(one: Observation, other: Observation) -> bool:
    """Tell whether two figures lie within two standard errors of their difference.

    False where either publishes no error.
    """
    if one.error is None or other.error is None:
        return False
    return abs(one.value - other.value) < 2 * hypot(one.error, other.error)
