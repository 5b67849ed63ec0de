"""The robustness of a ranking, as plain data for JSON and tables."""

from dataclasses import asdict, replace

from kpo.export.records.ranking import choice_record
from kpo.robustness.improvement import dominated
from kpo.robustness.method_variants import criteria_left_out, variants
from kpo.robustness.rank_acceptability import WeightVariation, close_groups, rank_outlooks
from kpo.robustness.tipping_points import leader_stability_intervals, leader_tipping_points
from kpo.scoring.ranking import Ranking


def robustness_record(ranking: Ranking, variation: WeightVariation) -> dict[str, object]:
    """Return every robustness result of a ranking as plain data for JSON."""
    outlooks = rank_outlooks(ranking, variation)
    scenario = ranking.scenario
    return {
        "data_version": ranking.data_version,
        **choice_record(scenario),
        "weights": ranking.weight_of,
        "variation": asdict(variation),
        "figure_errors": [asdict(error) for error in ranking.catalog.figure_errors.values()],
        "p_first_on_weights_alone": {
            country: chance.p_first
            for country, chance in rank_outlooks(ranking, replace(variation, figures=False)).items()
        },
        "destinations": [
            {
                "country": row.country,
                "name": row.name,
                "rank": row.rank,
                "score": row.score,
                **asdict(outlooks[row.country]),
            }
            for row in ranking.rows
        ],
        "too_close_to_call": close_groups(ranking, outlooks),
        "tipping_points": [
            {
                "criterion": turn.criterion,
                "weight": turn.now,
                "tipping_weight": turn.at,
                "stated_weight": turn.beyond,
                "successor": turn.successor,
            }
            for turn in leader_tipping_points(ranking)
        ],
        "stability_intervals": [asdict(item) for item in leader_stability_intervals(ranking)],
        "rules": [asdict(item) for item in variants(ranking)],
        "without_criterion": [asdict(item) for item in criteria_left_out(ranking)],
        "dominance": dominated(ranking),
    }


def outlook_rows(
    ranking: Ranking, variation: WeightVariation
) -> tuple[list[dict[str, object]], list[str]]:
    """Return one row per ranked destination with its outlook, and the columns."""
    outlooks = rank_outlooks(ranking, variation)
    rows = [
        {"rank": row.rank, "country": row.country, "name": row.name, "score": row.score}
        | {
            name: value
            for name, value in asdict(outlooks[row.country]).items()
            if isinstance(value, str | int | float)
        }
        for row in ranking.rows
    ]
    return rows, list(rows[0]) if rows else ["rank", "country", "name", "score"]
