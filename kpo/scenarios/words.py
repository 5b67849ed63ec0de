"""Parts of a scenario as words, on a command line and in an address: numbers by name."""

from collections.abc import Iterable

from kpo.core.errors import Problem, ScenarioError
from kpo.data.assumptions import assumptions, bounds_words
from kpo.data.catalog import Catalog

NO_RULE = "none"
"""The word for no least saving."""

ALL, HOME = "all", "home"
"""Words for every destination, and for the seven."""

CHEAPER = 0.0
"""The least saving that leaves out what costs as much as at home, or more."""


def numbers_by_name(text: str) -> dict[str, float]:
    """Return numbers by name, such as ``a=30,b=20``; a colon serves as well.

    Raises
    ------
    ValueError
        With what is wrong, where a part is no name and number or a name stands twice.

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
    """Return the rule that is asked for; choosing all destinations asks for cheaper ones.

    Raises
    ------
    ValueError
        Where the text is neither a number nor the word `NO_RULE`.
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
    """Return the destinations that words name: `HOME` (None), `ALL`, or codes with commas.

    Raises
    ------
    ValueError
        Where no destination is named.
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
    """Return changed assumptions: a value, or the lowest and the highest with ``..`` between.

    Raises
    ------
    ScenarioError
        With every part that is no assumption and number.
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
