"""The tables that are built besides observations, and CSV bytes for any table."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.etl.base import package
from data.etl.public_holidays import holidays_of

Cells = Sequence[str]


def columns(table: str) -> list[str]:
    """Return the columns of a table as its schema has them."""
    return [field["name"] for field in package()["schemas"][table]["fields"]]


def as_csv(header: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """Return UTF-8 CSV with newline line ends."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode()


def countries(
    base: Iterable[Mapping[str, str]],
    centres: Mapping[str, tuple[float, float]],
    regimes: Mapping[str, str],
) -> list[Cells]:
    """Return the countries with a point inside each, and the data-transfer regime of clients."""
    found: list[Cells] = []
    for row in base:
        latitude, longitude = centres[row["country"]]
        full = {
            **row,
            "latitude": str(latitude),
            "longitude": str(longitude),
            "transfer_regime": regimes.get(row["country"], "") if row["client"] == "yes" else "",
        }
        found.append([full[name] for name in columns("countries")])
    return found


def sources(base: Iterable[Mapping[str, str]], raw: Path, kept: Mapping[str, str]) -> list[Cells]:
    """Return the sources with the digest of their raw files.

    Parameters
    ----------
    kept
        Digests by source, for those whose raw files are not in the folder.
    """
    found: list[Cells] = []
    for row in base:
        files = row["raw_files"].split()
        there = all((raw / file).is_file() for file in files)
        known = kept.get(row["source"], "")
        full = {**row, "sha256": digest(raw, files) if there else known}
        found.append([full[name] for name in columns("sources")])
    return found


def digest(raw: Path, files: Sequence[str]) -> str:
    """Return the SHA-256 of a file, or that of the sha256sum listing of several."""
    sums = [hashlib.sha256((raw / file).read_bytes()).hexdigest() for file in files]
    if len(sums) < 2:
        return "".join(sums)
    listing = "".join(f"{one}  {file}\n" for one, file in zip(sums, files, strict=True))
    return hashlib.sha256(listing.encode()).hexdigest()


def public_holidays(base: Iterable[Mapping[str, str]]) -> list[Cells]:
    """Return the holidays of the data year, by country and date."""
    return [
        [row["country"], day.isoformat(), name]
        for row in base
        for day, name in sorted(holidays_of(row["iso2"]).items())
    ]
