"""The case command: what a number of people costs at each destination, and what that saves."""

import argparse
import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import isfinite
from typing import Final

from kpo import case_narrative as said
from kpo import cli_own
from kpo.assumptions import assumptions, bounds_words, span_of
from kpo.case import (
    BusinessCase,
    Outcome,
    break_evens,
    business_case,
    destinations_of,
    influences,
)
from kpo.case.draws import DRAWS
from kpo.case.places import PERCENT
from kpo.catalog import Catalog
from kpo.errors import Problem, ScenarioError
from kpo.model import PEOPLE, YEARS, Scenario
from kpo.naming import named
from kpo.score import rank

ScenarioOf = Callable[[Catalog, argparse.Namespace], Scenario]
INPUTS: Final = 6
"""How many of the strongest inputs are told."""


def add_options(parser: argparse.ArgumentParser, scenario_of: ScenarioOf) -> None:
    """Add what a case is made of to a parser that has the options of a scenario."""
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"default {PEOPLE}")
    parser.add_argument("--years", type=int, default=YEARS, help=f"default {YEARS}")
    parser.add_argument("--start", type=int, help="first year (default that of the figures)")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE,…",
        help="assumptions, such as attrition=20%%,margin=15%% or attrition.IND=10..20%%",
    )
    parser.add_argument("--seed", type=int, default=0, help="same seed, same draws (default 0)")
    parser.add_argument("--draws", type=int, default=DRAWS, help=f"default {DRAWS}")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.set_defaults(command=partial(_case, scenario_of))


def changes(catalog: Catalog, words: list[str]) -> dict[str, tuple[float, float]]:
    """Return what ``--set`` changes: a value, or the lowest and the highest with ``..`` between.

    Raises
    ------
    ScenarioError
        With every part that is no assumption and number.
    """
    made: dict[str, tuple[float, float]] = {}
    problems = []
    for part in filter(None, ",".join(words).split(",")):
        name, _, text = (piece.strip() for piece in part.partition("="))
        name = name.replace("-", "_")
        base, dot, country = name.partition(".")
        try:
            ends = [float(end.strip().removesuffix("%")) for end in text.split("..")]
            low, high = ends if len(ends) > 1 else ends * 2
        except ValueError:
            item = assumptions(catalog).get(base)
            remedy = f"write {base}=NUMBER, or {base}=LOWEST..HIGHEST"
            if item:
                remedy += f", {bounds_words(item)} ({item.unit})"
            problems.append(Problem("--set", f'"{part}" names no number', remedy))
            continue
        made[f"{base}{dot}{country.upper()}"] = (low, high)
    if problems:
        raise ScenarioError(problems)
    return made


def case_record(catalog: Catalog, made: BusinessCase) -> dict[str, object]:
    """Return a case as plain data for JSON."""
    case = made.case
    return {
        "data_version": made.data_version,
        "tier": case.rules.tier,
        "client": case.client,
        "currency": made.currency,
        "people": case.people,
        "years": list(made.years),
        "basis": said.basis(catalog, made),
        "draws": made.draws,
        "seed": made.seed,
        "assumptions": [
            {
                "assumption": item.id,
                "name": item.name,
                "unit": item.unit,
                "origin": said.origin(catalog, item, case, case.client),
                "low": span.low if span else None,
                "value": span.likely if span else None,
                "high": span.high if span else None,
                "reason": item.reason,
            }
            for item in assumptions(catalog).values()
            for span in (span_of(item, case.client, case.changes),)
        ],
        "changed": {name: list(span) for name, span in case.assumptions},
        "home": {
            "labour": made.home_labour,
            "loaded": made.home_loaded,
            "per_productive_hour": made.home_per_hour,
        },
        "destinations": [_destination(catalog, made, item) for item in made.outcomes],
        "missing": [item._asdict() for item in made.missing],
    }


def _destination(catalog: Catalog, made: BusinessCase, item: Outcome) -> dict[str, object]:
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    order = influences(catalog, made.case, item.country, made.draws, made.seed)
    bands = {
        name: getattr(item, f"{name}_band")._asdict()
        for name in ("total", "share", "labour", "value", "months")
    }
    for band in bands.values():
        band.update({name: _finite(value) for name, value in band.items()})
    return {
        "country": item.country,
        "name": item.name,
        "labour": item.labour,
        "loaded": item.loaded,
        "governance": item.governance,
        "saving": item.saving,
        "cumulative": item.cumulative,
        "paid_once": item.once,
        "leaving": item.leaving,
        "cost_total": item.cost,
        "saving_total": item.total,
        "saving_share": item.share,
        "labour_saving_share": item.labour_share,
        "net_present_value": item.value,
        "payback_month": _finite(item.months),
        "per_productive_hour": item.per_hour,
        "bands": bands,
        "chance_of_saving": item.chance,
        "chance_of_promised": item.chance_promised,
        "break_evens": [{**vars(end), "most": _finite(end.most)} for end in ends],
        "influences": [vars(one) for one in order[:INPUTS]],
        "marks": list(said.marks(item)),
        "not_counted": said.not_counted(catalog, made.case, item.country),
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _case(scenario_of: ScenarioOf, choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    scenario = replace(
        scenario_of(catalog, choice),
        people=choice.people,
        years=choice.years,
        start=choice.start,
        assumptions=changes(catalog, choice.set),
    )
    if choice.seed < 0:
        remedy = "give 0 or a whole number above"
        raise ScenarioError(Problem("--seed", f"{choice.seed} is below 0", remedy))
    ranking = rank(catalog, scenario)
    made = business_case(
        catalog, scenario, destinations_of(ranking), draws=choice.draws, seed=choice.seed
    )
    left_out = said.left_out(ranking, made)
    if choice.format == "json":
        record = {**case_record(catalog, made), "left_out": list(left_out)}
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    return _csv(made) if choice.format == "csv" else _table(catalog, made, left_out)


def _csv(made: BusinessCase) -> str:
    out = io.StringIO()
    frame = made.to_frame()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow(
            ["" if isinstance(cell, float) and not isfinite(cell) else cell for cell in row]
        )
    return out.getvalue()


def _table(catalog: Catalog, made: BusinessCase, left_out: Sequence[str]) -> str:
    best = max(made.outcomes, key=lambda item: item.total, default=None)
    lines = [said.headline(catalog, made, best), said.standfirst(catalog, made, best), ""]
    if best is None:
        return "\n".join([*lines, *said.missing_words(made), *left_out]) + "\n"
    lines.append(
        f"{'Destination':<26}{'Labour, year 1':>15}{'All in, year 1':>16}{'Saved':>11}"
        f"{'of home':>9}{'8 of 10 draws':>16}{'An hour':>9}{'Month':>7}"
    )
    for item in sorted(made.outcomes, key=lambda item: -item.total):
        first = item.loaded[0] + item.governance[0]
        share = f"{PERCENT * item.share:.0f} %".replace("-", "\u2212")
        month = f"{item.months:.0f}" if isfinite(item.months) else "never"
        lines.append(
            f"{named(catalog, item.country, made.case.client, True):<26}"
            f"{said.money(item.labour[0]):>15}{said.money(first):>16}{said.money(item.total):>11}"
            f"{share:>9}{said.shares(item.share_band):>16}{said.hourly(item.per_hour):>9}{month:>7}"
        )
    client = f"At home: {catalog.countries[made.case.client].name}"
    lines.append(
        f"{client:<26}{said.money(made.home_labour[0]):>15}{said.money(made.home_loaded[0]):>16}"
        f"{'':>11}{'':>9}{'':>16}{said.hourly(made.home_per_hour):>9}"
    )
    where = named(catalog, best.country, made.case.client)
    ends = break_evens(catalog, made.case, best.country, made.draws, made.seed)
    lines += ["", f"Where the saving of {where} is gone, each alone:"]
    lines += [f"  {end.name}: {said.break_even_words(end)}" for end in ends]
    order = influences(catalog, made.case, best.country, made.draws, made.seed)
    lines += ["", f"What moves the saving of {where} most, {made.currency}:"]
    lines += [f"  {one.name}: ± {said.money(abs(one.swing))}" for one in order[:INPUTS]]
    lines += ["", said.not_counted(catalog, made.case, best.country), said.basis(catalog, made)]
    if made.case.assumptions:
        lines += [f"Yours: {'; '.join(said.changed_words(catalog, made.case))}."]
    lines += [*said.missing_words(made), *left_out]
    return "\n".join(lines) + "\n"
