"""Sets of saved scenarios for the tests, and a hostile name."""

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import SavedScenarios, added, saved

HOSTILE = '<img src=x onerror=alert(1)> "quoted" \U0001f469 \\n {}'


def shelf_of(catalog: Catalog, *names: str) -> SavedScenarios:
    shelf = SavedScenarios()
    for name in names:
        shelf = added(shelf, saved(catalog, name, Scenario()))
    return shelf
