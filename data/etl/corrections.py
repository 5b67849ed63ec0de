"""Corrections are rows of ``data/corrections.csv``, never code."""

from collections.abc import Collection, Mapping, Sequence

from data.etl.door import Observation
from kpo.core.errors import Problem

ACTIONS = ("add", "drop", "mark_different", "note", "replace")
FILE = "data/corrections.csv"


def corrected(
    observations: Sequence[Observation],
    rows: Sequence[Mapping[str, str]],
    done: Collection[tuple[str, str]] = (),
) -> tuple[list[Observation], list[Problem]]:
    """Return the figures with every correction applied, and the problems.

    A problem is an unknown action, or one other than ``drop`` that matches no figure. An empty year
    means every year. ``drop`` removes a figure, ``mark_different`` and ``note`` add the reason to
    its note, ``replace`` sets `value`. ``add`` makes a figure that the raw file's notes print and
    its table lacks, with the source of its series. `done` are pairs of country and indicator whose
    committed figures already contain their corrections.
    """
    problems: list[Problem] = []
    by_key: dict[tuple[str, str], list[Observation]] = {}
    for item in observations:
        by_key.setdefault((item.country, item.indicator), []).append(item)
    for number, row in enumerate(rows, start=2):
        where = f"{FILE} row {number}"
        if row["action"] not in ACTIONS:
            remedy = f"use one of {', '.join(ACTIONS)}"
            problems.append(Problem(where, f'unknown action "{row["action"]}"', remedy))
            continue
        key = (row["country"], row["indicator"])
        before = by_key.get(key, [])
        if not before and key in done:
            continue
        if row["action"] == "add":
            by_key[key], faults = _with_added(before, row, where)
            problems += faults
            continue
        hit = [item for item in before if row["year"] in ("", str(item.year))]
        if not hit and row["action"] != "drop":
            what = f"no figure of {row['country']}, {row['indicator']} {row['year']}"
            problems.append(Problem(where, what.strip(), "remove the row or correct it"))
        by_key[key] = [
            changed
            for item in before
            for changed in (_change(item, row) if item in hit else (item,))
        ]
    return [item for group in by_key.values() for item in group], problems


def withdrawn(rows: Sequence[Mapping[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of country and indicator that may lose figures."""
    return {(row["country"], row["indicator"]) for row in rows if row["action"] == "drop"}


def _with_added(
    before: list[Observation], row: Mapping[str, str], where: str
) -> tuple[list[Observation], list[Problem]]:
    """Return a series with a row's figure added; a year that exists already is a problem."""
    if not before:
        what = f"{row['country']} has no figure of {row['indicator']} to add to"
        return before, [Problem(where, what, "remove the row or correct it")]
    if any(row["year"] == str(item.year) for item in before):
        what = f"{row['indicator']} of {row['country']} {row['year']} is in the raw file"
        return before, [Problem(where, what, "remove the row")]
    year, value = int(row["year"]), float(row["value"])
    added = before[0]._replace(
        year=year, value=value, error=None, n="", note=row["reason"], where=where
    )
    return [*before, added], []


def _change(item: Observation, row: Mapping[str, str]) -> tuple[Observation, ...]:
    if row["action"] == "drop":
        return ()
    note = "; ".join(filter(None, (item.note, row["reason"])))
    if row["action"] == "mark_different":
        return (item._replace(status="different_definition", note=note),)
    if row["action"] == "replace":
        return (item._replace(value=float(row["value"]), note=note),)
    return (item._replace(note=note),)
