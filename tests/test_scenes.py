from dataclasses import replace

import pytest

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.scenes import arranged, deck, opening


def test_scenes_are_told_from_the_ranking_to_the_sources(atlas: Catalog) -> None:
    assert [scene.id for scene in deck(atlas, Scenario())] == [
        *("ranking", "why", "robustness", "changes"),
        *("place 1", "place 2", "place 3", "risks", "method", "sources"),
    ]


def test_bars_of_a_difference_are_the_points_between_the_first_two(sample: Catalog) -> None:
    scene = deck(sample, Scenario())[1]
    assert scene.title == "Why India before the Philippines (EU sanctions)"
    assert [(bar.criterion, bar.shown) for bar in scene.bars] == [
        ("labour_cost", "+30.0"),
        ("english", "\u221220.0"),
    ]
    first, second = scene.ranking.rows[:2]
    total = sum(bar.value or 0.0 for bar in scene.bars)
    assert total == pytest.approx(first.score - second.score)


def test_places_of_each_destination_sum_to_one(atlas: Catalog) -> None:
    scene = deck(atlas, Scenario())[2]
    assert [sum(bar.parts) for bar in scene.bars] == pytest.approx([1.0] * 7)


def test_one_destination_alone_has_no_rival_to_tell_of(atlas: Catalog) -> None:
    made = deck(atlas, Scenario(countries=("IND",)))
    assert [scene.id for scene in made] == ["ranking", "place 1", "risks", "method", "sources"]


def test_no_destination_leaves_scenes_that_say_so(atlas: Catalog) -> None:
    made = deck(atlas, Scenario(minimums={"labour_cost": 100}))
    assert made[0].title == "No destination can be ranked for knowledge work"
    assert made[0].bars == ()


def test_sanctioned_destination_is_never_named_without_the_word(atlas: Catalog) -> None:
    for scene in deck(atlas, Scenario()):
        assert "Russia" not in scene.title or "EU sanctions" in scene.title
        assert all("EU sanctions" in bar.label for bar in scene.bars if "Russia" in bar.label)


def test_own_order_and_captions_win(atlas: Catalog) -> None:
    made = deck(atlas, Scenario())
    shown = arranged(made, ("sources", "gone", "ranking"), {"ranking": "Look here.", "why": "No"})
    assert [(scene.id, scene.caption) for scene in shown] == [
        ("sources", made[-1].caption),
        ("ranking", "Look here."),
    ]
    assert arranged(made, (), {}) == made


def test_saved_scenario_opens_with_its_name(atlas: Catalog) -> None:
    ranking = rank(atlas, replace(Scenario(), tier="BPO"))
    scene = opening(atlas, ranking, "Board")
    assert (scene.id, scene.name) == ("scenario Board", "Board")
    assert scene.caption == "Board: Process work for Sweden, 7 destinations, weights: our judgement"


def test_lists_of_scenes_say_who_is_sanctioned(atlas: Catalog) -> None:
    made = deck(atlas, Scenario())
    assert made[5].name == "Place 2: Russia (EU sanctions)"
    assert [line.head for line in made[7].lines] == [
        *("Below 20 points", "India", "Russia (EU sanctions)", "Ireland"),
    ]
