"""Working days, from the public holidays in the package holidays."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.base import DATA_YEAR, countries
from data.etl.public_holidays import working_days
from data.etl.raw import Figure

WEEKDAYS: dict[tuple[int, ...], str] = {(4, 5): "Sunday to Thursday"}


def run(raw: Path) -> Iterator[Figure]:
    """Yield the working days of the data year; `raw` is not read."""
    for row in countries():
        found = working_days(row["iso2"])
        if found is not None:
            days, weekend = found
            note = WEEKDAYS.get(weekend, "")
            yield Figure(
                "package holidays", row["country"], "working_days", DATA_YEAR, days, note=note
            )
