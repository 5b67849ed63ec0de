"""Figures, shares and differences as text."""

from math import ceil, floor, hypot
from typing import Final

from kpo.core.model import Indicator, Observation

MILLION: Final = 1e6
THOUSAND: Final = 1e3

ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def true_minus(text: str) -> str:
    """Return a number's text with a true minus sign, as wide as a plus.

    Examples
    --------
    >>> true_minus("-1.0")
    '\u22121.0'
    """
    return text.replace("-", "\u2212")


def range_words(low: object, high: object) -> str:
    """Return the ends of a range as text, or one number if both read the same.

    Examples
    --------
    >>> range_words(3, 5), range_words("2.0", "2.0")
    ('3–5', '2.0')
    """
    return "\u2013".join(dict.fromkeys((str(low), str(high))))


def signed(points: float) -> str:
    """Return a difference with its sign, to one decimal; without a sign if it rounds to 0.

    Examples
    --------
    >>> signed(6.94), signed(-5.0), signed(0.01), signed(-0.01)
    ('+6.9', '\u22125.0', '0.0', '0.0')
    """
    text = f"{points:+.1f}"
    return text[1:] if text[1:] == "0.0" else true_minus(text)


def hundredths(number: float) -> str:
    """Return a number, such as a correlation, to two decimals with a true minus sign.

    Examples
    --------
    >>> hundredths(0.305), hundredths(-0.1), hundredths(-0.001)
    ('0.30', '\u22120.10', '0.00')
    """
    text = f"{number:.2f}"
    return "0.00" if text == "-0.00" else true_minus(text)


def ordinal(number: int) -> str:
    """Return a rank as an ordinal number in digits.

    Examples
    --------
    >>> [ordinal(rank) for rank in (1, 2, 3, 11, 22, 113)]
    ['1st', '2nd', '3rd', '11th', '22nd', '113th']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"


def ordinal_word(number: int) -> str:
    """Return a rank as an ordinal number, the first ten in words.

    Examples
    --------
    >>> ordinal_word(1), ordinal_word(11), ordinal_word(22)
    ('first', '11th', '22nd')
    """
    return ORDINALS[number - 1] if number <= len(ORDINALS) else ordinal(number)


def amount(indicator: Indicator, value: float) -> str:
    """Return a figure as text: in "million" from one million on, otherwise with its decimals.

    80,123,456 people become "80.1 million".
    """
    if abs(value) >= MILLION:
        return true_minus(f"{value / MILLION:,.1f} million")
    return shown_value(indicator, value)


def amount_and_unit(indicator: Indicator, value: float) -> tuple[str, str]:
    """Return a figure and its unit as two texts, with "million" and "billion" spelled out."""
    if indicator.unit == "people" and value >= MILLION:
        return f"{value / MILLION:,.1f}", "million people"
    if indicator.unit == "million USD" and value >= THOUSAND:
        return f"{value / THOUSAND:,.1f}", "billion USD"
    return shown_value(indicator, value), indicator.unit


def currency_amount(value: float, currency: str) -> str:
    """Return an amount of money with its currency's code.

    Examples
    --------
    >>> currency_amount(36141.2, "INR"), currency_amount(1_371_200, "SEK")
    ('INR 36,141', 'SEK 1.37 million')
    """
    if abs(value) >= MILLION:
        return f"{currency} {value / MILLION:,.2f} million"
    return f"{currency} {value:,.{0 if abs(value) >= 100 else 2}f}"


def times_words(share: float) -> str:
    """Return a ratio to another amount: in per cent, or in times if it is above 1.2.

    Examples
    --------
    >>> times_words(0.0878), times_words(1.4923), times_words(1)
    ('9 %', '1.5 times', '100 %')
    """
    if share > 1.2:
        return f"{share:.1f} times"
    return f"{100 * share:.0f} %" if share >= 0.01 else "under 1 %"


def reached(indicator: Indicator, now: float, then: float) -> str:
    """Return the figure `then` that has to be reached, rounded away from `now` so it suffices."""
    step = MILLION / 10 if abs(then) >= MILLION else 10.0**-indicator.decimals
    steps = round(then / step, 6)
    return amount(indicator, step * (ceil(steps) if then > now else floor(steps)))


def unit(indicator: Indicator) -> str:
    """Return the unit without the explanation that follows a comma."""
    return indicator.unit.split(",")[0]


def gap(indicator: Indicator, one: float, other: float) -> str:
    """Return the difference of two figures in their unit, with the ratio on a log scale."""
    sign = "+" if one > other else ""
    shown = f"{sign}{amount(indicator, one - other)}"
    words = "percentage points" if indicator.unit.startswith("%") else unit(indicator)
    ratio = f" (\u00d7 {one / other:.2f})" if indicator.transform == "log" and other > 0 else ""
    return f"{shown} {words}{ratio}"


def within_error(one: Observation, other: Observation) -> bool:
    """Tell whether two figures lie within two standard errors of their difference.

    False if either has no published error.
    """
    if one.error is None or other.error is None:
        return False
    return abs(one.value - other.value) < 2 * hypot(one.error, other.error)


def shown_value(indicator: Indicator, value: float) -> str:
    """Return a figure with the decimals of its indicator and separated thousands.

    A true minus sign is used, so that digits align in columns.
    """
    return true_minus(f"{value:,.{indicator.decimals}f}")


def in_points(value: float, digits: int = 0) -> str:
    """Return a number of points with its noun, singular or plural.

    Examples
    --------
    >>> in_points(64.4), in_points(1.04), in_points(1.04, 1), in_points(0.04, 1)
    ('64 points', '1 point', '1 point', '0.0 points')
    """
    shown = f"{value:.{digits}f}"
    return "1 point" if float(shown) == 1 else f"{shown} points"


def per_cent(share: float) -> str:
    """Return a share in per cent; only exactly 0 and 1 read as 0 % and 100 %.

    Examples
    --------
    >>> per_cent(0.904), per_cent(0.001), per_cent(0.999), per_cent(0.0)
    ('90 %', '< 1 %', '> 99 %', '0 %')
    """
    if 0 < share < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def share_of(share: float, what: str) -> str:
    """Return a share of something in running text.

    Examples
    --------
    >>> share_of(1.0, "9 draws"), share_of(0.9, "9 draws"), share_of(0.001, "9 draws")
    ('all 9 draws', '90 % of 9 draws', 'less than 1 % of 9 draws')
    >>> share_of(0.0, "9 draws")
    'none of 9 draws'
    """
    if share == 1:
        return f"all {what}"
    return f"{share_words(share)} of {what}"


def share_words(share: float) -> str:
    """Return a share in running text; "none" for 0.

    Examples
    --------
    >>> share_words(0.9), share_words(0.001), share_words(0.0)
    ('90 %', 'less than 1 %', 'none')
    """
    if not share:
        return "none"
    return per_cent(share).replace("<", "less than").replace(">", "more than")
