"""The origin of each raw file: rows of ``data/etl/base/fetches.csv`` and ``recipes.csv``."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from data.etl.base import ETL, records, sources
from data.etl.fetch import files, ilo_pay, sdmx, survey, worldbank
from data.etl.fetch import records as json_records
from data.etl.fetch.forms import Ask

Fetcher = Callable[[Ask], bytes]


def fetchers(raw: Path) -> Mapping[str, Fetcher]:
    """Return the fetchers by name; one of them also reads a raw file in the folder `raw`."""
    return {
        "worldbank": worldbank.series,
        "worldbank_millions": worldbank.millions,
        "governance": worldbank.governance,
        "imf": sdmx.outlook,
        "oecd": sdmx.wages,
        "ilo_pay": partial(ilo_pay.pay, rates=raw / ilo_pay.RATES),
        "ilo_pay_more": ilo_pay.no_more,
        "ilo_occupations": sdmx.occupations,
        "ilo_hours": sdmx.hours,
        "unesco": json_records.unesco,
        "unctad": json_records.digital_services,
        "file": files.as_it_is,
        "survey": survey.pay,
    }


NEEDS: Final = {"ilostat_earnings": "wdi_macro"}
"""Sources that are fetched after another source, because they read its raw files."""


@cache
def fetches() -> dict[str, dict[str, str]]:
    """Return the rows of fetched files, by file."""
    return {row["file"]: row for row in records(ETL / "base" / "fetches.csv")}


@cache
def recipes() -> dict[str, dict[str, str]]:
    """Return the rows of sources whose publishers have web pages but no files, by source."""
    return {row["source"]: row for row in records(ETL / "base" / "recipes.csv")}


def raw_files(source: str) -> tuple[str, ...]:
    """Return the raw files of a source."""
    return next(tuple(row["raw_files"].split()) for row in sources() if row["source"] == source)


def fetchable() -> tuple[str, ...]:
    """Return the sources whose raw files can all be fetched, first those that others need."""
    found = [
        row["source"]
        for row in sources()
        if row["raw_files"] and all(file in fetches() for file in row["raw_files"].split())
    ]
    return tuple(sorted(found, key=lambda name: name in NEEDS))
