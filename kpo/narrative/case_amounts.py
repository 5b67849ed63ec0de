"""Amounts, shares and bands of a business case as text."""

from typing import Final

from kpo.case import Band
from kpo.case.places import PERCENT
from kpo.core.numbers import range_words

MILLION, BILLION = 1e6, 1e9
MIN_MILLIONS: Final = 1e5


def money(value: float, currency: str = "") -> str:
    """Return an amount with thousands separators, or from 0.1 million on in millions or billions.

    Examples
    --------
    >>> money(971_234, "USD"), money(-63_400_000), money(4_321)
    ('0.97 M USD', '\u221263.4 M', '4,321')
    """
    size = abs(value)
    if size >= BILLION:
        shown = f"{_digits(value / BILLION)} bn"
    elif size >= MIN_MILLIONS:
        shown = f"{_digits(value / MILLION)} M"
    else:
        shown = f"{value:,.0f}"
    return f"{shown} {currency}".strip().replace("-", "\u2212")


def hourly(value: float) -> str:
    """Return an amount per hour, with one decimal below 100.

    Examples
    --------
    >>> hourly(17.62), hourly(1234.5)
    ('17.6', '1,234')
    """
    return f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"


def less(band: Band) -> str:
    """Return a band of savings, shares of one, against home.

    Examples
    --------
    >>> less(Band(0.9, 0.92, 0.94)), less(Band(-0.4, -0.3, -0.2))
    ('90\u201394 % less than at home', '20\u201340 % more than at home')
    >>> less(Band(-0.25, 0.05, 0.28))
    'between 25 % more and 28 % less than at home'
    """
    low, high = (round(PERCENT * end) for end in (band.low, band.high))
    if low >= 0:
        return f"{range_words(low, high)} % less than at home"
    if high <= 0:
        return f"{range_words(-high, -low)} % more than at home"
    return f"between {-low} % more and {high} % less than at home"


def shares(band: Band) -> str:
    """Return a band of shares of one as per cents.

    Examples
    --------
    >>> shares(Band(0.52, 0.6, 0.73)), shares(Band(-0.05, 0.1, 0.2))
    ('52\u201373 %', '\u22125 to 20 %')
    """
    low, high = (round(PERCENT * end) for end in (band.low, band.high))
    if low < 0:
        return f"{low} to {high} %".replace("-", "\u2212")
    return f"{range_words(low, high)} %"


def share(part: float) -> str:
    """Return a share of one as a per cent.

    Examples
    --------
    >>> share(0.294), share(-0.33)
    ('29 %', '\u221233 %')
    """
    return f"{PERCENT * part:.0f} %".replace("-", "\u2212")


def chance(share: float) -> str:
    """Return a share of the draws as a number out of 100, never rounded to all or none.

    Examples
    --------
    >>> chance(0.9951), chance(1.0), chance(0.004), chance(0.5)
    ('more than 99', '100', 'less than 1', '50')
    """
    hundred = PERCENT * share
    if 99 < hundred < 100:
        return "more than 99"
    return "less than 1" if 0 < hundred < 1 else f"{hundred:.0f}"


def decimal(value: float, decimals: int) -> str:
    """Return a number with `decimals` decimals, without any from 1,000 on."""
    digits = decimals if abs(value) < 1000 else 0
    return f"{value:,.{digits}f}".replace("-", "\u2212")


def _digits(value: float) -> str:
    size = abs(value)
    return f"{value:,.{2 if size < 1 else 1 if size < 100 else 0}f}"
