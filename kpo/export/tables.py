"""The ranking as CSV: as displayed, and in full with one row per destination and criterion."""

from collections.abc import Iterator

from kpo.analysis.provenance import observed
from kpo.core.cache import cached
from kpo.core.model import ScoringRules
from kpo.core.numbers import per_cent
from kpo.data.catalog import Catalog
from kpo.export.csv_text import csv_text
from kpo.export.run_card import Card, label
from kpo.narrative.ranking import called, noted
from kpo.robustness.rank_acceptability import RankOutlook, rank_outlooks
from kpo.scoring.decision_matrix import decision_matrix
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import NotRanked, Row


def displayed(ranking: Ranking, about: Card) -> str:
    """Return the table of the screen as CSV: rounded points, remarks, and the run card."""
    catalog = ranking.catalog
    names = [catalog.criteria[name].short_name for name in ranking.criteria]
    columns = ["Rank", "Destination", *names, "Score", "Saving", "First in", "Ranks", "Coverage"]
    columns += ["Marked"]
    outlook = rank_outlooks(ranking)
    shown = [_shown(catalog, row, str(row.rank), outlook[row.country]) for row in ranking.rows]
    if ranking.at_home:
        shown.append(_shown(catalog, ranking.at_home, "at home", None))
    for item in ranking.not_ranked:
        shown.append(_left_out(ranking, item))
    rows: list[dict[str, object]] = [dict(zip(columns, cells, strict=True)) for cells in shown]
    rows += [{}, {"Rank": "About", "Destination": about.title}]
    rows += [{"Rank": label, "Destination": text} for label, text in about.lines]
    return csv_text(rows, columns)


def full(ranking: Ranking, about: Card) -> str:
    """Return one row per destination and criterion, each with lines of the run card.

    If a criterion rests on a figure that may only be cited, its points are rounded to whole
    numbers, so that the figure cannot be recovered. The client has the rank "at home". A
    destination that is left out has rows with the reason, or a single row if it has no score.
    """
    common: dict[str, object] = {
        "tier": ranking.scenario.tier,
        "service": ranking.scenario.service or "",
        "client": ranking.client,
        "method": ranking.scenario.method,
        "data_version": ranking.data_version,
        "made": about.day.isoformat(),
        "finding": about.title,
        "rules": about.line("Method"),
        "sources": about.line("Sources"),
        "link": about.link,
    }
    own = (
        *("country", "name", "rank", "score", "saving", "coverage", "p_first", "rank_best"),
        *("rank_worst", "criterion", "weight", "criterion_score", "contribution", "status"),
        *("marks", "not_ranked"),
    )
    rows = [row | common for row in _rows(ranking)]
    return csv_text(rows, (*own, *common))


def _shown(catalog: Catalog, row: Row, place: str, chance: RankOutlook | None) -> list[object]:
    return [
        place,
        label(row),
        *(
            "no figure" if name in row.missing else round(points, 1)
            for name, points in row.contributions.items()
        ),
        round(row.score),
        f"{row.saving:.0f} %",
        per_cent(chance.p_first) if chance else "",
        f"{chance.best} to {chance.worst}" if chance else "",
        f"{100 * row.coverage:.0f} %",
        noted(catalog, row),
    ]


def _left_out(ranking: Ranking, item: NotRanked) -> list[object]:
    if item.row is None or item.kind == "coverage":
        blank = [""] * (len(ranking.criteria) + 5)
        return ["not ranked", called(ranking, item), *blank, item.reason]
    cells = _shown(ranking.catalog, item.row, f"left out (would be {item.row.rank})", None)
    return [*cells[:-1], "; ".join(filter(None, (item.reason, str(cells[-1]))))]


def _rows(ranking: Ranking) -> Iterator[dict[str, object]]:
    outlook = rank_outlooks(ranking)
    for row in ranking.rows:
        chance = outlook[row.country]
        sure = {
            "rank": row.rank,
            "p_first": chance.p_first,
            "rank_best": chance.best,
            "rank_worst": chance.worst,
        }
        yield from (cells | sure for cells in _criterion_rows(ranking, row))
    if ranking.at_home:
        for cells in _criterion_rows(ranking, ranking.at_home):
            yield cells | {"rank": "at home"}
    for item in ranking.not_ranked:
        if item.row is None:
            yield {"country": item.country, "name": item.name, "not_ranked": item.reason}
        else:
            for cells in _criterion_rows(ranking, item.row):
                yield cells | {"not_ranked": item.reason}


def _criterion_rows(ranking: Ranking, row: Row) -> Iterator[dict[str, object]]:
    cited = criteria_only_cited(ranking, row.country)
    for criterion, weight in ranking.weight_of.items():
        score, points = row.scores[criterion], row.contributions[criterion]
        yield {
            "country": row.country,
            "name": row.name,
            "score": row.score,
            "saving": row.saving,
            "coverage": row.coverage,
            "criterion": criterion,
            "weight": weight,
            "criterion_score": round(score) if criterion in cited else score,
            "contribution": round(points) if criterion in cited else points,
            "status": criterion_status(row, criterion),
            "marks": "; ".join(row.marks),
        }


def criterion_status(row: Row, criterion: str) -> str:
    """Return the status of a criterion: "missing", the statuses of its figures, or "reported"."""
    if criterion in row.missing:
        return "missing"
    return " ".join(sorted(row.statuses[criterion])) or "reported"


def criteria_only_cited(ranking: Ranking, country: str) -> frozenset[str]:
    """Return the criteria with a figure whose source may be cited but not passed on."""
    return _only_cited(ranking.catalog, ranking.scenario.rules).get(country, frozenset())


@cached(64)
def _only_cited(catalog: Catalog, rules: ScoringRules) -> dict[str, frozenset[str]]:
    """Return these criteria by country; they do not depend on the weights."""
    matrix = decision_matrix(catalog, rules)
    criteria: dict[str, set[str]] = {}
    for (country, indicator), known in matrix.figures.items():
        if not observed(catalog, known).may_be_passed_on:
            criterion = catalog.indicators[indicator].criterion
            criteria.setdefault(country, set()).add(criterion)
    return {country: frozenset(names) for country, names in criteria.items()}
