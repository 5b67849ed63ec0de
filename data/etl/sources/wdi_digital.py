"""World Development Indicators: fixed broadband."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series


def run(raw: Path) -> Iterator[Figure]:
    """Yield subscriptions per 100 people."""
    yield from series(raw, "wdi-digital/it.net.bbnd.p2.csv", "fixed_broadband")
