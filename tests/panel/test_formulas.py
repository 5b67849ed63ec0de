"""The panel's formulas and Python's are one: the same golden cases, run by both."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from kpo.panel import assets
from tests.panel.golden import FILE, answer, rounded_by_python, set_by_python

GOLDEN: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))
TIGHT = {"rel": 0.0, "abs": 1e-9}


@pytest.fixture(scope="module")
def engine(chromium: Browser) -> Any:
    """Run an expression beside the panel's script in a real engine."""
    page = chromium.new_page()

    def run(expression: str, argument: object = None) -> Any:
        return page.evaluate(f"(given) => {{ {assets.script()}; return {expression}; }}", argument)

    yield run
    page.close()


def flat(answers: list[list[Any]]) -> list[float]:
    return [number for _, _, score, parts in answers for number in [score or 0.0, *parts]]


def order(answers: list[list[Any]]) -> list[list[Any]]:
    return [one[:2] for one in answers]


def test_python_still_gives_the_golden_answers() -> None:
    for case in GOLDEN["rankings"]:
        assert order(answer(case)) == order(case["answer"])
        assert flat(answer(case)) == pytest.approx(flat(case["answer"]), **TIGHT)
    for case in GOLDEN["settings"]:
        assert set_by_python(case) == pytest.approx(case["answer"], **TIGHT)
    for case in GOLDEN["roundings"]:
        assert rounded_by_python(case["weights"]) == case["answer"]


@pytest.mark.browser
def test_the_panel_ranks_the_golden_cases_as_python_does(engine: Any) -> None:
    found = engine(
        "given.map((one) => ranked(one.rows, one.weights, one.geometric)"
        ".map((r) => [r.row.country, r.rank ?? null, r.score, r.parts]))",
        GOLDEN["rankings"],
    )
    for ours, case in zip(found, GOLDEN["rankings"], strict=True):
        assert order(ours) == order(case["answer"])
        assert flat(ours) == pytest.approx(flat(case["answer"]), **TIGHT)


@pytest.mark.browser
def test_the_golden_cases_hold_ties_zeros_and_both_methods() -> None:
    cases = GOLDEN["rankings"]
    ranks = [[one[1] for one in case["answer"] if one[1]] for case in cases]
    assert len(cases) == 200
    assert sum(len(set(some)) < len(some) for some in ranks) >= 30
    scores = [score for case in cases for row in case["rows"] for score in row["scores"]]
    assert scores.count(0.0) >= 100
    assert all(score is not None for score in scores)
    assert sum(0.0 in case["weights"] for case in cases) >= 50
    assert {case["geometric"] for case in cases} == {True, False}


@pytest.mark.browser
def test_the_panel_sets_and_rounds_weights_as_python_does(engine: Any) -> None:
    found = engine(
        "given.map((one) => setWeight(one.weights, one.locks, one.place, one.value))",
        GOLDEN["settings"],
    )
    for ours, case in zip(found, GOLDEN["settings"], strict=True):
        assert ours == pytest.approx(case["answer"], **TIGHT)
        assert sum(ours) == pytest.approx(100, **TIGHT)
    shown = engine("given.map((one) => wholePercents(one.weights))", GOLDEN["roundings"])
    assert shown == [case["answer"] for case in GOLDEN["roundings"]]


@pytest.mark.browser
def test_parts_sum_to_the_score(engine: Any) -> None:
    found = engine(
        "given.map((one) => ranked(one.rows, one.weights, one.geometric)"
        ".map((r) => Math.abs((r.score ?? 0) - r.parts.reduce((a, b) => a + b, 0))))",
        GOLDEN["rankings"],
    )
    assert max(miss for case in found for miss in case) <= 1e-9


@pytest.mark.browser
def test_a_divider_trades_between_its_two_neighbours(engine: Any) -> None:
    trade = "tradeDivider([40, 30, 20, 10], given.locks, given.d, given.value)"
    free = [False] * 4
    assert engine(trade, {"locks": free, "d": 1, "value": 45}) == [40, 45, 5, 10]
    assert engine(trade, {"locks": free, "d": 1, "value": 99}) == [40, 50, 0, 10]
    assert engine(trade, {"locks": free, "d": 0, "value": -5}) == [0, 70, 20, 10]


@pytest.mark.browser
def test_a_divider_beside_a_lock_trades_with_the_next_unlocked(engine: Any) -> None:
    trade = "tradeDivider([40, 30, 20, 10], given.locks, given.d, given.value)"
    second = [False, True, False, False]
    assert engine(trade, {"locks": second, "d": 0, "value": 50}) == [50, 30, 10, 10]
    assert engine(trade, {"locks": second, "d": 1, "value": 50}) == [50, 30, 10, 10]
    ends = [True, False, True, True]
    assert engine("tradePartners(given, 0)", ends) is None
    assert engine(trade, {"locks": ends, "d": 1, "value": 50}) == [40, 30, 20, 10]


@pytest.mark.browser
def test_pull_is_the_share_of_the_spread(engine: Any) -> None:
    rows = [
        {"country": "A", "name": "A", "scores": [100, 50, 0]},
        {"country": "B", "name": "B", "scores": [0, 50, 100]},
    ]
    pull = "pulls(ranked(given, [60, 20, 20], false))"
    assert engine(pull, rows) == pytest.approx([0.75, 0, 0.25], **TIGHT)
    assert engine(pull, rows[:1]) is None
    assert engine(pull, []) is None


@pytest.mark.browser
def test_handles_stay_a_target_apart(engine: Any) -> None:
    apart = "handlePlaces(given, 600)"
    assert engine(apart, [100, 200]) == [{"x": 100, "lane": 0}, {"x": 200, "lane": 0}]
    assert engine(apart, [100, 110]) == [{"x": 100, "lane": 1}, {"x": 110, "lane": 2}]
    for edges in ([0] * 7, [600] * 7, [590, 592, 594, 600, 600, 600, 600], [3, 9, 30, 40, 41, 60]):
        places = engine(apart, edges)
        for one in places:
            for other in places:
                met = one is not other and (one["lane"] == other["lane"] or not one["lane"])
                assert not met or abs(one["x"] - other["x"]) >= 24


def test_the_script_is_at_most_32_kilobytes() -> None:
    assert len(assets.streamlit_script().encode()) <= 32_000
