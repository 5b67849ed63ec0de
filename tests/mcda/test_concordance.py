"""Agreement of judges, against published tables."""

from itertools import permutations, product
from math import prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpo.mcda.concordance import is_exact, kendall_w, mean_tau_b, permutation_p
from kpo.mcda.correlation import average_ranks

THREE = [[1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 3, 4]]
"""The fixture of the method: rank sums 4, 5, 10, 11."""

EXECUTIVES = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
"""Three executives rank six applicants (Siegel 1956, Nonparametric Statistics, chapter 9)."""

TIED = [
    [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
    [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
    [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
]
"""Ten things ranked on three variables, with ties (Siegel 1956, chapter 9)."""

tables = st.tuples(st.integers(2, 5), st.integers(2, 6)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(1, shape[1]), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def test_the_fixture_of_the_method():
    assert kendall_w(THREE) == pytest.approx(12 * 37 / (9 * 60), abs=1e-12)
    assert permutation_p(THREE) == pytest.approx(19 / 576, abs=1e-12)


def test_friedmans_exact_table_for_three_judges_and_four_alternatives():
    """Friedman's statistic m (n - 1) W = 7.4 has .033, 8.2 has .017, 9.0 has .0017."""
    assert round(permutation_p(THREE), 3) == 0.033
    assert round(permutation_p([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 4, 3]]), 3) == 0.017
    assert round(permutation_p([[1, 2, 3, 4]] * 3), 4) == 0.0017


def test_a_published_table():
    assert round(kendall_w(EXECUTIVES), 2) == 0.16


def test_a_published_table_with_ties():
    assert kendall_w(TIED) == pytest.approx(591 / 714, abs=1e-12)
    assert round(kendall_w(TIED), 3) == 0.828


def test_ranks_that_share_the_lower_number_are_ties_too():
    shared = [[1, 2, 2, 4], [1, 1, 3, 4]]
    assert average_ranks(shared).tolist() == [[1, 2.5, 2.5, 4], [1.5, 1.5, 3, 4]]
    assert kendall_w(shared) == kendall_w(average_ranks(shared))


def test_one_order_is_full_agreement_and_two_opposite_ones_are_none():
    assert kendall_w([[1, 2, 3]] * 4) == 1.0
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == 0.0
    assert mean_tau_b([[1, 2, 3], [3, 2, 1]]) == -1.0


def test_what_cannot_be_told_is_no_number():
    assert np.isnan(kendall_w([[1, 1, 1], [1, 1, 1]]))
    assert np.isnan(permutation_p([[1, 2, 3]]))
    assert np.isnan(permutation_p([[1], [1]]))
    assert np.isnan(mean_tau_b([[1, 2, 3], [1, 1, 1]]))


def test_what_is_counted_and_what_is_drawn():
    assert is_exact(2, 9)
    assert not is_exact(2, 10)
    assert is_exact(3, 6)
    assert not is_exact(3, 7)


def test_draws_are_seeded_and_never_give_zero():
    many = np.tile(np.arange(1, 99), (9, 1))
    assert permutation_p(many) == 1 / 1001
    some = [np.random.default_rng(seed).permutation(12) + 1 for seed in range(5)]
    assert permutation_p(some, seed=3) == permutation_p(some, seed=3)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_the_order_of_judges_and_of_alternatives_does_not_matter(table):
    ranks = np.array(table)
    turned = ranks[::-1, ::-1]
    assert kendall_w(turned) == pytest.approx(kendall_w(ranks), nan_ok=True)
    assert mean_tau_b(turned) == pytest.approx(mean_tau_b(ranks), nan_ok=True)
    w = kendall_w(ranks)
    assert np.isnan(w) or -1e-12 <= w <= 1 + 1e-12


MAX_COUNTED = 20_000
"""Most tables of ranks that the test counts one by one."""


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(tables.filter(lambda table: is_exact(len(table), len(table[0])) and len(table) < 4))
def test_the_exact_p_is_what_counting_gives(table):
    rows = average_ranks(table)
    orders = [list(set(permutations(row))) for row in rows.tolist()]
    assume(prod(map(len, orders)) <= MAX_COUNTED)
    sums = [np.sum(one, axis=0) for one in product(*orders)]
    least = (rows.sum(axis=0) ** 2).sum() - 1e-9
    share = np.mean([(one**2).sum() >= least for one in sums])
    assert permutation_p(table) == pytest.approx(share)


def test_tau_b_is_that_of_the_statistics_library():
    stats = pytest.importorskip("scipy.stats")
    rows = [[1, 2, 2, 4, 5], [2, 1, 3, 3, 5], [5, 4, 3, 2, 1]]
    pairs = [(0, 1), (0, 2), (1, 2)]
    expected = np.mean([stats.kendalltau(rows[a], rows[b]).statistic for a, b in pairs])
    assert mean_tau_b(rows) == pytest.approx(expected)
