"""From the rows of a table to own figures, countries and indicators, with every fault."""

import re
from collections.abc import Iterable, Mapping
from math import isclose
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kpo.catalog import Catalog
from kpo.computed import EMPLOYER_CHARGES, SAVING
from kpo.model import Country, Indicator, OwnFigure
from kpo.own.line import Line

OLDEST_YEAR: Final = 1950
LONGEST: Final = {"name": 60, "unit": 40, "source": 200, "note": 300, "reason": 300}
_WORD: Final = re.compile(r"[a-z][a-z0-9_]{2,39}", re.ASCII)
_CODE: Final = re.compile(r"[A-Z]{3}", re.ASCII)
DIRECTIONS: Final = {"more is better": 1, "less is better": -1, "1": 1, "-1": -1}


class Known:
    """What the rows of a file may name: ours, what is in use already, and what the file adds."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.published = catalog.published
        self.countries = dict(catalog.countries)
        self.indicators = dict(catalog.indicators)
        self.codes = {item.name.lower(): code for code, item in self.countries.items()}

    def country_remedy(self, text: str) -> str:
        """Say what to write for a country that is not known."""
        code = self.codes.get(text.lower())
        if code:
            return f"write its code, {code}"
        return "use an alpha-3 code of the template, or add the country under Countries"

    def indicator_remedy(self, text: str) -> str:
        """Say what to write for an indicator that is not known."""
        by_name = {item.name.lower(): code for code, item in self.indicators.items()}
        if text.lower() in by_name:
            return f"write its id, {by_name[text.lower()]}"
        return "use an id of the template, or add the indicator under Indicators"


def country_of(line: Line, known: Known) -> Country | None:
    """Return the country of a row; None where something is wrong with it."""
    code = line.text("country", 20, "give an alpha-3 code of ISO 3166").upper()
    if code and not _CODE.fullmatch(code):
        line.wrong("country", f"\u201c{code}\u201d is not an alpha-3 code", "use three letters")
    elif code in known.published.countries:
        name = known.published.countries[code].name
        line.wrong("country", f"{code} is {name}, which is here already", "leave out the row")
    name = line.text("name", LONGEST["name"], "give its name")
    if name.lower() in known.codes and known.codes[name.lower()] != code:
        line.wrong("name", f"\u201c{name}\u201d is here already", "use another name")
    regions = sorted({item.region for item in known.published.countries.values()})
    region = line.word("region", regions)
    zone = line.text("business_timezone", 60, "give a name like Europe/Prague")
    if zone and not _is_zone(zone):
        what = f"\u201c{zone}\u201d is not an IANA time zone"
        line.wrong("business_timezone", what, "use a name like Europe/Prague")
    currency = line.text("currency", 3).upper()
    if currency and not _CODE.fullmatch(currency):
        line.wrong("currency", f"\u201c{currency}\u201d is not a code", "use three letters")
    if line.faults:
        return None
    return Country(code, "", name, region, currency, 0.0, 0.0, zone, False, False, "")


def indicator_of(line: Line, known: Known) -> Indicator | None:
    """Return the indicator of a row; None where something is wrong with it."""
    catalog = known.published
    name = line.text("indicator", 40, "give a short id, such as visa_days").lower()
    if name and not _WORD.fullmatch(name):
        remedy = "use 3 to 40 small letters, digits and underscores, a letter first"
        line.wrong("indicator", f"\u201c{name}\u201d is not an id", remedy)
    elif name in catalog.indicators:
        remedy = "give figures for it under Figures, or use another id"
        line.wrong("indicator", f"\u201c{name}\u201d is one of ours", remedy)
    title = line.text("name", LONGEST["name"], "give its name")
    unit = line.text("unit", LONGEST["unit"], "say what it is measured in")
    criterion = _criterion(line, known)
    direction = line.word("direction", tuple(DIRECTIONS))
    transform = line.word("transform", ("linear", "log"))
    low, high = _goalposts(line, transform)
    reason = line.text("goalpost_reason", LONGEST["reason"], "say why the goalposts are these")
    weight = line.number("weight_in_criterion", "give its weight beside the others, such as 1")
    if weight is not None and not 0.01 <= weight <= 100:
        line.wrong("weight_in_criterion", f"{weight:g} is out of range", "give 0.01 to 100")
    tiers = _tiers(line, catalog.top_tiers)
    decimals = 1 if line.empty("decimals") else line.whole("decimals", 0, 6)
    description = line.text("description", LONGEST["note"])
    if line.faults or weight is None or decimals is None:
        return None
    return Indicator(
        id=name,
        criterion=criterion,
        tiers=tiers,
        name=title,
        unit=unit,
        direction=DIRECTIONS[direction],
        transform="log" if transform == "log" else "linear",
        goalpost_low=low,
        goalpost_high=high,
        goalpost_reason=reason,
        weight_in_criterion=weight,
        earliest_year=None,
        origin="observed",
        decimals=decimals,
        description=description,
    )


def figure_of(line: Line, known: Known) -> OwnFigure | None:
    """Return the figure of a row; None where it is as ours, or something is wrong with it."""
    country = line.word("country", tuple(known.countries), known.country_remedy)
    indicator = line.word("indicator", tuple(known.indicators), known.indicator_remedy)
    item = known.indicators.get(indicator)
    if item and item.id == SAVING:
        what = f"{item.name} follows from pay and charges, for each client and kind of work"
        line.wrong("indicator", what, f"give the pay, or {EMPLOYER_CHARGES}")
    year = _year(line, known.catalog, item)
    value = line.number("value")
    if year is not None and value is not None and _as_ours(known, country, indicator, year, value):
        line.faults.clear()
        return None
    if item and item.by_ratio and value is not None and value <= 0:
        what = f"{value:g} is not above 0"
        line.wrong("value", what, "money, people and logarithmic scales need more: correct it")
    unit = line.text("unit", LONGEST["unit"], f"give {item.unit if item else 'the unit'}")
    if item and unit and _plain(unit) != _plain(item.unit):
        what = f"\u201c{unit}\u201d is not the unit of {item.name}"
        line.wrong("unit", what, f"convert the figure to {item.unit} and write that")
    source = line.text("source", LONGEST["source"], "say where the figure comes from")
    note = line.text("note", LONGEST["note"])
    if line.faults or year is None or value is None or item is None:
        return None
    return OwnFigure(country, indicator, year, value, item.unit, source, note)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _criterion(line: Line, known: Known) -> str:
    """Return the id of a criterion, which may be given by its name."""
    criteria = known.published.criteria
    names = {item.name.lower(): item.id for item in criteria.values()}
    text = line.text("criterion", 60)
    if text.lower() in names:
        return names[text.lower()]
    return line.word("criterion", tuple(criteria))


def _goalposts(line: Line, transform: str) -> tuple[float | None, float | None]:
    low = line.number("goalpost_low", "give the lower bound of the scale")
    high = line.number("goalpost_high", "give the upper bound of the scale")
    if low is None or high is None:
        return low, high
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        line.wrong("goalpost_high", f"{high:g} is not above {low:g}", "put the lower figure first")
    if transform == "log" and low <= 0:
        what = f"{low:g} is not above 0"
        line.wrong("goalpost_low", what, "a logarithmic scale begins above 0; correct it")
    return low, high


def _tiers(line: Line, known: Iterable[str]) -> tuple[str, ...]:
    words = re.split(r"[\s,;]+", line.text("tiers", 60).upper().strip())
    wanted = {word for word in words if word}
    for word in sorted(wanted - {*known}):
        remedy = f"use {', '.join(known)}, or nothing for all"
        line.wrong("tiers", f"\u201c{word}\u201d is not known here", remedy)
    return tuple(name for name in known if name in wanted)


def _year(line: Line, catalog: Catalog, item: Indicator | None) -> int | None:
    """Return the year of a figure: not in the future, and one that can count."""
    year = line.whole("year", OLDEST_YEAR, catalog.year + 1, "give the year of the figure")
    first = item.earliest_year if item else None
    if year is not None and item and first and year < first:
        what = f"{item.name} counts from {first} on"
        line.wrong("year", what, f"give a figure of {first} or later")
    return year


def _as_ours(known: Known, country: str, indicator: str, year: int, value: float) -> bool:
    catalog = known.published
    if country not in catalog.countries or indicator not in catalog.indicators:
        return False
    return any(
        item.year == year and isclose(item.value, value, rel_tol=1e-9)
        for item in catalog.figures(country, indicator)
    )


def _plain(unit: str) -> str:
    """Return a unit so that spaces, dashes and capitals do not matter."""
    return re.sub(r"[\s\u2212\u2013-]+", "", unit).lower()


KEYS: Final[Mapping[str, Any]] = {
    "figures": lambda item: (item.country, item.indicator, item.year),
    "countries": lambda item: (item.id,),
    "indicators": lambda item: (item.id,),
}
"""What tells the rows of a table apart."""

READERS: Final[Mapping[str, Any]] = {
    "countries": country_of,
    "indicators": indicator_of,
    "figures": figure_of,
}
"""How a row of each table is read, in the order in which they can name each other."""
