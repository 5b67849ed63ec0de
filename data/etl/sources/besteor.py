"""BestEOR: employer's charges of 2026, as a share of gross pay or as a fixed sum a year."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.etl.raw import Figure, RawError, number, rows

FILE = "besteor-employer-cost-2026/employer_cost_and_terms_2026.csv"
YEAR = 2026
COLUMNS = "iso3 employer_cost_pct employer_cost_basis employer_cost_confidence employer_cost_detail"
SUM = re.compile(r"roughly [A-Z]{3} ([\d,]+)-([\d,]+)/yr")


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cent of gross pay; if the law sets a sum, the middle of the printed range."""
    for where, row in rows(raw, FILE, COLUMNS):
        second_hand = row["employer_cost_confidence"] == "reported"
        note = "read in a secondary source" if second_hand else ""
        if row["employer_cost_basis"] == "fixed-amounts":
            yield _fixed(where, row, note)
        else:
            value = row["employer_cost_pct"]
            yield Figure(where, row["iso3"], "employer_charges", YEAR, value, note=note)


def _fixed(where: str, row: Mapping[str, str], note: str) -> Figure:
    found = SUM.search(row["employer_cost_detail"])
    if found is None:
        raise RawError(where, "no range of a sum a year in the detail", "read the row again")
    low, high = (number(where, part.replace(",", "")) for part in found.groups())
    said = "; ".join(filter(None, (f"middle of {low:,.0f} to {high:,.0f}", note)))
    return Figure(where, row["iso3"], "employer_charges_fixed", YEAR, (low + high) / 2, note=said)
