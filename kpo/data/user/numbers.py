"""Numbers as people write them: one rule for CSV, tabs and the text of a spreadsheet's cells.

A text with one possible reading gives that number. A text with two readings gives both, and the
caller refuses it. Nothing is guessed from the separator of the file or from its language.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MINUS: Final = str.maketrans(dict.fromkeys("\u2212\ufe63\uff0d", "-"))
NO_FIGURE: Final = frozenset(
    ("", ":", ".", "..", "...", "\u2026", "-", "--", "\u2013", "\u2014", "\u2212")
    + ("#n/a", "#n/v", "#nv", "#n/d", "n/a", "na", "n.a.", "n.a", "n.d.", "nan", "null", "none")
)
"""Marks of a missing figure that statistical offices and spreadsheets use, in small letters."""

FLAGS: Final = {
    "b": "break in the series",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "i": "imputed",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "s": "estimated by the publisher",
    "u": "low reliability",
}
"""Marks beside a figure that statistical offices agree on."""

_PAIRS: Final = ("bd", "be", "bp", "bu", "de", "dp", "du", "ep", "er", "eu", "pu", "bde", "bdu")
_MARK: Final = re.compile(
    r"(?P<rest>.*?[\d.])(?:\s*(?P<sign>\*{1,3}|[\u2020\u2021\u00b9\u00b2\u00b3])"
    rf"|\s*\((?P<inner>[a-z]{{1,3}}|\d)\)|\s(?P<letters>[{''.join(FLAGS)}]|{'|'.join(_PAIRS)}))"
)
_AMOUNT: Final = re.compile(
    r"(?P<before>US\$|[$\u20ac\u00a3\u00a5\u20b9]|[A-Z]{3})?\s?(?P<rest>[-+]?[\d.,][^%A-Z]*?)\s?"
    r"(?P<after>%|[$\u20ac\u00a3\u00a5\u20b9]|[A-Z]{3})?"
)
_SIGN: Final = re.compile(r"([+-]?)(.+?)((?:[eE][+-]?\d{1,3})?)", re.ASCII)
_SPACED: Final = re.compile(r"[1-9]\d{0,2}(?:( |'|\u2019)\d{3})(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)
_ONE: Final = re.compile(r"(\d*)[.,](\d*)", re.ASCII)
_EITHER: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED: Final = re.compile(
    r"[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}"
    r"|(?:,\d{3})+\.\d+|(?:\.\d{3})+,\d+)|[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?",
    re.ASCII,
)


@dataclass(frozen=True)
class Quantity:
    """The possible readings of a text as a number.

    Attributes
    ----------
    values
        Every number that it can be read as, one or two.
    unit
        ``%``, or the sign or code of a currency beside the number; mostly empty.
    flag
        A mark beside the number, in words; mostly empty.
    """

    values: tuple[float, ...]
    unit: str = ""
    flag: str = ""


def quantity(text: str) -> Quantity | None:
    """Return the possible readings of a text on one line; None if it is not a number.

    Examples
    --------
    >>> quantity("1,234"), quantity("\u22121.5"), quantity("12 345,6")
    (Quantity(values=(1234.0, 1.234), unit='', flag=''), Quantity(values=(-1.5,), unit='', \
flag=''), Quantity(values=(12345.6,), unit='', flag=''))
    >>> quantity("12.3 b").flag, quantity("500*").flag, quantity("13 %").unit
    ('break in the series', 'marked * in the file', '%')
    """
    whole = text.translate(MINUS)
    values = _values(whole)
    if values:
        return Quantity(values)
    marked = _MARK.fullmatch(whole)
    flag = _flag(marked) if marked else ""
    amount = _AMOUNT.fullmatch(marked["rest"] if marked else whole)
    if amount is None or (amount["before"] and amount["after"]):
        return None
    values = _values(amount["rest"])
    unit = amount["before"] or amount["after"] or ""
    return Quantity(values, unit, flag) if values else None


def is_no_figure(text: str) -> bool:
    """Tell whether a text on one line is a mark of a missing figure, with a flag or without.

    Examples
    --------
    >>> is_no_figure(".."), is_no_figure(": c"), is_no_figure("#N/A"), is_no_figure("0")
    (True, True, True, False)
    """
    return text.lower() in NO_FIGURE or bool(re.fullmatch(r":\s?[a-z]{1,2}", text))


def percentage(share: float) -> float:
    """Return a share as a percentage, without the rounding error of a product.

    Examples
    --------
    >>> percentage(0.13), percentage(0.07)
    (13.0, 7.0)
    """
    return float(Decimal(repr(share)) * 100)


def written(value: float) -> str:
    """Return a number as text that has only one reading.

    Examples
    --------
    >>> written(1.234), written(12.5), written(1234.0)
    ('1.2340', '12.5', '1234')
    """
    text = f"{value:.15g}"
    return f"{text}0" if _EITHER.fullmatch(text.lstrip("+-")) else text


def _values(text: str) -> tuple[float, ...]:
    match = _SIGN.fullmatch(text)
    if match is None:
        return ()
    sign, body, power = match.groups()
    if body.isascii() and body.isdigit():
        return (float(sign + body + power),)
    number = _ONE.fullmatch(body)
    if number and (number[1] or number[2]):
        decimal = float(f"{sign}{number[1] or 0}.{number[2] or 0}{power}")
        either = not power and _EITHER.fullmatch(body)
        return (float(sign + number[1] + number[2]), decimal) if either else (decimal,)
    if _SPACED.fullmatch(body) or _GROUPED.fullmatch(body):
        return (float(sign + _ungrouped(body) + power),)
    return ()


def _ungrouped(body: str) -> str:
    """Return digits without grouping; a last separator that differs becomes the decimal point."""
    signs = re.findall(r"\D", body)
    decimal = signs[-1] if signs.count(signs[-1]) == 1 and len({*signs}) > 1 else ""
    whole, _, rest = body.rpartition(decimal) if decimal else (body, "", "")
    return re.sub(r"\D", "", whole) + (f".{rest}" if decimal else "")


def _flag(match: re.Match[str]) -> str:
    sign, letters = match["sign"] or match["inner"], match["letters"] or match["inner"] or ""
    if letters and all(letter in FLAGS for letter in letters):
        return ", ".join(FLAGS[letter] for letter in letters)
    return f"marked {sign} in the file"
