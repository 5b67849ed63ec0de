from dataclasses import replace
from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.data.catalog import Catalog
from kpo.narrative import ranking as narrative
from tests.sample import edit

ENGLISH_FIRST = {"labour_cost": 25.0, "english": 75.0}


def test_sanctioned_leader_is_never_named_without_the_word(folder: Path) -> None:
    act = "EU,PHL,sectoral,yes,Regulation 1/2022,goods,,list read,2026-08-22,pay"
    edit(folder, "sanctions", 4, act)
    catalog = load(folder)
    ranking = rank(catalog, Scenario(weights=ENGLISH_FIRST, rank_sanctioned=True))
    assert narrative.headline(ranking).startswith(
        "The Philippines, under sectoral sanctions of the EU, leads for knowledge work"
    )
    first, second, _ = ranking.rows
    assert narrative.why(catalog, first, second, "SWE").title == (
        "Why the Philippines (sectoral sanctions, EU) before Ireland"
    )


def test_a_lead_that_rests_on_doubtful_figures_is_said_so_at_its_head(atlas: Catalog) -> None:
    everybody = Scenario(client="CHE", countries=tuple(atlas.countries), least_saving=0.0)
    ranking = rank(atlas, everybody)
    assert narrative.headline(ranking) == (
        "The United Kingdom leads for knowledge work on doubtful figures, contested by India"
    )
    first, second = ranking.rows[:2]
    doubted = [name for name in first.statuses if narrative.odd_mark(first, name) == "doubtful"]
    assert doubted == ["english", "education", "talent"]
    gains = [first.contributions[name] - second.contributions[name] for name in doubted]
    assert sum(gain for gain in gains if gain > 0) > first.score - second.score


def test_a_lead_that_stands_without_its_odd_figures_has_a_plain_head(atlas: Catalog) -> None:
    assert narrative.rests_on(rank(atlas, Scenario())) == ""


def test_what_is_assumed_or_defined_differently_is_said_too(sample: Catalog) -> None:
    """Ireland's English is assumed, and all that it has before India."""
    two = Scenario(countries=("IND", "IRL"), weights={"labour_cost": 10.0, "english": 90.0})
    assert narrative.headline(rank(sample, two)).startswith(
        "Ireland leads for knowledge work on assumed figures"
    )


def test_nothing_is_said_of_a_criterion_that_does_not_count(atlas: Catalog) -> None:
    client = Scenario(client="NOR")
    said = narrative.caveats(rank(atlas, client))
    assert said[0].startswith("Every saving is against an assumed pay at home")
    weights = dict.fromkeys(atlas.criteria, 0.0) | {"english": 60.0, "talent": 40.0}
    said = narrative.caveats(rank(atlas, replace(client, weights=weights)))
    assert not any("saving" in words for words in said)


def test_difference_of_two_sums_to_the_difference_of_their_scores(atlas: Catalog) -> None:
    ranking = rank(atlas, Scenario(countries=tuple(atlas.countries)))
    for first, second in zip(ranking.rows, ranking.rows[1:], strict=False):
        total = sum(points for _, points in narrative.differences(first, second))
        assert total == pytest.approx(first.score - second.score, abs=1e-9)


def test_two_level_leaders_are_both_named(folder: Path) -> None:
    """English of 580 is 90 points: 90 and 50 against 50 and 90 are level on equal weights."""
    edit(folder, "observations/epi", 4, "PHL,english,2025,580,,,reported,,")
    catalog = load(folder)
    ranking = rank(catalog, Scenario(weights={"labour_cost": 50, "english": 50}))
    assert [row.score for row in ranking.rows[:2]] == [70, 70]
    assert narrative.headline(ranking) == (
        "India and the Philippines lead level for knowledge work"
    )
    assert narrative.standfirst(ranking) == "Each scores 70 of 100 points."
    first, second, _ = ranking.rows
    reason = narrative.why(catalog, first, second, "SWE")
    assert reason.title == "How India equals the Philippines"
    assert reason.sentence.startswith("The scores are equal. Labour cost brings 20 points;")


def test_nothing_ranked_is_said_plainly(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(countries=("SWE",), service="legal"))
    assert narrative.headline(ranking) == "No destination can be ranked for legal"
    alone = rank(sample, Scenario(countries=("IND",)))
    assert narrative.standfirst(alone) == (
        "It scores 74 of 100 points and is the only one that can be ranked."
    )


def test_weak_spots_name_score_and_criterion(sample: Catalog) -> None:
    assert narrative.weak_spots(rank(sample, Scenario())) == (
        "Ireland scores 0 of 100 on labour cost.",
    )


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (10.0, "10 points"),
        (1.2, "1.2 points"),
        (3.46, "3.5 points"),
        (1.0, "1 point"),
        (0.52, "0.5 points"),
        (0.04, "Less than 0.1 points"),
    ],
)
def test_distance_is_said_in_words_of_its_size(sample: Catalog, apart: float, words: str) -> None:
    first, second, *_ = rank(sample, Scenario()).rows
    near = replace(second, score=first.score - apart)
    assert narrative.why(sample, first, near, "SWE").sentence.startswith(f"{words} ahead.")


def test_weak_spot_just_under_twenty_does_not_read_as_twenty(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(countries=("IRL",)))
    near = replace(ranking.rows[0], scores={"labour_cost": 19.6, "english": 100, "time_zone": 50})
    assert narrative.weak_spots(replace(ranking, rows=(near,))) == (
        "Ireland scores 19.6 of 100 on labour cost.",
    )
