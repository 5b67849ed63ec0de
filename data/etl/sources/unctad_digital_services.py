"""UNCTAD: exports of digitally deliverable services."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FOLDER = "unctad-digitally-deliverable-services/"
FILE = FOLDER + "digitally_deliverable_services_2010_2023.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield million USD; an empty cell is no figure."""
    column = "dig_services_exports_usd_millions"
    for where, row in rows(raw, FILE, f"iso3 year {column}"):
        if row[column]:
            yield Figure(where, row["iso3"], "digital_exports", row["year"], row[column])
