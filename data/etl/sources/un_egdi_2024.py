"""UN E-Government Development Index 2024."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series


def run(raw: Path) -> Iterator[Figure]:
    """Yield the index, 0 to 1, by country name."""
    file = "un-egdi-2024/EGOV_DATA_2024.csv"
    yield from series(raw, file, "e_government", "Country", "Survey Year", "E_Index")
