"""PISA means of the cycles to 2015, in the World Bank's EdStats."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "oecd-pisa/pisa_2000_2015_means_edstats.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield mean scores of three domains; the scale of mathematics begins in 2003."""
    for where, row in rows(raw, FILE, "iso3 year domain mean_score"):
        indicator = f"pisa_{row['domain']}"
        yield Figure(where, row["iso3"], indicator, row["year"], row["mean_score"])
