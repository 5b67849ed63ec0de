"""The numbers of the example in docs/robustness.md."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from kpo.mcda.dominance import dominance
from kpo.mcda.improvement import overtake
from kpo.mcda.method_comparison import leave_one_criterion_out, method_check
from kpo.mcda.pairwise_winning import pairwise_wins
from kpo.mcda.rank_acceptability import rank_acceptability, verdict
from kpo.mcda.weight_stability import stability_intervals, tipping_points
from tests.mcda.exact import winning_share

A, B, C = range(3)
TABLE = [[80, 40, 60], [50, 90, 50], [70, 30, 55]]
WEIGHTS = [50, 30, 20]
PAGE = (Path(__file__).parents[2] / "docs" / "robustness.md").read_text(encoding="utf-8")


def test_scores_by_both_means():
    found = method_check(
        [(TABLE, WEIGHTS, "arithmetic"), (TABLE, WEIGHTS, "geometric")],
    )
    assert found.scores[0].tolist() == pytest.approx([64, 62, 55])
    assert found.scores[1].round(1).tolist() == [61.3, 59.6, 51.7]
    assert "(A 61.3, B 59.6: the formula" in PAGE


def test_near_the_weights_the_lead_is_contested():
    exact = 1 - 2 * (Fraction(11, 30) ** 2 + Fraction(1, 2700))
    assert exact == Fraction(493, 675)
    found = rank_acceptability(TABLE, WEIGHTS)
    assert abs(found.p_first[A] - exact) <= 4 * found.standard_error[A]
    assert verdict(found.p_first[A]) == "contested"
    assert f"493/675 =\n{float(100 * exact):.1f} %" in PAGE


def test_under_any_weights_the_winning_share_is_exact():
    exact = winning_share([Fraction(30), Fraction(-50), Fraction(10)])
    assert exact == Fraction(23, 48)
    assert pairwise_wins(TABLE)[A, B] == pytest.approx(23 / 48)
    assert "23/48 = 47.9 %" in PAGE


def test_the_tipping_points():
    first, second = tipping_points(TABLE, WEIGHTS)
    assert (first.criterion, first.successor, second.criterion) == (1, B, 0)
    assert first.tipping_weight == pytest.approx(17 / 52)
    assert second.tipping_weight == pytest.approx(13 / 28)
    assert stability_intervals(TABLE, WEIGHTS).successor_above[2] == -1
    assert "17/52 = 32.7 %: *B leads if English weighs 33 % or more.*" in PAGE
    assert "13/28 = 46.4 %" in PAGE


def test_dominance_and_the_cheapest_plan():
    assert np.argwhere(dominance(TABLE)).tolist() == [[A, C]]
    found = overtake(TABLE, WEIGHTS, behind=B, ahead=A)
    assert found.points == pytest.approx([4, 20 / 3, 10])
    assert found.plan == pytest.approx([4, 0, 0])


def test_leaving_each_criterion_out():
    found = leave_one_criterion_out(TABLE, WEIGHTS)
    assert found.scores[0, :2].tolist() == pytest.approx([48, 74])
    assert found.scores[1, :2].round(1).tolist() == [74.3, 50]
    assert found.leaders == ((B,), (A,), (A, B))
