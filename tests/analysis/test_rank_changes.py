from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, load, rank
from kpo.analysis.rank_changes import movers
from kpo.data.catalog import Catalog
from kpo.narrative.rank_changes import cause, shown
from tests.sample import edit

COST = Scenario(weights={"labour_cost": 60, "english": 40})
WORDS = Scenario(weights={"labour_cost": 20, "english": 80})


def sentences(catalog: Catalog, before: Scenario, now: Scenario) -> list[str]:
    rankings = rank(catalog, before), rank(catalog, now)
    return [cause(mover, *rankings) for mover in movers(*rankings)]


def test_parts_of_a_mover_are_its_contributions_after_less_before(sample: Catalog) -> None:
    found = movers(rank(sample, COST), rank(sample, WORDS))
    assert [(item.country, item.before, item.now) for item in found] == [
        ("PHL", 2, 1),
        ("IRL", 3, 2),
        ("IND", 1, 3),
    ]
    assert dict(found[0].parts) == pytest.approx(
        {"labour_cost": -20, "english": 40, "time_zone": 0}
    )
    gains = [sum(points for _, points in item.parts) for item in found]
    assert gains == pytest.approx([20, 40, -16])


def test_cause_says_the_parts_their_reasons_and_who_is_passed(sample: Catalog) -> None:
    first, second, third = sentences(sample, COST, WORDS)
    assert first == (
        "The Philippines rises from 2nd to 1st: "
        "English +40.0 (weight 40 \u2192 80 %), labour cost \u221220.0 (weight 60 \u2192 20 %), "
        "together +20.0 points. It passes India (\u221216.0)."
    )
    assert second == (
        "Ireland rises from 3rd to 2nd: English +40.0 (weight 40 \u2192 80 %) points. "
        "It passes India (\u221216.0)."
    )
    assert third.endswith("The Philippines (+20.0) and Ireland (+40.0) pass it.")


def test_cause_names_those_who_come_and_go(sample: Catalog, folder: Path) -> None:
    act = "EU,PHL,sectoral,yes,Regulation 1/2022,goods,,list read,2026-08-22,pay"
    edit(folder, "sanctions", 4, act)
    catalog = load(folder)
    ranked = replace(COST, rank_sanctioned=True)
    few = Scenario(weights=COST.weights, countries=("IRL", "PHL"))
    gone, up = sorted(sentences(catalog, ranked, COST))[::-1]
    assert gone == (
        "The Philippines (sectoral sanctions, EU) drops out from 2nd: left out by our rule: "
        "sectoral sanctions of the EU (Regulation 1/2022; list of 2026-08-22); buying is not "
        "banned as such."
    )
    assert up == (
        "Ireland rises from 3rd to 2nd: its own score stays. "
        "The Philippines (sectoral sanctions, EU) is no longer ranked above it."
    )
    back = sentences(sample, few, COST)
    assert back[0] == "India comes in at 1st; before, it was not among the destinations."
    assert back[1].endswith("its own score stays. India is new above it.")


def test_cause_says_where_the_score_itself_differs(atlas: Catalog) -> None:
    weights = {"labour_cost": 60, "english": 40}
    pair = [rank(atlas, Scenario(tier=tier, weights=weights)) for tier in ("KPO", "ITO")]
    scores = [{row.country: row.scores["labour_cost"] for row in item.rows} for item in pair]
    moving = [mover for mover in movers(*pair) if mover.before and mover.now]
    assert moving
    for mover in moving:
        old, new = (found[mover.country] or 0.0 for found in scores)
        changed = f"(score {round(old, 1):g} \u2192 {round(new, 1):g})"
        assert (changed in cause(mover, *pair)) == (old != new)


def test_nobody_moves_between_equal_rankings(sample: Catalog) -> None:
    assert movers(rank(sample, COST), rank(sample, COST)) == ()


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8))
def test_shown_parts_sum_to_the_shown_total(points: list[float]) -> None:
    tenths = shown([(str(at), value) for at, value in enumerate(points)])
    assert round(10 * sum(tenths.values())) == round(10 * sum(points))
    assert all(abs(tenths[str(at)] - value) < 0.1 + 1e-9 for at, value in enumerate(points))


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_parts_sum_to_the_difference_of_the_scores(atlas: Catalog, data: st.DataObject) -> None:
    weights = st.dictionaries(
        st.sampled_from(list(atlas.criteria)), st.floats(0.01, 100), min_size=1
    )
    method = st.sampled_from(["arithmetic", "geometric"])
    pair = [
        rank(atlas, Scenario(weights=data.draw(weights), method=data.draw(method)))
        for _ in range(2)
    ]
    scores = [{row.country: row.score for row in ranking.rows} for ranking in pair]
    for mover in movers(*pair):
        assert cause(mover, *pair)
        if mover.before and mover.now:
            difference = scores[1][mover.country] - scores[0][mover.country]
            assert sum(points for _, points in mover.parts) == pytest.approx(difference, abs=1e-9)
