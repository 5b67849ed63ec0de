import numpy as np
import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpo.case import break_even
from kpo.case.arithmetic import (
    NEVER,
    Terms,
    cumulative,
    flows,
    growth,
    labour_cost,
    learning,
    loaded_cost,
    net_present_value,
    payback,
    total,
)


def terms(**more: object) -> Terms:
    """METHOD's fixture: 10 people at 1,000 a month and 20 %, at home 4,000 and 30 %."""
    labour = np.array([labour_cost(10, 1000, 0.2)])
    home = np.array([labour_cost(10, 4000, 0.3)])
    return Terms(labour, home)._replace(**more)


def test_the_fixture_of_the_method() -> None:
    # 10 x 12 x 1,000 x 1.2 = 144,000; 10 x 12 x 4,000 x 1.3 = 624,000; 1 - 144 / 624 = 76.9 %
    flow = flows(terms())
    assert flow.loaded.tolist() == [144_000] and flow.home.tolist() == [624_000]
    assert float(total(flow) / 624_000) == pytest.approx(0.769, abs=5e-4)
    # 144,000 / p = 624,000 at p = 0.2308
    assert float(break_even.productivity(terms())) == pytest.approx(0.231, abs=5e-4)


def test_a_case_with_every_load_by_hand() -> None:
    # 144,000 x (1 + 0.05 + 0.2 x 0.5) = 165,600, with 10 seats of 2,000: 185,600;
    # / (0.95 x 0.8) = 244,210.53, with 15 % margin 280,842.11; 5 % of home = 31,200;
    # 3 months of home at the start = 156,000; saved 624,000 - 280,842.11 - 31,200 - 156,000
    loaded = terms(
        office=np.array([20_000.0]),
        benefits=0.05,
        attrition=0.2,
        replacement=0.5,
        hours=0.95,
        productivity=0.8,
        margin=0.15,
        governance=0.05,
        start=156_000.0,
    )
    flow = flows(loaded)
    assert flow.loaded[0] == pytest.approx(280_842.105, abs=0.001)
    assert flow.governance[0] == pytest.approx(31_200)
    assert float(total(flow)) == pytest.approx(155_957.895, abs=0.001)


def test_two_years_of_growth_and_a_falling_currency_by_hand() -> None:
    # Wages + 10 %, the currency - 10 %: 144,000 and 144,000 x 1.1 x 0.9 = 142,560;
    # home + 3 %: 642,720. Saved 480,000 and 500,160, after 300,000 at the start.
    labour = 144_000 * np.concatenate(([1.0], growth([0.1]))) * np.array([1.0, 0.9])
    flow = flows(Terms(labour, np.array([624_000.0, 642_720.0]), start=300_000.0))
    assert flow.saving.tolist() == pytest.approx([480_000, 500_160])
    assert cumulative(flow.saving, flow.once).tolist() == pytest.approx(
        [-300_000, 180_000, 680_160]
    )
    # - 300,000 + 480,000 / 1.08 + 500,160 / 1.1664
    worth = net_present_value(flow.saving, flow.once, 0.08)
    assert float(worth) == pytest.approx(573_251.029, abs=0.001)
    # 300,000 of 480,000 a year are back after 7.5 months: at the end of the eighth
    assert float(payback(cumulative(flow.saving, flow.once))) == 8


def test_a_published_example() -> None:
    # Gitman, Principles of Managerial Finance, 10th ed., 2003, p. 346, as the manual of
    # numpy-financial prints it: 3,065.22; 15,000 of the fourth year's 30,000 pay back in month 42.
    savings = np.array([5_000.0, 8_000, 12_000, 30_000])
    assert float(net_present_value(savings, 40_000, 0.08)) == pytest.approx(3_065.22267, abs=1e-5)
    assert float(payback(cumulative(savings, 40_000))) == 42


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=10),
    st.floats(0, 1e6),
    st.floats(-0.5, 1),
)
def test_present_values_agree_with_numpy_financial(
    savings: list[float], once: float, rate: float
) -> None:
    expected = numpy_financial.npv(rate, [-once, *savings])
    worth = float(net_present_value(np.array(savings), once, rate))
    assert worth == pytest.approx(expected, rel=1e-9, abs=1e-3)


def test_what_never_pays_back_and_what_costs_nothing_to_begin_with() -> None:
    assert payback(cumulative(np.array([10.0, 10.0]), 30)) == NEVER
    assert payback(cumulative(np.array([10.0, 10.0]), 0)) == 0
    # A loss in the last year that is not made good is no payback.
    assert payback(cumulative(np.array([10.0, -20.0]), 5)) == NEVER
    # Lost again in the second year, back in the third: month 24 + 12 x 5 / 20 = 27.
    assert payback(cumulative(np.array([10.0, -10.0, 20.0]), 5)) == 27


def test_people_who_learn_do_less_at_first() -> None:
    assert learning(0, 3).tolist() == [1, 1, 1]
    slow = loaded_cost(terms(capacity=learning(6, 1)))
    assert float(slow[0]) == pytest.approx(144_000 / 0.75)


shares = st.floats(0, 0.6)


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    years = draw(st.integers(1, 6))
    money = st.floats(1e3, 1e7)
    labour = np.array([draw(money) for _ in range(years)])
    return Terms(
        labour,
        labour.sum() / years * draw(st.floats(1.5, 20)) * np.ones(years),
        np.array([draw(st.floats(0, 1e5)) for _ in range(years)]),
        1.0,
        draw(shares),
        draw(st.floats(0, 1)),
        draw(st.floats(0.05, 1)),
        draw(st.floats(0.7, 1.3)),
        draw(st.floats(0.3, 1.5)),
        draw(shares),
        draw(st.floats(0, 0.1)),
        draw(st.floats(0, 1e5)),
        draw(st.floats(1, 1e5)),
        draw(st.floats(0, 0.5)),
    )


@given(any_terms())
def test_a_higher_margin_never_saves_more(item: Terms) -> None:
    more = item._replace(margin=float(item.margin) + 0.1)  # type: ignore[arg-type]
    assert total(flows(more)) < total(flows(item))


NUDGE = 1e-6


@given(any_terms())
def test_every_break_even_turns_the_sign(item: Terms) -> None:
    def saved(changed: Terms) -> float:
        return float(total(flows(changed)))

    for name, formula, way in (
        ("productivity", break_even.productivity, 1),
        ("margin", break_even.margin, -1),
        ("attrition", break_even.attrition, -1),
    ):
        at = float(formula(item))
        if not np.isfinite(at) or not 1e-3 < at < 1e4:
            continue
        above, below = (saved(item._replace(**{name: at * (1 + way * s)})) for s in (NUDGE, -NUDGE))
        assert above > 0 > below


@given(any_terms())
def test_the_break_even_of_the_currency_turns_the_sign(item: Terms) -> None:
    at = float(break_even.currency(item))
    if np.isfinite(at) and 1e-3 < at < 1e4:
        cheap, dear = (
            float(total(flows(item._replace(labour=item.labour * at * factor))))
            for factor in (1 - NUDGE, 1 + NUDGE)
        )
        assert cheap > 0 > dear


def test_the_size_of_a_team_that_earns_its_fixed_cost() -> None:
    # 480,000 a year from 10 people are 48,000 each; 480,000 fixed need 10, 96,000 need 2.
    assert float(break_even.team(terms(fixed=480_000.0), 10)) == pytest.approx(10)
    assert float(break_even.team(terms(fixed=96_000.0), 10)) == pytest.approx(2)
    assert np.isnan(break_even.team(terms(), 10))


def test_growth_at_which_costs_use_up_the_room_by_hand() -> None:
    # 1 + f + f^2 = 7 at 2, = 3 at 1; 1 is not below what it is at 0; at 8 it is 73, below 100.
    costs = np.ones((4, 3))
    factors = break_even.growth(costs, np.array([7.0, 3.0, 0.5, 100.0]), 0, 8)
    assert factors[:2].tolist() == [2, 1] and np.isnan(factors[2:]).all()
    assert np.isnan(break_even.growth(np.array([5.0]), np.array(5.0), 0, 8))


def test_growth_is_the_root_of_the_polynomial() -> None:
    costs = np.random.default_rng(5).uniform(0.01, 2, (300, 5))
    room = costs.sum(axis=1) * np.linspace(0.6, 6, 300)
    factors = break_even.growth(costs, room, 0.5, 2.0)
    for cost, most, factor in zip(costs, room, factors, strict=True):
        roots = np.roots([*cost[:0:-1], cost[0] - most])
        real = [root.real for root in roots if abs(root.imag) < 1e-12 and 0.5 <= root.real <= 2]
        assert (np.isnan(factor) and not real) or real == pytest.approx([factor], rel=1e-9)
    assert 100 < np.isfinite(factors).sum() < 300
