"""Tables as CSV that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

MARK = "\ufeff"
"""Byte order mark, which tells a spreadsheet that the text is UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    r"""Return rows as CSV with a header; text that a spreadsheet would run as a formula is escaped.

    Examples
    --------
    >>> csv_text([{"a": -1.5, "b": "=1+1"}], ["a", "b"])
    "\ufeffa,b\n-1.5,'=1+1\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(row.get(name, "")) for name in columns] for row in rows)
    return MARK + out.getvalue()


def _safe(cell: object) -> object:
    """Put an apostrophe before text that begins like a formula; numbers stay numbers.

    A carriage return would begin a new row unquoted, so it becomes a line feed, which is quoted.
    """
    if not isinstance(cell, str):
        return cell
    text = f"'{cell}" if cell.startswith(FORMULA) else cell
    return text.replace("\r\n", "\n").replace("\r", "\n")
