"""Helpers for all publishers' formats: strict reading of answers, and writing of raw files."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from data.etl.fetch.transport import FetchError, Transport

CHANGED = "read the publisher's notes, then adapt data/etl/fetch"


class Ask(NamedTuple):
    """A request for a raw file: the publisher's address, and the settings (words) of its row."""

    file: str
    address: str
    words: Mapping[str, str]
    get: Transport

    def word(self, name: str) -> str:
        """Return one setting of the row."""
        return self.words[name]

    def refuse(self, what: str) -> NoReturn:
        """Raise the error of an answer whose format is not the known one."""
        raise FetchError(self.address, what, CHANGED) from None


def table(ask: Ask, body: bytes, columns: Iterable[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV answer that must have `columns`.

    Raises
    ------
    FetchError
        If the answer is no such table.
    """
    try:
        reader = csv.DictReader(io.StringIO(body.decode("utf-8-sig")), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        ask.refuse(f"not a CSV file: {error}")
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        ask.refuse(f"columns missing: {', '.join(missing)}")
    if not rows:
        ask.refuse("the table has no rows")
    return rows


def record(ask: Ask, body: bytes) -> Any:
    """Return a JSON answer, with numbers kept as the text that the publisher wrote.

    Raises
    ------
    FetchError
        If the answer is not JSON.
    """
    try:
        return json.loads(body, parse_float=str, parse_int=str)
    except ValueError as error:
        ask.refuse(f"not JSON: {error}")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return the bytes of a raw file as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def words_of(text: str) -> dict[str, str]:
    """Return the settings of a row from their text: ``name=value``, separated by spaces.

    Examples
    --------
    >>> words_of("code=IT.NET.BBND.P2 form=named")
    {'code': 'IT.NET.BBND.P2', 'form': 'named'}
    """
    return dict(part.split("=", 1) for part in text.split())


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs in the value of a setting: ``a:b,c:d``."""
    for part in text.split(","):
        left, _, right = part.partition(":")
        yield left, right
