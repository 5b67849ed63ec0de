"""International Monetary Fund, OECD and ILO: tables from SDMX and similar services, as CSV."""

from typing import Final

from data.etl.fetch.forms import Ask, csv_bytes, table

PLACES: Final = ("iso3", "concept", "latest_actual")
DECIMALS: Final = 3
BOTH: Final = "SEX_T"
"""The ILO's code for both sexes."""


def outlook(ask: Ask) -> bytes:
    """Return concepts of the World Economic Outlook, a row per country and concept.

    `latest_actual` is the last year that is not a forecast.
    """
    first, last = map(int, ask.word("years").split("-"))
    years = [str(year) for year in range(first, last + 1)]
    cells: dict[tuple[str, str], dict[str, str]] = {}
    actual: dict[tuple[str, str], str] = {}
    columns = ("COUNTRY", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "LATEST_ACTUAL_ANNUAL_DATA")
    for concept in ask.word("concepts").split(","):
        body = ask.get.get(f"{ask.address}/*.{concept}.A", {"format": "csv"})
        for row in table(ask, body, columns):
            key = row["COUNTRY"], row["INDICATOR"]
            if len(key[0]) == 3 and row["OBS_VALUE"]:
                cells.setdefault(key, {})[row["TIME_PERIOD"]] = _short(row["OBS_VALUE"])
                actual[key] = row["LATEST_ACTUAL_ANNUAL_DATA"]
    rows = (
        [*key, actual[key], *(cells[key].get(year, "") for year in years)] for key in sorted(cells)
    )
    return csv_bytes((*PLACES, *years), rows)


def wages(ask: Ask) -> bytes:
    """Return average annual wages at constant prices and parities (OECD)."""
    columns = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "PRICE_BASE")
    body = ask.get.get(ask.address, {"format": "csvfile"})
    found = {
        (row["REF_AREA"], row["TIME_PERIOD"]): row["OBS_VALUE"]
        for row in table(ask, body, columns)
        if row["UNIT_MEASURE"] == "USD_PPP" and row["PRICE_BASE"] == "Q" and row["OBS_VALUE"]
    }
    name, unit = ask.word("series"), "USD at constant prices and parities"
    rows = ([place, year, name, unit, found[place, year]] for place, year in sorted(found))
    return csv_bytes(("iso3", "year", "series", "unit", "value"), rows)


def occupations(ask: Ask) -> bytes:
    """Return employed persons by two-digit occupation, in thousands (ILOSTAT)."""
    prefix, groups = f"{ask.word('prefix')}_", ask.word("groups").split(",")
    rows = sorted(
        (row["ref_area"], row["classif1"].removeprefix(prefix), row["time"], row["obs_value"])
        for row in _ilo(ask, ("ref_area", "sex", "classif1", "time", "obs_value"))
        if row["sex"] == BOTH and row["classif1"].startswith(prefix) and row["obs_value"]
    )
    kept = (row for row in rows if row[1] in groups)
    return csv_bytes(("iso3", "isco08", "year", "thousand_persons"), kept)


def hours(ask: Ask) -> bytes:
    """Return mean weekly hours actually worked, both sexes (ILOSTAT)."""
    found = {
        (row["ref_area"], row["time"]): row["obs_value"]
        for row in _ilo(ask, ("ref_area", "sex", "classif1", "time", "obs_value"))
        if row["sex"] == BOTH and row["classif1"] == ask.word("total") and row["obs_value"]
    }
    return csv_bytes(("iso3", "year", "value"), ([*key, found[key]] for key in sorted(found)))


def _ilo(ask: Ask, columns: tuple[str, ...]) -> list[dict[str, str]]:
    query = {"id": ask.word("code"), "format": ".csv"}
    return table(ask, ask.get.get(ask.address, query), columns)


def _short(text: str) -> str:
    """Return a number with at most `DECIMALS` decimals, as many as the publisher prints."""
    return f"{float(text):.{DECIMALS}f}".rstrip("0").rstrip(".")
