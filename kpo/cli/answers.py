"""Helpers of the commands: JSON, CSV, the first line of an answer, reading and writing files."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kpo.core.errors import DataError, ExportError, Problem
from kpo.core.text import one_line
from kpo.data.names import place
from kpo.export.csv_text import MARK, csv_text
from kpo.scoring.ranking import Ranking


def json_text(record: Mapping[str, object]) -> str:
    """Return a record as JSON."""
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def rows_text(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    """Return rows as CSV without a byte order mark."""
    return csv_text(rows, columns).removeprefix(MARK)


def lines_text(lines: Iterable[str]) -> str:
    """Return lines as text, each ended by a newline."""
    return "\n".join(lines) + "\n"


def subject(ranking: Ranking) -> str:
    """Return the first line of an answer: what is ranked, how, and on which figures."""
    catalog, scenario = ranking.catalog, ranking.scenario
    work = catalog.tiers[scenario.service or scenario.tier].name
    return (
        f"{work}, client in {place(catalog, scenario.client)}, {scenario.method} mean, "
        f"figures of {ranking.data_version}"
    )


def content(path: Path, remedy: str, most: int = -1) -> bytes:
    """Return the content of a file, at most `most` bytes; -1 reads all.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        what = f"it cannot be read ({getattr(error, 'strerror', error)})"
        raise DataError(Problem(str(path), what, remedy)) from None


def written(path: Path, content: bytes, remark: str = "") -> str:
    """Write a file; return a line with its name, its size and the remark.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    try:
        path.write_bytes(content)
    except (OSError, ValueError) as error:
        what = f"cannot be written ({getattr(error, 'strerror', error)})"
        remedy = "name a file in a folder that is there and may be written to"
        raise ExportError(Problem(str(path), what, remedy)) from error
    return f"{one_line(str(path)) or 'Written'}: {len(content):,} bytes{remark}\n"
