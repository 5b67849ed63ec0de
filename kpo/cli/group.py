"""The group command: the ranking by several judges' ballots, and how far the judges agree."""

import argparse
from collections.abc import Iterator
from math import isnan
from pathlib import Path

from kpo.cli.answers import content, json_text, lines_text, subject
from kpo.core.errors import KpoError, Problem, WeightError
from kpo.core.model import Ballot, Scenario
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.export.records.ranking import choice_record
from kpo.mcda.group import POOLINGS
from kpo.mcda.weights import whole_percents
from kpo.narrative import workshop as sentences
from kpo.workshop.ballots import MAX_BALLOTS, MAX_FILE, from_file, to_record
from kpo.workshop.reveal import Reveal, reveal


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments on ballots to a parser that has the options of a scenario."""
    parser.add_argument("ballots", nargs="+", metavar="BALLOTS.json", help="files of ballots")
    parser.add_argument(
        "--pooling", choices=POOLINGS, default="median", help="the group's weights (default median)"
    )
    parser.add_argument("--role", metavar="ROLE", help="ballots of one role only")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def group_record(catalog: Catalog, opened: Reveal) -> dict[str, object]:
    """Return the opened ballots as plain data for JSON."""
    scenario, ranking = opened.scenario, opened.ranking
    return {
        "data_version": ranking.data_version,
        **choice_record(scenario),
        "pooling": opened.pooling,
        "weights": opened.weights,
        "variation": dict(scenario.variation),
        "agreement": {
            "kendall_w": _number(opened.w),
            "p": _number(opened.p),
            "p_exact": opened.exact,
            "mean_tau_b": _number(opened.tau),
            "word": sentences.agreement_word(opened.w),
        },
        "argue_about": opened.argue,
        "criteria": [
            {
                "criterion": strip.criterion,
                "median": strip.median,
                "quartiles": [strip.low, strip.high],
                "removed_variance": strip.removed,
            }
            for strip in opened.strips
        ],
        "ranking": [
            {
                "country": row.country,
                "name": row.name,
                "rank": row.rank,
                "score": row.score,
                "p_first": opened.first_share[row.country],
                "first_for": opened.first_count[row.country],
                "places": [judge.places[row.country] for judge in opened.judges],
            }
            for row in ranking.rows
        ],
        "not_ranked": [
            {"country": item.country, "name": item.name, "reason": item.reason}
            for item in ranking.not_ranked
        ],
        "judges": [
            {"letter": judge.letter, **to_record(judge.ballot), "first": list(judge.leaders)}
            for judge in opened.judges
        ],
    }


def _number(value: float) -> float | None:
    return None if isnan(value) else value


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Return what the group command prints."""
    opened = reveal(catalog, scenario, _ballots(catalog, choice), choice.pooling)
    if choice.format == "json":
        return json_text(group_record(catalog, opened))
    return lines_text(_table(catalog, opened))


def _ballots(catalog: Catalog, choice: argparse.Namespace) -> list[Ballot]:
    ballots: list[Ballot] = []
    problems: list[Problem] = []
    for name in choice.ballots:
        try:
            file = content(Path(name), "look at its name", MAX_FILE + 1)
            ballots += from_file(list(catalog.criteria), file)
        except KpoError as error:
            problems += [Problem(name, item.what, item.remedy) for item in error.problems]
    if choice.role is not None:
        ballots = [one for one in ballots if one.role.casefold() == choice.role.casefold()]
    if not problems and not 1 <= len(ballots) <= MAX_BALLOTS:
        what = f"there are {len(ballots)} ballots"
        problems.append(Problem("BALLOTS.json", what, f"give 1 to {MAX_BALLOTS}"))
    if problems:
        raise WeightError(problems)
    return ballots


def _table(catalog: Catalog, opened: Reveal) -> Iterator[str]:
    scenario, ranking = opened.scenario, opened.ranking
    yield subject(ranking)
    yield f"{sentences.headline(catalog, opened)}. {sentences.standfirst(catalog, opened)}"
    shown = whole_percents(opened.weights)
    names = {name: catalog.criteria[name].short_name for name in shown}
    pooled = ", ".join(f"{names[name]} {value:g}" for name, value in shown.items())
    yield f"Weights of the group ({opened.pooling}): {pooled}"
    if scenario.variation:
        said_apart = (f"{names[name]} {share:g}" for name, share in scenario.variation.items())
        yield f"How far the ballots differ, \u00b1 % of each weight: {', '.join(said_apart)}"
    yield ""
    letters = " ".join(f"{judge.letter:>3}" for judge in opened.judges)
    yield f"{'':>3}  {'Destination':<30}{'Score':>6}  {'First for':<10} Places of {letters}"
    for row in ranking.rows:
        places = " ".join(f"{judge.places[row.country]:>3}" for judge in opened.judges)
        first = f"{opened.first_count[row.country]} of {len(opened.judges)}"
        name = named(catalog, row.country, ranking.client, start=True)
        yield f"{row.rank:>3}  {name:<30}{row.score:>6.1f}  {first:<10}           {places}"
    if ranking.not_ranked:
        yield from ("", "Not ranked:")
        yield from (f"     {item.name}: {item.reason}" for item in ranking.not_ranked)
    yield from ("", f"{sentences.agreement_word(opened.w)}. {sentences.agreement(opened)}")
    yield sentences.argue(catalog, opened)
    yield ""
    yield f"{'Criterion':<16}{'Median':>7}  {'Middle half':<12}  Explains of who leads"
    for strip in opened.strips:
        middle = f"{strip.low:g} to {strip.high:g}"
        share = f"{100 * strip.removed:.0f} %"
        yield f"{names[strip.criterion]:<16}{strip.median:>7g}  {middle:<12}  {share:>6}"
