"""ILOSTAT through Gapminder: hours actually worked in a week, the whole economy."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILE = "ilostat-hours-and-output-per-hour/working_hours_per_week.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield hours a week of every country and year."""
    return series(raw, FILE, "weekly_hours", "iso3", "year", "value")
