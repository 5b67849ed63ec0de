"""Readers of scenario options that are written as words on a command line or in an address."""

from collections.abc import Iterable

from kpo.core.errors import Problem, ScenarioError
from kpo.data.assumptions import assumptions, bounds_words
from kpo.data.catalog import Catalog

NO_RULE = "none"
"""The word for no minimum saving."""

ALL, HOME = "all", "home"
"""Words for all destinations, and for the seven home countries."""

CHEAPER = 0.0
"""The minimum saving that leaves out destinations that cost as much as at home, or more."""


def numbers_by_name(text: str) -> dict[str, float]:
    """Return numbers by name, such as ``a=30,b=20``; a colon serves as well.

    Raises
    ------
    ValueError
        If a part is not a name and a number, or a name is given twice.

    Examples
    --------
    >>> numbers_by_name("a=30,b:20")
    {'a': 30.0, 'b': 20.0}
    """
    numbers: dict[str, float] = {}
    for part in text.split(","):
        name, sign, number = part.replace(":", "=").partition("=")
        try:
            value = float(number)
        except ValueError:
            sign, value = "", 0.0
        if not sign:
            msg = f'"{part}" is not of the form criterion=number'
            raise ValueError(msg)
        if name.strip() in numbers:
            msg = f'"{name.strip()}" is given twice'
            raise ValueError(msg)
        numbers[name.strip()] = value
    return numbers


def least_saving(text: str | None, countries: str) -> float | None:
    """Return the minimum saving of a text; without a text, `CHEAPER` if `countries` is `ALL`.

    Raises
    ------
    ValueError
        If the text is neither a number nor the word `NO_RULE`.
    """
    if text is None:
        return CHEAPER if countries == ALL else None
    if text == NO_RULE:
        return None
    try:
        return float(text)
    except ValueError:
        msg = f'"{text}" is neither a number nor "{NO_RULE}"'
        raise ValueError(msg) from None


def country_codes(text: str, catalog: Catalog) -> tuple[str, ...] | None:
    """Return the destinations that a text names: `HOME` (None), `ALL`, or codes with commas.

    Raises
    ------
    ValueError
        If no destination is named.
    """
    if text == HOME:
        return None
    if text == ALL:
        return tuple(catalog.countries)
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    if not codes:
        msg = "no country named"
        raise ValueError(msg)
    return codes


def assumption_changes(
    catalog: Catalog, words: Iterable[str], where: str = "--set"
) -> dict[str, tuple[float, float]]:
    """Return changed assumptions: ``name=value``, or ``name=lowest..highest``.

    Raises
    ------
    ScenarioError
        With every part that has no valid number.
    """
    spans: dict[str, tuple[float, float]] = {}
    problems = []
    for part in filter(None, ",".join(words).split(",")):
        name, _, text = (piece.strip() for piece in part.replace(":", "=").partition("="))
        name = name.replace("-", "_")
        base, dot, country = name.partition(".")
        try:
            ends = [float(end.strip().removesuffix("%")) for end in text.split("..")]
            low, high = ends if len(ends) > 1 else ends * 2
        except ValueError:
            item = assumptions(catalog).get(base)
            remedy = f"write {base}=NUMBER, or {base}=LOWEST..HIGHEST"
            if item:
                remedy += f", {bounds_words(item)} ({item.unit})"
            problems.append(Problem(where, f'"{part}" names no number', remedy))
            continue
        spans[f"{base}{dot}{country.upper()}"] = (low, high)
    if problems:
        raise ScenarioError(problems)
    return spans
