import numpy as np
import pytest

from kpo.core.errors import ScenarioError
from kpo.mcda.method_comparison import leave_one_criterion_out, method_check

NAN = np.nan
TABLE = [[100, 16, 50], [50, 50, 50], [40, 40, 80]]


def test_each_rule_gives_its_ranks():
    """Sums 166 150 160; products 80,000 125,000 128,000."""
    found = method_check(
        [(TABLE, [1, 1, 1], "arithmetic"), (TABLE, [1, 1, 1], "geometric")],
    )
    assert found.ranks.tolist() == [[1, 3, 2], [3, 2, 1]]
    assert found.leaders == ((0,), (2,))
    assert found.scores[1, 2] == pytest.approx(128_000 ** (1 / 3))


def test_one_without_a_score_has_no_rank_under_that_rule():
    found = method_check(
        [([[50.0], [60.0]], [1], "arithmetic"), ([[50.0], [NAN]], [1], "arithmetic")],
    )
    assert found.ranks.tolist() == [[2, 1], [1, 0]]


def test_rules_must_compare_the_same_destinations():
    with pytest.raises(ScenarioError, match=r"rules compare \[1, 2\] destinations"):
        method_check([([[1]], [1], "arithmetic"), ([[1], [2]], [1], "arithmetic")])
    with pytest.raises(ScenarioError, match="at least one rule"):
        method_check([])


def test_without_a_criterion_the_others_fill_its_weight():
    """Weights 50 30 20. Without the first 60/40: 29.6 50 56; the second 5/2: 600/7 50 360/7."""
    found = leave_one_criterion_out(TABLE, [50, 30, 20])
    assert found.leaders == ((2,), (0,), (0,))
    assert found.scores[0].tolist() == pytest.approx([29.6, 50, 56])
    assert found.scores[1].tolist() == pytest.approx([600 / 7, 50, 360 / 7])


def test_ties_share_the_lower_rank():
    found = leave_one_criterion_out([[50, 10], [50, 90], [20, 10]], [1, 1])
    assert found.ranks.tolist() == [[2, 1, 2], [1, 1, 3]]
    assert found.leaders == ((1,), (0, 1))


def test_leaving_out_the_only_weighted_criterion_lets_the_others_share():
    found = leave_one_criterion_out([[90, 10, 30], [10, 50, 20]], [1, 0, 0])
    assert found.scores[0].tolist() == pytest.approx([20, 35])


def test_one_criterion_cannot_be_left_out():
    with pytest.raises(ScenarioError, match="only one criterion"):
        leave_one_criterion_out([[1]], [1])


def test_several_ranks_at_once_follow_the_ranking_rule():
    from kpo.mcda.aggregation import ranks
    from kpo.mcda.ranks import ranks_by_row

    scores = np.random.default_rng(2).integers(0, 4, (50, 6)) + 0.0
    scores += np.random.default_rng(3).choice([0, 4e-10, 8e-10], (50, 6))
    assert ranks_by_row(scores).tolist() == [ranks(row).tolist() for row in scores]
