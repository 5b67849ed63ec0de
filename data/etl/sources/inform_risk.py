"""European Commission, Joint Research Centre: INFORM Risk, by year of the edition."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILE = "inform-risk-2016-2026/inform_2016_2025.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield scores, 0 to 10, more is riskier."""
    yield from series(raw, FILE, "disaster_risk", "country", "edition", "score")
