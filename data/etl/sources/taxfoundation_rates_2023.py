"""Tax Foundation: statutory corporate income tax rates to 2023."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "taxfoundation-cit/rates_1980_2023.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cents from a wide table; NA is no figure."""
    for where, row in rows(raw, FILE, "iso_3 2023"):
        for year in filter(str.isdigit, row):
            if row[year] != "NA":
                yield Figure(where, row["iso_3"], "corporate_tax", year, row[year])
