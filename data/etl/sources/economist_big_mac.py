"""The Economist's Big Mac index: price in USD."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "big-mac-index/big-mac-full-index.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield the last edition of each year and place (the euro area is no country)."""
    latest: dict[tuple[str, str], Figure] = {}
    for where, row in rows(raw, FILE, "date iso_a3 dollar_price"):
        date, place = row["date"], row["iso_a3"]
        note = f"edition of {date[:7]}"
        figure = Figure(where, place, "big_mac_price", date[:4], row["dollar_price"], note=note)
        known = latest.get((place, date[:4]))
        if known is None or known.note < note:
            latest[place, date[:4]] = figure
    yield from latest.values()
