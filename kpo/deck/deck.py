"""The scenes of a scenario in their usual order, or in the user's own."""

from collections.abc import Iterable
from dataclasses import replace

from kpo.analysis.published_comparison import market
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.deck.business_case import case_scenes
from kpo.deck.context import method_scene, risks_scene, sources_scene
from kpo.deck.country import country_scene
from kpo.deck.map import map_scene
from kpo.deck.published_comparison import market_scene
from kpo.deck.ranking import changes_scene, opening, places_scene, why_scene
from kpo.deck.scene import TOP, Scene
from kpo.deck.workshop import group_scene
from kpo.scenarios.collection import SavedScenario, SavedScenarios, SceneChoice
from kpo.scoring.ranking import rank
from kpo.workshop.reveal import Reveal


def deck(
    catalog: Catalog,
    scenario: Scenario,
    saved: Iterable[SavedScenario] = (),
    room: tuple[Reveal, int] | None = None,
) -> tuple[Scene, ...]:
    """Return the scenes of a scenario in their usual order.

    Each of the `saved` scenarios has one scene, after the first; so does `room`, the opened
    ballots of a room and its number.

    Raises
    ------
    KpoError
        If the scenario cannot be used.
    """
    ranking = rank(catalog, scenario)
    scenes = [opening(ranking)]
    scenes += [opening(rank(catalog, item.scenario), item.name) for item in saved]
    scenes += [group_scene(catalog, *room)] if room and room[0].ranking.rows else []
    if len(ranking.rows) > 1:
        scenes += [why_scene(ranking), places_scene(ranking), changes_scene(ranking)]
    scenes += [map_scene(ranking)] if ranking.rows else []
    scenes += [country_scene(ranking, spot) for spot in range(min(TOP, len(ranking.rows)))]
    scenes += case_scenes(ranking)
    scenes.append(risks_scene(ranking))
    beside = market(ranking) if ranking.rows else ()
    scenes += [market_scene(ranking, beside)] if beside else []
    scenes += [method_scene(ranking), sources_scene(ranking)]
    return tuple(scenes)


def presented(
    catalog: Catalog,
    scenario: Scenario,
    shelf: SavedScenarios,
    room: tuple[Reveal, int] | None = None,
) -> tuple[Scene, ...]:
    """Return the scenes chosen for a presentation, in their order, with their captions.

    `room`, the opened ballots of a room and its number, is a scene too.

    Raises
    ------
    KpoError
        If a scenario cannot be used.
    """
    return arranged(deck(catalog, scenario, shelf.items, room), shelf.scenes)


def arranged(scenes: Iterable[Scene], chosen: Iterable[SceneChoice]) -> tuple[Scene, ...]:
    """Return the chosen scenes, in the chosen order and with the user's titles and captions.

    Without a choice all scenes are returned; ids that do not exist any more are ignored.
    """
    known = {scene.id: scene for scene in scenes}
    wanted = [item for item in chosen if item.scene in known]
    return tuple(_worded(known[item.scene], item) for item in wanted) or tuple(known.values())


def _worded(scene: Scene, chosen: SceneChoice) -> Scene:
    title, caption = chosen.title or scene.title, chosen.caption or scene.caption
    return replace(scene, title=title, caption=caption, chosen=chosen)
