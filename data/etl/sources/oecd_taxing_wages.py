"""OECD Taxing Wages: employer's contributions at the average wage, as a share of gross pay."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FOLDER = "oecd-taxing-wages/"
DERIVED = "derived_employer_contributions_pct_of_gross_pay"
FILES = (
    ("components_8_countries_2025_printed.csv", "employer_contributions_pct_of_gross", ""),
    ("employer_contributions_2021_2022.csv", DERIVED, "from the share of labour cost"),
    ("tax_wedge_13_countries_2015_2025.csv", DERIVED, "from the tax wedge, gross and net pay"),
)
"""File, column and note; printed figures come first, and count if both have a year."""


def run(raw: Path) -> Iterator[Figure]:
    """Yield one figure per country and year."""
    seen: set[tuple[str, str]] = set()
    for file, column, note in FILES:
        for where, row in rows(raw, FOLDER + file, f"iso3 year {column}"):
            place, year = row["iso3"], row["year"]
            if (place, year) not in seen and row[column]:
                seen.add((place, year))
                yield Figure(where, place, "employer_charges_oecd", year, row[column], note=note)
