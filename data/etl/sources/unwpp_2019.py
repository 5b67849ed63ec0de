"""UN World Population Prospects 2019: population aged 20 to 29."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, rows

FILE = "unwpp2019-population-20-29/population_20_29.csv"
LAST_ESTIMATE = 2019
LAST_YEAR = 2026


def run(raw: Path) -> Iterator[Figure]:
    """Yield people (the file counts thousands), projections marked."""
    for where, row in rows(raw, FILE, "iso3 year population_20_29_thousands"):
        year = int(row["year"])
        if year <= LAST_YEAR:
            people = round(number(where, row["population_20_29_thousands"]) * 1000)
            note = "projection of 2019" if year > LAST_ESTIMATE else ""
            yield Figure(where, row["iso3"], "population_20_29", year, people, note=note)
