"""EF English Proficiency Index, 2024 edition: for changes to 2025, and countries absent then."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows
from data.etl.sources import ef_epi_2025

FILE = "ef-epi-2024/ef_epi_2024.csv"
ABSENT = "edition of 2024: not ranked in that of 2025"


def run(raw: Path) -> Iterator[Figure]:
    """Yield the scores that a second copy confirms; single-copy rows are left out."""
    newer = {figure.place for figure in ef_epi_2025.run(raw)}
    for where, row in rows(raw, FILE, "iso3 edition_year score verified"):
        if row["verified"] == "yes":
            place, year, score = row["iso3"], row["edition_year"], row["score"]
            note = "" if place in newer else ABSENT
            yield Figure(where, place, "english", year, score, note=note)
