"""Tables of the business case: prices, rates, terms of employment, attrition in the press."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from data.etl import base
from data.etl.door import shown
from data.etl.raw import RawError, number, rows
from data.etl.tables import Cells

WEO = "imf-weo-2025-10"
PRICES = f"{WEO}/inflation_growth_unemployment_2000_2030.csv"
OUTPUT = f"{WEO}/gdp_lcu_usd_ppp_2000_2030.csv"
TERMS = "besteor-employer-cost-2026/employer_cost_and_terms_2026.csv"
PRESS = "sector-attrition-and-size-facts/facts.csv"
FIRST, LAST = 2015, 2030
YEARS = tuple(map(str, range(FIRST, LAST + 1)))

WEEK = 5
CALENDAR_WEEK = 7
MONTH_OF_DAYS = 30
"""Days of leave read as a calendar month if the text does not say which days it counts."""

_WEEKS = re.compile(r"(\d+(?:\.\d+)?) weeks(?: \+ (\d+) day)?")
_CALENDAR = re.compile(r"^(\d+) (?:calendar|consecutive) days")
_DAYS = re.compile(r"^~?(\d+) (?:working |paid )?days?")
_PER = re.compile(r"^1 (?:paid )?day per")


def paths(raw: Path, countries: list[str]) -> Iterator[Cells]:
    """Yield ``country, series, year, value, forecast, source``: prices in %, rates per USD.

    The rate is implied by the IMF's own figures: output in local currency over output in dollars.
    """
    listed = set(countries)
    columns = f"iso3 concept latest_actual {' '.join(YEARS)}"
    output: dict[tuple[str, str], dict[str, str]] = {}
    for _, row in rows(raw, OUTPUT, columns):
        if row["iso3"] in listed and row["concept"] in ("NGDP", "NGDPD"):
            output[row["iso3"], row["concept"]] = dict(row)
    for where, row in rows(raw, PRICES, columns):
        if row["iso3"] in listed and row["concept"] == "PCPIPCH":
            for year in YEARS:
                if row[year]:
                    value = shown(number(where, row[year]))
                    yield [row["iso3"], "prices", year, value, _forecast(row, year), "imf_weo"]
    for country in sorted({country for country, _ in output}):
        local, dollars = output[country, "NGDP"], output[country, "NGDPD"]
        for year in YEARS:
            if local[year] and dollars[year]:
                rate = number(OUTPUT, local[year]) / number(OUTPUT, dollars[year])
                yield [country, "rate", year, shown(rate), _forecast(local, year), "imf_weo"]


def terms(raw: Path, countries: list[str]) -> Iterator[Cells]:
    """Yield the legal terms of employment as their source words them, with the days of leave."""
    names = ("annual_leave", "working_hours_week", "notice_period", "severance_pay")
    names = (*names, "thirteenth_month")
    listed = set(countries)
    for where, row in rows(raw, TERMS, f"iso3 {' '.join(names)}"):
        if row["iso3"] in listed:
            days = leave(where, row["annual_leave"])
            cells = (" ".join(row[name].split()) for name in names)
            yield [row["iso3"], "" if days is None else shown(days), *cells, "besteor"]


def leave(where: str, text: str) -> float | None:
    """Return days of leave of a five-day week; None if empty or counted by days worked.

    Weeks are read first, because texts name days of a six-day week beside them. A plain number
    of days means working days, except 30, which means a calendar month.

    Examples
    --------
    >>> leave("", "30 working days (Sat counts; = 5 weeks)"), leave("", "28 calendar days")
    (25.0, 20.0)
    """
    if not text.strip() or _PER.search(text):
        return None
    weeks, calendar, days = _WEEKS.search(text), _CALENDAR.search(text), _DAYS.search(text)
    if weeks:
        return WEEK * float(weeks[1]) + float(weeks[2] or 0)
    if calendar or (days and int(days[1]) == MONTH_OF_DAYS and "working" not in days[0]):
        counted = calendar or days
        assert counted is not None
        return float(counted[1]) * WEEK / CALENDAR_WEEK
    if days:
        return float(days[1])
    raise RawError(where, f'"{text}" names no days of leave', "read it and add its form")


def press(raw: Path, countries: list[str]) -> Iterator[Cells]:
    """Yield reports on attrition, each with its scope and source."""
    names = ("measure", "value", "unit", "period", "scope", "producer", "quoted_in", "url")
    names = (*names, "published", "note")
    listed = set(countries)
    for _, row in rows(raw, PRESS, f"iso3 {' '.join(names)}"):
        if row["iso3"] in listed and row["measure"].startswith("attrition"):
            yield [row["iso3"], *(row[name] for name in names), "sector_press"]


def makers(raw: Path) -> dict[str, Callable[[], list[Cells]]]:
    """Return the functions that make the tables, by name."""
    ids = [row["country"] for row in base.countries()]
    return {
        "economic_paths": lambda: sorted(paths(raw, ids)),
        "employment_terms": lambda: sorted(terms(raw, ids)),
        "attrition_reports": lambda: list(press(raw, ids)),
    }


def _forecast(row: Mapping[str, str], year: str) -> str:
    """Return whether a year is a forecast; a fiscal year is named after the year it begins in."""
    last = re.search(r"\d{4}", row["latest_actual"])
    return "yes" if last is None or int(year) > int(last[0]) else "no"
