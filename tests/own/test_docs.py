"""docs/own-figures.md against what is read."""

import re
from pathlib import Path

from kpo.own import publishers, sheets
from kpo.own.checks import LONGEST, OLDEST_YEAR
from kpo.own.workbook import MOST_UNPACKED

TEXT = Path("docs/own-figures.md").read_text(encoding="utf-8")


def test_every_column_is_explained() -> None:
    rows = re.findall(r"^\| (`.*?) \|", TEXT, re.M)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == {name for sheet in sheets.SHEETS.values() for name in sheet.columns}
    assert all(f"`{name}`" in TEXT for name in sheets.FIGURES.shown)


def test_limits_are_those_that_hold() -> None:
    most = ", ".join(f"{number:,}" for number in sheets.MOST.values())
    longest = "; ".join(str(LONGEST[name]) for name in ("source", "note", "name", "unit"))
    for words in (
        f"together | {sheets.MOST_BYTES // 1_000_000} MB",
        f"unpacked | {MOST_UNPACKED // 1_000_000} MB",
        f"in a file | {sheets.MOST_ROWS:,}",
        f"columns | {sheets.MOST_COLUMNS}",
        f"file, unpacked | {publishers.MAX_BYTES // 1_000_000} MB",
        f"cells | {publishers.MAX_SERIES:,}; {publishers.MAX_COLUMNS:,}; {publishers.MAX_CELLS:,}",
        f"in use | {most}",
        f"{longest} characters",
        f"from {OLDEST_YEAR} to one year after",
    ):
        assert words in TEXT
