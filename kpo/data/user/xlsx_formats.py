"""Column letters and number formats of spreadsheet cells: which kind of value a format shows."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

from kpo.data.user.tables import Special

Kind = Literal["plain", "percent", "money", "date", "time"]
Format = tuple[Kind, str]
"""The kind of value that a format shows, and the currency of an amount."""

PLAIN: Final[Format] = ("plain", "")
_BUILT_IN: Final[Mapping[int, Format]] = {
    **dict.fromkeys((9, 10), ("percent", "")),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), ("date", "")),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), ("time", "")),
}
"""Built-in formats, known to every spreadsheet program by number (ECMA-376, 18.8.30).

The money formats, 5 to 8 and 41 to 44, are absent: they show the computer's currency, which is not
in the file.
"""

_SIGNS: Final = {
    "\u20ac": "EUR",
    "\u00a3": "GBP",
    "\u00a5": "\u00a5",
    "\u20b9": "INR",
    "kr": "kr",
    "z\u0142": "PLN",
    "K\u010d": "CZK",
    "Ft": "HUF",
    "R$": "BRL",
    "US$": "USD",
    "$": "$",
}
_OTHER_DOLLARS: Final = {"C09": "AUD", "1009": "CAD", "C0C": "CAD", "1409": "NZD", "4804": "SGD"}
_LITERALS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_CURRENCY: Final = re.compile(r"\[\$([^\]-]+)(?:-([0-9A-Fa-f]+))?\]")
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.I)
_EPOCHS: Final = (datetime(1899, 12, 30), datetime(1904, 1, 1))
_LAST_DAY: Final = 2_958_465
MAX_CODE: Final = 255


def format_of(number: int, codes: Mapping[int, str]) -> Format:
    """Return the format with an index; `codes` are the formats that the workbook itself defines.

    Examples
    --------
    >>> format_of(10, {}), format_of(164, {164: "yyyy-mm-dd"}), format_of(0, {})
    (('percent', ''), ('date', ''), ('plain', ''))
    >>> format_of(165, {165: '#,##0.00 "\u20ac"'})
    ('money', 'EUR')
    """
    return _of_code(codes[number]) if number in codes else _BUILT_IN.get(number, PLAIN)


def special(value: float, form: Format, formula: bool, old_epoch: bool = False) -> Special:
    """Return a number together with its kind and the text that its format shows."""
    kind, words = form
    if kind in ("date", "time"):
        words = _moment(value, kind, old_epoch)
    return Special(kind, value, words, formula)


def _of_code(code: str) -> Format:
    """Return the format of a code's first section, which is for positive numbers."""
    code = code[:MAX_CODE]
    first = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    bare = _LITERALS.sub("", first)
    letters = _BRACKETS.sub("", bare).lower().replace("general", "")
    if "%" in letters:
        return "percent", ""
    if _ELAPSED.search(bare):
        return "time", ""
    if re.search("[yd]|mmm", letters):
        return "date", ""
    if re.search("[hs]", letters):
        return "time", ""
    currency = _currency(first)
    return ("money", currency) if currency else PLAIN


def _currency(code: str) -> str:
    named = _CURRENCY.search(code)
    if named:
        sign, place = named[1].strip(), (named[2] or "").upper().lstrip("0")
        return _OTHER_DOLLARS.get(place, "$") if sign == "$" else _SIGNS.get(sign, sign[:12])
    text = "".join(_LITERALS.findall(code)) + _LITERALS.sub("", code)
    word = re.search(r"\b[A-Z]{3}\b", text)
    if word and word[0] not in ("RED",):
        return word[0]
    for sign, name in _SIGNS.items():
        if re.search(rf"\b{sign}\b", text) if sign.isalpha() else sign in text:
            return name
    return ""


def _moment(value: float, kind: Kind, old_epoch: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return f"{value:g}"
    moment = _EPOCHS[old_epoch] + timedelta(days=value)
    if kind == "time" or value < 1:
        return f"{moment:%H:%M}"
    day = f"{moment.day} {moment:%B %Y}"
    return day if value == int(value) else f"{day}, {moment:%H:%M}"


def column_of(place: str) -> int:
    """Return the column number of a cell reference.

    Raises
    ------
    ValueError
        If a spreadsheet has no such column.

    Examples
    --------
    >>> column_of("A1"), column_of("AB12")
    (1, 28)
    """
    letters = place.rstrip("0123456789").upper()
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError
    number = 0
    for sign in letters:
        number = 26 * number + ord(sign) - 64
    return number
