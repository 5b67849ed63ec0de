"""The robustness command: how sure a ranking is, with the numbers of the How sure page."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial

from kpo import cli_own
from kpo import sureness_narrative as said
from kpo.catalog import Catalog
from kpo.certainty import changes, close_groups, per_cent, too_close
from kpo.model import Scenario
from kpo.narrative import headline
from kpo.robustness.sampling import DRAWS, MODES
from kpo.score import Ranking, rank
from kpo.sureness.chances import Variation, chances, nearby
from kpo.sureness.overtaking import beaten_by_all_weights
from kpo.sureness.turning import ranges, turns
from kpo.sureness.variants import variants, without_each

ScenarioOf = Callable[[Catalog, argparse.Namespace], Scenario]


def add_options(parser: argparse.ArgumentParser, scenario_of: ScenarioOf) -> None:
    """Add what is varied to a parser that has the options of a scenario."""
    parser.add_argument("--draws", type=int, default=DRAWS, help=f"default {DRAWS}")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same draws (default 0)")
    parser.add_argument(
        "--mode",
        choices=MODES,
        default="near",
        help="weights near the stated ones (default), any, or any in the same order of importance",
    )
    parser.add_argument(
        "--spread",
        type=float,
        metavar="PER_CENT",
        help="how far near goes (default 25, or what --variation says)",
    )
    parser.add_argument(
        "--weights-only",
        action="store_true",
        help="vary the weights alone, not the figures as far as they may be off",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(command=partial(_robustness, scenario_of))


def robustness_record(
    catalog: Catalog, ranking: Ranking, variation: Variation
) -> dict[str, object]:
    """Return everything that is known of how sure a ranking is, as plain data for JSON."""
    found = chances(catalog, ranking, variation)
    scenario = ranking.scenario
    return {
        "data_version": ranking.data_version,
        "tier": scenario.tier,
        "service": scenario.service,
        "client": scenario.client,
        "method": scenario.method,
        "weights": dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True)),
        "variation": asdict(variation),
        "figure_errors": [asdict(error) for error in catalog.figure_errors.values()],
        "p_first_on_weights_alone": {
            country: chance.p_first
            for country, chance in chances(
                catalog, ranking, replace(variation, figures=False)
            ).items()
        },
        "destinations": [
            {
                "country": row.country,
                "name": row.name,
                "rank": row.rank,
                "score": row.score,
                **asdict(found[row.country]),
            }
            for row in ranking.rows
        ],
        "too_close_to_call": close_groups(ranking, found),
        "tipping_points": [
            {
                "criterion": turn.criterion,
                "weight": turn.now,
                "tipping_weight": turn.at,
                "stated_weight": turn.beyond,
                "successor": turn.successor,
            }
            for turn in turns(catalog, ranking)
        ],
        "stability_intervals": [asdict(item) for item in ranges(catalog, ranking)],
        "rules": [asdict(item) for item in variants(catalog, ranking)],
        "without_criterion": [asdict(item) for item in without_each(catalog, ranking)],
        "dominance": beaten_by_all_weights(catalog, ranking),
    }


def _robustness(scenario_of: ScenarioOf, choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    ranking = rank(catalog, scenario_of(catalog, choice))
    variation = Variation(
        mode=choice.mode,
        spread=nearby(ranking).spread if choice.spread is None else choice.spread / 100,
        draws=choice.draws,
        seed=choice.seed,
        figures=not choice.weights_only,
    )
    if choice.format == "json":
        record = robustness_record(catalog, ranking, variation)
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    return _table(catalog, ranking, variation)


def _table(catalog: Catalog, ranking: Ranking, variation: Variation) -> str:
    lines = [headline(catalog, ranking)]
    if not ranking.rows:
        return lines[0] + "\n"
    found = chances(catalog, ranking, variation)
    lines += [f"{said.finding(catalog, ranking, variation)}.", said.varied(variation), ""]
    lines.append(f"{'':>3}  {'Destination':<24}{'Score':>6}{'First':>8}{'± s.e.':>8}{'Ranks':>9}")
    for row in ranking.rows:
        chance = found[row.country]
        lines.append(
            f"{row.rank:>3}  {row.name:<24}{row.score:>6.1f}{per_cent(chance.p_first):>8}"
            f"{100 * chance.standard_error:>8.1f}{f'{chance.best}–{chance.worst}':>9}"
        )
    if len(ranking.rows) > 1:
        lines += ["", *_words(catalog, ranking, variation)]
    return "\n".join(lines) + "\n"


def _words(catalog: Catalog, ranking: Ranking, variation: Variation) -> list[str]:
    leader = ranking.rows[0].country
    words = [
        said.both_ways(catalog, ranking, variation),
        *changes(catalog, ranking),
        too_close(catalog, ranking, variation),
        said.rules_agree(catalog, variants(catalog, ranking), ranking.client),
        said.without_one(catalog, without_each(catalog, ranking), leader, ranking.client),
        *said.any_weights(catalog, beaten_by_all_weights(catalog, ranking), ranking),
    ]
    return [sentence for sentence in words if sentence]
