"""World Bank Human Capital Index, first release."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series


def run(raw: Path) -> Iterator[Figure]:
    """Yield the index, 0 to 1, by country name, dated 2016 as in the copy."""
    file = "worldbank-hci-2018/hci_2018.csv"
    column = "Human Capital Index (HCI)"
    yield from series(raw, file, "human_capital_index", "Entity", "Year", column)
