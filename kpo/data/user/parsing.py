"""From the rows of a table to own figures, countries and indicators, with every fault."""

import re
from collections.abc import Iterable, Mapping
from math import isclose
from typing import Any, Final

from kpo.core.model import Country, Indicator, UserFigure
from kpo.data.catalog import Catalog
from kpo.data.computed import OF_THE_CLIENT
from kpo.data.labour_cost import EMPLOYER_CHARGES, SAVING
from kpo.data.user.known_names import Known, plain_name
from kpo.data.user.row_parser import CellText, RowParser
from kpo.data.user.tables import BASED_ON, MAX_CELL_LENGTH
from kpo.data.working_hours import is_time_zone

MIN_YEAR: Final = 1950
MAX_LENGTH: Final = {"name": 60, "unit": 40, "source": 200, "note": 300, "reason": 300}
_WORD: Final = re.compile(r"[a-z][a-z0-9_]{2,39}", re.ASCII)
_CODE: Final = re.compile(r"[A-Z]{3}", re.ASCII)
WORLD_BANK_REGIONS: Final = {
    "east asia and pacific": "East Asia",
    "europe and central asia": "Central and Eastern Europe",
    "latin america and caribbean": "South America",
    "middle east and north africa": "Middle East",
    "middle east north africa afghanistan and pakistan": "Middle East",
}
"""World Bank regions that differ from ours, each with the region of ours that replaces it."""

DIRECTIONS: Final = {"more is better": 1, "less is better": -1, "1": 1, "-1": -1}


def country_of(line: RowParser, known: Known) -> Country | None:
    """Return the country, site or supplier of a row; None if the row has a fault."""
    code = line.text("country", 20, "give an alpha-3 code of ISO 3166").upper()
    if code and not _CODE.fullmatch(code):
        line.wrong("country", f"\u201c{code}\u201d is not an alpha-3 code", "use three letters")
    elif code in known.published.countries:
        name = known.published.countries[code].name
        line.wrong("country", f"{code} is {name}, which is here already", "leave out the row")
    name = line.text("name", MAX_LENGTH["name"], "give its name")
    if name.lower() in known.codes and known.codes[name.lower()] != code:
        line.wrong("name", f"\u201c{name}\u201d is here already", "use another name")
    base = _base(line, known)
    region = base.region if base and line.empty("region") else _region(line, known)
    zone = _zone(line, base)
    currency = line.text("currency", 3).upper() or (base.currency if base else "")
    if currency and not _CODE.fullmatch(currency):
        line.wrong("currency", f"\u201c{currency}\u201d is not a code", "use three letters")
    latitude, longitude = _place(line)
    if line.faults:
        known.unusable.add(code)
        return None
    return Country(
        *(code, "", name, region, currency, latitude, longitude, zone, False, False, ""),
        based_on=base.id if base else "",
    )


def indicator_of(line: RowParser, known: Known) -> Indicator | None:
    """Return the indicator of a row; None if the row has a fault."""
    catalog = known.published
    name = line.text("indicator", 40, "give a short id, such as visa_days").lower()
    if name and not _WORD.fullmatch(name):
        remedy = "use 3 to 40 small letters, digits and underscores, a letter first"
        line.wrong("indicator", f"\u201c{name}\u201d is not an id", remedy)
    elif name in catalog.indicators:
        remedy = "give figures for it under Figures, or use another id"
        line.wrong("indicator", f"\u201c{name}\u201d is one of ours", remedy)
    title = line.text("name", MAX_LENGTH["name"], "give its name")
    unit = line.text("unit", MAX_LENGTH["unit"], "say what it is measured in")
    criterion = _criterion(line, known)
    direction = line.word("direction", tuple(DIRECTIONS))
    transform = line.word("transform", ("linear", "log"))
    low, high = _goalposts(line, transform)
    reason = line.text("goalpost_reason", MAX_LENGTH["reason"], "say why the goalposts are these")
    weight = line.number("weight_in_criterion", "give its weight beside the others, such as 1")
    if weight is not None and not 0.01 <= weight <= 100:
        line.wrong("weight_in_criterion", f"{weight:g} is out of range", "give 0.01 to 100")
    tiers = _tiers(line, catalog.top_tiers)
    decimals = 1 if line.empty("decimals") else line.whole("decimals", 0, 6)
    description = line.text("description", MAX_LENGTH["note"])
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


def figure_of(line: RowParser, known: Known) -> UserFigure | None:
    """Return the figure of a row; None if it equals ours or the row has a fault."""
    country = _country(line, known)
    indicator = line.word("indicator", tuple(known.indicators), known.indicator_remedy)
    item = known.indicators.get(indicator)
    if item and item.id == SAVING:
        what = f"{item.name} follows from pay and charges, for each client and kind of work"
        line.wrong("indicator", what, f"give the pay, or {EMPLOYER_CHARGES}")
    year = _year(line, known.catalog, item)
    written = line.figure("value")
    if year is not None and written and _as_ours(known, country, indicator, year, written):
        line.faults.clear()
        return None
    value = _value(line, known, (country, indicator, year), written)
    if item and item.by_ratio and value is not None and value <= 0:
        what = f"{value:g} is not above 0"
        line.wrong("value", what, "money, people and logarithmic scales need more: correct it")
    unit = line.text("unit", MAX_LENGTH["unit"], f"give {item.unit if item else 'the unit'}")
    if item and unit and _plain(unit) != _plain(item.unit):
        what = f"\u201c{unit}\u201d is not the unit of {item.name}"
        line.wrong("unit", what, f"convert the figure to {item.unit} and write that")
    source = line.text("source", MAX_LENGTH["source"], "say where the figure comes from")
    note = line.text("note", MAX_LENGTH["note"])
    client = _client(line, known, indicator)
    if line.faults or year is None or value is None or item is None or written is None:
        return None
    note = "; ".join(filter(None, (note, written.quantity.flag)))[: MAX_LENGTH["note"]]
    return UserFigure(country, indicator, year, value, item.unit, source, note, client)


def _country(line: RowParser, known: Known) -> str:
    """Return the code of the country of a figure, which may be given by name."""
    text = line.text("country", MAX_CELL_LENGTH, "give one")
    code = known.country(text) if text else ""
    if text and not code:
        what = f"\u201c{text[:60]}\u201d is not known here"
        line.wrong("country", what, known.country_remedy(text))
    return code


def _client(line: RowParser, known: Known, indicator: str) -> str:
    """Return the client that a figure counts for; empty if it counts for all."""
    text = line.text("client", 60)
    code = known.country(text) if text else ""
    if text and code not in known.published.clients:
        remedy = f"use one of {', '.join(known.published.clients)}"
        line.wrong("client", f"\u201c{text}\u201d is no client's country", remedy)
    elif text and indicator not in OF_THE_CLIENT:
        line.wrong("client", "this figure does not depend on the client", "leave it empty")
    elif not text and indicator in OF_THE_CLIENT and known.client:
        known.bound += 1
        return known.client
    return code


def _value(
    line: RowParser, known: Known, key: tuple[str, str, int | None], written: CellText | None
) -> float | None:
    """Return the number of a cell: of two readings, the one that is in use already."""
    if written is None:
        return None
    if len(written.quantity.values) > 1:
        in_use = {item.value for item in known.catalog.own.figures if item[:3] == key}
        written = written.narrowed(in_use)
    item = known.indicators.get(key[1])
    return line.settled("value", written, item.unit if item else "")


def _base(line: RowParser, known: Known) -> Country | None:
    """Return the country of ours that a site or a supplier is based on; None for none."""
    text = line.text(BASED_ON, 60)
    if not text:
        return None
    code = known.country(text)
    if code in known.published.countries:
        return known.published.countries[code]
    what = f"\u201c{text}\u201d is not a country of ours"
    line.wrong(BASED_ON, what, "name one of ours by its code, such as IND")
    return None


def _zone(line: RowParser, base: Country | None) -> str:
    needed = "" if base else "give a name like Europe/Prague"
    zone = line.text("business_timezone", 60, needed)
    if zone and not is_time_zone(zone):
        what = f"\u201c{zone}\u201d is not an IANA time zone"
        line.wrong("business_timezone", what, "use a name like Europe/Prague")
    return zone or (base.business_timezone if base else "")


def _place(line: RowParser) -> tuple[float, float]:
    """Return latitude and longitude in degrees; 0 and 0 if none are given."""
    degrees = []
    for field, most, other in (("latitude", 90, "longitude"), ("longitude", 180, "latitude")):
        value = line.number(field, "" if line.empty(other) else f"give it beside the {other}")
        if value is not None and abs(value) > most:
            line.wrong(field, f"{value:g} is out of range", f"give -{most} to {most} degrees")
        degrees.append(value or 0.0)
    return degrees[0], degrees[1]


def _region(line: RowParser, known: Known) -> str:
    """Return one of our regions; a World Bank region is read as the nearest of ours."""
    regions = sorted({item.region for item in known.published.countries.values()})
    text = line.text("region", 60)
    ours = WORLD_BANK_REGIONS.get(plain_name(text), "")
    if text in regions or ours not in regions:
        return line.word("region", regions)
    known.regions[text] = ours
    return ours


def _criterion(line: RowParser, known: Known) -> str:
    """Return the id of a criterion, which may be given by its name."""
    criteria = known.published.criteria
    names = {item.name.lower(): item.id for item in criteria.values()}
    text = line.text("criterion", 60)
    if text.lower() in names:
        return names[text.lower()]
    return line.word("criterion", tuple(criteria))


def _goalposts(line: RowParser, transform: str) -> tuple[float | None, float | None]:
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


def _tiers(line: RowParser, known: Iterable[str]) -> tuple[str, ...]:
    words = re.split(r"[\s,;]+", line.text("tiers", 60).upper().strip())
    named = {word for word in words if word}
    for word in sorted(named - {*known}):
        remedy = f"use {', '.join(known)}, or nothing for all"
        line.wrong("tiers", f"\u201c{word}\u201d is not known here", remedy)
    return tuple(name for name in known if name in named)


def _year(line: RowParser, catalog: Catalog, item: Indicator | None) -> int | None:
    """Return the year of a figure: one that can count, at most a year after the data version."""
    year = line.whole("year", MIN_YEAR, catalog.year + 1, "give the year of the figure")
    first = item.earliest_year if item else None
    if year is not None and item and first and year < first:
        what = f"{item.name} counts from {first} on"
        line.wrong("year", what, f"give a figure of {first} or later")
    return year


def _as_ours(known: Known, country: str, indicator: str, year: int, written: CellText) -> bool:
    """Tell whether a reading of a figure equals ours of the same year."""
    catalog, values = known.published, written.quantity.values
    if country not in catalog.countries or indicator not in catalog.indicators:
        return False
    return any(
        item.year == year and any(isclose(item.value, value, rel_tol=1e-9) for value in values)
        for item in catalog.figures(country, indicator)
    )


def _plain(unit: str) -> str:
    """Return a unit for comparison: without spaces and dashes, in small letters."""
    return re.sub(r"[\s\u2212\u2013-]+", "", unit).lower()


KEYS: Final[Mapping[str, Any]] = {
    "figures": lambda item: item.key,
    "countries": lambda item: (item.id,),
    "indicators": lambda item: (item.id,),
}
"""Functions that return the unique key of a record, by table."""

READERS: Final[Mapping[str, Any]] = {
    "countries": country_of,
    "indicators": indicator_of,
    "figures": figure_of,
}
"""Functions that read a row, by table; figures come last, since they name the others."""
