"""A mapping of a publisher's series as a file: writing, recognising, reading and checking."""

import json
from dataclasses import asdict
from typing import Any, Final

from kpo.data.user.parsing import MIN_YEAR
from kpo.data.user.problems import refuse
from kpo.data.user.publishers import MAX_LABEL, PUBLISHERS
from kpo.data.user.series_mapping import NEWEST, SeriesMapping
from kpo.data.user.tables import INDICATORS

KIND: Final = "kpo-atlas-mapping"
VERSION: Final = 1

MAX_MAPPING_BYTES: Final = 20_000


def to_text(mapping: SeriesMapping) -> str:
    """Return a mapping as the JSON text of a file."""
    record = {"kind": KIND, "version": VERSION, **asdict(mapping)}
    return json.dumps(record, ensure_ascii=False, indent=1)


def is_mapping(content: bytes) -> bool:
    """Tell whether a file looks like a saved mapping."""
    return content[:400].lstrip().startswith(b"{") and KIND.encode() in content[:400]


def from_text(content: bytes) -> SeriesMapping:
    """Return the mapping of a saved file.

    Raises
    ------
    DataError
        If the file is not a valid mapping, with the reason.
    """
    if len(content) > MAX_MAPPING_BYTES:
        refuse("it is far larger than a mapping", "choose a mapping saved here")
    try:
        record = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or record.get("kind") != KIND:
        refuse("it is no mapping of KPO Atlas", "choose a mapping saved here")
    if record.get("version") != VERSION:
        refuse("its version of mappings is unknown here", "open it in a newer release")
    return _of_record(record)


def _of_record(record: Any) -> SeriesMapping:
    new, factor, first = record.get("new", {}), record.get("factor"), record.get("first_year")
    words = [record.get(name) for name in ("publisher", "series", "indicator", "source")]
    sound = (
        all(isinstance(word, str) and _can_be_kept(word) for word in words)
        and record["publisher"] in PUBLISHERS
        and isinstance(factor, int | float)
        and not isinstance(factor, bool)
        and isinstance(first, int)
        and (first == NEWEST or MIN_YEAR <= first <= 2_100)
        and isinstance(new, dict)
        and {*new} <= {*INDICATORS.columns}
        and all(_is_cell(cell) for cell in new.values())
    )
    if not sound or not 0 < abs(factor) <= 1e15:
        refuse("one of its entries is not as it is saved here", "choose a mapping saved here")
    cells = {name: cell if isinstance(cell, str) else float(cell) for name, cell in new.items()}
    publisher, series, indicator, source = words
    return SeriesMapping(publisher, series, indicator, float(factor), source, first, cells)


def _can_be_kept(word: str) -> bool:
    return len(word) <= 4 * MAX_LABEL and word.isprintable()


def _is_cell(cell: object) -> bool:
    if isinstance(cell, str):
        return _can_be_kept(cell)
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) <= 1e15
