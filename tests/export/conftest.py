from collections.abc import Callable
from datetime import date

import pytest

from kpo import Scenario, load, rank
from kpo.data.catalog import Catalog
from kpo.export.run_card import Card, card
from kpo.scoring.ranking import Ranking

ADDRESS = "https://atlas.example/"
Made = Callable[..., tuple[Ranking, Card]]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load()


@pytest.fixture(scope="session")
def made(catalog: Catalog) -> Made:
    """Return a function that makes a ranking and its card, dated on a fixed day."""

    def of(**choice: object) -> tuple[Ranking, Card]:
        ranking = rank(catalog, Scenario(**choice))  # type: ignore[arg-type]
        return ranking, card(ranking, ADDRESS, date(2026, 11, 22))

    return of
