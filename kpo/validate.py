"""Check raw tables at the door: all problems at once, each with file, row and remedy.

The Frictionless descriptor (``datapackage.json``) says what each column may hold; what it cannot
say (a log scale needs positive figures, a preset needs a weight above 0) is checked by name here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from math import isfinite
from re import compile as compiled
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kpo.descriptor import OBSERVATIONS, completed
from kpo.errors import Problem
from kpo.model import Table

Tables = Mapping[str, Table]
PAY = "labour_cost"
REQUIRED: Mapping[str, str] = {
    "countries": "country iso2 name region currency latitude longitude business_timezone home "
    "client transfer_regime",
    "criteria": "criterion position name short_name question description",
    "indicators": "indicator criterion tiers name unit direction transform goalpost_low "
    "goalpost_high goalpost_reason weight_in_criterion earliest_year origin decimals description",
    "tiers": "tier parent name description preset",
    "presets": "preset name tier origin citation reason",
    "preset_weights": "preset criterion weight",
    "flags": "country flag state since text source",
    "transfers": "regime country status source note",
    "transfer_scale": "status value meaning",
    "sources": "source producer title published accessed next_update url licence redistribution "
    "citation origin sha256",
}
OBSERVATION_COLUMNS = "country indicator year value error n status note"


def problems(tables: Tables, descriptor: Mapping[str, Any]) -> list[Problem]:
    """Return every fault of `tables` against `descriptor` and against the method's needs.

    Parameters
    ----------
    tables
        Raw tables by resource name.
    descriptor
        A Frictionless Data Package: ``resources`` with ``schema``.
    """
    resources = {str(item["name"]): item for item in descriptor.get("resources", ())}
    found = [
        Problem("datapackage.json", f'no table "{name}"', f'add the resource "{name}"')
        for name in REQUIRED
        if name not in resources
    ]
    for name, table in tables.items():
        found += _needed_column_problems(table)
        schema = completed(name, table.path, resources[name].get("schema", {}))
        found += _table_problems(table, schema, tables)
    if not found and REQUIRED.keys() <= tables.keys():
        for check in _CHECKS:
            found += check(tables)
    return found


def remedy_for(word: str, known: list[str], table: str) -> str:
    """Say what to do about an unknown word: the nearest known one, or where to add it."""
    close = get_close_matches(word, known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"add it to {table} or correct the id"


def _needed_column_problems(table: Table) -> list[Problem]:
    kind = OBSERVATION_COLUMNS if table.path.startswith(OBSERVATIONS) else REQUIRED.get(table.name)
    return [
        Problem(table.path, f'column "{name}", which the method needs, is missing', "add it")
        for name in (kind or "").split()
        if name not in table.columns
    ]


def _table_problems(table: Table, schema: Mapping[str, Any], tables: Tables) -> list[Problem]:
    fields = {str(item["name"]): item for item in schema.get("fields", ())}
    found = [
        Problem(table.path, f'column "{name}" is missing', "add it to the header")
        for name in fields
        if name not in table.columns
    ]
    found += [
        Problem(table.path, f'column "{name}" is unknown', "remove it or name it in the descriptor")
        for name in table.columns
        if name not in fields
    ]
    if found:
        return found
    for name, item in fields.items():
        found += _column_problems(table, name, item)
    found += _key_problems(table, _as_list(schema.get("primaryKey", ())))
    for foreign in schema.get("foreignKeys", ()):
        found += _reference_problems(table, foreign, tables)
    return found


def _column_problems(table: Table, name: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    cells = table.column(name)
    limits = item.get("constraints", {})
    if limits.get("required"):
        yield from _rows(table, name, cells, lambda cell: cell == "", "is empty", "fill it in")
    if "enum" in limits:
        words = {str(word) for word in limits["enum"]} | {""}
        remedy = f"use one of {', '.join(sorted(words - {''}))}"
        yield from _unknown(table, name, cells, words, lambda _: remedy)
    if "pattern" in limits:
        right = compiled(limits["pattern"]).fullmatch
        what = f"is not of the form {limits['pattern']}"
        yield from _rows(
            table, name, cells, lambda cell: cell != "" and not right(cell), what, "correct it"
        )
    if item.get("type") in ("number", "integer", "year"):
        yield from _number_problems(table, name, cells, item)


def _number_problems(
    table: Table, name: str, cells: Sequence[str], item: Mapping[str, Any]
) -> Iterator[Problem]:
    whole = item["type"] != "number"
    kind = "a whole number" if whole else "a finite number"
    bad = {cell for cell in set(cells) if cell and _number(cell, whole) is None}
    yield from _rows(table, name, cells, bad.__contains__, f"is not {kind}", f"write {kind}")
    limits = item.get("constraints", {})
    low, high = float(limits.get("minimum", "-inf")), float(limits.get("maximum", "inf"))
    good = {cell: _number(cell, whole) for cell in set(cells) - bad if cell}
    out = {cell for cell, value in good.items() if value is not None and not low <= value <= high}
    text = f"is not between {low:g} and {high:g}"
    yield from _rows(table, name, cells, out.__contains__, text, "correct the figure")


def _number(cell: str, whole: bool) -> float | None:
    try:
        value = int(cell) if whole else float(cell)
        return value if isfinite(value) else None
    except (ValueError, OverflowError):
        return None


def _rows(
    table: Table,
    name: str,
    cells: Sequence[str],
    wrong: Callable[[str], bool],
    what: str,
    remedy: str,
) -> Iterator[Problem]:
    faulty = set(filter(wrong, set(cells)))
    for number, cell in enumerate(cells if faulty else (), start=2):
        if cell in faulty:
            yield Problem(f"{table.path} row {number}", f'{name} "{cell}" {what}', remedy)


def _unknown(
    table: Table, name: str, cells: Sequence[str], known: set[str], remedy: Callable[[str], str]
) -> Iterator[Problem]:
    remedies = {cell: remedy(cell) for cell in set(cells) - known}
    for number, cell in enumerate(cells if remedies else (), start=2):
        if cell in remedies:
            what = f'unknown {name} "{cell}"'
            yield Problem(f"{table.path} row {number}", what, remedies[cell])


def _key_problems(table: Table, key: list[str]) -> Iterator[Problem]:
    if not key:
        return
    keys = list(zip(*map(table.column, key), strict=True))
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(keys if len(set(keys)) < len(keys) else (), start=2):
        if cells in seen:
            what = f"{', '.join(key)} = {', '.join(cells)} stands in row {seen[cells]} already"
            yield Problem(f"{table.path} row {number}", what, "keep one of the two")
        seen.setdefault(cells, number)


def _reference_problems(
    table: Table, foreign: Mapping[str, Any], tables: Tables
) -> Iterator[Problem]:
    fields = _as_list(foreign["fields"])
    reference = foreign["reference"]
    target = tables.get(str(reference["resource"])) if reference["resource"] else table
    columns = _as_list(reference["fields"])
    if target is None or len(fields) != 1 or columns[0] not in target.columns:
        return
    known = set(target.column(columns[0]))
    names = sorted(known)
    yield from _unknown(
        table,
        fields[0],
        table.column(fields[0]),
        known | {""},
        lambda word: remedy_for(word, names, target.path),
    )


def _as_list(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else [str(name) for name in names]


def _observation_problems(tables: Tables) -> Iterator[Problem]:
    """One figure a country, indicator and year over all files; positive where the scale is log."""
    log = {row["indicator"] for row in tables["indicators"].records() if row["transform"] == "log"}
    sources = set(tables["sources"].column("source"))
    seen: dict[tuple[str, str, str], str] = {}
    for table in tables.values():
        if not table.path.startswith(OBSERVATIONS):
            continue
        source = table.path.removeprefix(OBSERVATIONS).removesuffix(".csv")
        if source not in sources:
            remedy = remedy_for(source, sorted(sources), "sources.csv")
            yield Problem(table.path, f'unknown source "{source}"', remedy)
        cells = zip(*map(table.column, ("country", "indicator", "year", "value")), strict=True)
        for number, (country, indicator, year, value) in enumerate(cells, start=2):
            where = f"{table.path} row {number}"
            key = (country, indicator, year)
            if key in seen:
                what = f"{', '.join(key)} stands in {seen[key]} already"
                yield Problem(where, what, "keep one of the two")
            seen[key] = where
            if indicator in log and float(value) <= 0:
                what = f'{indicator} "{value}" is not above 0, and its scale is logarithmic'
                yield Problem(where, what, "remove the row or correct the figure")


def _indicator_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["indicators"]
    for number, row in enumerate(table.records(), start=2):
        if row["criterion"]:
            for what, remedy in _goalpost_faults(row):
                yield Problem(f"{table.path} row {number}", f"{row['indicator']} {what}", remedy)


def _goalpost_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    low, high = row["goalpost_low"], row["goalpost_high"]
    if not (low and high):
        yield "has no goalposts", "give goalpost_low and goalpost_high with a reason"
    elif float(low) >= float(high):
        yield "has goalpost_low not below goalpost_high", "put the lower figure first"
    elif row["transform"] == "log" and float(low) <= 0:
        yield "has a logarithmic scale from 0 or less", "give a goalpost_low above 0"
    if not row["goalpost_reason"]:
        yield "has no goalpost_reason", "write why the bounds are what they are"
    if row["direction"] not in ("1", "-1"):
        yield f'has direction "{row["direction"]}"', "use 1 (more is better) or -1"
    if float(row["weight_in_criterion"] or 0) <= 0:
        yield "has no weight in its criterion", "give a weight_in_criterion above 0"


def _preset_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["preset_weights"]
    total: Counter[str] = Counter()
    for preset, weight in zip(table.column("preset"), table.column("weight"), strict=True):
        total[preset] += float(weight)  # type: ignore[assignment]
    for number, preset in enumerate(tables["presets"].column("preset"), start=2):
        if total[preset] <= 0:
            where = f"{tables['presets'].path} row {number}"
            what = f'the weights of "{preset}" are all 0'
            yield Problem(where, what, f"give it weights in {table.path}")


def _tier_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["tiers"]
    rows = table.records()
    top = [row["tier"] for row in rows if not row["parent"]]
    for number, row in enumerate(rows, start=2):
        if row["parent"] and row["parent"] not in top:
            what = f'parent "{row["parent"]}" of {row["tier"]} is not a tier of its own'
            yield Problem(f"{table.path} row {number}", what, f"use one of {', '.join(top)}")
    pays = [row["tiers"] for row in tables["indicators"].records() if row["criterion"] == PAY]
    for number, row in enumerate(rows, start=2):
        if not row["parent"] and not any(not of or row["tier"] in of.split() for of in pays):
            what = f"no indicator of {PAY} serves {row['tier']}"
            yield Problem(f"{table.path} row {number}", what, "add one to indicators.csv")


def _home_problems(tables: Tables) -> Iterator[Problem]:
    if "yes" not in tables["countries"].column("home"):
        what, remedy = "no country is a home country", 'write "yes" under home for at least one'
        yield Problem(tables["countries"].path, what, remedy)


def _timezone_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["countries"]
    for number, zone in enumerate(table.column("business_timezone"), start=2):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            what = f'business_timezone "{zone}" is not an IANA time zone'
            yield Problem(f"{table.path} row {number}", what, 'use a name like "Europe/Prague"')


_CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _indicator_problems,
    _observation_problems,
    _preset_problems,
    _tier_problems,
    _home_problems,
    _timezone_problems,
)
