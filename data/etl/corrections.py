"""Corrections are rows of ``data/corrections.csv``, never code."""

from collections.abc import Mapping, Sequence

from data.etl.door import Observation
from kpo.errors import Problem

ACTIONS = ("drop", "mark_different", "note", "replace")
FILE = "data/corrections.csv"


def corrected(
    observations: Sequence[Observation], rows: Sequence[Mapping[str, str]]
) -> tuple[list[Observation], list[Problem]]:
    """Apply every correction; one that is unknown or meets no figure is a problem.

    An empty year means every year. ``drop`` removes a figure, ``mark_different`` and ``note``
    add the reason to its note, ``replace`` puts `value` in its place.
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


def _change(item: Observation, row: Mapping[str, str]) -> tuple[Observation, ...]:
    if row["action"] == "drop":
        return ()
    note = "; ".join(filter(None, (item.note, row["reason"])))
    if row["action"] == "mark_different":
        return (item._replace(status="different_definition", note=note),)
    if row["action"] == "replace":
        return (item._replace(value=float(row["value"]), note=note),)
    return (item._replace(note=note),)
