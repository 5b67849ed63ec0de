from math import log

import numpy as np
import pytest

from kpo.core.model import FigureError, Indicator, Observation
from kpo.data.assumptions import Span
from kpo.mcda.normalisation import goalpost_scores
from kpo.mcda.quantiles import factors
from kpo.mcda.uncertain_scores import Cost, Lognormal, Normal, Saving, Uniform
from kpo.robustness.score_errors import (
    Weighed,
    charges_of,
    cost_of,
    part_of,
    pay_deviation,
    saving_of,
)

WIDTHS = {
    rule: FigureError(rule, spread, "", "")
    for rule, spread in (
        ("pay", 0.15),
        ("different_definition", 0.35),
        ("doubtful", 0.4),
        ("missing", 2.0),
        ("charges", None),
    )
}


def indicator(**given: object) -> Indicator:
    fields: dict[str, object] = {
        "id": "x",
        "criterion": "c",
        "tiers": (),
        "name": "X",
        "unit": "people",
        "direction": 1,
        "transform": "log",
        "goalpost_low": 100.0,
        "goalpost_high": 10_000.0,
        "goalpost_reason": "",
        "weight_in_criterion": 1.0,
        "earliest_year": None,
        "origin": "observed",
        "decimals": 0,
        "description": "",
    }
    return Indicator(**{**fields, **given})  # type: ignore[arg-type]


WGI = {"transform": "linear", "goalpost_low": -1.2, "goalpost_high": 1.2, "unit": "WGI points"}
SHARE = {"transform": "linear", "goalpost_low": 5.0, "goalpost_high": 45.0, "unit": "% of people"}


def figure(value: float, **given: object) -> Observation:
    fields: dict[str, object] = {
        "country": "IND",
        "indicator": "x",
        "year": 2024,
        "value": value,
        "status": "reported",
        "sources": ("s",),
    }
    return Observation(**{**fields, **given})  # type: ignore[arg-type]


def weighed(item: Indicator, found: Observation | None, score: float = 50.0) -> Weighed:
    return Weighed("IND", item, item.id, score, 0.5, found, found)


@pytest.mark.parametrize(("constant", "high"), [(20.0, 40.0), (60.0, 100.0)])
def test_a_missing_figure_lies_anywhere_up_to_twice_what_it_counts(
    constant: float, high: float
) -> None:
    part = part_of(weighed(indicator(), None, constant), WIDTHS)
    assert part == Uniform("IND", "x", 0.0, high, 0.5)


def test_a_missing_figure_that_counts_nothing_is_certain() -> None:
    assert part_of(weighed(indicator(), None, 0.0), WIDTHS) is None


def test_a_reported_figure_without_error_is_certain() -> None:
    assert part_of(weighed(indicator(), figure(1000)), WIDTHS) is None


@pytest.mark.parametrize("status", ["user", "assumed"])
def test_own_and_assumed_figures_do_not_vary(status: str) -> None:
    found = figure(1000, status=status, doubt="hard to believe", error=100.0)
    assert part_of(weighed(indicator(), found), WIDTHS) is None


def test_a_published_error_is_normal_on_the_scale_of_points() -> None:
    """0.24 of a span of 2.4 is a tenth: 10 points; 0 lies in the middle."""
    assert part_of(weighed(indicator(**WGI), figure(0.0, error=0.24)), WIDTHS) == Normal(
        "IND", "x", 50.0, 10.0, 0.5
    )


def test_less_is_better_turns_the_deviation_round() -> None:
    part = part_of(weighed(indicator(**WGI, direction=-1), figure(0.6, error=0.24)), WIDTHS)
    assert part == Normal("IND", "x", pytest.approx(25.0), -10.0, 0.5)


def test_a_figure_beyond_the_bounds_varies_around_where_it_is() -> None:
    part = part_of(weighed(indicator(**WGI), figure(1.8, error=0.24)), WIDTHS)
    assert isinstance(part, Normal) and part.now == pytest.approx(125.0)
    assert part.table().max() == 100 and part.table().min() < 95


def test_another_definition_is_a_factor_on_a_log_scale() -> None:
    """A standard deviation of 0.35 of the logarithm, of ln 100 between the bounds."""
    part = part_of(weighed(indicator(), figure(1000, status="different_definition")), WIDTHS)
    assert part == Normal("IND", "x", pytest.approx(50.0), pytest.approx(35 / log(100)), 0.5)
    scores = goalpost_scores(1000 * factors(0.35), 100, 10_000, "log")
    assert part.table() == pytest.approx(scores, abs=1e-9)


def test_of_two_widths_the_wider_holds() -> None:
    both = figure(1000, status="different_definition", doubt="jumps", error=100.0)
    part = part_of(weighed(indicator(), both), WIDTHS)
    assert isinstance(part, Normal) and part.deviation == pytest.approx(40 / log(100))
    part = part_of(weighed(indicator(), both._replace(error=900.0)), WIDTHS)
    assert isinstance(part, Normal) and part.deviation == pytest.approx(90 / log(100))


def test_a_doubtful_share_in_per_cent_is_a_factor_too() -> None:
    """From 5 to 45 % a figure of 0 has −12.5 points, one of 25 % has 50."""
    part = part_of(weighed(indicator(**SHARE), figure(25.0, doubt="jumps")), WIDTHS)
    assert part == Lognormal("IND", "x", -12.5, 50.0, 0.4, 0.5)
    scores = goalpost_scores(25 * factors(0.4), 5, 45)
    assert part.table() == pytest.approx(scores, abs=1e-9)


def test_points_of_an_index_are_not_multiplied() -> None:
    found = figure(0.3, status="different_definition", doubt="jumps")
    assert part_of(weighed(indicator(**WGI), found), WIDTHS) is None


def test_a_count_that_can_be_0_varies_with_the_count_and_one() -> None:
    item = indicator(transform="log1p", goalpost_low=0.0, goalpost_high=99.0)
    part = part_of(weighed(item, figure(9, status="different_definition")), WIDTHS)
    assert part == Normal("IND", "x", pytest.approx(50.0), pytest.approx(35 / log(100)), 0.5)


def test_what_is_computed_varies_as_the_figure_it_comes_from() -> None:
    item, base = indicator(id="pool"), figure(30.0, indicator="share", doubt="jumps")
    given = Weighed("IND", item, "share", 50.0, 1.0, figure(1000), base)
    part = part_of(given, WIDTHS)
    assert part == Normal("IND", "share", pytest.approx(50.0), pytest.approx(40 / log(100)), 1.0)


@pytest.mark.parametrize(
    ("given", "deviation"),
    [
        ({}, 0.15),
        ({"status": "user"}, 0.0),
        ({"status": "different_definition"}, 0.35),
        ({"status": "assumed"}, 0.35),
        ({"doubt": "under the minimum wage"}, 0.4),
        ({"error": 50.0}, 0.15),
        ({"error": 600.0}, 0.6),
    ],
)
def test_pay_is_never_nearer_than_its_width(given: dict[str, object], deviation: float) -> None:
    assert pay_deviation(figure(1000, **given), WIDTHS) == deviation


def test_charges_lie_between_their_lowest_and_highest_source() -> None:
    sources = [figure(30.0), figure(25.0), figure(36.5)]
    assert charges_of(sources[0], sources) == Span(0.25, 0.3, 0.365)
    own = figure(10.0, status="user")
    assert charges_of(own, sources) == Span(0.1, 0.1, 0.1)


def test_pay_is_counted_in_parts_of_the_clients() -> None:
    made = cost_of(figure(1000), Span(0.1, 0.2, 0.3), ("pay", "charges"), WIDTHS, 4000.0)
    assert made == Cost("IND", "pay", "charges", 0.25, 0.15, 0.1, 0.2, 0.3)


def test_a_saving_between_two_certain_costs_is_certain() -> None:
    sure = Cost("IND", "pay", "charges", 0.25, 0.0, 0.2, 0.2, 0.2)
    unsure = Cost("SWE", "pay", "charges", 1.0, 0.0, 0.2, 0.3, 0.3)
    assert saving_of(sure, sure, 1.0) is None
    assert saving_of(sure, unsure, 1.0) == Saving(sure, unsure, 1.0)


def test_points_drawn_on_a_log_scale_have_the_lognormal_median() -> None:
    part = part_of(weighed(indicator(), figure(1000, doubt="jumps")), WIDTHS)
    assert isinstance(part, Normal) and np.median(part.table()) == pytest.approx(50, abs=0.01)
