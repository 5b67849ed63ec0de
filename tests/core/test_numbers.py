from dataclasses import replace

import pytest

from kpo.core.model import Indicator, Observation
from kpo.core.numbers import amount, gap, reached, unit, within_error
from kpo.data.catalog import Catalog


@pytest.fixture
def pay(sample: Catalog) -> Indicator:
    return sample.indicators["pay_professional"]


@pytest.fixture
def english(sample: Catalog) -> Indicator:
    return sample.indicators["english"]


@pytest.mark.parametrize(
    ("value", "said"),
    [(7344.4, "7,344"), (78_012_345, "78.0 million"), (-2_000_000, "−2.0 million"), (-5, "−5")],
)
def test_amount_says_millions_in_words(pay: Indicator, value: float, said: str) -> None:
    assert amount(pay, value) == said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [(1000, 464.6, "464"), (1000, 464.0, "464"), (400, 464.2, "465"), (1e6, 2.71e6, "2.8 million")],
)
def test_a_figure_to_be_reached_is_rounded_so_that_it_is(
    pay: Indicator, now: float, then: float, said: str
) -> None:
    assert reached(pay, now, then) == said


def test_unit_leaves_its_explanation_out(pay: Indicator) -> None:
    assert unit(replace(pay, unit="WGI points, about −2.5 to 2.5")) == "WGI points"


def test_gap_gives_the_ratio_on_a_log_scale_only(pay: Indicator, english: Indicator) -> None:
    assert gap(pay, 432, 602) == "−170 USD a month (× 0.72)"
    assert gap(english, 569, 484) == "+85 points"


def test_gap_of_per_cents_is_in_percentage_points(english: Indicator) -> None:
    share = replace(english, unit="% of people aged 25+", decimals=1)
    assert gap(share, 13.2, 18.1) == "−4.9 percentage points"


@pytest.mark.parametrize(
    ("apart", "errors", "within"),
    [(0.9, (0.3, 0.4), True), (1.1, (0.3, 0.4), False), (0.1, (0.3, None), False)],
)
def test_within_error_takes_two_errors_of_the_difference(
    apart: float, errors: tuple[float, float | None], within: bool
) -> None:
    """The error of the difference of 0.3 and 0.4 is 0.5, so 1.0 is the bound."""
    one, other = (
        Observation("IND", "rule_of_law", 2023, value, "reported", ("wgi",), error)
        for value, error in zip((apart, 0.0), errors, strict=True)
    )
    assert within_error(one, other) is within
