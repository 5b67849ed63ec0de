"""ITU Global Cybersecurity Index, fifth edition."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows


def run(raw: Path) -> Iterator[Figure]:
    """Yield scores, 0 to 100."""
    for where, row in rows(raw, "itu-gci-2024/gci_2024_overall.csv", "iso3 gci_2024"):
        yield Figure(where, row["iso3"], "cybersecurity", 2024, row["gci_2024"])
