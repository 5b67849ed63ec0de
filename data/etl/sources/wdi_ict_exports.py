"""World Development Indicators: ICT service exports, transcribed by hand for four years."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "wdi-digital/bx.gsr.ccis.cd_transcribed_musd.csv"
YEARS = ("2019", "2022", "2023", "2024")


def run(raw: Path) -> Iterator[Figure]:
    """Yield million USD; an empty cell is no figure."""
    for where, row in rows(raw, FILE, " ".join(("iso3", *YEARS))):
        for year in YEARS:
            if row[year]:
                yield Figure(where, row["iso3"], "ict_service_exports", year, row[year])
