"""Years of every figure that has any, for few and all countries, each tier, both themes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest

from kpo import Scenario
from kpo.analysis.measures import measure
from kpo.charts import country_trend, time_series
from kpo.data.catalog import Catalog
from kpo.data.time_series import Point
from kpo.data.time_series import history as years
from kpo.narrative import exploration
from kpo.scoring.ranking import destinations
from kpo.style import SURFACE, Theme
from tests.charts.drawable import same_shape, undrawable, validator
from tests.charts.gallery import Drawn
from tests.variants import repeated

pytestmark = pytest.mark.slow

CASES = [f"{tier} {who}" for tier in ("KPO", "ITO", "BPO") for who in ("seven", "all")]
HOME = ("CHN", "CZE", "IND", "IRL", "ISR", "PHL", "RUS")
GAP = time_series.LINE / time_series.HEIGHT


@dataclass(frozen=True)
class Years:
    """The trend of one figure, with what it was made from."""

    drawn: Drawn
    points: list[Point]
    log: bool


@pytest.fixture(scope="module", params=repeated(CASES, 2))
def made(request: pytest.FixtureRequest, atlas: Catalog) -> tuple[tuple[str, ...], list[Years]]:
    """The countries of a case, and every trend of theirs."""
    tier, who = request.param.split()
    scenario = Scenario(tier=tier, countries=tuple(atlas.countries) if who == "all" else None)
    own = destinations(atlas, scenario)
    return own, [lines(atlas, scenario, *it) for it in told(atlas, own)]


def told(atlas: Catalog, own: Collection[str]) -> Iterator[tuple[str, list[Point]]]:
    """Every figure with a history among some countries, with its points there."""
    for name in atlas.indicators:
        points = [point for point in years(atlas, name) if point.country in own]
        if len({point.year for point in points}) > 1:
            yield name, points


def lines(atlas: Catalog, scenario: Scenario, name: str, points: list[Point]) -> Years:
    """The trend of the Explore page."""
    subject = measure(atlas, scenario, name)
    log = subject.log and all(point.value > 0 for point in points)
    names = {code: item.name for code, item in atlas.countries.items()}
    texts = [exploration.number(subject, point.value) for point in points]
    made = time_series.figures(points, names, atlas.home, texts, log)
    spec = partial(time_series.spec, criterion=atlas.criteria.get(subject.criterion), log=log)
    return Years(Drawn(name, spec, made, time_series.alt(subject.name, made)), points, log)


def test_there_are_as_many_histories_as_the_data_hold(atlas: Catalog) -> None:
    without = set(atlas.indicators) - {name for name, _ in told(atlas, atlas.countries)}
    assert without == {
        *("pay_developer", "e_government", "data_transfer", "cybersecurity", "shared_hours"),
        *("human_capital_index", "working_days", "saving", "english_pool", "currency_volatility"),
        *("employer_charges", "employer_charges_worldbank", "employer_charges_fixed"),
        *("ip_protection", "ielts_academic_speaking", "ielts_general_speaking"),
    }


@pytest.mark.slow
def test_every_year_stored_is_drawn_at_its_value(
    made: tuple[tuple[str, ...], list[Years]], atlas: Catalog
) -> None:
    own, every = made
    for it in every:
        rows, name = it.drawn.frame, it.drawn.name
        stored = {
            (code, item.year): item.value for code in own for item in atlas.figures(code, name)
        }
        keys = zip(rows["country"], rows["year"], strict=True)
        assert dict(zip(keys, rows["value"].tolist(), strict=True)) == stored, name
        assert int(rows["broken"].sum()) == sum(point.broken for point in it.points), name
        assert undrawable(it.drawn) == {}, name


def test_words_count_the_countries_and_name_first_and_last_year(
    made: tuple[tuple[str, ...], list[Years]],
) -> None:
    for it in made[1]:
        count = len({point.country for point in it.points})
        first, last = (end(point.year for point in it.points) for end in (min, max))
        countries = "country" if count == 1 else "countries"
        assert f" {count} {countries}, {first} to {last}. " in it.drawn.alt, it.drawn.name
        assert "nan" not in it.drawn.alt.lower().split(), it.drawn.name


def test_names_at_the_end_of_lines_never_cover_each_other(
    made: tuple[tuple[str, ...], list[Years]],
) -> None:
    for it in made[1]:
        rows = it.drawn.frame
        scale = np.log10 if it.log else np.asarray
        labels = np.sort(scale(rows.loc[rows["label"] != "", "label_at"].to_numpy()))
        height = np.ptp(scale(rows["value"].to_numpy()))
        assert len(labels) == len({p.country for p in it.points if p.country in HOME})
        assert (np.diff(labels) >= GAP * height - 1e-9).all(), it.drawn.name


@pytest.mark.parametrize("country", repeated(HOME, 2))
def test_small_picture_of_a_country_begins_and_ends_with_its_own_figures(
    atlas: Catalog, country: str
) -> None:
    parts: tuple[tuple[str, country_trend.Role], ...] = (
        *((code, "other") for code in atlas.home if code not in (country, "SWE")),
        ("SWE", "client"),
        (country, "focus"),
    )
    for name, points in told(atlas, [country]):
        every = years(atlas, name)
        series = [
            country_trend.TrendLine(code, role, [point for point in every if point.country == code])
            for code, role in parts
        ]
        made = country_trend.figures(series)
        own = [row["value"] for row in made if row["role"] == "focus"]
        assert own == [point.value for point in points], name
        words = country_trend.alt(made, "It")
        assert f"{country} {short(points[0])}, {short(points[-1])}" in words, name
        criterion = atlas.criteria.get(atlas.indicators[name].criterion)
        drawn = Drawn(name, partial(country_trend.spec, criterion=criterion), made, words)
        assert undrawable(drawn) == {}, name


def short(point: Point) -> str:
    """A figure and its year as the small picture says them."""
    return f"{point.value:,.4g} in {point.year}".replace("-", "\u2212")


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("name", ["english", "time_zone", ""])
def test_specs_are_sound_and_equal_in_both_themes(name: str, log: bool, atlas: Catalog) -> None:
    criterion = atlas.criteria.get(name)

    def large(theme: Theme) -> dict[str, object]:
        return time_series.spec(theme, criterion=criterion, log=log)

    def small(theme: Theme) -> dict[str, object]:
        return country_trend.spec(theme, criterion)

    for spec in (large, small):
        light, dark = spec("light"), spec("dark")
        assert validator().is_valid(light | {"data": {"name": "x"}})
        assert light != dark
        assert same_shape(light, dark)
        assert dark["config"]["background"] == SURFACE["dark"]["paper"]  # type: ignore[index]


def test_figure_without_a_history_draws_nothing_and_says_so(atlas: Catalog) -> None:
    none = lines(atlas, Scenario(), "data_transfer", []).drawn
    assert none.frame.empty
    assert none.alt == "No lines: no figure for Data-transfer status."


def test_one_country_is_named_alone(atlas: Catalog) -> None:
    points = [point for point in years(atlas, "inflation") if point.country == "IND"]
    alone = lines(atlas, Scenario(countries=("IND",)), "inflation", points).drawn
    assert " for 1 country, " in alone.alt
    assert alone.frame["label"].tolist() == ["" for _ in points[1:]] + ["India"]


def test_values_below_nought_are_drawn_on_a_plain_scale(atlas: Catalog) -> None:
    every = list(years(atlas, "inflation"))
    it = lines(atlas, Scenario(countries=tuple(atlas.countries)), "inflation", every)
    assert min(it.drawn.frame["value"]) < 0
    assert not it.log
