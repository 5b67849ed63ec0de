"""OECD: average wages in constant prices, as real growth from year to year."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, rows

FILE = "oecd-hours-and-wages-13/hours_and_average_wages.csv"
SERIES = "WG_USD_PPP"


def run(raw: Path) -> Iterator[Figure]:
    """Yield real growth in per cent; levels are not kept, because their price base changes."""
    before: dict[str, tuple[int, float]] = {}
    for where, row in rows(raw, FILE, "iso3 year series value"):
        if row["series"] != SERIES:
            continue
        year, level = int(row["year"]), number(where, row["value"])
        last = before.get(row["iso3"])
        before[row["iso3"]] = year, level
        if last is not None and last[0] == year - 1:
            growth = round(100 * (level / last[1] - 1), 2)
            yield Figure(where, row["iso3"], "real_wage_growth", year, growth)
