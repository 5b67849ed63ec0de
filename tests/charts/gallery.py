"""Every chart of a ranking, as the pages make it: spec by theme, frame, words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas

from kpo import Scenario, case_charts, findings, rank
from kpo.association import pairs
from kpo.case import case_of_ranking
from kpo.catalog import Catalog
from kpo.charts import (
    acceptability,
    bands,
    bars,
    dots,
    history,
    map,
    quadrant,
    scatter,
    slope,
    stability,
    trend,
    waterfall,
)
from kpo.charts import coverage as cells
from kpo.charts.theme import Theme
from kpo.comparison import comparison, criterion_steps
from kpo.coverage import coverage
from kpo.exploration import Reading, measure, ordered, readings, workforce
from kpo.history import history as years
from kpo.naming import named
from kpo.quadrant import spots
from kpo.score import Ranking
from kpo.sureness.chances import Variation, chances
from kpo.sureness.turning import ranges

ACROSS, UP = "labour_cost", "english"
DRAWS = Variation(draws=500)


@dataclass(frozen=True)
class Drawn:
    """One chart with everything that is handed to the browser."""

    name: str
    spec: Callable[[Theme], dict[str, Any]]
    frame: pandas.DataFrame
    alt: str


@dataclass(frozen=True)
class Case:
    """A ranking whose charts are drawn."""

    catalog: Catalog
    ranking: Ranking

    @property
    def scenario(self) -> Scenario:
        """The scenario of the ranking."""
        return self.ranking.scenario

    @property
    def names(self) -> dict[str, str]:
        """Names by country, every country of the catalogue."""
        return {
            code: named(self.catalog, code, self.scenario.client, True)
            for code in self.catalog.countries
        }

    @property
    def pay(self) -> str:
        """The pay of the tier's occupation."""
        return self.catalog.tiers[self.scenario.tier].pay


def case(catalog: Catalog, scenario: Scenario) -> Case:
    """Return a scenario ranked."""
    return Case(catalog, rank(catalog, scenario))


def gallery(made: Case) -> dict[str, Drawn]:
    """Return every chart of a case by name; those that need two are left out for one."""
    parts = (_sure, _scores, _figures, _compared, _business)
    return {drawn.name: drawn for part in parts for drawn in part(made)}


def _sure(made: Case) -> Iterator[Drawn]:
    ranking, names = made.ranking, made.names
    found = chances(made.catalog, ranking, DRAWS)
    shown = {country: f"{100 * chance.p_first:.0f} %" for country, chance in found.items()}
    ranks = {row.country: row.rank for row in ranking.rows}
    count = len(acceptability.classes(len(found)))
    yield Drawn(
        "acceptability",
        lambda theme: acceptability.spec(theme, count),
        acceptability.frame(found, names, shown, len(ranking.rows)),
        acceptability.alt(found, names, shown),
    )
    placed = bands.frame(found, ranks, names), bands.alt(found, ranks, names)
    yield Drawn("bands", bands.spec, *placed)
    if ranking.rows:
        criteria = {name: (it.name, it.short_name) for name, it in made.catalog.criteria.items()}
        kept = stability.frame(ranges(made.catalog, ranking), criteria, names)
        leader = names[ranking.rows[0].country]
        hues = tuple(made.catalog.criteria.values())
        spec = partial(stability.spec, criteria=hues)
        yield Drawn("stability", spec, kept, stability.alt(kept, leader))


def _scores(made: Case) -> Iterator[Drawn]:
    catalog, ranking = made.catalog, made.ranking
    total = measure(catalog, made.scenario, "score")
    own = {row.country for row in ranking.rows}
    found = [it for it in ordered(readings(catalog, made.scenario, total)) if it.country in own]
    texts = _texts(total, found)
    blank = [""] * len(found)
    drawn = bars.frame(found, catalog.home, list(texts.values()), blank, blank)
    yield Drawn("bars", bars.spec, drawn, bars.alt(total.name, drawn))
    values = {item.country: item.value or 0.0 for item in found}
    world = map.frame(catalog, values, texts)
    for area in map.AREAS:
        spec = partial(map.spec, area=area)
        yield Drawn(f"map of {area}", spec, world, map.alt(total.name, world))
    other = rank(catalog, replace(ranking.scenario, preset="equal", weights=None))
    heads, both = ["Now", "Equal weights"], [ranking, other]
    yield Drawn(
        "slope",
        lambda theme: slope.spec(theme, 2, len(ranking.rows)),
        slope.frame(heads, both, made.names, made.names),
        slope.alt(heads, both, made.names),
    )


def _figures(made: Case) -> Iterator[Drawn]:
    catalog, scenario = made.catalog, made.scenario
    own = {row.country for row in made.ranking.rows}
    pay, english = (measure(catalog, scenario, name) for name in (made.pay, UP))
    found = [item for item in readings(catalog, scenario, pay) if item.country in own]
    both = pairs(found, readings(catalog, scenario, english))
    drawn = scatter.frame(
        *(both, ("Pay", "English"), workforce(catalog, scenario), catalog.home),
        [
            (findings.number(pay, x.value or 0.0), findings.number(english, y.value or 0.0))
            for x, y in both
        ],
        [""] * len(both),
    )
    yield Drawn("scatter", partial(scatter.spec, x_log=True), drawn, scatter.alt(drawn, ""))
    points = [point for point in years(catalog, made.pay) if point.country in own]
    texts = [findings.number(pay, point.value) for point in points]
    lines = history.frame(points, made.names, catalog.home, texts, True)
    hue = catalog.criteria[ACROSS]
    spec = partial(history.spec, criterion=hue, log=True)
    yield Drawn("history", spec, lines, history.alt(pay.name, lines))
    rows = coverage(catalog, scenario, sorted(own))
    producers = {name: item.producer for name, item in catalog.sources.items()}
    matrix = cells.frame(rows, made.names, producers)
    yield Drawn("coverage", cells.spec, matrix, cells.alt(rows, made.names))
    first = made.ranking.rows[0].country
    parts: dict[str, trend.Role] = {scenario.client: "client", first: "focus"}
    series = [
        trend.Series(
            made.names[code], role, [p for p in years(catalog, made.pay) if p.country == code]
        )
        for code, role in parts.items()
    ]
    small = trend.frame(series)
    yield Drawn("trend", partial(trend.spec, criterion=hue), small, trend.alt(small, "Pay"))


def _compared(made: Case) -> Iterator[Drawn]:
    catalog, scenario, names = made.catalog, made.scenario, made.names
    own = [row.country for row in made.ranking.rows]
    found = spots(catalog, scenario, own, ACROSS, UP)
    axes = catalog.criteria[ACROSS].name, catalog.criteria[UP].name
    placed = quadrant.frame(found, axes, names, own[:2])
    yield Drawn("quadrant", quadrant.spec, placed, quadrant.alt(placed))
    beside = comparison(catalog, scenario, own[:4])
    tracks = dots.frame(beside.lines, names)
    hues = tuple(catalog.criteria.values())
    yield Drawn("dots", partial(dots.spec, criteria=hues), tracks, dots.alt(tracks))
    if len(own) > 1:
        first, second = made.ranking.rows[:2]
        walked = waterfall.frame(criterion_steps(catalog, first, second), {}, {})
        said = waterfall.alt(walked, names[first.country], names[second.country])
        yield Drawn("waterfall", partial(waterfall.spec, criteria=hues), walked, said)


def _business(made: Case) -> Iterator[Drawn]:
    catalog, ranking = made.catalog, made.ranking
    found = case_of_ranking(catalog, ranking)
    if found is None or not found.outcomes:
        return
    first, scores = found.outcomes[0], {row.country: row.score for row in ranking.rows}
    for name, it in (
        ("case costs", case_charts.costs(catalog, found, first.country)),
        ("case saving", case_charts.saving(catalog, found, first)),
        ("case gone", case_charts.gone(catalog, found, first)),
        ("case quadrant", case_charts.quadrant(catalog, found, scores, first.country)),
        ("case moves", case_charts.moves(catalog, found, first)),
    ):
        if it is not None:
            yield Drawn(name, it.spec, it.frame, it.alt)


def _texts(of: Any, found: list[Reading]) -> Mapping[str, str]:
    return {item.country: findings.number(of, item.value or 0.0) for item in found}
