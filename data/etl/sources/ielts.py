"""IELTS: mean bands by nationality of the test taker, two tests that are never mixed."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "ielts-2022-2025/ielts_mean_by_nationality.csv"
TESTS = {"Academic": "ielts_academic", "General Training": "ielts_general"}


def run(raw: Path) -> Iterator[Figure]:
    """Yield overall and speaking bands by the last year of the edition."""
    for where, row in rows(raw, FILE, "country test year overall speaking"):
        period, indicator = row["year"], TESTS[row["test"]]
        year, note = period[-4:], f"test takers of {period}" if "-" in period else ""
        for name, value in (
            (indicator, row["overall"]),
            (f"{indicator}_speaking", row["speaking"]),
        ):
            if value:
                yield Figure(where, row["country"], name, year, value, note=note)
