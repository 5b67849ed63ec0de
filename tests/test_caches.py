"""Nothing that is remembered between readers grows without end."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from math import inf, prod
from random import Random
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import pytest

import kpo
from kpo import Scenario, rank
from kpo.analysis.provenance import evidence
from kpo.data.catalog import Catalog
from kpo.data.computed import best_english
from kpo.narrative import ranking as narrative
from kpo.panel.content import panel_data
from kpo.robustness import method_variants
from kpo.scenarios.link import from_link, to_link
from kpo.ui.session.actions import Choice, with_weights
from tests.variants import AT_LENGTH


def choices(kind: Any) -> float:
    """Return how many different arguments a type allows."""
    if kind is bool:
        return 2
    return len(get_args(kind)) if get_origin(kind) is Literal else inf


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(kpo.__path__, "kpo."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def remembered() -> dict[str, Any]:
    """Return every function of kpo/ that remembers its answers, by name."""
    return {
        f"{module.__name__}.{name}": item
        for module in modules()
        for name, item in vars(module).items()
        if hasattr(item, "cache_info") and item.__module__ == module.__name__
    }


def containers() -> dict[str, int]:
    """Return the sizes of all that a module of kpo/ holds and could add to."""
    return {
        f"{module.__name__}.{name}": len(item)
        for module in modules()
        for name, item in vars(module).items()
        if isinstance(item, dict | list | set) and not name.startswith("__")
    }


def test_every_memory_is_bounded_or_of_arguments_that_are_few() -> None:
    found = remembered()
    assert len(found) > 20
    for name, function in found.items():
        if function.cache_parameters()["maxsize"] is None:
            parts = inspect.signature(function).parameters.values()
            assert prod(choices(part.annotation) for part in parts) <= 8, name


def test_the_catalogues_of_the_app_are_two_at_most() -> None:
    from kpo.ui.session import catalog

    assert catalog._catalog.cache_info().maxsize == 2


@AT_LENGTH
@pytest.mark.slow
def test_a_hundred_scenarios_leave_no_more_behind_than_the_bounds(atlas: Catalog) -> None:
    random, before = Random(7), containers()
    for number in range(100):
        shares = {name: random.uniform(1, 20) for name in atlas.criteria}
        weights = {name: 100 * share / sum(shares.values()) for name, share in shares.items()}
        scenario = Scenario(
            tier=random.choice(atlas.top_tiers),
            client=random.choice(atlas.clients),
            countries=tuple(random.sample(list(atlas.countries), 9)),
            max_age=1 + number,
        )
        made = with_weights(atlas, Choice(scenario), weights, ()).scenario
        ranking = rank(atlas, made)
        assert from_link(atlas, to_link(atlas, made, ranking)).scenario.weights is not None
        narrative.headline(ranking)
        panel_data(ranking)
        method_variants.criteria_left_out(ranking)
        evidence(ranking.matrix, "IND")
        best_english(atlas, 1900 + number)
    assert containers() == before
    kept = {f"{made.__module__}.{made.__name__}": made for made in atlas.memories._kept.values()}
    sizes = {name: made.cache_info() for name, made in (remembered() | kept).items()}
    assert all(sizes[name].maxsize is not None for name in kept)
    assert all(info.maxsize is None or info.currsize <= info.maxsize for info in sizes.values())
    full = {name for name in kept if sizes[name].currsize == sizes[name].maxsize}
    assert {
        "kpo.scoring.decision_matrix._matrix",
        "kpo.robustness.rank_acceptability._by_country",
        "kpo.data.computed.best_english",
    } <= full
