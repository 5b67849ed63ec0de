"""QS World University Rankings: institutions per country, two editions."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.base import names
from data.etl.raw import Figure, rows

FILE = "qs-world-university-rankings/qs_counts_by_country.csv"
PUBLISHED = {"2025": 2024, "2027": 2026}
COLUMNS = {"listed": "qs_listed", "top500": "qs_top500"}
NONE = "no institution listed"


def run(raw: Path) -> Iterator[Figure]:
    """Yield counts by the year in which an edition was published: QS dates its editions ahead.

    The list is complete, so a country without a row has no institution listed.
    """
    listed: set[tuple[str, str]] = set()
    for where, row in rows(raw, FILE, "edition iso3 listed top500"):
        listed.add((row["edition"], row["iso3"]))
        for column, indicator in COLUMNS.items():
            year = PUBLISHED[row["edition"]]
            note = f"{row['edition']} edition"
            yield Figure(where, row["iso3"], indicator, year, row[column], note=note)
    for edition, year in PUBLISHED.items():
        for country in sorted(set(names().values()) - {""}):
            if (edition, country) not in listed:
                note = f"{edition} edition: {NONE}"
                yield Figure(FILE, country, "qs_listed", year, 0, note=note)
