"""The ranking as a table: as displayed, and in full with every figure's description."""

from collections.abc import Iterator

from kpo.catalog import Catalog
from kpo.certainty import per_cent
from kpo.export.card import Card, card, label, remark
from kpo.export.csv import csv_text
from kpo.score import Ranking, Row
from kpo.sureness.chances import Chance, chances


def displayed(catalog: Catalog, ranking: Ranking, about: Card | None = None) -> str:
    """Return the table of the screen as CSV: whole points, what is marked, and the run card."""
    names = [catalog.criteria[name].short_name for name in ranking.criteria]
    columns = ["Rank", "Destination", *names, "Score", "P(first)", "Ranks", "Coverage", "Marked"]
    found = chances(catalog, ranking)
    rows: list[dict[str, object]] = [
        dict(zip(columns, _shown(catalog, row, found[row.country]), strict=True))
        for row in ranking.rows
    ]
    told = about or card(catalog, ranking)
    rows += [{}, {"Rank": "About", "Destination": told.title}]
    rows += [{"Rank": label, "Destination": text} for label, text in told.lines]
    return csv_text(rows, columns)


def full(catalog: Catalog, ranking: Ranking, about: Card | None = None) -> str:
    """Return one row a destination and criterion, exact, each with the card's descriptions.

    A destination that is not ranked has one row with the reason.
    """
    told = about or card(catalog, ranking)
    common: dict[str, object] = {
        "tier": ranking.scenario.tier,
        "service": ranking.scenario.service or "",
        "client": ranking.scenario.client,
        "method": ranking.scenario.method,
        "data_version": ranking.data_version,
        "made": told.made.isoformat(),
        "finding": told.title,
        "rules": told.line("Method"),
        "sources": told.line("Sources"),
        "link": told.link,
    }
    own = (
        *("country", "name", "rank", "score", "coverage", "p_first", "rank_best", "rank_worst"),
        *("criterion", "weight", "criterion_score", "contribution", "status", "not_ranked"),
    )
    rows = [row | common for row in _rows(catalog, ranking)]
    return csv_text(rows, (*own, *common))


def _shown(catalog: Catalog, row: Row, chance: Chance) -> Iterator[object]:
    yield row.rank
    yield label(catalog, row)
    for points in row.contributions.values():
        yield round(points, 1)
    yield round(row.score)
    yield per_cent(chance.p_first)
    yield f"{chance.best} to {chance.worst}"
    yield f"{100 * row.coverage:.0f} %"
    yield remark(catalog, row)


def _rows(catalog: Catalog, ranking: Ranking) -> Iterator[dict[str, object]]:
    found = chances(catalog, ranking)
    for row in ranking.rows:
        chance = found[row.country]
        for criterion, weight in zip(ranking.criteria, ranking.weights.tolist(), strict=True):
            score = row.scores[criterion]
            yield {
                "country": row.country,
                "name": row.name,
                "rank": row.rank,
                "score": row.score,
                "coverage": row.coverage,
                "p_first": chance.p_first,
                "rank_best": chance.best,
                "rank_worst": chance.worst,
                "criterion": criterion,
                "weight": weight,
                "criterion_score": "" if score is None else score,
                "contribution": row.contributions[criterion],
                "status": " ".join(sorted(row.statuses[criterion])) or "reported"
                if score is not None
                else "missing",
            }
    for item in ranking.not_ranked:
        yield {"country": item.country, "name": item.name, "not_ranked": item.reason}
