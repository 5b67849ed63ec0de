"""World Development Indicators: firms with power outages, from Enterprise Surveys."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cents of firms."""
    yield from series(raw, "wdi-electricity-reliability/ic.elc.outg.zs.csv", "power_outages")
