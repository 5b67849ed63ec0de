"""The scenes of a scenario in the order in which they are told, or in one's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kpo.catalog import Catalog
from kpo.market import market
from kpo.model import Scenario
from kpo.scenarios import Saved, Shelf
from kpo.scenes.behind import method_scene, risks_scene, sources_scene
from kpo.scenes.case import case_scenes
from kpo.scenes.country import country_scene
from kpo.scenes.group import group_scene
from kpo.scenes.map import map_scene
from kpo.scenes.market import market_scene
from kpo.scenes.ranked import changes_scene, opening, places_scene, why_scene
from kpo.scenes.scene import TOP, Scene
from kpo.score import rank
from kpo.workshop.reveal import Reveal


def deck(
    catalog: Catalog,
    scenario: Scenario,
    saved: Iterable[Saved] = (),
    room: tuple[Reveal, int] | None = None,
) -> tuple[Scene, ...]:
    """Return the scenes of a scenario, in the order in which they are told.

    Each of the `saved` scenarios has one scene, after the first, and so have the opened ballots of
    a `room`, with its number.

    Raises
    ------
    KpoError
        If the scenario cannot be used.
    """
    ranking = rank(catalog, scenario)
    made = [opening(catalog, ranking)]
    made += [opening(catalog, rank(catalog, item.scenario), item.name) for item in saved]
    made += [group_scene(catalog, *room)] if room and room[0].ranking.rows else []
    if len(ranking.rows) > 1:
        made += [
            why_scene(catalog, ranking),
            places_scene(catalog, ranking),
            changes_scene(catalog, ranking),
        ]
    made += [map_scene(catalog, ranking)] if ranking.rows else []
    made += [country_scene(catalog, ranking, spot) for spot in range(min(TOP, len(ranking.rows)))]
    made += case_scenes(catalog, ranking)
    made.append(risks_scene(catalog, ranking))
    beside = market(catalog, ranking) if ranking.rows else ()
    made += [market_scene(catalog, ranking, beside)] if beside else []
    made += [
        method_scene(catalog, ranking),
        sources_scene(catalog, ranking),
    ]
    return tuple(made)


def presented(catalog: Catalog, scenario: Scenario, shelf: Shelf) -> tuple[Scene, ...]:
    """Return the scenes that were chosen to be presented, in their order, with their captions.

    Raises
    ------
    KpoError
        If a scenario cannot be used.
    """
    order = tuple(item.scene for item in shelf.scenes)
    captions = {item.scene: item.caption for item in shelf.scenes}
    return arranged(deck(catalog, scenario, shelf.items), order, captions)


def arranged(
    scenes: Iterable[Scene], order: Sequence[str], captions: Mapping[str, str]
) -> tuple[Scene, ...]:
    """Return the scenes that `order` names, in that order and with captions of one's own.

    An empty order stands for all of them; names that are not there any more are passed over.
    """
    known = {scene.id: scene for scene in scenes}
    wanted = [name for name in order if name in known] or list(known)
    return tuple(
        replace(known[name], caption=captions.get(name) or known[name].caption) for name in wanted
    )
