"""ILOSTAT: mean monthly pay by occupation, in dollars at the rate of the country's own currency.

The ILO converts some countries at another currency's rate (the United Kingdom at the euro's), and
prints euro as local currency for others. If the implied rate is not the World Bank's, local pay is
converted at the World Bank's rate, except for the countries in the row that report in euro.
"""

import csv
from pathlib import Path
from typing import Final

from data.etl.fetch.forms import Ask, csv_bytes, table

HEADER: Final = (
    *("iso3", "classification", "isco_major", "year"),
    *("usd_per_month_ilo", "usd_recomputed"),
)
COLUMNS: Final = ("ref_area", "sex", "classif1", "classif2", "time", "obs_value")
CLASSES: Final = {"OCU_ISCO08_": "isco08", "OCU_ISCO88_": "isco88"}
LOCAL, DOLLARS = "CUR_TYPE_LCU", "CUR_TYPE_USD"
SAME_RATE: Final = 0.02
EURO_AREA: Final = "EMU"
RATES: Final = "wdi-cost-macro/pa.nus.fcrf.csv"

Key = tuple[str, str, str, str]


def pay(ask: Ask, rates: Path) -> bytes:
    """Return pay of the major groups in the row; in each year ISCO-08 replaces ISCO-88.

    Parameters
    ----------
    rates
        The raw file of the World Bank's exchange rates.
    """
    majors = ask.word("majors").split(",")
    cells: dict[Key, dict[str, str]] = {}
    body = ask.get.get(ask.address, {"id": ask.word("code"), "format": ".csv"})
    for row in table(ask, body, COLUMNS):
        prefix = row["classif1"][: len("OCU_ISCO08_")]
        major = row["classif1"][len(prefix) :]
        if row["sex"] == "SEX_T" and prefix in CLASSES and major in majors and row["obs_value"]:
            key = row["ref_area"], major, row["time"], CLASSES[prefix]
            cells.setdefault(key, {})[row["classif2"]] = row["obs_value"]
    return csv_bytes(HEADER, _rows(ask, cells, _rates(rates)))


def no_more(ask: Ask) -> bytes:
    """Return an empty table: one file now holds what was once split over several."""
    del ask
    return csv_bytes(HEADER, ())


def _rows(
    ask: Ask, cells: dict[Key, dict[str, str]], rates: dict[tuple[str, str], float]
) -> list[list[object]]:
    euro = ask.word("euro").split(",")
    rows: list[list[object]] = []
    for key in sorted(cells):
        place, major, year, classification = key
        if classification == "isco88" and (place, major, year, "isco08") in cells:
            continue
        local, printed = cells[key].get(LOCAL), cells[key].get(DOLLARS, "")
        rate = rates.get((place, year)) or rates.get((EURO_AREA, year))
        dollars = _dollars(local, printed, rate, place in euro)
        if dollars:
            rows.append([place, classification, major, year, printed, dollars])
    return rows


def _dollars(local: str | None, printed: str, rate: float | None, in_euro: bool) -> str:
    """Return dollars a month: as printed if the rate is right, else converted."""
    if local is None or rate is None or in_euro:
        return printed
    if printed and abs(float(local) / float(printed) / rate - 1) <= SAME_RATE:
        return printed
    return f"{float(local) / rate:.3f}"


def _rates(path: Path) -> dict[tuple[str, str], float]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {
            (row["Country Code"], row["Year"]): float(row["Value"])
            for row in csv.DictReader(stream)
            if row["Value"]
        }
