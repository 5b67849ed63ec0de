"""The How sure page shows the library's numbers, and each of its controls changes them."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load, rank
from kpo.analysis.published_comparison import market
from kpo.narrative import published_comparison
from kpo.narrative.robustness import error_name, error_width
from kpo.robustness.rank_acceptability import WeightVariation, rank_outlooks
from kpo.robustness.tipping_points import leader_stability_intervals
from kpo.scoring.ranking import Ranking
from kpo.ui.session.actions import Choice
from tests.pages.reading import headline, html, text
from tests.published import hostile, with_published

PAGE = "pages/how_sure.py"


@pytest.fixture
def sure(opened: Callable[[], AppTest]) -> AppTest:
    return opened().switch_page(PAGE).run()


@pytest.fixture
def ranking(sample_folder: Path) -> Ranking:
    return rank(load(sample_folder), Scenario())


def drawn(at: AppTest, chart: int) -> dict[str, list[Any]]:
    raw = at.get("vega_lite_chart")[chart].proto.data.data
    columns: dict[str, list[Any]] = pyarrow.ipc.open_stream(BytesIO(raw)).read_all().to_pydict()
    return columns


def group(at: AppTest, key: str) -> Any:
    return next(one for one in at.get("button_group") if one.key == key)


def test_draws_the_chances_of_the_library(
    sure: AppTest, sample_folder: Path, ranking: Ranking
) -> None:
    found = rank_outlooks(ranking)
    places = drawn(sure, 0)
    firsts = {
        name: end
        for name, rank_, end in zip(places["name"], places["ranks"], places["end"], strict=True)
        if rank_ == "1st"
    }
    assert firsts == {
        "India": pytest.approx(found["IND"].p_first),
        "Philippines": pytest.approx(found["PHL"].p_first),
    }
    bands = drawn(sure, 1)
    assert bands["rank"] == [1, 2, 3]
    assert list(zip(bands["best"], bands["worst"], strict=True)) == [
        (one.best, one.worst) for one in found.values()
    ]


def test_draws_the_exact_ranges_of_each_weight(
    sure: AppTest, sample_folder: Path, ranking: Ranking
) -> None:
    found = leader_stability_intervals(ranking)
    weights = drawn(sure, 2)
    assert weights["lower"] == [pytest.approx(item.lower) for item in found]
    assert weights["upper"] == [pytest.approx(item.upper) for item in found]
    assert weights["below"][0] == weights["above"][1] == "Philippines"
    assert weights["range"][0] == "56–100 %"


def test_each_kind_of_draw_changes_finding_and_charts(
    sure: AppTest, sample_folder: Path, ranking: Ranking
) -> None:
    assert headline(sure) == (
        "First place is contested: India takes it in 70 % of nearby weightings and figures"
    )
    group(sure, "vary").set_value("ordered").run()
    found = rank_outlooks(ranking, WeightVariation(mode="ordered"))
    assert headline(sure).endswith(
        f"{100 * found['IND'].p_first:.0f} % of weightings in your order of importance and nearby "
        "figures"
    )
    assert "spread" not in [one.key for one in sure.get("button_group")]
    group(sure, "vary").set_value("any").run()
    found = rank_outlooks(ranking, WeightVariation(mode="any"))
    assert f"{100 * found['IRL'].p_first:.0f} % of weightings of any kind" in headline(sure)


def test_wider_draws_make_the_lead_less_sure(
    sure: AppTest, sample_folder: Path, ranking: Ranking
) -> None:
    sure.session_state["spread"] = 50
    sure.run()
    share = rank_outlooks(ranking, WeightVariation(spread=0.5))["IND"].p_first
    assert share < 0.68
    assert f"India takes it in {100 * share:.0f} % of nearby weightings" in headline(sure)
    assert "each up to ±50 %" in text(sure)


def test_a_choice_with_a_variation_of_its_own_begins_with_it(
    opened: Callable[[], AppTest], sample_folder: Path
) -> None:
    at = opened()
    scenario = Scenario(variation={"labour_cost": 5.0, "english": 90.0, "time_zone": 25.0})
    at.session_state["kpo.choice"] = Choice(scenario)
    at.switch_page(PAGE).run()
    catalog = load(sample_folder)
    ranking = rank(catalog, scenario)
    share = rank_outlooks(ranking)["IND"].p_first
    assert f"India takes it in {100 * share:.0f} % of nearby weightings" in headline(at)
    assert "each as far as the ballots differ, \u00b190 % at most" in text(at)
    group(at, "spread").set_value(25).run()
    assert "each up to \u00b125 %" in text(at)
    at.session_state["kpo.choice"] = Choice(Scenario())
    at.run()
    assert "each up to \u00b125 %" in text(at)


def test_figures_vary_unless_weights_only_is_asked_for(sure: AppTest) -> None:
    told = "India is first in 70 % with the figures\u2019 own doubts, 79 % on the weights alone."
    assert told in " ".join(text(sure).split())
    assert "and every figure as far as it may be off" in text(sure)
    sure.toggle(key="weights_only").set_value(True).run()
    assert headline(sure) == "First place is contested: India takes it in 79 % of nearby weightings"
    assert "Not varied: the figures, the bounds" in text(sure)
    assert told in " ".join(text(sure).split())


def test_declared_widths_stand_with_their_reasons(sure: AppTest, sample_folder: Path) -> None:
    words = " ".join(text(sure).split())
    for error in load(sample_folder).figure_errors.values():
        assert error_name(error) in words and error_width(error) in words
        assert error.reason in words


def test_other_rules_and_dropped_criteria_name_who_leads(sure: AppTest) -> None:
    words = " ".join(text(sure).split())
    assert "India leads under 4 of the 5 other rules; else the Philippines." in words
    assert "The lead hangs on labour cost: without it another leads." in words
    assert "Labour cost from 60 to 55 %: the Philippines leads." in words


def test_pair_says_what_passing_would_take(sure: AppTest) -> None:
    words = " ".join(text(sure).split())
    assert "The Philippines needs 4.0 points more" in words
    sure.selectbox(key="behind").set_value("IRL").run()
    assert "Ireland needs 34 points more" in " ".join(text(sure).split())
    sure.selectbox(key="ahead").set_value("PHL").run()
    assert "Ireland needs 30 points more" in " ".join(text(sure).split())
    sure.selectbox(key="behind").set_value("PHL").run()
    assert not sure.exception
    assert sure.selectbox(key="ahead").value == "IND"


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (Scenario(countries=("SWE",)), "No destinations are chosen"),
        (Scenario(minimums={"labour_cost": 100.0}), "Nothing is ranked"),
    ],
)
def test_nothing_to_be_sure_of_is_said_calmly(
    sure: AppTest, scenario: Scenario, words: str
) -> None:
    choice = sure.session_state["kpo.choice"]
    sure.session_state["kpo.choice"] = replace(choice, scenario=scenario)
    sure.run()
    assert not sure.exception
    assert headline(sure) == words


def test_one_destination_alone_is_no_contest(sure: AppTest) -> None:
    choice = sure.session_state["kpo.choice"]
    sure.session_state["kpo.choice"] = replace(choice, scenario=Scenario(countries=("IND",)))
    sure.run()
    assert not sure.exception
    assert headline(sure) == "Only India can be ranked"


def test_all_destinations_fit_the_page(real: AppTest) -> None:
    real.switch_page(PAGE).run()
    choice = real.session_state["kpo.choice"]
    every = tuple(load().countries)
    real.session_state["kpo.choice"] = replace(choice, scenario=Scenario(countries=every))
    real.run()
    assert not real.exception
    ranking = rank(load(), Scenario(countries=every))
    assert drawn(real, 1)["rank"][:20] == [row.rank for row in ranking.rows[:20]]
    real.toggle(key="kpo.sure.all").set_value(True).run()
    assert drawn(real, 1)["rank"] == [row.rank for row in ranking.rows]


def test_published_indices_stand_beside_the_ranking(
    opened: Callable[[], AppTest], sample_folder: Path
) -> None:
    with_published(sample_folder)
    found = market(rank(load(sample_folder), Scenario()))
    words = text(opened().switch_page(PAGE).run())
    assert "Beside the market" in words
    assert published_comparison.OPINIONS in words
    assert published_comparison.least_alike(found) in words
    for item in found:
        assert item.edition.name in words.replace("\u00a0", " ")


def test_hostile_texts_of_published_indices_stay_texts(
    opened: Callable[[], AppTest], sample_folder: Path
) -> None:
    hostile(sample_folder)
    drawn = html(opened().switch_page(PAGE).run())
    assert "&lt;img" in drawn
    assert "<img" not in drawn
    assert "href='javascript" not in drawn


def test_a_folder_without_published_indices_has_no_such_section(sure: AppTest) -> None:
    assert "Beside the market" not in text(sure)
