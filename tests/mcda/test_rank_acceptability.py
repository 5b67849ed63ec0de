import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kpo.core.errors import ScenarioError, WeightError
from kpo.mcda.rank_acceptability import rank_acceptability, rank_band, verdict
from kpo.mcda.weight_sampling import MODES
from tests.mcda.exact import acceptability_by_loop, moved, score
from tests.mcda.weightings import sample_weights

METHODS = ("arithmetic", "geometric")


def random_table(rows, columns, seed, gaps=0.0):
    rng = np.random.default_rng(seed)
    table = rng.random((rows, columns)) * 100
    table[rng.random(table.shape) < gaps] = np.nan
    table[:, 0] = np.where(np.isnan(table).all(axis=1), 50.0, table[:, 0])
    return table


def exact_two_criteria(table):
    """Rank acceptability for weights (t, 1 − t), t uniform: lengths between all crossings."""
    crossings = {Fraction(0), Fraction(1)}
    for a in table:
        for b in table:
            fall = Fraction(a[0]) - a[1] - b[0] + b[1]
            if fall:
                crossings.add(Fraction(b[1] - a[1]) / fall)
    cuts = sorted(cut for cut in crossings if 0 <= cut <= 1)
    found = [[Fraction(0)] * len(table) for _ in table]
    for low, high in zip(cuts[:-1], cuts[1:], strict=True):
        middle = [score(row, [(low + high) / 2, 1 - (low + high) / 2]) for row in table]
        for row, own in enumerate(middle):
            found[row][sum(other > own for other in middle)] += high - low
    return found


def test_sampled_shares_lie_within_four_standard_errors_of_the_exact_ones():
    table = [[90, 10], [60, 60], [30, 80], [50, 50], [20, 30]]
    exact = np.array(exact_two_criteria(table), dtype=float)
    found = rank_acceptability(table, [1, 1], draws=40_000, mode="any")
    error = np.sqrt(exact * (1 - exact) / 40_000)
    assert (np.abs(found.acceptability - exact) <= 4 * error + 1e-12).all()
    assert exact[:, 0].tolist() == [0.375, 0.225, 0.4, 0, 0]


def test_near_weights_agree_with_the_area_of_the_square():
    """A beats B when 4u > 5v, u and v uniform on (3/4, 5/4): a triangle of the square."""
    base, height = Fraction(5, 4) - Fraction(15, 16), 1 - Fraction(3, 4)
    share = base * height / 2 / Fraction(1, 4)
    found = rank_acceptability([[80, 0], [0, 100]], [50, 50], draws=40_000)
    assert share == Fraction(5, 32)
    assert abs(found.p_first[0] - share) <= 4 * found.standard_error[0]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("gaps", [0.0, 0.2])
def test_counts_are_those_of_a_plain_float64_loop(mode, method, gaps):
    table, stated = random_table(30, 6, seed=4, gaps=gaps), np.array([4, 3, 3, 2, 1, 0])
    found = rank_acceptability(table, stated, method, draws=600, mode=mode, seed=9)
    samples = sample_weights(stated, 600, mode, seed=9)
    assert (found.acceptability == acceptability_by_loop(table, samples, method)).all()


def test_counts_stay_those_of_float64_where_float32_cannot_tell_the_rows_apart():
    base = random_table(1, 8, seed=1)
    table = base + np.random.default_rng(2).normal(0, 1e-6, (40, 8))
    stated = np.ones(8)
    found = rank_acceptability(table, stated, draws=300, seed=2)
    samples = sample_weights(stated, 300, seed=2)
    assert (found.acceptability == acceptability_by_loop(table, samples)).all()


@pytest.mark.parametrize("spread", [0.0, 0.1, 0.79, 1.0])
def test_counts_are_those_of_float64_however_far_the_weights_may_move(spread):
    table, stated = random_table(40, 9, seed=5), np.arange(1.0, 10)
    found = rank_acceptability(table, stated, draws=500, spread=spread, seed=3)
    samples = sample_weights(stated, 500, spread=spread, seed=3)
    assert (found.acceptability == acceptability_by_loop(table, samples)).all()


def test_a_tie_and_a_pair_too_near_for_float32_in_the_same_draw_are_both_right():
    """The second row leads the first by 0.000 000 025 points; the last two tie at 30."""
    table = [[80, 80, 80], [80 + 2e-7, 80, 80 - 3e-7], [30, 20, 40], [30, 40, 20]]
    found = rank_acceptability(table, [2, 1, 1], draws=10, spread=0.0)
    assert found.acceptability.tolist() == [
        [0, 1, 0, 0],
        [1, 0, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 1, 0],
    ]
    assert found.central_weights[1].tolist() == [0.5, 0.25, 0.25]


def test_three_rows_too_near_for_float32_are_put_in_their_order():
    """Their scores are 3, 5 and 6 hundred-millionths above 80; their means fall."""
    lift = np.array([[0, 6, 6], [10, 0, 0], [16, -4, -4]]) * 1e-8
    table = 80 + np.vstack([lift, [[-20, -30, -40]]])
    found = rank_acceptability(table, [2, 1, 1], draws=7, spread=0.0)
    assert found.band[:, 0].tolist() == [3, 2, 1, 4]
    assert found.acceptability.max(axis=1).tolist() == [1, 1, 1, 1]


def test_a_single_weighting_with_ties_is_ranked_as_the_ranking_does():
    table = [[60, 40, 50], [40, 60, 50], [50, 50, 50], [70, 70, 10], [0, 0, 0]]
    found = rank_acceptability(table, [1, 1, 1], draws=10, spread=0.0)
    assert found.acceptability.tolist() == [
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [0, 0, 0, 0, 1],
    ]


@settings(max_examples=60, deadline=None)
@given(
    arrays(float, (6, 4), elements=st.integers(0, 10).map(lambda value: value * 10.0)),
    arrays(float, 4, elements=st.integers(1, 5).map(float)),
    st.sampled_from(METHODS),
)
def test_rows_sum_to_one_and_without_ties_columns_too(table, weights, method):
    found = rank_acceptability(table, weights, method, draws=200)
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(6), abs=1e-12)
    cleaned = np.maximum(table, 1) if method == "geometric" else table
    if len(np.unique(cleaned, axis=0)) == 6 and (np.ptp(cleaned, axis=1) > 0).all():
        assert found.acceptability.sum(axis=0) == pytest.approx(np.ones(6), abs=1e-12)
    assert found.acceptability[:, 0].sum() >= 1 - 1e-12


def test_tied_rows_share_the_lower_rank_in_every_draw():
    table = random_table(12, 5, seed=7)
    table[[3, 8, 9]] = table[5]
    table[8] += 1e-13
    found = rank_acceptability(table, np.ones(5), mode="any")
    for row in (3, 8, 9):
        assert (found.acceptability[row] == found.acceptability[5]).all()
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(12), abs=1e-12)
    samples = sample_weights(np.ones(5), 400, "any")
    short = rank_acceptability(table, np.ones(5), draws=400, mode="any")
    assert (short.acceptability == acceptability_by_loop(table, samples)).all()


def test_rows_that_tie_only_through_a_gap_tie_in_every_draw():
    table = [[50, np.nan, 50], [50, 50, 50], [80, 20, 40], [np.nan, np.nan, 50]]
    found = rank_acceptability(table, [3, 2, 1], mode="any")
    assert (found.acceptability[0] == found.acceptability[1]).all()
    assert (found.acceptability[0] == found.acceptability[3]).all()


def test_a_criterion_without_weight_does_not_part_tied_rows_near_the_stated_weights():
    found = rank_acceptability([[60, 40, 0], [60, 40, 90], [10, 10, 10]], [5, 5, 0])
    assert found.p_first.tolist() == [1, 1, 0]


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_the_rows_does_not_matter(method):
    table = random_table(25, 5, seed=3, gaps=0.1)
    shuffle = np.random.default_rng(0).permutation(25)
    found = rank_acceptability(table, [5, 4, 3, 2, 1], method, mode="any")
    turned = rank_acceptability(table[shuffle], [5, 4, 3, 2, 1], method, mode="any")
    assert (turned.acceptability == found.acceptability[shuffle]).all()
    assert (turned.band == found.band[shuffle]).all()
    assert np.nanmax(np.abs(turned.central_weights - found.central_weights[shuffle])) < 1e-6


def test_the_same_seed_gives_the_same_bytes():
    table = random_table(9, 5, seed=8)
    first, again, other = (rank_acceptability(table, np.ones(5), seed=seed) for seed in (1, 1, 2))
    assert first.acceptability.tobytes() == again.acceptability.tobytes()
    assert first.central_weights.tobytes() == again.central_weights.tobytes()
    assert first.acceptability.tobytes() != other.acceptability.tobytes()


@pytest.mark.parametrize("method", METHODS)
def test_central_weights_of_the_leader_reproduce_its_lead(method):
    table = random_table(20, 6, seed=12)
    found = rank_acceptability(table, np.ones(6), method, mode="any")
    for row in np.flatnonzero(found.p_first > 0.02):
        weights = found.central_weights[row]
        assert weights.sum() == pytest.approx(1, abs=1e-6)
        totals = acceptability_by_loop(table, [weights], method)
        assert totals[row, 0] == 1


def test_central_weights_of_two_criteria_are_the_middle_of_the_winning_stretch():
    found = rank_acceptability([[80, 20], [20, 80]], [1, 1], mode="any", draws=40_000)
    assert found.central_weights[:, 0] == pytest.approx([0.75, 0.25], abs=0.005)


def test_central_weights_are_unknown_where_nothing_was_ever_first():
    found = rank_acceptability([[80, 80], [20, 20]], [1, 1])
    assert np.isnan(found.central_weights[1]).all()
    assert np.argmax(found.p_first) == 0
    assert [verdict(share) for share in found.p_first] == ["clear", "open"]


def test_standard_error_is_that_of_a_share():
    found = rank_acceptability([[80, 20], [20, 80]], [1, 1], mode="any", draws=2_500)
    share = found.p_first[0]
    assert found.standard_error[0] == (share * (1 - share) / 2_500) ** 0.5


def test_band_takes_the_first_ranks_at_which_the_shares_are_reached():
    counts = np.array([[5, 90, 5, 0], [4, 91, 5, 0], [0, 0, 0, 100], [95, 0, 5, 0]])
    assert rank_band(counts, 100).tolist() == [[1, 2], [2, 2], [4, 4], [1, 1]]


@pytest.mark.parametrize(
    ("share", "word"),
    [(1.0, "clear"), (0.8, "clear"), (0.7999, "contested"), (0.5, "contested"), (0.4999, "open")],
)
def test_verdict_words_change_at_their_limits(share, word):
    assert verdict(share) == word


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "table",
    [[[70.0]], [[70.0, 20.0]], [[30.0, 30.0]] * 4, [[0.0, 0.0]] * 3, [[100.0], [100.0]]],
)
def test_what_cannot_differ_is_first_in_every_draw(table, method):
    found = rank_acceptability(table, np.ones(len(table[0])), method)
    assert found.p_first.tolist() == [1.0] * len(table)
    assert found.band.tolist() == [[1, 1]] * len(table)


def test_all_the_weight_on_one_criterion_ranks_by_it():
    found = rank_acceptability([[10, 90], [20, 80], [30, 0]], [0, 1])
    assert found.acceptability.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_without_a_score_that_counts_an_alternative_has_no_rank():
    table = [[10, 90], [np.nan, 80], [20, np.nan], [np.nan, np.nan]]
    found = rank_acceptability(table, [1, 0])
    assert found.acceptability.tolist() == [[0, 1, 0, 0], [0] * 4, [1, 0, 0, 0], [0] * 4]
    assert found.band.tolist() == [[2, 2], [0, 0], [1, 1], [0, 0]]
    empty = rank_acceptability([[np.nan, np.nan]], [1, 1])
    assert empty.p_first.tolist() == [0]


def test_more_alternatives_than_fit_a_byte_are_counted():
    table = np.arange(700.0)[:, None] / 7 + np.zeros((1, 3))
    found = rank_acceptability(table[::-1], [1, 1, 1], draws=20)
    assert (np.diag(found.acceptability) == 1).all()


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([], "at least one destination"),
        ([1, 2], "at least one destination"),
        ([[]], "at least one destination"),
        ([[1, np.inf]], "scores row 0, criterion 1: not a finite number"),
    ],
)
def test_unusable_scores_are_refused(scores, message):
    with pytest.raises(ScenarioError, match=message):
        rank_acceptability(scores, [1, 1])


def test_unusable_choices_are_refused():
    with pytest.raises(WeightError, match="one weight for each criterion"):
        rank_acceptability([[1, 2]], [1, 2, 3])
    with pytest.raises(ScenarioError, match='unknown method "harmonic"'):
        rank_acceptability([[1, 2]], [1, 2], "harmonic")


def test_fractions_move_weights_as_the_library_does():
    assert moved([0.5, 0.25, 0.25], 0, Fraction(1, 4))[1] == Fraction(3, 8)


def test_memory_does_not_grow_with_the_draws():
    table = random_table(200, 25, seed=1)
    tracemalloc.start()
    rank_acceptability(table, np.ones(25), draws=60_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * 2**20
