"""UNDP Human Development Report 2023-24: mean years of schooling."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "undp-hdr-education/hdr_mys_eys_1990_2022.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield years of schooling of adults aged 25 and over."""
    for where, row in rows(raw, FILE, "iso3 indicator year value"):
        if row["indicator"] == "mys":
            yield Figure(where, row["iso3"], "mean_years_schooling", row["year"], row["value"])
