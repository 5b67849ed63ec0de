"""The rank command: the ranking as a table, JSON or CSV."""

import argparse
import csv
import io
import json
from collections.abc import Mapping
from typing import Final

from kpo.cli import user_data
from kpo.cli.scenario_options import scenario_of
from kpo.core.labels import STATUS_WORDS
from kpo.data.names import place, saving_words
from kpo.export.records.ranking import ranking_columns, ranking_record, ranking_rows
from kpo.mcda.weights import whole_percents
from kpo.narrative.user_data import in_use
from kpo.scoring.ranking import Ranking, rank
from kpo.scoring.rows import Row

DECIMALS: Final = {"saving": 2, "coverage": 4}
MOST_DECIMALS: Final = 6
"""Decimals of a number in a CSV, by column, and of all others."""


def rank_text(choice: argparse.Namespace) -> str:
    """Return what the rank command prints."""
    catalog = user_data.catalog(choice)
    ranking = rank(catalog, scenario_of(catalog, choice))
    if choice.format == "json":
        return json.dumps(ranking_record(ranking), indent=2, ensure_ascii=False) + "\n"
    return _csv(ranking) if choice.format == "csv" else _table(ranking)


def _csv(ranking: Ranking) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ranking_columns(ranking), restval="", lineterminator="\n")
    writer.writeheader()
    for row in ranking_rows(ranking):
        writer.writerow({name: _cell(name, value) for name, value in row.items()})
    return out.getvalue()


def _cell(column: str, value: object) -> object:
    decimals = DECIMALS.get(column, MOST_DECIMALS)
    return f"{value:.{decimals}f}" if isinstance(value, float) else value


def _table(ranking: Ranking) -> str:
    catalog = ranking.catalog
    shown = whole_percents(ranking.weight_of)
    names = {name: catalog.criteria[name].short_name for name in ranking.criteria}
    scenario = ranking.scenario
    work = catalog.tiers[scenario.service or scenario.tier].name
    least = scenario.least_saving
    lines = [
        f"{work}, client in {place(catalog, scenario.client)}, {scenario.method} mean, "
        f"figures of {ranking.data_version}",
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
    lines += _left_out(ranking, names)
    return "\n".join(lines) + "\n"


def _left_out(ranking: Ranking, names: Mapping[str, str]) -> list[str]:
    """Return who is left out: first those with a score and a place they would have."""
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
