"""Templates for own figures, filled with the figures in use: one workbook, or one CSV per table.

A figure that may be cited but not passed on, or that is computed for the client, has a row without
a value. Rows without a value are ignored on import, so an unchanged template changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from kpo.analysis.provenance import observed
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Indicator, Scenario
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import EMPLOYER_CHARGES, SAVING
from kpo.data.observations import figure
from kpo.data.user.numbers import written
from kpo.data.user.serialisation import rows_of
from kpo.data.user.tables import BASED_ON, COUNTRIES, FIGURES, INDICATORS, MAX_ROWS, SHEETS, Cell
from kpo.export.csv_text import csv_text
from kpo.export.xlsx_book import plain_file
from kpo.scoring.ranking import destinations

WORKBOOK: Final = "workbook"
SITES: Final = "sites"
KINDS: Final = (WORKBOOK, *SHEETS, SITES)
MADE_UP: Final = (
    ("XPN", "Pune (made up)", "IND", 18.52, 73.86),
    ("XSA", "Supplier A, Cebu (made up)", "PHL", 10.32, 123.9),
    ("XBR", "Brno (made up)", "CZE", 49.2, 16.61),
)
"""Example sites based on a country: code, name, country, latitude and longitude."""

REPLACE: Final = "made up: replace it with yours"
NOT_PASSED_ON: Final = "there is one that may be cited, not passed on"
COMPUTED: Final = "computed from your choice"
NO_FIGURE: Final = "none"
ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "figures": ("country", "country_name", "indicator", "indicator_name", "year", "value", "unit")
    + ("source", "note", "client", "ours"),
    "countries": COUNTRIES.columns,
    "indicators": INDICATORS.columns,
}
HELP: Final = (
    ("country", "Alpha-3 code, such as IND. A new one needs a row under Countries."),
    (
        "indicator",
        "Id, such as pay_professional, which needs employer_charges beside it. A new one "
        "needs a row under Indicators.",
    ),
    ("year", "The year of the figure; at most one after the year of our figures."),
    ("value", "Digits, with a point for decimals. No value: the row says nothing."),
    ("unit", "That of the indicator. It is asked for so that nobody mixes units."),
    ("source", "Where the figure comes from, in your words."),
    ("note", "Anything a reader should know. May be empty."),
    ("client", "For shared hours and what else depends on it: the client's country. Else empty."),
    ("country_name, indicator_name, ours", "For your eyes; they are not read."),
    ("region", "One of those in Lists."),
    ("business_timezone", "A name of the IANA time zones, such as Europe/Prague."),
    ("currency", "Code of the currency, such as EUR. May be empty."),
    ("based_on", "A site or a supplier takes every figure of this country but those it brings."),
    ("latitude, longitude", "In degrees, for a point on the map. May be empty."),
    ("criterion", "One of those in Lists."),
    ("direction", "more is better, or less is better."),
    ("transform", "linear where differences count, log where ratios do."),
    ("goalpost_low, goalpost_high", "The figures that score 0 and 100 points, or 100 and 0."),
    ("goalpost_reason", "Why these and no others."),
    ("weight_in_criterion", "Beside the others of the criterion; most of ours weigh 1."),
    ("tiers", "ITO, BPO, KPO, several or none; none is all."),
    ("decimals", "Decimals shown, 0 to 6. Empty is 1."),
)
"""Columns and what to write in them."""


def template(catalog: Catalog, scenario: Scenario, kind: str) -> bytes:
    """Return a template to fill in.

    Parameters
    ----------
    scenario
        Its destinations and tier decide which figures the template has.
    kind
        ``workbook`` or ``sites`` (XLSX), or ``figures``, ``countries`` or ``indicators`` (CSV).
    """
    if kind == SITES:
        return _book(catalog, _sites(catalog, scenario))
    if kind == WORKBOOK:
        return _book(catalog, {name: _rows(catalog, scenario, name) for name in SHEETS})
    rows = [_in_one_way(row) for row in _rows(catalog, scenario, kind)]
    return csv_text(rows, ORDER[kind]).encode()


def _in_one_way(row: Mapping[str, Cell]) -> dict[str, object]:
    """Return a row whose numbers are unambiguous as text: 1.2340, as 1.234 may be 1,234."""
    return {
        name: Decimal(written(cell)) if isinstance(cell, float) else cell
        for name, cell in row.items()
    }


def _rows(catalog: Catalog, scenario: Scenario, kind: str) -> list[dict[str, Cell]]:
    own = rows_of(catalog.own, kind)
    if kind != FIGURES.id:
        return own
    mine = [_named(catalog, row) for row in own]
    theirs = {(row["country"], row["indicator"]) for row in own}
    ours = (
        _figure(catalog, scenario, country, item)
        for country in destinations(catalog, scenario)
        for item in _asked(catalog, scenario.tier)
        if (country, item.id) not in theirs
    )
    return [*mine, *ours][:MAX_ROWS]


def _asked(catalog: Catalog, tier: str) -> Iterator[Indicator]:
    """Yield the scored indicators of a tier, with pay and charges in place of the saving."""
    for item in catalog.scored(tier):
        if item.id == SAVING:
            yield catalog.indicators[catalog.tiers[tier].pay]
            yield catalog.indicators[EMPLOYER_CHARGES]
        else:
            yield item


def _named(catalog: Catalog, row: Mapping[str, Cell]) -> dict[str, Cell]:
    country = catalog.countries.get(str(row.get("country")))
    item = catalog.indicators.get(str(row.get("indicator")))
    return {
        **row,
        "country_name": country.name if country else "",
        "indicator_name": item.name if item else "",
        "ours": STATUS_WORDS["user"],
    }


def _figure(catalog: Catalog, scenario: Scenario, country: str, item: Indicator) -> dict[str, Cell]:
    observation = figure(catalog, scenario, country, item.id)
    head: dict[str, Cell] = {
        "country": country,
        "country_name": catalog.countries[country].name,
        "indicator": item.id,
        "indicator_name": item.name,
        "unit": item.unit,
    }
    if observation is None:
        return head | {"ours": NO_FIGURE}
    if observation not in catalog.figures(country, item.id) or observation.status == "user":
        return head | {"ours": COMPUTED}
    if not observed(catalog, observation).may_be_passed_on:
        return head | {"ours": NOT_PASSED_ON}
    return head | {
        "year": observation.year,
        "value": observation.value,
        "source": "; ".join(catalog.sources[name].producer for name in observation.sources),
        "note": observation.note,
        "ours": STATUS_WORDS[observation.status],
    }


def _sites(catalog: Catalog, scenario: Scenario) -> dict[str, list[dict[str, Cell]]]:
    """Return the tables of the made-up sites, each with its country's pay to replace."""
    known = [site for site in MADE_UP if site[2] in catalog.countries]
    pay = catalog.indicators[catalog.tiers[scenario.tier].pay]
    countries: list[dict[str, Cell]] = [
        {"country": code, "name": name, BASED_ON: base, "latitude": north, "longitude": east}
        for code, name, base, north, east in known
    ]
    figures: list[dict[str, Cell]] = [
        {
            **_figure(catalog, scenario, base, pay),
            "country": code,
            "country_name": name,
            "year": catalog.year,
            "source": REPLACE,
            "note": "",
        }
        for code, name, base, _, _ in known
    ]
    return {COUNTRIES.id: countries, FIGURES.id: figures}


def _book(catalog: Catalog, rows: Mapping[str, list[dict[str, Cell]]]) -> bytes:
    meanings = [{"column": name, "what to write": meaning} for name, meaning in HELP]
    return plain_file(
        {SHEETS[kind].title: (_widths(ORDER[kind]), figures) for kind, figures in rows.items()}
        | {"How to fill": (_widths(("column", "what to write")), meanings)}
        | {"Lists": (_widths(("list", "write", "means")), _lists(catalog))}
    )


def _widths(columns: Iterable[str]) -> dict[str, float]:
    return {name: _WIDTHS.get(name, 14) for name in columns}


def _lists(catalog: Catalog) -> Iterator[dict[str, Cell]]:
    for item in catalog.indicators.values():
        yield {"list": "indicator", "write": item.id, "means": f"{item.name} ({item.unit})"}
    for country in catalog.countries.values():
        yield {"list": "country", "write": country.id, "means": country.name}
    for criterion in catalog.criteria.values():
        yield {"list": "criterion", "write": criterion.id, "means": criterion.name}
    for region in sorted({item.region for item in catalog.published.countries.values()}):
        yield {"list": "region", "write": region, "means": region}


_WIDTHS: Final = {
    "source": 34,
    "note": 40,
    "indicator": 24,
    "indicator_name": 30,
    "country_name": 20,
    "unit": 24,
    "ours": 24,
    "column": 34,
    "what to write": 80,
    "write": 26,
    "means": 60,
    "goalpost_reason": 40,
    "description": 40,
    "business_timezone": 22,
    "weight_in_criterion": 20,
}
