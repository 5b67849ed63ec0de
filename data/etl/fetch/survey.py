"""Stack Overflow Developer Survey: quartiles of pay by country, from the published answers."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from statistics import quantiles
from typing import Final

from data.etl.base import names
from data.etl.fetch.forms import Ask, csv_bytes

ANSWERS: Final = "survey_results_public.csv"
PAY: Final = "ConvertedCompYearly"
GIVEN: Final = ("Country", "EdLevel", "LanguageHaveWorkedWith", "DevType")
YEARS: Final = "YearsCode"
LEAST, MOST = 1_000.0, 1_000_000.0
"""Annual pay in USD outside these limits counts as a mistake, as in the copy used before."""

MIN_ANSWERS: Final = 2


def pay(ask: Ask) -> bytes:
    """Return ``iso3, n, p25, median, p75`` in USD a year, most answers first.

    Raises
    ------
    FetchError
        If the archive or its table has another form, or a country's name is unknown.
    """
    groups: dict[str, list[float]] = defaultdict(list)
    known, unmatched = names(), set()
    for place, amount in _answers(ask):
        if place not in known:
            unmatched.add(place)
        elif known[place]:
            groups[known[place]].append(amount)
    if unmatched:
        ask.refuse(f"unknown countries: {', '.join(sorted(unmatched))}")
    rows = [
        [place, len(paid), *(f"{value:.10g}" for value in quantiles(paid, n=4, method="inclusive"))]
        for place, paid in groups.items()
        if len(paid) >= MIN_ANSWERS
    ]
    rows.sort(key=lambda row: (-int(row[1]), row[0]))
    return csv_bytes(("iso3", "n", "p25", "median", "p75"), rows)


def _answers(ask: Ask) -> Iterator[tuple[str, float]]:
    body = ask.get.get(ask.address)
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
        (name,) = (item for item in archive.namelist() if item.rsplit("/", 1)[-1] == ANSWERS)
    except (zipfile.BadZipFile, ValueError):
        ask.refuse(f"no archive with one {ANSWERS}")
    with archive.open(name) as stream:
        reader = csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig"))
        missing = [item for item in (PAY, YEARS, *GIVEN) if item not in (reader.fieldnames or ())]
        if missing:
            ask.refuse(f"columns missing: {', '.join(missing)}")
        for row in reader:
            amount = _number(row[PAY])
            complete = all(row[item] not in ("", "NA") for item in GIVEN)
            if complete and _number(row[YEARS]) is not None and amount and LEAST < amount < MOST:
                yield row["Country"], amount


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
