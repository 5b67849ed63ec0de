"""Chinn and Ito: index of capital-account openness."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILE = "kaopen-2022/kaopen_2013_2022.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield the index from 0 (closed) to 1 (open)."""
    yield from series(raw, FILE, "capital_openness", "country", "year", "ka_open_0_1")
