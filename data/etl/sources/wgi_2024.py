"""Worldwide Governance Indicators, 2024 update, with their standard errors."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "wgi-2024-update/wgi_long_1996_2023.csv"
DIMENSIONS = {
    "rl": "rule_of_law",
    "rq": "regulatory_quality",
    "ge": "government_effectiveness",
    "cc": "control_of_corruption",
    "pv": "political_stability",
}


def run(raw: Path) -> Iterator[Figure]:
    """Yield estimates with their errors; five old codes of the World Bank are in names.csv."""
    for where, row in rows(raw, FILE, "code year indicator estimate stddev"):
        indicator = DIMENSIONS.get(row["indicator"])
        if indicator:
            yield Figure(where, row["code"], indicator, row["year"], row["estimate"], row["stddev"])
