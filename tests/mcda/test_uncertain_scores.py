import json
from math import erf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo.core.errors import ScenarioError
from kpo.mcda.rank_acceptability import rank_acceptability
from kpo.mcda.uncertain_scores import (
    Cost,
    DoubtfulScores,
    DrawnCells,
    Normal,
    Saving,
    Uniform,
    cells_of,
    drawn,
)
from kpo.mcda.weight_sampling import MODES
from tests.mcda import oracle
from tests.mcda.test_hashing import golden
from tests.mcda.weightings import sample_weights


def part_of(record):
    if "client" in record:
        costs = Cost(**record["destination"]), Cost(**record["client"])
        return Saving(*costs, record["share"])
    return Normal(**record) if "deviation" in record else Uniform(**record)


def cells_from(records):
    return cells_of([[tuple(map(part_of, cell)) for cell in row] for row in records])


def doubtful_of(problem):
    return DoubtfulScores(np.array(problem["certain"], dtype=float), cells_from(problem["cells"]))


def normal_share(z):
    return (1 + erf(z / 2**0.5)) / 2


def noisy(table, errors):
    """Scores with a normal error each, as doubtful scores keyed by row and column."""
    parts = [
        [
            (Normal(f"row{row}", f"column{column}", value, error, 1.0),) if error else ()
            for column, (value, error) in enumerate(zip(values, own, strict=True))
        ]
        for row, (values, own) in enumerate(zip(table, errors, strict=True))
    ]
    certain = np.where(np.nan_to_num(np.array(errors, dtype=float)) > 0, 0.0, table)
    return DoubtfulScores(certain, cells_of(parts))


def test_drawn_points_are_the_golden_ones_to_the_last_bit():
    found = golden()
    cells = found["problem"]["cells"]
    for row, column, draw, value in found["points"]:
        cell = tuple(map(part_of, cells[row][column]))
        assert drawn((cell,), draw, 1, 0).tolist() == [[value]]
        assert drawn((cell,), max(draw - 2, 1), 5, 0)[0, min(draw - 1, 2)] == value


def test_weights_are_the_golden_ones_to_the_last_bit():
    criteria = golden()["problem"]["criteria"]
    for mode, draw, values in golden()["weights"]:
        found = sample_weights([40, 30, 20, 10], draw, mode, criteria=criteria)[-1]
        assert found.tolist() == [value / oracle.added(values) for value in values]


def test_first_places_are_the_golden_ones():
    problem = golden()["problem"]
    table = np.full((7, 4), 50.0)
    found = rank_acceptability(
        table,
        problem["weights"],
        draws=1000,
        criteria=problem["criteria"],
        doubtful=doubtful_of(problem),
    )
    assert (1000 * found.p_first).round().tolist() == golden()["first_of_1000"]


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
@pytest.mark.parametrize("mode", MODES)
def test_counts_are_those_of_a_plain_loop(mode, method):
    problem = oracle.problem()
    problem["certain"][3][1] = None
    criteria, stated = problem["criteria"], [0.4, 0.3, 0.2, 0.1]
    counts = np.zeros((7, 7))
    for draw in range(1, 301):
        weights = oracle.weights(stated, criteria, draw, mode, seed=3)
        found = loop_scores(problem, weights, draw, method)
        for row, rank in enumerate(oracle.ranks(found)):
            counts[row, rank - 1] += 1
    table = np.array(problem["certain"], dtype=float)
    found = rank_acceptability(
        table,
        [40, 30, 20, 10],
        method,
        draws=300,
        mode=mode,
        seed=3,
        criteria=criteria,
        doubtful=doubtful_of(problem),
    )
    assert (300 * found.acceptability).round().tolist() == counts.tolist()


def loop_scores(problem, weights, draw, method):
    if method == "arithmetic":
        return oracle.scores(problem["certain"], problem["cells"], weights, draw, seed=3)
    out = []
    for row, values in enumerate(problem["certain"]):
        logs, total = 0.0, 0.0
        for column, value in enumerate(values):
            if value is not None:
                cell = problem["cells"][row][column]
                value = value + (oracle.points(cell, draw, seed=3) if cell else 0.0)
                logs += weights[column] * float(np.log(max(value, 1.0)))
                total += weights[column]
        out.append(float(np.exp(logs / total)))
    return out


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_rows_too_near_for_float32_are_counted_as_float64_does(data):
    """Scores within a hundred-millionth of each other, ties and all."""
    step = st.integers(0, 3).map(lambda value: value * 2.5e-8)
    table = np.array(data.draw(st.lists(st.tuples(step, step), min_size=3, max_size=6))) + 60
    errors = np.zeros(table.shape)
    errors[0, 0] = data.draw(st.sampled_from([1e-8, 1.0]))
    doubtful = noisy(table, errors)
    found = rank_acceptability(table, [3, 1], draws=50, criteria=("a", "b"), doubtful=doubtful)
    counts = np.zeros((len(table), len(table)))
    for draw in range(1, 51):
        weights = oracle.weights([0.75, 0.25], ("a", "b"), draw)
        cells = [[[], []] for _ in table]
        one = {"country": "row0", "figure": "column0", "now": table[0, 0], "share": 1.0}
        cells[0][0] = [{**one, "deviation": errors[0, 0]}]
        rows = oracle.scores(doubtful.certain.tolist(), cells, weights, draw)
        for row, rank in enumerate(oracle.ranks(rows)):
            counts[row, rank - 1] += 1
    assert (50 * found.acceptability).round().tolist() == counts.tolist()


def test_two_doubtful_scores_win_as_the_normal_law_says():
    """Difference 5, standard deviation √(3² + 4²) = 5: one standard deviation ahead."""
    table = [[55.0], [50.0]]
    found = rank_acceptability(table, [1], doubtful=noisy(table, [[3.0], [4.0]]), draws=40_000)
    assert abs(found.p_first[0] - normal_share(1)) <= 4 * found.standard_error[0]


def test_what_is_unknown_is_level_anywhere_between_its_ends():
    """A figure between 0 and 80 beats a certain 60 a quarter of the time."""
    cell = (Uniform("A", "skills", 0.0, 80.0, 1.0),)
    doubtful = DoubtfulScores(np.array([[0.0], [60.0]]), cells_of([[cell], [()]]))
    found = rank_acceptability([[40.0], [60.0]], [1], doubtful=doubtful, draws=40_000)
    assert abs(found.p_first[0] - 0.25) <= 4 * found.standard_error[0]


def test_a_saving_falls_below_half_as_often_as_the_lognormal_law_says():
    """Pay of 1,000 against 2,000, 15 % each: the ratio passes e^0.15 of ½ in one half minus …"""
    own = Cost("A", "pay", "charges", 1000.0, 0.15, 0.0, 0.0, 0.0)
    client = Cost("B", "pay", "charges", 2000.0, 0.15, 0.0, 0.0, 0.0)
    found = drawn(((Saving(own, client, 1.0),),), 1, 40_000, 0)[0]
    assert abs((found < 50).mean() - 0.5) < 4 * 0.5 / 200
    beyond = 100 * (1 - 0.5 * np.exp(0.15 * 2**0.5))
    share = 1 - normal_share(1)
    assert abs((found < beyond).mean() - share) < 4 * (share * (1 - share)) ** 0.5 / 200


def test_a_dearer_destination_saves_nothing_never_less():
    own = Cost("A", "pay", "charges", 9000.0, 0.15, 0.1, 0.2, 0.3)
    client = Cost("B", "pay", "charges", 2000.0, 0.15, 0.1, 0.2, 0.3)
    assert not drawn(((Saving(own, client, 0.5),),), 1, 500, 0).any()


def test_the_client_moves_all_destinations_together():
    """Certain pay of the destinations: the order on saving never turns."""
    client = Cost("SWE", "pay", "charges", 4000.0, 0.35, 0.2, 0.3, 0.4)
    parts = [
        [(Saving(Cost(c, "pay", "charges", pay, 0.0, 0.2, 0.2, 0.2), client, 1.0),)]
        for c, pay in (("A", 700.0), ("B", 701.0))
    ]
    doubtful = DoubtfulScores(np.zeros((2, 1)), cells_of(parts))
    found = rank_acceptability([[82.0], [81.0]], [1], doubtful=doubtful)
    assert found.p_first.tolist() == [1, 0]


def test_drawn_scores_keep_within_the_scale():
    """At 100 with a deviation of 10 half the draws stay at 100, level with the certain 100."""
    table = [[100.0], [100.0]]
    found = rank_acceptability(table, [1], doubtful=noisy(table, [[10.0], [0.0]]), draws=40_000)
    assert found.p_first[1] == 1
    assert abs(found.p_first[0] - 0.5) <= 4 * found.standard_error[0]


def test_without_any_cell_the_result_is_the_certain_one():
    table = np.array([[60.0, 40.0], [30.0, 70.0], [20.0, 20.0]])
    certain = rank_acceptability(table, [1, 1])
    found = rank_acceptability(table, [1, 1], doubtful=DoubtfulScores(table, ()))
    assert (found.acceptability == certain.acceptability).all()


def test_tied_certain_rows_stay_tied_beside_a_doubtful_one():
    table = [[50, 50], [50, 50], [50, 48]]
    errors = [[0, 0], [0, 0], [0, 9]]
    found = rank_acceptability(table, [1, 1], doubtful=noisy(table, errors))
    assert (found.acceptability[0] == found.acceptability[1]).all()
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(3))


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
def test_small_errors_approach_the_certain_result(method):
    rng = np.random.default_rng(1)
    table = rng.random((8, 4)) * 80 + 10
    certain = rank_acceptability(table, np.ones(4), method)
    found = rank_acceptability(
        table, np.ones(4), method, doubtful=noisy(table, np.full((8, 4), 1e-9))
    )
    assert np.abs(found.acceptability - certain.acceptability).max() <= 1e-3


def test_the_order_of_rows_and_of_criteria_changes_no_draw():
    problem = oracle.problem()
    doubtful, table = doubtful_of(problem), np.full((7, 4), 50.0)
    found = rank_acceptability(
        table, problem["weights"], criteria=problem["criteria"], doubtful=doubtful
    )
    rows = [3, 1, 6, 0, 5, 2, 4]
    turned = {
        **problem,
        "certain": [problem["certain"][row] for row in rows],
        "cells": [problem["cells"][row] for row in rows],
    }
    again = rank_acceptability(
        table, problem["weights"], criteria=problem["criteria"], doubtful=doubtful_of(turned)
    )
    assert (again.acceptability == found.acceptability[rows]).all()


def test_one_destination_more_changes_nothing_between_the_others():
    """Pairwise: whoever comes last in every draw takes no place from the others."""
    problem = oracle.problem()
    more = {
        **problem,
        "certain": [*problem["certain"], [0.0, 0.0, 0.0, 0.0]],
        "cells": [*problem["cells"], [[], [], [], []]],
    }
    criteria, weights = problem["criteria"], problem["weights"]
    found = rank_acceptability(
        np.full((7, 4), 50.0), weights, criteria=criteria, doubtful=doubtful_of(problem)
    )
    again = rank_acceptability(
        np.full((8, 4), 50.0), weights, criteria=criteria, doubtful=doubtful_of(more)
    )
    assert (again.acceptability[:7, :7] == found.acceptability).all()


def test_more_draws_begin_with_the_fewer():
    """The first 500 of 12,000 draws, taken batch by batch, are the 500."""
    problem = oracle.problem()
    cells = cells_from(problem["cells"])[0].cells
    whole = drawn(cells, 1, 12_000, 0)
    assert (whole[:, :500] == drawn(cells, 1, 500, 0)).all()
    assert (whole[:, 9_000:] == drawn(cells, 9_001, 3_000, 0)).all()


def test_a_memory_of_draws_is_asked_for_the_cells_of_a_criterion():
    asked = []

    def memory(cells, first, count, seed):
        asked.append((len(cells), first, count, seed))
        return drawn(cells, first, count, seed)

    problem = oracle.problem()
    plain = doubtful_of(problem)
    turned = tuple(
        DrawnCells(part.column, part.rows[::-1], part.cells[::-1]) for part in plain.cells
    )
    found = rank_acceptability(
        np.full((7, 4), 50.0), [1, 1, 1, 1], doubtful=DoubtfulScores(plain.certain, turned, memory)
    )
    expected = rank_acceptability(np.full((7, 4), 50.0), [1, 1, 1, 1], doubtful=plain)
    assert (found.acceptability == expected.acceptability).all()
    assert asked == [(7, 1, 10_000, 0), (1, 1, 10_000, 0), (7, 1, 10_000, 0)]


def test_a_criterion_without_weight_is_not_drawn():
    problem = oracle.problem()
    found = rank_acceptability(
        np.full((7, 4), 50.0),
        [0, 1, 0, 0],
        doubtful=doubtful_of(problem),
        criteria=problem["criteria"],
    )
    assert found.p_first.tolist() == [1, 0, 0, 0, 0, 0, 0]


def test_the_same_seed_gives_the_same_bytes():
    problem = oracle.problem()
    first, again, other = (
        rank_acceptability(
            np.full((7, 4), 50.0), [1] * 4, seed=seed, doubtful=doubtful_of(problem)
        ).acceptability.tobytes()
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_doubtful_scores_of_another_shape_are_refused():
    with pytest.raises(ScenarioError, match="give 2 destinations and 1 criteria"):
        rank_acceptability([[1], [2]], [1], doubtful=DoubtfulScores(np.zeros((3, 1)), ()))
    with pytest.raises(ScenarioError, match="1 different names for 2 criteria"):
        rank_acceptability([[1, 2]], [1, 1], criteria=["a", "a"])


def test_golden_vectors_are_text_that_any_language_reads():
    text = oracle.GOLDEN.read_text(encoding="utf-8")
    assert json.loads(text) == golden() and "NaN" not in text
