"""OECD PISA 2022 means, with their standard errors."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "oecd-pisa/pisa_2022_means_by_country.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield mean scores of three domains."""
    for where, row in rows(raw, FILE, "iso3 domain mean_score se cycle"):
        indicator = f"pisa_{row['domain']}"
        yield Figure(where, row["iso3"], indicator, row["cycle"], row["mean_score"], row["se"])
