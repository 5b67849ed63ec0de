"""Unpacking of a publisher's download: the bytes of its one table, and its first lines."""

import csv
import gzip
import io
import struct
import zipfile
import zlib
from itertools import islice
from typing import Final

from kpo.data.user.problems import refuse

MAX_BYTES: Final = 10_000_000
"""Maximum size of a publisher's file, unpacked."""

MAX_PREAMBLE: Final = 8
"""Number of first lines searched for the header; above it some publishers put title and date."""

DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(LookupError, ValueError, OverflowError, RuntimeError),
)
"""What reading a broken archive raises."""

FEWER: Final = "choose fewer countries, years or series before the download"


def unpacked(content: bytes) -> bytes:
    """Return the one table of a packed download; other content unchanged."""
    try:
        if content.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(content)) as file:
                return file.read(MAX_BYTES + 1)
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = [
                    item
                    for item in archive.infolist()
                    if item.filename.lower().endswith((".csv", ".tsv"))
                    and not item.filename.startswith("Metadata")
                ]
                if len(names) == 1 and "xl/workbook.xml" not in archive.namelist():
                    with archive.open(names[0]) as part:
                        return part.read(MAX_BYTES + 1)
    except DAMAGED:
        pass
    return content


def check_size(content: bytes) -> None:
    """Refuse a file that is larger than `MAX_BYTES`.

    Raises
    ------
    DataError
        If the file is larger.
    """
    if len(content) > MAX_BYTES:
        what = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        refuse(what, FEWER)


def first_lines(content: bytes, encoding: str) -> list[str]:
    """Return up to `MAX_PREAMBLE` lines that are not empty, which should include the header."""
    head = content[:200_000].decode(encoding, "replace")
    return [line for line in islice(io.StringIO(head), 2 * MAX_PREAMBLE) if line.strip()][
        :MAX_PREAMBLE
    ]


def cells_of(line: str, separator: str) -> list[str]:
    """Return the cells of a line of CSV; empty if it is not CSV."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []
