from math import log, pi, sqrt
from pathlib import Path

import pytest

from kpo import Scenario, load
from kpo.catalog import Catalog
from kpo.model import Observation
from kpo.normalise import decision_matrix
from kpo.sureness.uncertainty import criterion_errors, error_in_points
from tests.sample import edit


def figure(value: float, error: float | None = None) -> Observation:
    return Observation("IND", "x", 2024, value, "reported", ("pay",), error)


def test_linear_error_is_a_share_of_the_distance_between_goalposts(sample: Catalog) -> None:
    english = sample.indicators["english"]
    assert error_in_points(english, figure(500, error=10)) == pytest.approx(5)


def test_error_on_a_log_scale_is_relative(sample: Catalog) -> None:
    pay = sample.indicators["pay_professional"]
    assert error_in_points(pay, figure(1000, error=100)) == pytest.approx(10 / log(100))


def test_the_error_of_a_median_comes_from_the_quartiles_of_the_survey(atlas: Catalog) -> None:
    """India: 885 answers, quartiles of 11,624 and 46,496 USD a year, median 23,248."""
    (found,) = atlas.figures("IND", "pay_developer")
    expected = sqrt(pi / 2) * log(46496 / 11624) / 1.349 * 23248 / 12 / sqrt(885)
    assert found.error == pytest.approx(expected, abs=0.005)


def test_figure_without_published_error_is_exact(sample: Catalog) -> None:
    assert error_in_points(sample.indicators["english"], figure(500)) == 0


def test_errors_of_one_criterion_add_up_as_squares(atlas: Catalog) -> None:
    matrix = decision_matrix(atlas, Scenario())
    row, column = matrix.countries.index("IND"), matrix.criteria.index("environment")
    items = [item for item in matrix.indicators if item.criterion == "environment"]
    parts = [
        error_in_points(item, matrix.figures["IND", item.id])
        for item in items
        if ("IND", item.id) not in matrix.capped
    ]
    expected = sqrt(sum(part**2 for part in parts)) / len(items)
    assert criterion_errors(atlas, Scenario())[row, column] == pytest.approx(expected)


def test_capped_and_missing_figures_have_none(folder: Path) -> None:
    edit(folder, "observations/pay", 5, "IND,pay_professional,2024,50,20,,reported,,")
    catalog = load(folder)
    matrix = decision_matrix(catalog, Scenario())
    errors = criterion_errors(catalog, Scenario())
    assert ("IND", "pay_professional") in matrix.capped and not errors.any()
    assert errors[matrix.countries.index("SWE")].tolist() == [0, 0, 0]
