"""Validation of raw tables: all problems at once, each with file, row and remedy.

The Frictionless descriptor (``datapackage.json``) says what each column may hold; what it cannot
say is checked in `kpo.data.cross_checks`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from math import isfinite
from re import compile as compiled
from typing import Any

from kpo.core.errors import Problem, remedy_for
from kpo.core.model import Table
from kpo.data.cross_checks import CHECKS, OBSERVATION_COLUMNS, OPTIONAL, REQUIRED, Tables
from kpo.data.schema import OBSERVATIONS, completed


def problems(tables: Tables, descriptor: Mapping[str, Any]) -> list[Problem]:
    """Return every fault of `tables` against `descriptor` and against the method's needs.

    The method's needs are checked if every cell has the form of its column, so that their faults
    are reported together with those of keys and references.

    Parameters
    ----------
    tables
        Raw tables by resource name.
    descriptor
        A Frictionless Data Package: ``resources`` with ``schema``.
    """
    resources = {str(item["name"]): item for item in descriptor.get("resources", ())}
    faults = [
        Problem("datapackage.json", f'no table "{name}"', f'add the resource "{name}"')
        for name in REQUIRED
        if name not in resources
    ]
    readable = not faults and REQUIRED.keys() <= tables.keys()
    for name, table in tables.items():
        schema = completed(name, table.path, resources[name].get("schema", {}))
        columns = [*_needed_column_problems(table), *_header_problems(table, schema)]
        cells = [] if columns else _cell_problems(table, schema)
        readable = readable and not columns and not cells
        faults += [*columns, *cells]
        if not columns:
            faults += _link_problems(table, schema, tables)
    for check in CHECKS if readable else ():
        faults += check(tables)
    return faults


def _needed_column_problems(table: Table) -> list[Problem]:
    needed = {**REQUIRED, **OPTIONAL}
    kind = OBSERVATION_COLUMNS if table.path.startswith(OBSERVATIONS) else needed.get(table.name)
    return [
        Problem(table.path, f'column "{name}", which the method needs, is missing', "add it")
        for name in (kind or "").split()
        if name not in table.columns
    ]


def _header_problems(table: Table, schema: Mapping[str, Any]) -> list[Problem]:
    fields = [str(item["name"]) for item in schema.get("fields", ())]
    faults = [
        Problem(table.path, f'column "{name}" is missing', "add it to the header")
        for name in fields
        if name not in table.columns
    ]
    faults += [
        Problem(table.path, f'column "{name}" is unknown', "remove it or name it in the descriptor")
        for name in table.columns
        if name not in fields
    ]
    return faults


def _cell_problems(table: Table, schema: Mapping[str, Any]) -> list[Problem]:
    return [
        problem
        for item in schema.get("fields", ())
        for problem in _column_problems(table, str(item["name"]), item)
    ]


def _link_problems(table: Table, schema: Mapping[str, Any], tables: Tables) -> list[Problem]:
    """Return duplicate keys, and references to keys that another table does not have."""
    faults = list(_key_problems(table, _as_list(schema.get("primaryKey", ()))))
    for foreign in schema.get("foreignKeys", ()):
        faults += _reference_problems(table, foreign, tables)
    return faults


def _column_problems(table: Table, name: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    cells = set(table.column(name))
    limits = item.get("constraints", {})
    if limits.get("required"):
        yield from _rows(table, name, cells & {""}, "is empty", "fill it in")
    if "enum" in limits:
        words = {str(word) for word in limits["enum"]} | {""}
        remedy = f"use one of {', '.join(sorted(words - {''}))}"
        yield from _unknown(table, name, words, lambda _: remedy)
    if "pattern" in limits:
        right = compiled(limits["pattern"]).fullmatch
        wrong = {cell for cell in cells if cell and not right(cell)}
        yield from _rows(
            table, name, wrong, f"is not of the form {limits['pattern']}", "correct it"
        )
    if item.get("type") in ("number", "integer", "year"):
        yield from _number_problems(table, name, item)


def _number_problems(table: Table, name: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    whole = item["type"] != "number"
    kind = "a whole number" if whole else "a finite number"
    values = {cell: _number(cell, whole) for cell in set(table.column(name)) if cell}
    bad = {cell for cell, value in values.items() if value is None}
    yield from _rows(table, name, bad, f"is not {kind}", f"write {kind}")
    limits = item.get("constraints", {})
    low, high = float(limits.get("minimum", "-inf")), float(limits.get("maximum", "inf"))
    out = {cell for cell, value in values.items() if value is not None and not low <= value <= high}
    yield from _rows(table, name, out, f"is not between {low:g} and {high:g}", "correct the figure")


def _number(cell: str, whole: bool) -> float | None:
    try:
        value = int(cell) if whole else float(cell)
        return value if isfinite(value) else None
    except (ValueError, OverflowError):
        return None


def _rows(
    table: Table, name: str, wrong: Collection[str], what: str, remedy: str
) -> Iterator[Problem]:
    for number, cell in enumerate(table.column(name) if wrong else (), start=2):
        if cell in wrong:
            yield Problem(f"{table.path} row {number}", f'{name} "{cell}" {what}', remedy)


def _unknown(
    table: Table, name: str, known: set[str], remedy: Callable[[str], str]
) -> Iterator[Problem]:
    remedies = {cell: remedy(cell) for cell in set(table.column(name)) - known}
    for number, cell in enumerate(table.column(name) if remedies else (), start=2):
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
        table, fields[0], known | {""}, lambda word: remedy_for(word, names, target.path)
    )


def _as_list(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else [str(name) for name in names]
