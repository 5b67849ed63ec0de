"""World Justice Project, Rule of Law Index: civil courts."""

from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from data.etl.raw import Figure, number, rows

FILE = "wjp-rule-of-law-2025/wjp_2019_2025_selected.csv"
DELAY, ENFORCEMENT = "7.5", "7.6"


def run(raw: Path) -> Iterator[Figure]:
    """Yield the mean of two sub-factors, 0 to 1; rows with only one of them are left out."""
    for where, row in rows(raw, FILE, f"country edition {DELAY} {ENFORCEMENT}"):
        parts = [row[DELAY], row[ENFORCEMENT]]
        if all(parts):
            value = fmean(number(where, part) for part in parts)
            note = f"delay {float(parts[0]):.2f}, enforcement {float(parts[1]):.2f}"
            yield Figure(where, row["country"], "civil_courts", row["edition"], value, note=note)
