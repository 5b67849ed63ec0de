"""The case command: what a number of people costs at each destination, and what that saves."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from kpo.case import BusinessCase, break_evens, business_case, destinations_of, influences
from kpo.case.draws import DRAWS
from kpo.cli.answers import json_text, lines_text, rows_text
from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import PEOPLE, YEARS, Scenario
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.export.records.business_case import MAX_INFLUENCES, case_record, case_rows
from kpo.narrative import business_case as sentences
from kpo.narrative.case_amounts import hourly, money, share, shares
from kpo.narrative.case_assumptions import changed_words, not_counted
from kpo.scenarios.words import assumption_changes
from kpo.scoring.ranking import rank


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of a business case to a parser that has those of a scenario."""
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


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Return what the case command prints."""
    scenario = replace(
        scenario,
        people=choice.people,
        years=choice.years,
        start=choice.start,
        assumptions=assumption_changes(catalog, choice.set),
    )
    if choice.seed < 0:
        remedy = "give 0 or a whole number above"
        raise ScenarioError(Problem("--seed", f"{choice.seed} is below 0", remedy))
    ranking = rank(catalog, scenario)
    business = business_case(
        catalog, scenario, destinations_of(ranking), draws=choice.draws, seed=choice.seed
    )
    left_out = sentences.left_out(ranking, business)
    if choice.format == "json":
        return json_text({**case_record(catalog, business), "left_out": list(left_out)})
    if choice.format == "csv":
        return rows_text(*case_rows(business))
    return _table(catalog, business, left_out)


def _table(catalog: Catalog, business: BusinessCase, left_out: Sequence[str]) -> str:
    best = max(business.outcomes, key=lambda item: item.total, default=None)
    lines = [
        sentences.headline(catalog, business, best),
        sentences.standfirst(catalog, business, best),
        "",
    ]
    if best is None:
        return lines_text([*lines, *sentences.missing_words(business), *left_out])
    lines.append(
        f"{'Destination':<26}{'Labour, year 1':>15}{'All in, year 1':>16}{'Saved':>11}"
        f"{'of home':>9}{'8 of 10 draws':>16}{'An hour':>9}{'Month':>7}"
    )
    for item in sorted(business.outcomes, key=lambda item: -item.total):
        first = item.loaded[0] + item.governance[0]
        month = f"{item.months:.0f}" if isfinite(item.months) else "never"
        lines.append(
            f"{named(catalog, item.country, business.case.client, True):<26}"
            f"{money(item.labour[0]):>15}{money(first):>16}{money(item.total):>11}"
            f"{share(item.share):>9}{shares(item.share_band):>16}{hourly(item.per_hour):>9}{month:>7}"
        )
    client = f"At home: {catalog.countries[business.case.client].name}"
    lines.append(
        f"{client:<26}{money(business.home_labour[0]):>15}{money(business.home_loaded[0]):>16}"
        f"{'':>11}{'':>9}{'':>16}{hourly(business.home_per_hour):>9}"
    )
    where = named(catalog, best.country, business.case.client)
    ends = break_evens(catalog, business.case, best.country, business.draws, business.seed)
    lines += ["", f"Where the saving of {where} is gone, each alone:"]
    lines += [f"  {end.name}: {sentences.break_even_words(end)}" for end in ends]
    order = influences(catalog, business.case, best.country, business.draws, business.seed)
    lines += ["", f"What moves the saving of {where} most, {business.currency}:"]
    lines += [f"  {one.name}: ± {money(abs(one.swing))}" for one in order[:MAX_INFLUENCES]]
    lines += [
        "",
        not_counted(catalog, business.case, best.country),
        sentences.basis(catalog, business),
    ]
    if business.case.assumptions:
        lines += [f"Yours: {'; '.join(changed_words(catalog, business.case))}."]
    return lines_text([*lines, *sentences.missing_words(business), *left_out])
