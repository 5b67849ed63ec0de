"""Internet users, an ITU series in Gapminder's copy."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "wdi-digital/it.net.user.zs_gapminder.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cents of the population; Gapminder writes codes in lower case."""
    for where, row in rows(raw, FILE, "geo time internet_users"):
        place = row["geo"].upper()
        yield Figure(where, place, "internet_users", row["time"], row["internet_users"])
