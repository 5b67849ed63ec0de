"""Stack Overflow Developer Survey 2025: median total pay by country.

The standard error is that of the median of a lognormal sample, √(π/2) · σ · median / √n, with σ
from the survey's own quartiles: ln(p75 / p25) / 1.349.
"""

from collections.abc import Iterator
from math import log, pi, sqrt
from pathlib import Path

from data.etl.raw import Figure, number, rows

FILE = "stackoverflow-survey-2025/so2025_salary_by_country.csv"
LEAST_ANSWERS = 10
FEW_ANSWERS = 30
QUARTILE_RANGE = 1.349
"""Distance of the quartiles of a normal distribution, in standard deviations."""


def run(raw: Path) -> Iterator[Figure]:
    """Yield USD a month, a twelfth of the median annual pay, if at least ten people answered."""
    for where, row in rows(raw, FILE, "iso3 n p25 median p75"):
        answers = int(number(where, row["n"]))
        if answers < LEAST_ANSWERS:
            continue
        note = f"only {answers} answers: uncertain" if answers < FEW_ANSWERS else ""
        month = number(where, row["median"]) / 12
        spread = log(number(where, row["p75"]) / number(where, row["p25"])) / QUARTILE_RANGE
        error = round(sqrt(pi / 2) * spread * month / sqrt(answers), 2)
        yield Figure(
            where, row["iso3"], "pay_developer", 2025, month, error, str(answers), note=note
        )
