"""Index of Economic Freedom: property rights, by year of the edition."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILE = "heritage-economic-freedom-1995-2026/economic_freedom_data.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield one component, 0 to 100, by country name; N/A is not graded."""
    yield from series(raw, FILE, "property_rights", "Country", "Index Year", "Property Rights")
