"""What a room sees, on the project's own figures and on hand-made ballots."""

from dataclasses import replace

import pytest

from kpo import Scenario, rank
from kpo.core.errors import WeightError
from kpo.core.model import Ballot
from kpo.narrative import workshop as said
from kpo.workshop.ballots import ballot_of
from kpo.workshop.reveal import letters_for, reveal

SCENARIO = Scenario(countries=("IND", "IRL", "PHL"))
COST = {"labour_cost": 100}
ENVIRONMENT = {"environment": 100}


@pytest.fixture(scope="module")
def ballots(atlas):
    """Two who look at cost alone, and one who looks at rules alone."""
    return [ballot_of(atlas.criteria, weights) for weights in (COST, COST, ENVIRONMENT)]


@pytest.fixture(scope="module")
def opened(atlas, ballots):
    return reveal(atlas, SCENARIO, ballots)


def test_each_judge_ranks_as_they_would_alone(atlas, ballots, opened):
    for judge, ballot in zip(opened.judges, ballots, strict=True):
        alone = rank(atlas, replace(SCENARIO, weights=ballot.weights))
        assert judge.places == {row.country: row.rank for row in alone.rows}


def test_each_judge_ranks_alike_under_the_geometric_mean(atlas):
    scenario = replace(SCENARIO, method="geometric", countries=tuple(atlas.countries))
    ballot = Ballot(dict(atlas.presets["kpo"].weights))
    opened = reveal(atlas, scenario, [ballot])
    alone = rank(atlas, replace(scenario, weights=ballot.weights))
    assert opened.judges[0].places == {row.country: row.rank for row in alone.rows}


def test_the_group_takes_the_medians(opened):
    assert opened.weights["labour_cost"] == 100
    assert opened.ranking.rows[0].country == opened.judges[0].leaders[0]


def test_how_far_the_ballots_differ_is_the_variation_of_the_weights(atlas):
    given = ((20, 80), (30, 70), (40, 60), (50, 50), (60, 40))
    table = [ballot_of(atlas.criteria, {"labour_cost": a, "english": b}) for a, b in given]
    opened = reveal(atlas, SCENARIO, table)
    assert opened.of("labour_cost").high - opened.of("labour_cost").low == 20
    assert opened.ranking.scenario.variation["labour_cost"] == 25
    assert opened.ranking.scenario.variation["english"] == 17
    assert opened.ranking.scenario.variation["talent"] == 0
    assert not reveal(atlas, SCENARIO, table[:1]).scenario.variation


def test_first_places_are_counted_and_the_cause_is_found(atlas, opened):
    assert opened.judges[0].leaders != opened.judges[2].leaders
    assert sorted(opened.first_count.values()) == [0, 1, 2]
    assert sum(opened.first_share.values()) == pytest.approx(1)
    assert opened.argue == "labour_cost"
    assert opened.of("labour_cost").removed == 1.0
    assert (opened.of("environment").low, opened.of("environment").high) == (0, 50)
    assert said.headline(atlas, opened).endswith(", and disagrees about labour cost")


def test_one_leader_is_said_and_nothing_is_argued_about(atlas):
    same = reveal(atlas, SCENARIO, [ballot_of(atlas.criteria, COST)] * 3)
    assert same.one_leader
    assert same.argue is None
    assert same.w == 1.0
    assert said.headline(atlas, same).startswith("The room agrees on ")
    assert said.argue(atlas, same).startswith("Nobody\u2019s leader changes")
    assert said.firsts(atlas, same).endswith("is first for all three.")


def test_one_ballot_is_no_agreement(atlas):
    alone = reveal(atlas, SCENARIO, [ballot_of(atlas.criteria, COST)])
    assert said.headline(atlas, alone).startswith("One ballot, and it puts ")
    assert said.agreement(alone).startswith("It takes two ballots")


def test_nothing_ranked_is_said_calmly(atlas):
    scenario = replace(SCENARIO, minimums={"english": 100.0})
    empty = reveal(atlas, scenario, [ballot_of(atlas.criteria, COST)] * 2)
    assert said.headline(atlas, empty) == "Nothing is ranked, so there is nothing to agree on"
    assert said.firsts(atlas, empty) == "Nothing is ranked."


def test_no_ballot_is_refused(atlas):
    with pytest.raises(WeightError, match="let somebody vote first"):
        reveal(atlas, SCENARIO, [])


def test_a_sanctioned_country_is_never_named_without_the_word(atlas):
    scenario = replace(SCENARIO, countries=("RUS", "IRL"), rank_sanctioned=True)
    opened = reveal(atlas, scenario, [ballot_of(atlas.criteria, COST)] * 2)
    assert opened.ranking.rows[0].country == "RUS"
    assert "sanctions" in said.headline(atlas, opened)
    assert "sanctions" in said.firsts(atlas, opened)
    assert said.first_places(atlas, opened).startswith("1 Russia (sectoral sanctions, EU), ")


def test_a_second_round_is_compared_with_the_first(atlas, opened):
    now = reveal(atlas, SCENARIO, [ballot_of(atlas.criteria, COST)] * 3)
    sentences = said.rounds(atlas, opened, now)
    assert sentences[0] == f"The room agrees more than before: W {opened.w:.2f} then, 1.00 now."
    assert sentences[1].endswith("led then and leads now.")


def test_letters_go_on_after_z():
    assert letters_for(27)[25:] == ("Z", "AA")
    assert len(set(letters_for(100))) == 100


def test_the_mean_is_one_click_away(atlas, ballots):
    pooled = reveal(atlas, SCENARIO, ballots, "mean").weights
    assert pooled["labour_cost"] == pytest.approx(66.6667)
    assert pooled["environment"] == pytest.approx(33.3333)
