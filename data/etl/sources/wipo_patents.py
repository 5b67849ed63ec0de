"""WIPO: patent applications, in Gapminder's copy."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILE = "wipo-patents-gapminder/patent_applications_total.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield applications a year."""
    yield from series(raw, FILE, "patent_applications", "iso3", "year", "value")
