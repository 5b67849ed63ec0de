"""The rank command: the ranking as a table, JSON or CSV."""

import argparse
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kpo.cli.answers import json_text, lines_text, rows_text, subject
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.data.names import saving_words
from kpo.export.records.ranking import ranking_columns, ranking_record, ranking_rows
from kpo.mcda.weights import whole_percents
from kpo.narrative.user_data import in_use
from kpo.scoring.ranking import Ranking, rank
from kpo.scoring.rows import Row

DECIMALS: Final = {"saving": 2, "coverage": 4}
MOST_DECIMALS: Final = 6
"""Decimals of numbers in CSV: by column, and of all other columns."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the output format to a parser that has the options of a scenario."""
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Return what the rank command prints."""
    ranking = rank(catalog, scenario)
    if choice.format == "json":
        return json_text(ranking_record(ranking))
    if choice.format == "table":
        return _table(ranking)
    rows = (
        {name: _cell(name, cell) for name, cell in row.items()} for row in ranking_rows(ranking)
    )
    return rows_text(rows, ranking_columns(ranking))


def _cell(column: str, value: object) -> object:
    decimals = DECIMALS.get(column, MOST_DECIMALS)
    return Decimal(f"{value:.{decimals}f}") if isinstance(value, float) else value


def _table(ranking: Ranking) -> str:
    catalog = ranking.catalog
    shown = whole_percents(ranking.weight_of)
    names = {name: catalog.criteria[name].short_name for name in ranking.criteria}
    least = ranking.scenario.least_saving
    lines = [
        subject(ranking),
        "Weights: " + ", ".join(f"{names[name]} {value:g}" for name, value in shown.items()),
        *([f"Rule: {saving_words(least)} (--least-saving)."] if least is not None else []),
        *([in_use(catalog.own)] if len(catalog.own) else []),
        "",
        f"{'':>3}  {'Destination':<24}{'Score':>6}{'Saving':>9}{'Coverage':>10}   Points by "
        "criterion, in the order of the weights",
    ]
    lines += [_line(ranking, row, str(row.rank), names) for row in ranking.rows]
    if ranking.at_home:
        lines += ["", _line(ranking, ranking.at_home, "", names, "at home: ")]
    return lines_text([*lines, *_left_out(ranking, names)])


def _left_out(ranking: Ranking, names: Mapping[str, str]) -> list[str]:
    """Return lines on left-out destinations: first those with the rank that they would have."""
    scored = [item for item in ranking.not_ranked if item.row and item.kind != "coverage"]
    others = [item for item in ranking.not_ranked if item not in scored]
    lines = ["", "Left out, with the place each would have:"] if scored else []
    for item in sorted(scored, key=lambda item: item.row.rank if item.row else 0):
        if item.row:
            lines.append(_line(ranking, item.row, f"({item.row.rank})", names))
            lines.append(f"       {item.reason}")
    lines += ["", "Not ranked:"] if others else []
    return lines + [f"     {item.name}: {item.reason}" for item in others]


def _line(
    ranking: Ranking, row: Row, place: str, names: Mapping[str, str], before: str = ""
) -> str:
    points = " ".join(
        f"{'-':>5}" if name in row.missing else f"{row.contributions[name]:5.1f}"
        for name in ranking.criteria
    )
    return (
        f"{place:>4} {before + row.name:<24}{row.score:>6.1f}{row.saving:>7.0f} %"
        f"{100 * row.coverage:>8.0f} %  {points}{_marks(row, names)}"
    )


def _marks(row: Row, names: Mapping[str, str]) -> str:
    words = [
        *row.marks,
        *(f"{names[name]}: no figure" for name in row.scores if name in row.missing),
        *(
            f"{names[name]}: {STATUS_WORDS[status]}"
            for name, marks in row.statuses.items()
            for status in sorted(marks)
        ),
    ]
    return f"  ({'; '.join(words)})" if words else ""
