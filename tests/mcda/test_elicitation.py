"""Weights from answers without numbers."""

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo.mcda.elicitation import (
    MARGIN,
    MAX_QUESTIONS,
    TradeOff,
    next_pair,
    traded_weights,
    weights_in_order,
)
from kpo.mcda.least_squares import least_distance, non_negative

shares = (
    st.lists(st.integers(0, 100), min_size=2, max_size=9)
    .filter(any)
    .map(lambda parts: np.array([100 * part / sum(parts) for part in parts]))
)
cases = st.tuples(st.integers(2, 9), st.integers(2, 5)).flatmap(
    lambda shape: st.tuples(
        st.lists(
            st.lists(st.integers(0, 100), min_size=shape[0], max_size=shape[0]),
            min_size=shape[1],
            max_size=shape[1],
        ),
        st.lists(st.integers(0, 100), min_size=shape[0], max_size=shape[0]).filter(any),
    )
)


def answered(weights, importance):
    """What somebody with these weights answers, question by question."""
    found = []
    while (pair := next_pair(importance, found)) is not None:
        first, second = pair
        more, less = (first, second) if weights[first] >= weights[second] else (second, first)
        times = weights[more] / weights[less] if weights[less] else inf
        found.append(TradeOff(more, less, times if weights[more] else 1.0))
    return found


@given(shares)
def test_consistent_answers_give_their_weights_back_within_a_point(weights):
    importance = np.ones(len(weights))
    traded = traded_weights(importance, answered(weights, importance))
    assert np.abs(traded.weights - weights).max() < 1
    assert traded.worst is None
    assert traded.contradiction == 1.0


@given(shares)
def test_nine_questions_at_most_reach_every_criterion_and_none_is_asked_twice(weights):
    answers = answered(weights, np.ones(len(weights)))
    assert len(answers) <= MAX_QUESTIONS
    assert len({frozenset((one.more, one.less)) for one in answers}) == len(answers)
    assert {place for one in answers for place in (one.more, one.less)} == set(range(len(weights)))


def test_nine_criteria_take_eight_questions_and_one_that_can_contradict():
    ours = [25, 13, 12, 16, 15, 3, 6, 8, 2]
    pairs = [(one.more, one.less) for one in answered(ours, ours)]
    assert pairs == [(0, 3), (0, 4), (0, 1), (0, 2), (0, 7), (0, 6), (0, 5), (0, 8), (3, 4)]


def test_a_contradiction_is_measured_as_a_factor():
    """A is 2 B and 2 C, yet B is 8 C: the circle is out by 8, a third of it in each answer."""
    answers = [TradeOff(0, 1, 2), TradeOff(0, 2, 2), TradeOff(1, 2, 8)]
    traded = traded_weights([1, 1, 1], answers)
    assert traded.contradiction == pytest.approx(2, abs=1e-3)
    assert traded.implied == pytest.approx((1, 4, 4), abs=1e-3)
    assert traded.weights.tolist() == pytest.approx([400 / 9, 400 / 9, 100 / 9], abs=0.01)
    assert traded.worst in (0, 1, 2)


def test_what_no_answer_names_keeps_its_proportion():
    traded = traded_weights([40, 40, 20], [TradeOff(0, 1, 3)])
    first, second, third = traded.weights
    assert first / second == pytest.approx(3)
    assert third / np.sqrt(first * second) == pytest.approx(20 / 40, rel=1e-3)


def test_what_does_not_matter_weighs_nothing():
    traded = traded_weights([1, 1, 1], [TradeOff(0, 1, inf), TradeOff(0, 2, 4)])
    assert traded.weights.tolist() == pytest.approx([80, 0, 20])
    assert traded.worst is None


def test_what_does_not_matter_in_one_answer_and_does_in_another_is_told():
    traded = traded_weights([1, 1, 1], [TradeOff(0, 1, inf), TradeOff(0, 2, 4), TradeOff(1, 2, 2)])
    assert traded.weights[1] > 0
    assert traded.contradiction == pytest.approx(50 ** (1 / 3), rel=1e-3)
    assert traded.worst is not None


@settings(max_examples=50, deadline=None)
@given(cases)
def test_examples_stand_in_their_order_by_half_a_point_or_no_weights_do(case):
    scores, importance = (np.array(part, dtype=float) for part in case)
    ordered = weights_in_order(scores, importance)
    if ordered.weights is None:
        assert ordered.margin <= MARGIN + 1e-3
        assert best_margin(scores) == pytest.approx(ordered.margin, abs=2e-3)
        return
    assert ordered.weights.sum() == pytest.approx(100)
    assert (ordered.weights >= 0).all()
    totals = scores @ ordered.weights / 100
    assert all(better - worse >= MARGIN - 1e-6 for better, worse in pairwise(totals))


@settings(max_examples=60, deadline=None)
@given(cases)
def test_an_order_that_holds_already_keeps_the_weights(case):
    scores, importance = (np.array(part, dtype=float) for part in case)
    weights = 100 * importance / importance.sum()
    totals = scores @ weights / 100
    order = np.argsort(-totals)
    if (np.diff(-totals[order]) >= MARGIN).all():
        ordered = weights_in_order(scores[order], importance)
        assert ordered.weights == pytest.approx(weights, abs=1e-6)


def best_margin(scores):
    """The largest lead that any weights give, by linear programming."""
    linprog = pytest.importorskip("scipy.optimize").linprog
    leads = -np.diff(scores, axis=0)
    count = leads.shape[1]
    table = np.hstack((-leads, np.ones((len(leads), 1))))
    goal = np.append(np.zeros(count), -1.0)
    sums = np.append(np.ones(count), 0.0)[None]
    bounds = [(0, None)] * count + [(None, None)]
    solved = linprog(goal, table, np.zeros(len(leads)), sums, [1.0], bounds)
    return min(-solved.fun, MARGIN)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(2, 9))
def test_non_negative_least_squares_are_those_of_the_statistics_library(seed, columns, rows):
    nnls = pytest.importorskip("scipy.optimize").nnls
    generator = np.random.default_rng(seed)
    matrix, target = generator.normal(size=(rows, columns)), generator.normal(size=rows)
    ours = non_negative(matrix, target)
    assert (ours >= 0).all()
    expected = nnls(matrix, target)[1]
    assert np.linalg.norm(matrix @ ours - target) == pytest.approx(expected, abs=1e-8)


def test_a_row_of_zeros_is_met_or_never():
    zero = np.zeros((1, 2))
    assert least_distance(zero, np.array([0.0])).tolist() == [0, 0]
    assert least_distance(zero, np.array([1.0])) is None
