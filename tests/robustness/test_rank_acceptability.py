from dataclasses import replace

import numpy as np
import pytest

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.robustness.problem import decision_problem
from kpo.robustness.rank_acceptability import (
    NEARBY,
    RankOutlook,
    WeightVariation,
    near_stated,
    rank_outlooks,
)

ALONE = WeightVariation(figures=False)


def test_nearby_chance_is_the_area_on_the_square_of_factors(sample: Catalog) -> None:
    """IND is 40 points ahead on cost at 60 %, PHL 50 on English at 40 %: PHL leads where
    v > 1.2 u with u, v uniform on 0.75 to 1.25, a triangle of 49/240 of the square."""
    found = rank_outlooks(rank(sample, Scenario()), ALONE)
    assert list(found) == ["IND", "PHL", "IRL"]
    share = 49 / 240
    error = (share * (1 - share) / ALONE.draws) ** 0.5
    assert found["PHL"].p_first == pytest.approx(share, abs=4 * error)
    assert found["IND"].p_first == pytest.approx(1 - share, abs=4 * error)
    assert found["IRL"].p_first == 0 and found["IRL"].typical is None
    assert [(one.best, one.worst) for one in found.values()] == [(1, 2), (1, 2), (3, 3)]
    assert [one.verdict for one in found.values()] == ["contested", "open", "open"]


def test_by_default_pay_varies_too_the_clients_with_it(sample: Catalog) -> None:
    """By another generator: lognormal factors of 15 % on the pay of IND, PHL and SWE."""
    found = rank_outlooks(rank(sample, Scenario()))
    lots, size = np.random.default_rng(1), 400_000
    cost, english = 60 * lots.uniform(0.75, 1.25, size), 40 * lots.uniform(0.75, 1.25, size)
    ind, phl, swe = np.exp(0.15 * lots.standard_normal((3, size)))
    saved = [100 * np.maximum(1 - part, 0) for part in (0.1 * ind / swe, 0.5 * phl / swe)]
    share = float((cost * saved[0] + english * 50 < cost * saved[1] + english * 100).mean())
    error = (share * (1 - share) / NEARBY.draws) ** 0.5
    assert found["PHL"].p_first == pytest.approx(share, abs=4 * error)
    assert share > 49 / 240 + 0.05


def test_any_weights_give_every_criterion_its_turn(sample: Catalog) -> None:
    found = rank_outlooks(rank(sample, Scenario()), WeightVariation(mode="any"))
    assert sum(one.p_first for one in found.values()) == pytest.approx(1)
    assert all(sum(one.ranks) == pytest.approx(1) for one in found.values())
    assert found["IND"].typical is not None
    assert sum(found["IND"].typical.values()) == pytest.approx(100, abs=1e-3)


def test_order_of_destinations_decides_nothing(atlas: Catalog) -> None:
    one = rank_outlooks(rank(atlas, Scenario(countries=("IND", "PHL", "IRL", "CZE"))))
    other = rank_outlooks(rank(atlas, Scenario(countries=("CZE", "IRL", "PHL", "IND"))))
    assert one == other


def test_nothing_ranked_has_no_chances(sample: Catalog) -> None:
    assert rank_outlooks(rank(sample, Scenario(countries=("SWE",)))) == {}


def test_equal_cases_share_an_answer(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    one, other = decision_problem(ranking), decision_problem(ranking)
    assert one == other and hash(one) == hash(other)
    assert one != replace(one, method="geometric")


def test_the_verdict_on_a_rank_is_that_of_the_draws_which_give_it() -> None:
    ranks = (0.35, 0.5, 0.15)
    made = RankOutlook(0.35, 0.005, 1, 3, "open", ranks, None)
    assert [made.verdict_on(rank) for rank in (1, 2, 3)] == ["open", "contested", "open"]
    assert RankOutlook(0.8, 0.004, 1, 2, "clear", (0.8, 0.2), None).verdict_on(1) == "clear"


def test_a_ranking_is_as_sure_as_its_own_variation_says(sample: Catalog) -> None:
    """Labour cost, certain here, and English at 50 each: only the second one moves."""
    scenario = Scenario(variation={"labour_cost": 0.0, "english": 80.0})
    ranking = rank(sample, scenario)
    own = near_stated(ranking)
    assert own.spread == tuple(
        {"labour_cost": 0.0, "english": 0.8}.get(name, 0.25) for name in ranking.criteria
    )
    assert rank_outlooks(ranking) == rank_outlooks(ranking, own)
    assert rank_outlooks(ranking) != rank_outlooks(ranking, NEARBY)
    assert near_stated(rank(sample, Scenario())) == NEARBY


def test_ballots_that_agree_leave_the_order_as_it_is(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(variation=dict.fromkeys(sample.criteria, 0.0)))
    found = rank_outlooks(
        ranking, WeightVariation(spread=near_stated(ranking).spread, figures=False)
    )
    assert [one.p_first for one in found.values()] == [1.0, *[0.0] * (len(found) - 1)]
