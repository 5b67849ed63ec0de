"""Institute for Economics & Peace: Global Peace Index, by year of the edition."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series


def run(raw: Path) -> Iterator[Figure]:
    """Yield scores, about 1 (peaceful) to 5."""
    yield from series(raw, "gpi-2008-2025/gpi.csv", "peace_index", "country", "edition", "score")
