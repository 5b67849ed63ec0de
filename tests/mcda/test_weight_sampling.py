import hashlib

import numpy as np
import pytest

from kpo.core.errors import ScenarioError, WeightError
from kpo.mcda import weight_sampling
from kpo.mcda.weight_sampling import MODES, weight_batches
from tests.mcda.weightings import sample_weights

STATED = np.array([40.0, 30.0, 20.0, 10.0])


@pytest.mark.parametrize("mode", MODES)
def test_every_weighting_sums_to_one_and_none_is_negative(mode):
    found = sample_weights(STATED, 1_000, mode)
    assert found.shape == (1_000, 4)
    assert np.abs(found.sum(axis=1, dtype=float) - 1).max() < 1e-6
    assert found.min() > 0


def test_near_stays_within_the_spread_before_rescaling():
    found = sample_weights(STATED, 5_000, "near", spread=0.25).astype(float)
    factors = found / STATED
    assert (factors.max(axis=1) / factors.min(axis=1)).max() <= 1.25 / 0.75 + 1e-5


def test_each_weight_has_a_spread_of_its_own():
    spread = (0.0, 0.1, 0.5, 1.0)
    batch = np.concatenate(list(weight_batches(STATED, 5_000, "near", spread, 0, tuple("abcd"))))
    factors = batch / STATED
    assert (factors.min(axis=0) >= 1 - np.array(spread) - 1e-12).all()
    assert (factors.max(axis=0) <= 1 + np.array(spread) + 1e-12).all()
    assert factors.max(axis=0) == pytest.approx([1, 1.1, 1.5, 2], abs=0.002)


def test_one_spread_for_all_is_the_same_as_one_each():
    one = sample_weights(STATED, 500, spread=0.4)
    assert (one == sample_weights(STATED, 500, spread=(0.4,) * 4)).all()


def test_a_spread_follows_its_criterion_where_others_weigh_nothing():
    found = sample_weights([50, 0, 50], 500, spread=(0.0, 1.0, 0.2))
    ratio = found[:, 2] / found[:, 0]
    assert found[:, 1].max() == 0
    assert 0.8 <= ratio.min() < 0.81 < 1.19 < ratio.max() <= 1.2


def test_near_is_centred_on_the_stated_weights():
    found = sample_weights([50, 50], 20_000, "near").astype(float)
    assert abs(found[:, 0].mean() - 0.5) < 4 * found[:, 0].std() / 20_000**0.5


def test_any_has_the_moments_of_the_uniform_simplex():
    found = sample_weights(STATED, 40_000, "any").astype(float)
    deviation = (3 / (16 * 5)) ** 0.5
    assert np.abs(found.mean(axis=0) - 0.25).max() < 4 * deviation / 200
    assert np.abs(found.std(axis=0) - deviation).max() < 0.005


def test_ordered_keeps_the_order_of_importance():
    found = sample_weights(STATED, 1_000, "ordered")
    assert (np.diff(found, axis=1) <= 0).all()


def test_ordered_has_the_rank_order_centroid_as_its_mean():
    found = sample_weights([3, 2, 1], 40_000, "ordered").astype(float)
    assert found.mean(axis=0) == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=0.004)


def test_ordered_lets_equal_weights_come_in_either_order():
    found = sample_weights([2, 1, 2], 20_000, "ordered").astype(float)
    assert (found[:, 1] <= found[:, [0, 2]].min(axis=1)).all()
    assert abs((found[:, 0] > found[:, 2]).mean() - 0.5) < 4 * 0.5 / 20_000**0.5


def test_a_weight_of_zero_stays_zero_except_in_any():
    stated = [60, 40, 0]
    assert sample_weights(stated, 100, "near")[:, 2].max() == 0
    assert sample_weights(stated, 100, "ordered")[:, 2].max() == 0
    assert sample_weights(stated, 100, "any")[:, 2].min() > 0


@pytest.mark.parametrize("mode", MODES)
def test_one_criterion_always_has_all_the_weight(mode):
    assert sample_weights([7], 50, mode).tolist() == [[1.0]] * 50


def test_scale_of_the_stated_weights_does_not_matter():
    assert (sample_weights(STATED, 10) == sample_weights(STATED / 4, 10)).all()


@pytest.mark.parametrize("mode", MODES)
def test_the_same_seed_gives_the_same_bytes(mode):
    first, again, other = (
        hashlib.sha256(sample_weights(STATED, 999, mode, seed=seed).tobytes()).hexdigest()
        for seed in (5, 5, 6)
    )
    assert first == again != other


@pytest.mark.parametrize("mode", MODES)
def test_batches_do_not_change_the_draws(mode, monkeypatch):
    stated = np.array([0.3, 0.2, 0.2, 0.1, 0.1, 0.1, 0.0])
    names = tuple("abcdefg")
    whole = list(weight_batches(stated, 1_001, mode, 0.25, 3, names))
    monkeypatch.setattr(weight_sampling, "BATCH_WEIGHTS", 100)
    cut = list(weight_batches(stated, 1_001, mode, 0.25, 3, names))
    assert len(whole) == 1 < len(cut)
    assert np.concatenate(whole).tobytes() == np.concatenate(cut).tobytes()


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2], [np.nan, 1], [np.inf, 1], [[1, 2]]])
def test_unusable_weights_are_named(weights):
    with pytest.raises(WeightError, match="weights: .*give"):
        sample_weights(weights)


def test_unknown_mode_lists_the_known_ones():
    with pytest.raises(ScenarioError, match='unknown mode "far"; use one of near, any, ordered'):
        sample_weights([1], mode="far")


def test_draws_and_spread_out_of_range_are_refused():
    with pytest.raises(ScenarioError, match="0 draws"):
        sample_weights([1], draws=0)
    with pytest.raises(WeightError, match="2 for 3 criteria; give one, or one for each"):
        sample_weights([1, 1, 1], spread=(0.1, 0.2))
    with pytest.raises(WeightError, match="spread: 1.5"):
        sample_weights([1], spread=1.5)
