"""UNESCO Institute for Statistics: graduates by field, release of about 2018."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "uis-stem-graduates/uis_graduates_by_field_2012_2018.csv"
FIELDS = {"fosgp_5t8_f500600700": "stem_graduates", "fosgp_5t8_f600": "ict_graduates"}


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cents of tertiary graduates; a 0 is a field not separately reported."""
    for where, row in rows(raw, FILE, "indicator iso3 year value"):
        indicator = FIELDS.get(row["indicator"])
        if indicator and row["value"] and float(row["value"]) != 0:
            yield Figure(where, row["iso3"], indicator, row["year"], row["value"])
