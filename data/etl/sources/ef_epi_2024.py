"""EF English Proficiency Index, 2024 edition, for the change to 2025."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "ef-epi-2024/ef_epi_2024.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield the scores that a second copy confirms; single-copy rows are left out."""
    for where, row in rows(raw, FILE, "iso3 edition_year score verified"):
        if row["verified"] == "yes":
            yield Figure(where, row["iso3"], "english", row["edition_year"], row["score"])
