"""The tables under ``data/etl`` that people edit."""

import csv
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "KPO_DATA_VERSION"
"""Environment variable with the version to build, if it differs from that of package.json."""

ETL = Path(__file__).resolve().parent


def records(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV as mappings from column to cell."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def package() -> dict[str, Any]:
    """Return the frame of the descriptor: version, licences, schemas by table."""
    frame = dict(json.loads((ETL / "base" / "package.json").read_text(encoding="utf-8")))
    return frame | {"version": os.environ.get(VERSION, frame["version"])}


DATA_YEAR = int(package()["version"][:4])


@cache
def countries() -> list[dict[str, str]]:
    """Return the countries as edited by hand, without the columns taken from outlines."""
    return records(ETL / "base" / "countries.csv")


@cache
def sources() -> list[dict[str, str]]:
    """Return the sources, each with the names of its raw files."""
    return records(ETL / "base" / "sources.csv")


@cache
def euro_users() -> tuple[str, ...]:
    """Return the countries whose currency is the euro."""
    return tuple(row["country"] for row in countries() if row["currency"] == "EUR")


@cache
def names() -> dict[str, str]:
    """Return the country code of every spelling; empty for groups and former states."""
    return {row["name"]: row["country"] for row in records(ETL / "names.csv")}


@cache
def expectations() -> dict[str, dict[str, float]]:
    """Return the limits of a plausible series, by indicator."""
    return {
        row["indicator"]: {name: float(cell) for name, cell in row.items() if name != "indicator"}
        for row in records(ETL / "expectations.csv")
    }
