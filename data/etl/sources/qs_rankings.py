"""QS World University Rankings: institutions per country, two editions."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "qs-world-university-rankings/qs_counts_by_country.csv"
PUBLISHED = {"2025": 2024, "2027": 2026}
COLUMNS = {"listed": "qs_listed", "top500": "qs_top500"}


def run(raw: Path) -> Iterator[Figure]:
    """Yield counts by the year an edition was published: QS dates its editions ahead."""
    for where, row in rows(raw, FILE, "edition iso3 listed top500"):
        for column, indicator in COLUMNS.items():
            year = PUBLISHED[row["edition"]]
            note = f"{row['edition']} edition"
            yield Figure(where, row["iso3"], indicator, year, row[column], note=note)
