"""Every chart, for every tier, few and all countries, both themes and the awkward cases."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest

from kpo import Scenario, charts, load
from kpo.analysis.measures import Reading
from kpo.case import break_evens, case_of_ranking, influences
from kpo.charts import case_break_evens, case_costs, country_trend, ranked_bars, time_series
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.data.observations import figure
from kpo.data.time_series import Point
from kpo.mcda.normalisation import goalpost_scores
from kpo.narrative.case_amounts import hourly
from kpo.robustness.rank_acceptability import rank_outlooks
from kpo.scoring.decision_matrix import decision_matrix
from kpo.style import MISSING, SURFACE, breaks, level
from tests.charts.drawable import same_shape, undrawable, validator
from tests.charts.gallery import ACROSS, DRAWS, UP, Case, Drawn, case, gallery
from tests.sample import edit
from tests.variants import repeated

CASES = [f"{tier} {who}" for tier in ("KPO", "ITO", "BPO") for who in ("seven", "all")]
ENDS = ((2023, -2.5), (2024, -1.0))
NO_ENGLISH = Scenario(countries=("IND", "IRL", "PHL"), native_english="leave_out")
AWKWARD = ("one country", "missing criterion", "tied scores", "geometric")


def specs() -> dict[str, Any]:
    """Every function of kpo.charts that returns a chart's spec, by its full name."""
    modules = [import_module(f"kpo.charts.{it.name}") for it in iter_modules(charts.__path__)]
    return {
        f"{module.__name__}.{name}": made
        for module in modules
        for name, made in vars(module).items()
        if name.endswith("spec") and made.__module__ == module.__name__
    }


@pytest.mark.slow
def test_gallery_draws_every_chart_that_there_is(atlas: Catalog) -> None:
    found = specs()
    assert len(found) > 16
    for made in found.values():
        made.cache_clear()
    for drawn in gallery(case(atlas, Scenario())).values():
        drawn.spec("light")
    assert [name for name, made in found.items() if not made.cache_info().misses] == []


@pytest.fixture(scope="module", params=repeated(CASES, 2))
def made(request: pytest.FixtureRequest, atlas: Catalog) -> tuple[Case, dict[str, Drawn]]:
    tier, who = request.param.split()
    countries = tuple(atlas.countries) if who == "all" else None
    found = case(atlas, Scenario(tier=tier, countries=countries))
    return found, gallery(found)


@pytest.fixture(scope="module", params=AWKWARD)
def awkward(
    request: pytest.FixtureRequest, sample: Catalog, atlas: Catalog
) -> tuple[Case, dict[str, Drawn]]:
    scenario = {
        "one country": Scenario(countries=("IND",)),
        "missing criterion": NO_ENGLISH,
        "tied scores": Scenario(weights={ACROSS: 50, UP: 50}),
        "geometric": Scenario(method="geometric"),
    }[request.param]
    found = case(atlas if scenario is NO_ENGLISH else sample, scenario)
    return found, gallery(found)


def every(found: tuple[Case, dict[str, Drawn]]) -> Iterator[Drawn]:
    return iter(found[1].values())


@pytest.mark.slow
def test_specs_are_sound_vega_lite_and_equal_in_both_themes(atlas: Catalog) -> None:
    for drawn in gallery(case(atlas, Scenario())).values():
        light, dark = drawn.spec("light"), drawn.spec("dark")
        assert validator().is_valid(light | {"data": {"name": "x"}}), drawn.name
        assert light != dark
        assert same_shape(light, dark), drawn.name
        assert dark["config"]["background"] == SURFACE["dark"]["paper"]
        assert "data" not in light


@pytest.mark.slow
def test_specs_are_the_same_bytes_whatever_is_drawn(atlas: Catalog) -> None:
    few, other = (gallery(case(atlas, Scenario(tier=tier))) for tier in ("KPO", "BPO"))
    for name, drawn in few.items():
        text = json.dumps(drawn.spec("light"))
        getattr(drawn.spec, "cache_clear", lambda: None)()
        assert json.dumps(other[name].spec("light")) == text, name
        assert len(text) < 10_000, name


@pytest.mark.slow
def test_nothing_without_a_number_is_drawn(made: tuple[Case, dict[str, Drawn]]) -> None:
    for drawn in every(made):
        assert undrawable(drawn) == {}, drawn.name


@pytest.mark.slow
def test_awkward_cases_draw_numbers_only(awkward: tuple[Case, dict[str, Drawn]]) -> None:
    for drawn in every(awkward):
        assert undrawable(drawn) == {}, drawn.name
        assert "nan" not in drawn.alt.lower().split(), drawn.name


def test_drawn_scores_and_ranks_are_those_of_the_ranking(
    made: tuple[Case, dict[str, Drawn]],
) -> None:
    one, drawn = made
    rows = one.ranking.rows
    scores = {row.country: row.score for row in rows}
    assert dict(zip(*columns(drawn["bars"], "country", "value"), strict=True)) == scores
    ranks = {one.names[row.country]: row.rank for row in rows}
    assert dict(zip(*columns(drawn["bands"], "name", "rank"), strict=True)) == ranks
    points = drawn["slope"].frame.query("part == 'point' and column == 0")
    assert points["country"].tolist() == list(scores)
    assert points["rank"].tolist() == [str(row.rank) for row in rows]
    world_rows = drawn["map of World"].frame.set_index("country")["level"]
    bounds = breaks(scores.values())
    assert {
        code: level(scores[code], bounds) if code in scores else MISSING
        for code in one.catalog.countries
    } == world_rows.to_dict()
    assert drawn["stability"].frame["now"].tolist() == pytest.approx(one.ranking.weights)
    assert drawn["stability"].frame.eval("lower <= now + 1e-9 and now <= upper + 1e-9").all()


def test_drawn_chances_add_up_to_all_draws(made: tuple[Case, dict[str, Drawn]]) -> None:
    one, drawn = made
    found = rank_outlooks(one.ranking, DRAWS)
    parts = drawn["acceptability"].frame.assign(part=lambda it: it["end"] - it["start"])
    assert parts.groupby("name")["part"].sum().to_numpy() == pytest.approx(1, abs=0.01)
    first = parts[parts["group"] == 0].set_index("name")["part"].to_dict()
    expected = {one.names[code]: it.p_first for code, it in found.items() if it.p_first >= 0.0005}
    assert first == pytest.approx(expected)


def test_drawn_figures_are_those_of_the_data(made: tuple[Case, dict[str, Drawn]]) -> None:
    one, drawn = made
    catalog, scenario = one.catalog, one.scenario
    for code, x, y in zip(*columns(drawn["scatter"], "country", "x", "y"), strict=True):
        pair = (figure(catalog, scenario, code, name) for name in (one.pay, UP))
        assert (x, y) == tuple(found.value for found in pair if found)
    for code, year, value in zip(
        *columns(drawn["history"], "country", "year", "value"), strict=True
    ):
        stored = {it.value for it in catalog.figures(code, one.pay) if it.year == year}
        assert value in stored
    gaps = drawn["coverage"].frame.query("not gap and not stale")
    matrix = decision_matrix(catalog, scenario)
    own = {row.country for row in one.ranking.rows}
    assert len(gaps) == sum(country in own for country, _ in matrix.figures)


def test_drawn_comparison_is_made_of_figures_and_scores(
    made: tuple[Case, dict[str, Drawn]],
) -> None:
    one, drawn = made
    items = {item.name: item for item in one.catalog.scored(one.scenario.tier)}
    codes = {name: code for code, name in one.names.items()}
    for name, who, score in zip(
        *columns(drawn["dots"], "name", "destination", "score"), strict=True
    ):
        if not who:  # the head of a criterion
            continue
        found = figure(one.catalog, one.scenario, codes[who], items[name].id)
        if found is None:
            assert score != score
        else:
            assert score == pytest.approx(points_of(items[name], found.value))
    first, second = one.ranking.rows[:2]
    walked = drawn["waterfall"].frame.set_index("criterion")["points"].to_dict()
    assert walked.pop("lead") == pytest.approx(first.score - second.score)
    for criterion, points in walked.items():
        apart = first.contributions[criterion] - second.contributions[criterion]
        assert points == pytest.approx(apart)
    rows = {one.names[row.country]: row.scores for row in one.ranking.rows}
    for who, across, up in zip(
        *columns(drawn["quadrant"], "destination", "across", "up"), strict=True
    ):
        assert (across, up) == (rows[who][ACROSS], rows[who][UP])


def test_drawn_business_case_is_that_of_the_ranking(made: tuple[Case, dict[str, Drawn]]) -> None:
    one, drawn = made
    found = case_of_ranking(one.ranking)
    assert found
    hours = {item.country: item.per_hour for item in found.outcomes}
    ends = drawn["case costs"].frame.groupby("name")["end"].max().to_dict()
    home = ends.pop(f"At home: {one.catalog.countries[one.scenario.client].name}")
    assert home == pytest.approx(found.home_per_hour)
    shown = {one.names[country]: hours[country] for country in hours}
    cheapest = sorted(shown, key=shown.__getitem__)[: case_costs.MAX_DRAWN]
    assert ends == pytest.approx({name: shown[name] for name in cheapest})
    corners = dict(zip(*columns(drawn["case quadrant"], "country", "cost"), strict=True))
    assert corners == {row.country: hours[row.country] for row in one.ranking.rows}
    first = found.outcomes[0]
    assert tuple(drawn["case saving"].frame["saved"]) == first.cumulative
    band = drawn["case saving"].frame.iloc[-1][["low", "high"]].tolist()
    assert band == pytest.approx([first.total_band.low, first.total_band.high])
    terms = break_evens(one.catalog, found.case, first.country)
    assert drawn["case gone"].frame["name"].tolist() == [term.name for term in terms]
    assert drawn["case gone"].frame["some"].tolist() == [term.at is not None for term in terms]
    swings = influences(one.catalog, found.case, first.country)[: case_break_evens.MAX_INPUTS]
    assert drawn["case moves"].frame["swing"].tolist() == [abs(item.swing) for item in swings]
    assert drawn["case moves"].frame["swing"].is_monotonic_decreasing
    for name in ("case saving", "case gone", "case moves"):
        assert named(one.catalog, first.country, one.scenario.client) in drawn[name].alt
    assert f"{cheapest[0]} {hourly(shown[cheapest[0]])}" in drawn["case costs"].alt


def test_case_of_one_destination_has_no_quadrant_and_no_tables_no_charts(
    sample: Catalog, atlas: Catalog
) -> None:
    alone = gallery(case(atlas, Scenario(countries=("IND",))))
    assert "case costs" in alone and "case quadrant" not in alone
    assert not any(name.startswith("case ") for name in gallery(case(sample, Scenario())))


def points_of(item: Any, value: float) -> float:
    """Return the goalpost score of one figure."""
    ends = item.goalpost_low, item.goalpost_high
    return float(goalpost_scores(np.array([value]), *ends, item.transform, item.direction)[0])


def columns(drawn: Drawn, *names: str) -> list[list[Any]]:
    """Return columns of a chart's frame as lists."""
    return [drawn.frame[name].tolist() for name in names]


def test_words_name_the_leader_and_the_counts(made: tuple[Case, dict[str, Drawn]]) -> None:
    one, drawn = made
    rows = one.ranking.rows
    leader = one.names[rows[0].country]
    plain = one.catalog.countries[rows[0].country].name
    named_in = ("acceptability", "bands", "stability", "slope", "waterfall", "trend", "dots")
    for name in named_in:
        assert leader in drawn[name].alt, name
    assert f"for {len(rows)} countries, from {plain}" in drawn["bars"].alt
    missing = len(one.catalog.countries) - len(rows)
    assert f"{len(rows)} countries coloured, {missing} hatched" in drawn["map of World"].alt
    assert drawn["coverage"].alt.startswith(f"Coverage of {len(rows)} countries")
    assert drawn["quadrant"].alt.startswith(f"{len(drawn['quadrant'].frame)} destinations")
    assert f"{leader} {rows[0].scores[ACROSS]:.0f} of 100" in drawn["quadrant"].alt
    assert f"Scatter of {len(drawn['scatter'].frame)} countries" in drawn["scatter"].alt
    assert f"over {one.names[rows[1].country]}" in drawn["waterfall"].alt


def test_level_scores_share_their_rank_and_one_alone_is_said(sample: Catalog, folder: Path) -> None:
    """90 and 50 points against 50 and 90 are level on equal weights."""
    edit(folder, "observations/epi", 4, "PHL,english,2025,580,,,reported,,")
    tied = gallery(case(load(folder), Scenario(weights={ACROSS: 50, UP: 50})))
    assert tied["bands"].frame["rank"].tolist() == [1, 1, 3]
    assert tied["waterfall"].frame["shown"].tolist()[-1] == "0.0"
    alone = gallery(case(sample, Scenario(countries=("IND",))))
    assert "waterfall" not in alone
    assert alone["bars"].alt == (
        "Bars of Total score for KPO for 1 country, from India 74 to India 74. "
        "Highlighted: India 74."
    )


def test_missing_criterion_has_no_place_on_two_criteria(atlas: Catalog) -> None:
    part = gallery(case(atlas, NO_ENGLISH))
    assert part["quadrant"].alt.startswith("2 destinations by two criteria. India ")
    assert "Ireland" not in part["quadrant"].alt
    assert "Ireland" in part["bars"].alt
    english = part["dots"].frame.query("criterion == 'english' and destination == 'Ireland'")
    assert english["score"].isna().tolist() == [True, True]


def test_negative_values_keep_their_sign_and_their_side() -> None:
    found = [Reading("IRL", "Ireland", 4.0, 2024), Reading("CHN", "China", -2.5, 2024)]
    drawn = ranked_bars.figures(found, {"CHN"}, ["4", "\u22122.5"], ["", ""], ["", ""])
    assert [(row["value"], row["least"], row["most"]) for row in drawn] == [
        (4, -2.5, 4),
        (-2.5, -2.5, 4),
    ]
    points = [Point("CHN", year, value, "reported", "", 0, False) for year, value in ENDS]
    lines = time_series.figures(points, {"CHN": "China"}, {"CHN"}, ["\u22122.5", "\u22121"])
    assert [row["label_at"] for row in lines] == [-2.5, -1.0]
    small = country_trend.figures([country_trend.TrendLine("China", "focus", points)])
    assert country_trend.alt(small, "Inflation") == (
        "Inflation over the years: China \u22122.5 in 2023, \u22121 in 2024."
    )
