from dataclasses import replace

import pytest

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.deck import arranged, deck, opening, presented
from kpo.scenarios.collection import SavedScenarios, SceneChoice, saved

CASE = ("case costs", "case gone", "case assumed")


def test_scenes_are_told_from_the_ranking_to_the_sources(atlas: Catalog) -> None:
    assert [scene.id for scene in deck(atlas, Scenario())] == [
        *("ranking", "why", "robustness", "changes", "map"),
        *("place 1", "place 2", "place 3", *CASE, "risks", "market", "method", "sources"),
    ]


def test_bars_of_a_difference_are_the_points_between_the_first_two(sample: Catalog) -> None:
    scene = deck(sample, Scenario())[1]
    rival = "the Philippines"
    assert scene.title == f"India is 4.0 points ahead of {rival}, on labour cost"
    assert [(bar.criterion, bar.shown) for bar in scene.bars] == [
        ("labour_cost", "+24.0"),
        ("english", "\u221220.0"),
    ]
    first, second = scene.ranking.rows[:2]
    total = sum(bar.value or 0.0 for bar in scene.bars)
    assert total == pytest.approx(first.score - second.score)


def test_places_of_each_destination_sum_to_one(atlas: Catalog) -> None:
    scene = deck(atlas, Scenario())[2]
    assert [sum(bar.parts) for bar in scene.bars] == pytest.approx([1.0] * 6)


def test_one_destination_alone_has_no_rival_to_tell_of(atlas: Catalog) -> None:
    made = deck(atlas, Scenario(countries=("IND",)))
    assert [scene.id for scene in made] == [
        *("ranking", "map", "place 1", *CASE, "risks", "market", "method", "sources"),
    ]


def test_no_destination_leaves_scenes_that_say_so(atlas: Catalog) -> None:
    made = deck(atlas, Scenario(minimums={"labour_cost": 100}))
    assert made[0].title == "No destination can be ranked for knowledge work"
    assert made[0].bars == ()


def test_sanctioned_destination_is_never_named_without_the_word(atlas: Catalog) -> None:
    for scene in deck(atlas, Scenario(rank_sanctioned=True)):
        assert "Russia" not in scene.title or "sectoral sanctions, EU" in scene.title
        labels = [bar.label for bar in scene.bars if "Russia" in bar.label]
        assert all("sectoral sanctions, EU" in label for label in labels)


def test_client_and_what_is_left_out_stand_under_the_ranking(atlas: Catalog) -> None:
    home, russia = deck(atlas, Scenario())[0].lines
    assert (home.head, home.text) == (
        "At home",
        "Sweden, 55 points; English, education, talent: doubtful.",
    )
    assert russia.head == "Russia (sectoral sanctions, EU)"
    assert russia.text.startswith("68 points, place 3 if it were ranked: left out by our rule: ")


def test_missing_score_is_never_told_as_a_plain_bar(atlas: Catalog) -> None:
    made = deck(atlas, Scenario(tier="BPO", countries=("IND", "ARG")))
    scene = next(one for one in made if one.id == "place 2")
    bar = next(bar for bar in scene.bars if bar.criterion == "talent")
    assert (bar.shown, bar.pattern) == ("no figure: counted at 24", "missing")
    pay = next(bar for bar in scene.bars if bar.criterion == "labour_cost")
    assert (pay.mark, pay.pattern) == ("doubtful", "doubtful")


def test_own_order_titles_and_captions_win(atlas: Catalog) -> None:
    made = deck(atlas, Scenario())
    chosen = (
        SceneChoice("sources", title="Whom we trust"),
        SceneChoice("gone"),
        SceneChoice("ranking", "Look here."),
    )
    assert [(scene.id, scene.title, scene.caption) for scene in arranged(made, chosen)] == [
        ("sources", "Whom we trust", made[-1].caption),
        ("ranking", made[0].title, "Look here."),
    ]
    assert arranged(made, ()) == made
    assert arranged(made, (SceneChoice("gone"),)) == made


def test_saved_scenario_opens_with_its_name(atlas: Catalog) -> None:
    ranking = rank(atlas, replace(Scenario(), tier="BPO"))
    scene = opening(ranking, "Board")
    assert (scene.id, scene.name) == ("scenario Board", "Board")
    assert scene.caption == "Board: Process work for Sweden, 7 destinations, weights: our judgement"


def test_lists_of_scenes_say_who_is_sanctioned(atlas: Catalog) -> None:
    made = deck(atlas, Scenario(tier="BPO", rank_sanctioned=True))
    assert made[6].name == "Place 2: Russia (sectoral sanctions, EU)"
    assert [line.head for line in made[11].lines] == [
        *("Below 20 points", "India", "Russia (sectoral sanctions, EU)", "The Philippines"),
    ]
    assert made[11].title == "Russia stands under sectoral sanctions, EU"
    left_out = deck(atlas, Scenario())[11]
    assert (
        left_out.title == "None of the first is under sanctions or below 20 points on a criterion"
    )
    assert left_out.lines[-1].head == "Not ranked"
    assert left_out.lines[-1].text.startswith("Russia (sectoral sanctions, EU): left out by our ")


def test_saved_scenarios_follow_the_first_scene(atlas: Catalog) -> None:
    item = saved(atlas, "Board", Scenario(tier="BPO"))
    made = deck(atlas, Scenario(), (item,))
    assert [scene.id for scene in made[:3]] == ["ranking", "scenario Board", "why"]
    assert made[1].ranking.scenario.tier == "BPO"


def test_presented_are_the_scenes_of_the_shelf(atlas: Catalog) -> None:
    item = saved(atlas, "Board", Scenario(tier="BPO"))
    chosen = (SceneChoice("map", "Mostly Asia."), SceneChoice("scenario Board"))
    made = presented(atlas, Scenario(), SavedScenarios((item,), scenes=chosen))
    assert [scene.id for scene in made] == ["map", "scenario Board"]
    assert made[0].caption == "Mostly Asia."
    assert made[1].caption.startswith("Board: Process work")


def test_map_colours_follow_the_scores_in_five_steps(atlas: Catalog) -> None:
    scene = deck(atlas, Scenario())[4]
    low, high = scene.ranking.rows[-1].score, scene.ranking.rows[0].score
    assert scene.places[-1].country == "RUS"
    for place, row in zip(scene.places[:-1], scene.ranking.rows, strict=True):
        share = (row.score - low) / (high - low)
        assert place.level == min(4, int(5 * share)), row.name
        assert place.name == f"{row.rank} {row.name}"
    assert [bar.shown for bar in scene.bars][0].startswith(f"{low:.0f} to ")
    assert scene.lines[0].text == (
        "Russia (sectoral sanctions, EU) is left out; it would score 68, place 3. "
        "Equal-area map. Boundaries do not imply endorsement."
    )


def test_map_leaves_what_is_not_ranked_without_a_colour(atlas: Catalog) -> None:
    scene = next(one for one in deck(atlas, Scenario()) if one.kind == "map")
    assert [place.country for place in scene.places if place.level is None] == ["RUS"]
    assert scene.caption.endswith("Hatched: not ranked, for want of figures or by a rule.")


def test_one_score_is_one_colour(atlas: Catalog) -> None:
    scene = deck(atlas, Scenario(countries=("IND",)))[1]
    assert [bar.shown for bar in scene.bars] == [f"{scene.ranking.rows[0].score:.0f}"]
    assert scene.title.startswith("India scores ")
