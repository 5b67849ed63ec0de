"""World Development Indicators: receipts for the use of intellectual property."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, series

FILE = "wdi-royalties/bx.gsr.royl.cd.csv"
MILLION = 1e6


def run(raw: Path) -> Iterator[Figure]:
    """Yield million USD (the file has dollars)."""
    for figure in series(raw, FILE, "royalty_receipts"):
        yield figure._replace(value=number(figure.where, str(figure.value)) / MILLION)
