"""Transparency International: Corruption Perceptions Index, in Our World in Data's copy."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILE = "transparency-cpi-2012-2024/ti-corruption-perception-index.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield scores, 0 to 100, as published."""
    yield from series(
        raw, FILE, "corruption_perceptions", "Code", value="Corruption Perceptions Index"
    )
