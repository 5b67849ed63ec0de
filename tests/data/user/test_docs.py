"""docs/own-figures.md against what is read."""

import re
from pathlib import Path

from kpo.data.user import publishers, tables, unpacking
from kpo.data.user.parsing import MAX_LENGTH, MIN_YEAR
from kpo.data.user.publisher_layouts import MAX_COLUMNS
from kpo.data.user.xlsx_reader import MAX_UNPACKED

TEXT = Path("docs/own-figures.md").read_text(encoding="utf-8")


def test_every_column_is_explained() -> None:
    rows = re.findall(r"^\| (`.*?) \|", TEXT, re.M)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == {name for sheet in tables.SHEETS.values() for name in sheet.columns}
    assert all(f"`{name}`" in TEXT for name in tables.FIGURES.shown)


def test_limits_are_those_that_hold() -> None:
    most = ", ".join(f"{number:,}" for number in tables.MAX_ITEMS.values())
    longest = "; ".join(str(MAX_LENGTH[name]) for name in ("source", "note", "name", "unit"))
    for words in (
        f"together | {tables.MAX_BYTES // 1_000_000} MB",
        f"unpacked | {MAX_UNPACKED // 1_000_000} MB",
        f"in a file | {tables.MAX_ROWS:,}",
        f"columns | {tables.MAX_COLUMNS}",
        f"file, unpacked | {unpacking.MAX_BYTES // 1_000_000} MB",
        f"cells | {publishers.MAX_SERIES:,}; {MAX_COLUMNS:,}; {publishers.MAX_CELLS:,}",
        f"in use | {most}",
        f"{longest} characters",
        f"from {MIN_YEAR} to one year after",
    ):
        assert words in TEXT
