"""Every chart of a ranking as the pages make it: spec by theme, figures, alternative text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas

from kpo import Scenario, rank
from kpo.analysis.comparison import comparison, criterion_steps
from kpo.analysis.correlations import pairs
from kpo.analysis.coverage import coverage
from kpo.analysis.measures import Reading, measure, ordered, readings, workforce
from kpo.analysis.two_criteria import spots
from kpo.case import case_of_ranking
from kpo.charts import (
    case_break_evens,
    case_costs,
    case_quadrant,
    case_saving,
    choropleth,
    country_trend,
    indicator_dots,
    lead_waterfall,
    rank_acceptability,
    rank_slopes,
    ranked_bars,
    scatter,
    time_series,
    two_criteria,
    weight_stability,
)
from kpo.charts import coverage_matrix as cells
from kpo.charts.chart import Chart, Rows
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.data.time_series import history as years
from kpo.narrative import exploration
from kpo.robustness.rank_acceptability import WeightVariation, rank_outlooks
from kpo.scoring.ranking import Ranking
from kpo.style import Theme

ACROSS, UP = "labour_cost", "english"
DRAWS = WeightVariation(draws=500)


@dataclass(frozen=True)
class Drawn:
    """One chart with everything that is sent to the browser."""

    name: str
    spec: Callable[[Theme], dict[str, Any]]
    rows: Rows
    alt: str

    @property
    def frame(self) -> pandas.DataFrame:
        """The figures as a data frame."""
        return Chart(self.name, self.spec, self.rows).frame


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
        """The names of all countries in the catalogue, by code."""
        return {
            code: named(self.catalog, code, self.scenario.client, True)
            for code in self.catalog.countries
        }

    @property
    def pay(self) -> str:
        """The pay of the tier's occupation."""
        return self.catalog.tiers[self.scenario.tier].pay


def case(catalog: Catalog, scenario: Scenario) -> Case:
    """Return the ranking of a scenario as a case."""
    return Case(catalog, rank(catalog, scenario))


def gallery(made: Case) -> dict[str, Drawn]:
    """Return every chart of a case by name, except charts that need more destinations."""
    parts = (_sure, _scores, _figures, _compared, _business)
    return {drawn.name: drawn for part in parts for drawn in part(made)}


def _sure(made: Case) -> Iterator[Drawn]:
    ranking, names = made.ranking, made.names
    found = rank_outlooks(ranking, DRAWS)
    charts = {
        "acceptability": rank_acceptability.acceptability(ranking, found, names),
        "bands": rank_acceptability.intervals(ranking, found, names),
    }
    if ranking.rows:
        charts["stability"] = weight_stability.stability(ranking, names)
    for name, one in charts.items():
        yield Drawn(name, one.spec, one.rows, one.alt)


def _scores(made: Case) -> Iterator[Drawn]:
    catalog, ranking = made.catalog, made.ranking
    total = measure(catalog, made.scenario, "score")
    own = {row.country for row in ranking.rows}
    found = [it for it in ordered(readings(catalog, made.scenario, total)) if it.country in own]
    texts = _texts(total, found)
    blank = [""] * len(found)
    drawn = ranked_bars.figures(found, catalog.home, list(texts.values()), blank, blank)
    yield Drawn("bars", ranked_bars.spec, drawn, ranked_bars.alt(total.name, drawn))
    values = {item.country: item.value or 0.0 for item in found}
    world = choropleth.figures(catalog, values, texts)
    for area in choropleth.AREAS:
        spec = partial(choropleth.spec, area=area)
        yield Drawn(f"map of {area}", spec, world, choropleth.alt(total.name, world))
    other = rank(catalog, replace(ranking.scenario, preset="equal", weights=None))
    heads, both = ["Now", "Equal weights"], [ranking, other]
    yield Drawn(
        "slope",
        lambda theme: rank_slopes.spec(theme, 2, len(ranking.rows)),
        rank_slopes.figures(heads, both, made.names, made.names),
        rank_slopes.alt(heads, both, made.names),
    )


def _figures(made: Case) -> Iterator[Drawn]:
    catalog, scenario = made.catalog, made.scenario
    own = {row.country for row in made.ranking.rows}
    pay, english = (measure(catalog, scenario, name) for name in (made.pay, UP))
    found = [item for item in readings(catalog, scenario, pay) if item.country in own]
    both = pairs(found, readings(catalog, scenario, english))
    drawn = scatter.figures(
        *(both, ("Pay", "English"), workforce(catalog, scenario), catalog.home),
        [
            (exploration.number(pay, x.value or 0.0), exploration.number(english, y.value or 0.0))
            for x, y in both
        ],
        [""] * len(both),
    )
    yield Drawn("scatter", partial(scatter.spec, x_log=True), drawn, scatter.alt(drawn, ""))
    points = [point for point in years(catalog, made.pay) if point.country in own]
    texts = [exploration.number(pay, point.value) for point in points]
    lines = time_series.figures(points, made.names, catalog.home, texts, True)
    hue = catalog.criteria[ACROSS]
    spec = partial(time_series.spec, criterion=hue, log=True)
    yield Drawn("history", spec, lines, time_series.alt(pay.name, lines))
    rows = coverage(catalog, scenario, sorted(own))
    producers = {name: item.producer for name, item in catalog.sources.items()}
    matrix = cells.figures(rows, made.names, producers)
    yield Drawn("coverage", cells.spec, matrix, cells.alt(rows, made.names))
    first = made.ranking.rows[0].country
    parts: dict[str, country_trend.Role] = {scenario.client: "client", first: "focus"}
    series = [
        country_trend.TrendLine(
            made.names[code], role, [p for p in years(catalog, made.pay) if p.country == code]
        )
        for code, role in parts.items()
    ]
    small = country_trend.figures(series)
    yield Drawn(
        "trend", partial(country_trend.spec, criterion=hue), small, country_trend.alt(small, "Pay")
    )


def _compared(made: Case) -> Iterator[Drawn]:
    catalog, scenario, names = made.catalog, made.scenario, made.names
    own = [row.country for row in made.ranking.rows]
    found = spots(catalog, scenario, own, ACROSS, UP)
    axes = catalog.criteria[ACROSS].name, catalog.criteria[UP].name
    placed = two_criteria.figures(found, axes, names, own[:2])
    yield Drawn("quadrant", two_criteria.spec, placed, two_criteria.alt(placed))
    beside = comparison(catalog, scenario, own[:6])
    titles = {name: item.name for name, item in catalog.criteria.items()}
    tracks = indicator_dots.figures(beside.lines, names, heads=titles)
    hues = tuple(catalog.criteria.values())
    yield Drawn(
        "dots", partial(indicator_dots.spec, criteria=hues), tracks, indicator_dots.alt(tracks)
    )
    if len(own) > 1:
        first, second = made.ranking.rows[:2]
        walked = lead_waterfall.figures(criterion_steps(catalog, first, second), {}, {})
        said = lead_waterfall.alt(walked, names[first.country], names[second.country])
        yield Drawn("waterfall", partial(lead_waterfall.spec, criteria=hues), walked, said)


def _business(made: Case) -> Iterator[Drawn]:
    catalog, ranking = made.catalog, made.ranking
    found = case_of_ranking(ranking)
    if found is None or not found.outcomes:
        return
    first, scores = found.outcomes[0], {row.country: row.score for row in ranking.rows}
    for name, it in (
        ("case costs", case_costs.costs(catalog, found, first.country)),
        ("case saving", case_saving.saving(catalog, found, first)),
        ("case gone", case_break_evens.gone(catalog, found, first)),
        ("case quadrant", case_quadrant.quadrant(catalog, found, scores, first.country)),
        ("case moves", case_break_evens.moves(catalog, found, first)),
    ):
        if it is not None:
            yield Drawn(name, it.spec, it.rows, it.alt)


def _texts(of: Any, found: list[Reading]) -> Mapping[str, str]:
    return {item.country: exploration.number(of, item.value or 0.0) for item in found}
