"""Questions in the units of the figures, and the weights that their answers give."""

from itertools import pairwise
from math import inf

import pytest

from kpo import Scenario
from kpo.mcda.elicitation import MARGIN
from kpo.scoring.decision_matrix import decision_matrix
from kpo.workshop.questions import (
    TIMES,
    answer,
    examples,
    from_order,
    from_trade_offs,
    question,
)

KPO = Scenario()


def answered(atlas, choose):
    """Answer every question; `choose` gives the chosen criterion, or None, and how many times."""
    answers = []
    while (asked := question(atlas, KPO, answers)) is not None:
        answers.append(answer(atlas, asked, *choose(asked)))
    return answers


def test_the_first_question_sets_saving_against_the_talent_pool_in_raw_units(atlas):
    asked = question(atlas, KPO, [])
    assert asked.number == 1
    assert asked.first.criterion == "labour_cost"
    assert "0 to 100 % of the client's cost" in asked.first.swing
    assert asked.second.criterion == "talent"
    assert "100,000 to 100,000,000 people" in asked.second.swing


def test_nine_equal_answers_give_equal_weights(atlas):
    answers = answered(atlas, lambda _: (None, 1.0))
    assert len(answers) == 9
    found = from_trade_offs(atlas, KPO, answers)
    assert sorted(found.weights.values()) == [11] * 8 + [12]
    assert found.words == "Your answers agree with each other."


def test_a_contradiction_is_told_with_its_size_and_the_answer(atlas):
    def choose(asked):
        if asked.number == 9:
            return asked.first.criterion, 9.0
        return None, 1.0

    found = from_trade_offs(atlas, KPO, answered(atlas, choose))
    assert found.words.startswith("Your answers contradict each other by a factor of 2.1")
    assert sum(found.weights.values()) == 100


def test_what_does_not_matter_weighs_nothing(atlas):
    answers = answered(atlas, lambda asked: (asked.first.criterion, inf))
    weights = from_trade_offs(atlas, KPO, answers[:8]).weights
    assert weights["labour_cost"] == 100


def test_few_answers_leave_the_rest_in_proportion_and_say_so(atlas):
    asked = question(atlas, KPO, [])
    found = from_trade_offs(atlas, KPO, [answer(atlas, asked, None, 1.0)])
    assert found.words.startswith("Criteria that were not asked about keep their proportion")
    assert abs(found.weights["labour_cost"] - found.weights["talent"]) <= 1


def test_offered_times_grow_and_end_with_not_at_all():
    assert list(TIMES) == sorted(TIMES)
    assert TIMES[-1] == inf


def test_examples_are_named_by_the_alphabet(atlas):
    names = [atlas.countries[code].name for code in examples(atlas, KPO)]
    assert names == sorted(names)
    assert len(names) == 6


@pytest.mark.parametrize("order", [("IND", "PHL", "IRL"), ("IRL", "IND"), ("CZE", "CHN", "IND")])
def test_an_order_is_reproduced_in_whole_per_cents(atlas, order):
    found = from_order(atlas, KPO, order)
    assert found.weights is not None, found.words
    matrix = decision_matrix(atlas, KPO)
    table = matrix.scores[[matrix.place[country] for country in order]]
    totals = table @ [weight / 100 for weight in found.weights.values()]
    assert all(better - worse >= MARGIN - 1e-6 for better, worse in pairwise(totals))
    assert all(value == int(value) for value in found.weights.values())


def test_an_order_that_no_weights_give_is_said(atlas):
    found = from_order(atlas, KPO, ("IRL", "IND", "IRL"))
    assert found.weights is None
    assert found.words.startswith("No weights give this order")
