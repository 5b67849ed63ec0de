"""Stack Overflow Developer Survey 2025: median total pay by country."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, rows

FILE = "stackoverflow-survey-2025/so2025_salary_by_country.csv"
LEAST_ANSWERS = 10
FEW_ANSWERS = 30


def run(raw: Path) -> Iterator[Figure]:
    """Yield USD a month, a twelfth of the median year, where at least ten people answered."""
    for where, row in rows(raw, FILE, "iso3 n median"):
        answers = int(number(where, row["n"]))
        if answers < LEAST_ANSWERS:
            continue
        note = f"only {answers} answers: uncertain" if answers < FEW_ANSWERS else ""
        month = number(where, row["median"]) / 12
        yield Figure(where, row["iso3"], "pay_developer", 2025, month, n=str(answers), note=note)
