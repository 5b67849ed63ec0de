"""EF English Proficiency Index, 2025 edition."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series


def run(raw: Path) -> Iterator[Figure]:
    """Yield scores; countries where English is native are absent by design."""
    yield from series(
        raw, "ef-epi-2025/ef_epi_2025.csv", "english", "iso3", "edition_year", "score"
    )
