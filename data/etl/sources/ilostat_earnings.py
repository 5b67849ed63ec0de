"""ILOSTAT: mean gross monthly pay by occupation."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from data.etl.raw import Figure, number, rows

FOLDER = "ilostat-earnings-occupation/"
FILES = (
    "earnings_by_occupation_monthly.csv",
    "earnings_by_occupation_monthly_b.csv",
    "earnings_by_occupation_monthly_c.csv",
)
COLUMNS = "iso3 classification isco_major year usd_per_month_ilo usd_recomputed"
MAJORS = {"2": "pay_professional", "3": "pay_technician", "4": "pay_clerical"}
LEAST_RATIO = 1.1


def run(raw: Path) -> Iterator[Figure]:
    """Yield USD a month at the rate of the country's own currency (`usd_recomputed`)."""
    found = list(chain.from_iterable(rows(raw, FOLDER + file, COLUMNS) for file in FILES))
    clerical = {
        (row["iso3"], row["year"]): number(where, row["usd_recomputed"])
        for where, row in found
        if row["isco_major"] == "4"
    }
    for where, row in found:
        if row["isco_major"] in MAJORS:
            yield _occupation(where, row, clerical.get((row["iso3"], row["year"])))


def _occupation(where: str, row: Mapping[str, str], clerical: float | None) -> Figure:
    """Return a figure; ISCO-88 groups differ in scope from ISCO-08, so their definition differs."""
    value = number(where, row["usd_recomputed"])
    old = row["classification"] == "isco88"
    notes = ["older classification of occupations (ISCO-88)"] if old else []
    if not row["usd_per_month_ilo"]:
        notes.append("ILO prints no dollar figure: converted at the World Bank's rate")
    if row["isco_major"] == "2" and clerical and value < LEAST_RATIO * clerical:
        notes.append(
            f"only {value / clerical:.2f} times clerical pay: teachers and nurses weigh heavily"
        )
    status = "different_definition" if old else "reported"
    indicator = MAJORS[row["isco_major"]]
    return Figure(
        where, row["iso3"], indicator, row["year"], value, status=status, note="; ".join(notes)
    )
