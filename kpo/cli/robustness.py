"""The robustness command: how robust a ranking is, with the numbers of the How sure page."""

import argparse

from kpo.cli.answers import json_text, lines_text
from kpo.core.model import Scenario
from kpo.core.numbers import per_cent
from kpo.data.catalog import Catalog
from kpo.export.records.robustness import robustness_record
from kpo.mcda.weight_sampling import DRAWS, MODES
from kpo.narrative import robustness as sentences
from kpo.narrative.rank_acceptability import changes, too_close
from kpo.narrative.ranking import headline
from kpo.robustness.rank_acceptability import WeightVariation, near_stated, rank_outlooks
from kpo.scoring.ranking import Ranking, rank


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the variation to a parser that has those of a scenario."""
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


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Return what the robustness command prints."""
    ranking = rank(catalog, scenario)
    variation = WeightVariation(
        mode=choice.mode,
        spread=near_stated(ranking).spread if choice.spread is None else choice.spread / 100,
        draws=choice.draws,
        seed=choice.seed,
        figures=not choice.weights_only,
    )
    if choice.format == "json":
        return json_text(robustness_record(ranking, variation))
    return _table(ranking, variation)


def _table(ranking: Ranking, variation: WeightVariation) -> str:
    lines = [headline(ranking)]
    if not ranking.rows:
        return lines_text(lines)
    outlooks = rank_outlooks(ranking, variation)
    lines += [f"{sentences.finding(ranking, variation)}.", sentences.varied(variation), ""]
    lines.append(f"{'':>3}  {'Destination':<24}{'Score':>6}{'First':>8}{'± s.e.':>8}{'Ranks':>9}")
    for row in ranking.rows:
        chance = outlooks[row.country]
        lines.append(
            f"{row.rank:>3}  {row.name:<24}{row.score:>6.1f}{per_cent(chance.p_first):>8}"
            f"{100 * chance.standard_error:>8.1f}{f'{chance.best}–{chance.worst}':>9}"
        )
    if len(ranking.rows) > 1:
        lines += ["", *_words(ranking, variation)]
    return lines_text(lines)


def _words(ranking: Ranking, variation: WeightVariation) -> list[str]:
    words = [
        sentences.both_ways(ranking, variation),
        *changes(ranking),
        too_close(ranking, variation),
        sentences.rules_agree(ranking),
        sentences.without_one(ranking),
        *sentences.any_weights(ranking),
    ]
    return [sentence for sentence in words if sentence]
