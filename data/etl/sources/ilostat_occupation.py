"""ILOSTAT: employed persons by two-digit occupation, for six of the seven home countries."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, rows

FOLDER = "ilostat-employment-occupation-2digit/"
FILE = FOLDER + "employment_by_occupation_2digit_thousands.csv"
GROUPS = {
    "21": "employed_engineers",
    "24": "employed_business",
    "25": "employed_ict",
    "26": "employed_legal_social",
    "33": "employed_business_associates",
    "35": "employed_ict_technicians",
    "41": "employed_general_clerks",
    "42": "employed_customer_clerks",
    "43": "employed_numerical_clerks",
    "44": "employed_other_clerks",
}


def run(raw: Path) -> Iterator[Figure]:
    """Yield people (the file counts thousands)."""
    for where, row in rows(raw, FILE, "iso3 isco08 year thousand_persons"):
        indicator = GROUPS.get(row["isco08"])
        if indicator and row["thousand_persons"]:
            people = round(number(where, row["thousand_persons"]) * 1000)
            yield Figure(where, row["iso3"], indicator, row["year"], people)
