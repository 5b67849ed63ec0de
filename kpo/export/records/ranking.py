"""A ranking as plain data: a record for JSON, and one row per destination for a table."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kpo.core.model import Sanction, Scenario
from kpo.export.tables import criteria_only_cited
from kpo.narrative.user_data import figures_beside_ours
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row


def choice_record(scenario: Scenario) -> dict[str, object]:
    """Return the fields with which every record begins: work, client and method."""
    return {
        "tier": scenario.tier,
        "service": scenario.service,
        "client": scenario.client,
        "method": scenario.method,
    }


def ranking_record(ranking: Ranking, passed_on: bool = False) -> dict[str, object]:
    """Return a ranking as plain data for JSON.

    Parameters
    ----------
    passed_on
        Whether the record is passed on to others; if a criterion rests on a figure that may only
        be cited, its points and score are then whole numbers, as in `kpo.export.tables.full`.
    """
    scenario = ranking.scenario
    row_record = partial(_row_record, ranking, passed_on)
    return {
        "data_version": ranking.data_version,
        **({"own_figures": figures_beside_ours(ranking)} if len(ranking.catalog.own) else {}),
        **choice_record(scenario),
        "max_age": scenario.max_age,
        "native_english": scenario.native_english,
        "minimums": dict(scenario.minimums),
        "figure_limits": dict(scenario.figure_limits),
        "least_saving": scenario.least_saving,
        "rank_sanctioned": scenario.rank_sanctioned,
        "weights": ranking.weight_of,
        "variation": dict(scenario.variation),
        "ranking": [row_record(row) for row in ranking.rows],
        "at_home": ranking.at_home and row_record(ranking.at_home),
        "not_ranked": [
            {
                "country": item.country,
                "name": item.name,
                "kind": item.kind,
                "reason": item.reason,
                "coverage": item.coverage,
                "flags": _flag_record(item.flags),
                "would_be": item.row and row_record(item.row),
            }
            for item in ranking.not_ranked
        ],
    }


def _row_record(ranking: Ranking, passed_on: bool, row: Row) -> dict[str, object]:
    points, scores = shared_points(ranking, row) if passed_on else (row.contributions, row.scores)
    return {
        "country": row.country,
        "name": row.name,
        "rank": row.rank,
        "score": row.score,
        "saving": row.saving,
        "coverage": row.coverage,
        "contributions": dict(points),
        "criterion_scores": dict(scores),
        "no_figure": sorted(row.missing),
        "statuses": {name: sorted(words) for name, words in row.statuses.items()},
        "marks": list(row.marks),
        "flags": _flag_record(row.flags),
        "sanction": row.sanction and _sanction_record(row.sanction),
    }


def _sanction_record(sanction: Sanction) -> dict[str, str]:
    words = {name: str(text) for name, text in vars(sanction).items() if name != "kind"}
    return {"class": sanction.kind.id, **words}


def _flag_record(flags: Sequence[object]) -> list[dict[str, str]]:
    return [dict(vars(flag)) for flag in flags]


def ranking_columns(ranking: Ranking) -> list[str]:
    """Return the columns of `ranking_rows`."""
    header = ["rank", "country", "name", "score", "saving", "coverage", *ranking.criteria]
    return [*header, "no_figure", "marks", "standing", "reason"]


def ranking_rows(ranking: Ranking, passed_on: bool = False) -> Iterator[dict[str, object]]:
    """Yield one row per destination: the ranked ones, the client, and those left out with reasons.

    Each criterion's contribution has a column; `passed_on` as in `ranking_record`.
    """
    cells = partial(_cells, ranking, passed_on)
    for row in ranking.rows:
        yield cells(row, "ranked")
    if ranking.at_home:
        yield cells(ranking.at_home, "at home")
    for item in ranking.not_ranked:
        blank = {"country": item.country, "name": item.name, "standing": "left out"}
        known = cells(item.row, "left out") if item.row else blank
        yield {**known, "reason": item.reason}


def _cells(ranking: Ranking, passed_on: bool, row: Row, standing: str) -> dict[str, object]:
    points = shared_points(ranking, row)[0] if passed_on else row.contributions
    return {
        "rank": row.rank or "",
        "country": row.country,
        "name": row.name,
        "score": row.score,
        "saving": row.saving,
        "coverage": row.coverage,
        **{name: points[name] for name in ranking.criteria},
        "no_figure": " ".join(name for name in ranking.criteria if name in row.missing),
        "marks": "; ".join(row.marks),
        "standing": standing,
    }


def shared_points(ranking: Ranking, row: Row) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return contributions and scores by criterion, rounded if a figure may only be cited."""
    cited = criteria_only_cited(ranking, row.country)
    points, scores = (
        {name: float(round(value)) if name in cited else value for name, value in numbers.items()}
        for numbers in (row.contributions, row.scores)
    )
    return points, scores
