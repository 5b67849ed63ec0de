"""UNESCO Institute for Statistics: adults with a bachelor's degree or higher."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, rows

FILE = "uis-sdg4-2024-09/uis_sdg4_selected_by_country_year.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cents of people aged 25+; a 0 means "not separately reported" and is left out."""
    for where, row in rows(raw, FILE, "indicator iso3 year value"):
        if row["indicator"] == "ea_6t8_ag25t99" and number(where, row["value"]) != 0:
            yield Figure(where, row["iso3"], "bachelor_attainment", row["year"], row["value"])
